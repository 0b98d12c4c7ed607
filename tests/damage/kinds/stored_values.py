"""A pickle of forty rows."""

from __future__ import annotations

import pickle
from pathlib import Path

from tests.damage.marks import HEAD, ROWS, Sample, in_order


def sample(folder: Path) -> Sample:
    """Return forty dictionaries."""
    del folder
    rows = [dict(zip(HEAD, row, strict=False)) for row in ROWS]
    return in_order("a.pkl", pickle.dumps(rows, 2))
