"""A table as SQL*Plus prints it."""

from __future__ import annotations

from pathlib import Path

from tests.damage.marks import ROWS, Sample, in_order


def sample(folder: Path) -> Sample:
    """Return forty lines below a ruler."""
    del folder
    widths = [max(len(row[i]) for row in ROWS) + 1 for i in range(4)]
    lines = [("mark", "name", "cnic", "address"), tuple("-" * width for width in widths), *ROWS]
    text = "\n".join(" ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in lines)
    return in_order("a.lst", f"{text}\n\n40 rows selected.\n".encode())
