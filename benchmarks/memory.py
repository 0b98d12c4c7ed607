"""Peak memory of the whole process tree of `triage scan`, on evidence that is larger than memory should be.

    python benchmarks/memory.py [CASE ...] [--scale 0.1]

Cases: csv (2 GB), sql (2 GB, statements of 1 MB), json (an array of 1 GB), xlsx (a sheet of 1 GB XML), line (one line
of 1 GB), bomb (a 7z of 4 GB zeros). The target is 1 GiB for each. Files are made in a temporary folder and removed.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil

GIGABYTE = 10**9
ROW = "Sana Tariq,35202-{0:07}-{1},0300{0:07},House {1} Street 2 Lahore\n"


def rows(size: int) -> Iterator[str]:
    """Rows of a table until so many bytes."""
    made = index = 0
    while made < size:
        block = "".join(ROW.format((index + i) % 10**7, (index + i) % 9 + 1) for i in range(10_000))
        made += len(block)
        index += 10_000
        yield block


def csv(path: Path, scale: float) -> Path:
    """Two gigabytes of rows."""
    target = path / "dump.csv"
    with target.open("w") as file:
        file.write("name,cnic,mobile,address\n")
        file.writelines(rows(int(2 * GIGABYTE * scale)))
    return target


def sql(path: Path, scale: float) -> Path:
    """Two gigabytes of statements of a megabyte."""
    target = path / "dump.sql"
    with target.open("w") as file:
        file.write("-- MySQL dump 10\nCREATE TABLE `t` (`name` text, `cnic` text, `mobile` text, `address` text);\n")
        for block in rows(int(2 * GIGABYTE * scale)):
            values = ",".join("('" + "','".join(line.split(",")) + "')" for line in block.splitlines())
            file.write(f"INSERT INTO `t` VALUES {values};\n")  # noqa: S608 - a dump to be read
        file.write("-- Dump completed\n")
    return target


def json(path: Path, scale: float) -> Path:
    """Return an array of a gigabyte."""
    target = path / "dump.json"
    with target.open("w") as file:
        file.write("[")
        comma = ""
        for block in rows(int(0.6 * GIGABYTE * scale)):
            for line in block.splitlines():
                name, cnic, mobile, address = line.split(",")
                file.write(
                    f'{comma}{{"name": "{name}", "cnic": "{cnic}", "mobile": "{mobile}", "address": "{address}"}}\n'
                )
                comma = ","
        file.write("]")
    return target


def xlsx(path: Path, scale: float) -> Path:
    """Return a workbook whose one sheet is a gigabyte of XML."""
    target = path / "dump.xlsx"
    space = "http://schemas.openxmlformats.org"
    book = f'<workbook xmlns="{space}/spreadsheetml/2006/main" xmlns:r="{space}/officeDocument/2006/relationships">'
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "xl/workbook.xml", f'{book}<sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'
        )
        links = f'<Relationships xmlns="{space}/package/2006/relationships">'
        archive.writestr(
            "xl/_rels/workbook.xml.rels", f'{links}<Relationship Id="r1" Target="sheet.xml"/></Relationships>'
        )
        with archive.open("xl/sheet.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'<worksheet xmlns="{space}/spreadsheetml/2006/main"><sheetData>'.encode())
            for block in rows(int(0.25 * GIGABYTE * scale)):
                text = "".join(
                    "<row>" + "".join(f'<c t="inlineStr"><is><t>{c}</t></is></c>' for c in line.split(",")) + "</row>"
                    for line in block.splitlines()
                )
                sheet.write(text.encode())
            sheet.write(b"</sheetData></worksheet>")
    return target


def line(path: Path, scale: float) -> Path:
    """Return a gigabyte without a newline."""
    target = path / "dump.txt"
    with target.open("w") as file:
        for block in rows(int(GIGABYTE * scale)):
            file.write(block.replace("\n", " "))
    return target


def bomb(path: Path, scale: float) -> Path:
    """Return a few hundred kilobytes that unpack to four gigabytes."""
    zeros = path / "zeros"
    with zeros.open("wb") as file:
        file.truncate(int(4 * GIGABYTE * scale))
    target = path / "bomb.7z"
    subprocess.run(["7z", "a", "-bd", str(target), str(zeros)], check=True, capture_output=True)
    zeros.unlink()
    return target


CASES: dict[str, Callable[[Path, float], Path]] = {
    "csv": csv, "sql": sql, "json": json, "xlsx": xlsx, "line": line, "bomb": bomb,
}  # fmt: skip


def peak(command: list[str]) -> tuple[float, float, int]:
    """(GiB of the tree at its peak, seconds, exit status) of a command."""
    started = time.monotonic()
    process = psutil.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    most = 0
    while process.poll() is None:
        held = 0
        for each in [process, *_children(process)]:
            try:
                held += each.memory_info().rss
            except psutil.Error:
                continue
        most = max(most, held)
        time.sleep(0.05)
    return most / 2**30, time.monotonic() - started, process.returncode


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return list(process.children(recursive=True))
    except psutil.Error:
        return []


def main() -> None:
    """Print a line a case."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="*", default=list(CASES))
    parser.add_argument("--scale", type=float, default=1.0)
    asked = parser.parse_args()
    for name in asked.cases:
        folder = Path(tempfile.mkdtemp(prefix="memory-"))
        try:
            target = CASES[name](folder, asked.scale)
            size = target.stat().st_size
            scan = [sys.executable, "-m", "triage", "scan", str(target), "--case", str(folder / "case")]
            most, seconds, status = peak(scan)
            print(f"{name:6} {size / 1e9:6.2f} GB: peak {most:.2f} GiB, {seconds:.0f} s, status {status}", flush=True)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
