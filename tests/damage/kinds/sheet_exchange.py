"""A sheet in SYLK: a cell with its place on each line."""

from __future__ import annotations

from pathlib import Path

from tests.damage.marks import ROWS, Sample, in_order


def sample(folder: Path) -> Sample:
    """Return forty rows, a mark in each."""
    del folder
    cells = (f'C;X{column};Y{row};K"{cell}"\n' for row, own in enumerate(ROWS, 1) for column, cell in enumerate(own, 1))
    return in_order("a.slk", ("ID;PWXL;N;E\n" + "".join(cells) + "E\n").encode())
