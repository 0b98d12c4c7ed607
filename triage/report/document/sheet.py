"""Write rows of named cells as comma-separated text for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from triage.core.safe import cell


def sheet(header: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Return the header and these rows, quoted if needed; null is an empty cell, and no cell is a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        cells = ("" if row.get(name) is None else row[name] for name in header)
        writer.writerow(cell(each) if isinstance(each, str) else each for each in cells)
    return text.getvalue()
