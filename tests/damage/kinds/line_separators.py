"""A table whose lines end in U+2028."""

from __future__ import annotations

from pathlib import Path

from tests.damage.marks import ROWS, Sample, in_order


def sample(folder: Path) -> Sample:
    """Return forty rows."""
    del folder
    return in_order("a.csv", "".join(";".join(row) + "\u2028" for row in ROWS).encode())
