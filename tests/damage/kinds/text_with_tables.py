"""A table below a text."""

from __future__ import annotations

from pathlib import Path

from tests.damage.marks import HEAD, ROWS, Sample, in_order


def sample(folder: Path) -> Sample:
    """Return forty rows of a table as Markdown, with text around it."""
    del folder
    rows = "".join(f"| {' | '.join(row)} |\n" for row in ROWS)
    return in_order("a.md", f"# List\n\n| {' | '.join(HEAD)} |\n|---|---|---|---|\n{rows}\nThe end.\n".encode())
