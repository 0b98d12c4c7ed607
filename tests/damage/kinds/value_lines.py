"""A name and a number on lines of their own, forty times."""

from __future__ import annotations

from pathlib import Path

from tests.damage.marks import ROWS, Sample, in_order


def sample(folder: Path) -> Sample:
    """Return forty records of two lines."""
    del folder
    return in_order("a.txt", "".join(f"{row[0]} {row[1]}\n{row[2]}\n" for row in ROWS).encode())
