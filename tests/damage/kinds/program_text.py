"""Objects of JavaScript, one a line."""

from __future__ import annotations

from pathlib import Path

from tests.damage.marks import ROWS, Sample, in_order


def sample(folder: Path) -> Sample:
    """Return forty objects."""
    del folder
    rows = "".join(f"  {{mark: '{a}', name: '{b}', cnic: '{c}', address: '{d}'}},\n" for a, b, c, d in ROWS)
    return in_order("a.js", f"var people = [\n{rows}];\n".encode())
