"""Entries of a directory, names in base64."""

from __future__ import annotations

import base64
from pathlib import Path

from tests.damage.marks import ROWS, Sample, in_order


def sample(folder: Path) -> Sample:
    """Return forty entries."""
    del folder
    names = [base64.b64encode(name.encode()).decode() for _, name, _, _ in ROWS]
    rows = zip(ROWS, names, strict=True)
    entries = (f"dn: uid={mark}\ncn:: {name}\nid: {cnic}\n\n" for (mark, _, cnic, _), name in rows)
    return in_order("a.ldif", "".join(entries).encode())
