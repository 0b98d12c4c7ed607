"""A table whose line ends are written as backslash and n."""

from __future__ import annotations

from pathlib import Path

from tests.damage.marks import ROWS, Sample, in_order


def sample(folder: Path) -> Sample:
    """Return forty rows."""
    del folder
    return in_order("a.csv", "".join(";".join(row) + r"\n" for row in ROWS).encode())
