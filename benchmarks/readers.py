"""Readers against the obvious alternative on the same bytes in the same process, in turn.

    python benchmarks/readers.py [ROWS]        default: 500000

SQL dumps against sqlglot's tokenizer (on a part of the dump: it is slow), DBF against dbfread, clean CSV through the
proof against a bare `polars.read_csv`, dirty CSV against Python's csv.reader. Medians of the ratios of three turns.
"""

from __future__ import annotations

import csv
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import data
import dbf
import dbfread
import polars as pl
import sqlglot

from triage import find, read

TURNS = 3


def ours(path: Path) -> Callable[[], int]:
    """Rows of a file as our reader identifies, cuts and reads it, every cell in a frame; its hash is taken before."""
    evidence = next(find.evidence([path], data.HOME / "spool"))
    return lambda: sum(
        batch.frame.height
        for source in read.identify(evidence)
        for chunk in read.split(source)
        for batch in read.batches(chunk)
    )


def seconds(work: Callable[[], object]) -> float:
    """How long it takes, once."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def compare(
    name: str, target: str, mine: tuple[Callable[[], object], float], peer: tuple[Callable[[], object], float]
) -> None:
    """Print the median ratio of speeds; each side with the megabytes it works on."""
    ratios, speeds = [], []
    for _ in range(TURNS):
        own, other = seconds(mine[0]) / mine[1], seconds(peer[0]) / peer[1]
        ratios.append(other / own)
        speeds.append(1 / own)
    ratio, speed = statistics.median(ratios), statistics.median(speeds)
    print(f"{name}: {speed:.0f} MB/s, {ratio:.2f} times as fast as the peer (target {target})", flush=True)


def sql_dump(rows: int) -> Path:
    """Return a MySQL dump of the benchmark's table."""
    path = data.HOME / f"readers-{rows}.sql"
    if not path.exists():
        frame = pl.read_csv(data.clean_csv(rows), infer_schema=False)
        with path.open("w", encoding="utf-8") as file:
            file.write("-- MySQL dump 10\n")
            names = ", ".join(f"`{name}` text" for name in frame.columns)
            file.write(f"CREATE TABLE `t` ({names});\n")
            for block in frame.iter_slices(5_000):
                values = ",".join(
                    "(" + ",".join("'" + (cell or "").replace("'", "\\'") + "'" for cell in row) + ")"
                    for row in block.iter_rows()
                )
                file.write(f"INSERT INTO `t` VALUES {values};\n")  # noqa: S608 - a dump to be read
    return path


def table(rows: int) -> Path:
    """Return the same as DBF."""
    path = data.HOME / f"readers-{rows}.dbf"
    if not path.exists():
        frame = pl.read_csv(data.clean_csv(rows), infer_schema=False, n_rows=rows)
        names = [f"F{i}" for i in range(len(frame.columns))]
        made = dbf.Table(str(path), "; ".join(f"{name} C(60)" for name in names), codepage="utf8")
        made.open(dbf.READ_WRITE)
        for row in frame.iter_rows():
            made.append(tuple((cell or "").encode("ascii", "replace").decode()[:60] for cell in row))
        made.close()
    return path


def main(rows: int) -> None:
    """Print a line a reader."""
    dump = sql_dump(rows)
    beginning = dump.read_text(encoding="utf-8")[:2_000_000]
    part = beginning[: beginning.rindex(";\n") + 2]
    compare(
        "SQL dump against sqlglot's tokenizer", "30",
        (ours(dump), dump.stat().st_size / 1e6),
        (lambda: sqlglot.tokenize(part, read="mysql"), len(part) / 1e6),
    )  # fmt: skip
    small = table(min(rows, 100_000))
    size = small.stat().st_size / 1e6
    compare(
        "DBF against dbfread", "5",
        (ours(small), size), (lambda: sum(1 for _ in dbfread.DBF(str(small), encoding="utf-8")), size),
    )  # fmt: skip
    clean = data.clean_csv(rows)
    size = clean.stat().st_size / 1e6
    compare(
        "clean CSV against polars.read_csv", "0.67 = 1.5 times its time",
        (ours(clean), size), (lambda: pl.read_csv(clean, infer_schema=False), size),
    )  # fmt: skip
    dirty = data.dirty_csv(rows)
    compare(
        "dirty CSV against csv.reader", "0.33",
        (ours(dirty), size), (lambda: _counted(dirty), size),
    )  # fmt: skip


def _counted(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500_000)
