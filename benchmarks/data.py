"""Big synthetic files for the benchmarks, made once by the simulator and kept in `build/benchmarks/`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import polars as pl

from triage import simulate

HOME = Path("build/benchmarks")
COLUMNS = ["name", "father", "cnic", "mobile", "address", "email", "dob"]
BLOCK = 1_000_000


def clean_csv(rows: int) -> Path:
    """Return a clean CSV of seven columns, about 130 bytes a row; every number and name is simulated.

    Made in a process of its own: the memory that making it takes would be counted as that of the commands measured.
    """
    path = HOME / f"clean-{rows}.csv"
    if not path.exists():
        subprocess.run([sys.executable, __file__, str(rows), str(path)], check=True)
    return path


def make(rows: int, path: Path) -> None:
    """Write the clean file, a block at a time."""
    HOME.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        for block in range(0, rows, BLOCK):
            frame = simulate.bulk(min(BLOCK, rows - block), seed=block // BLOCK, columns=COLUMNS)
            frame.write_csv(file, include_header=block == 0)


def dirty_csv(rows: int) -> Path:
    """Return the same with one stray quote in the middle row."""
    path = HOME / f"dirty-{rows}.csv"
    if not path.exists():
        lines = clean_csv(rows).read_bytes().splitlines(keepends=True)
        middle = len(lines) // 2
        lines[middle] = b'"' + lines[middle]
        path.write_bytes(b"".join(lines))
    return path


def cells(rows: int) -> pl.DataFrame:
    """Return the first rows of the clean file, every column text."""
    return pl.read_csv(clean_csv(BLOCK), infer_schema=False, n_rows=rows)


if __name__ == "__main__" and sys.argv[1:]:
    make(int(sys.argv[1]), Path(sys.argv[2]))
