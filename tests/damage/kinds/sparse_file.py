"""A table with a hole in its middle, as it is after it was copied: the hole is empty bytes."""

from __future__ import annotations

from pathlib import Path

from tests.damage.marks import HEAD, ROWS, Sample, in_order


def sample(folder: Path) -> Sample:
    """Return forty rows around a run of empty bytes."""
    del folder
    rows = [";".join(row[:3]) + "\n" for row in ROWS]
    first, last = (";".join(HEAD[:3]) + "\n" + "".join(rows[:20])).encode(), "".join(rows[20:]).encode()
    return in_order("a.csv", first + bytes(2_000) + last)
