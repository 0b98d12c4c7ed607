"""Counts for a spreadsheet: one row per column and entity found in it, one row for a column without any."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from triage.core.safe import cell
from triage.report.document import words

HEADER = (
    "dump", "dump_sha256", "member", "table", "column_number", "column", "column_holds", "confidence", "non_empty",
    "entity", "found", "valid", "distinct",
)  # fmt: skip


def render(document: Mapping[str, Any]) -> str:
    """Comma-separated, quoted where needed; no cell is taken for a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    if banner := words.unfinished(document):
        writer.writerow((cell(banner), *[""] * (len(HEADER) - 1)))
    for row in _rows(document):
        writer.writerow(cell(each) if isinstance(each, str) else each for each in row)
    return text.getvalue()


def _rows(document: Mapping[str, Any]) -> Iterator[tuple[object, ...]]:
    for dump in document["dumps"]:
        for table in dump["tables"]:
            for number, column in enumerate(table["columns"], start=1):
                place = (dump["dump"], dump["sha256"], table["member"], table["name"], number)
                what = (column["name"], column["entity"], column["confidence"], column["non_empty"])
                for entity, tally in _tallies(column):
                    yield (*place, *what, entity, *tally)


def _tallies(column: Mapping[str, Any]) -> Iterator[tuple[str | None, tuple[int, ...]]]:
    found = {column["entity"]: column} if column["found"] or not column["also"] else {}
    for entity, tally in {**found, **column["also"]}.items():
        yield entity, tuple(tally[name] for name in ("found", "valid", "distinct"))
