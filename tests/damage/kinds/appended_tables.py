"""Two tables in one text, with other delimiters and other columns."""

from __future__ import annotations

from pathlib import Path

from tests.damage.marks import ROWS, Sample, in_order


def sample(folder: Path) -> Sample:
    """Return forty rows, twenty in each table."""
    del folder
    half = len(ROWS) // 2
    first = "Name,CNIC,Mobile\n" + "".join(",".join(row[:3]) + "\n" for row in ROWS[:half])
    second = "MSISDN;Customer Name\n" + "".join(";".join(row[:2]) + "\n" for row in ROWS[half:])
    return in_order("a.csv", (first + second).encode())
