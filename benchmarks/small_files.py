"""What a file costs where a dump holds very many of them: 250 to 2,000 files of 60 bytes.

    python benchmarks/small_files.py [FILES ...]        default: 250 500 1000 2000

In one folder (a dump a file) and in one dump (a folder of files): seconds of processor time and of the clock, and
milliseconds a file above an empty scan. Flat is right: a cost that grows with the number of files was once there. Then
300 tables of three rows in an SQL dump, and 100 texts of one line in a zip (these load the language pipeline too).
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import zipfile
from pathlib import Path

import measure

TABLES, TEXTS = 300, 100
LINE = "id,call\n{number:04},0300-{number:07}\n{other:04},0321-{other:07}\n"


def write(folder: Path, files: int) -> None:
    """So many files of a header and two rows."""
    folder.mkdir(parents=True)
    for number in range(files):
        text = LINE.format(number=number, other=number + 5_000)
        (folder / f"{number:05}.csv").write_text(text.ljust(59) + "\n" if len(text) < 59 else text)


def write_tables(file: Path, tables: int) -> None:
    """Write so many tables of three rows as an SQL dump."""
    with file.open("w") as out:
        for table in range(tables):
            rows = ", ".join(f"('Sana Tariq', '0300-{5_000 * row + table:07}')" for row in range(1, 4))
            out.write(f"CREATE TABLE `t{table}` (name varchar(40), mobile varchar(20));\n")
            out.write(f"INSERT INTO `t{table}` VALUES {rows};\n")  # noqa: S608 - written, not run


def write_texts(file: Path, texts: int) -> None:
    """Write so many texts of one line into a zip."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for text in range(texts):
            out.writestr(f"{text:05}.txt", f"Please send the papers of Sana Tariq, call 0300-{text:07} tomorrow.\n")


def cost(evidence: Path, home: Path) -> measure.Cost:
    """One scan into a case of its own."""
    case = home / "case"
    shutil.rmtree(case, ignore_errors=True)
    command = [sys.executable, "-m", "triage", "scan", str(evidence), "--case", str(case), "--format", "json"]
    return measure.once(command)


def main(sizes: list[int]) -> None:
    """Print a line a size, and one each for tables and texts."""
    with tempfile.TemporaryDirectory() as spare:
        home = Path(spare)
        write(home / "0" / "folder", 1)
        bare = cost(home / "0" / "folder", home)
        print(f"one file: {bare.wall:.2f} s, {bare.cpu:.2f} s of processor")
        for files in sizes:
            write(home / str(files) / "folder", files)
            for what, evidence in (("dumps", home / str(files) / "folder"), ("files of one dump", home / str(files))):
                one = cost(evidence, home)
                each = (one.cpu - bare.cpu) / files * 1000
                print(f"{files:6,} {what:18} {one.wall:6.1f} s, {one.cpu:6.1f} s of processor, {each:6.1f} ms each,"
                      f" {one.peak / 2**20:4.0f} MiB")  # fmt: skip
        for what, number, make in (("tables.sql", TABLES, write_tables), ("texts.zip", TEXTS, write_texts)):
            make(home / what, number)
            one = cost(home / what, home)
            each = (one.cpu - bare.cpu) / number * 1000
            print(f"{number:6,} {what:18} {one.wall:6.1f} s, {one.cpu:6.1f} s of processor, {each:6.1f} ms each")


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [250, 500, 1_000, 2_000])
