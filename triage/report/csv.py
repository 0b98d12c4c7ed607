"""Counts for a spreadsheet: one row per column and entity found in it, one row for a column without any."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from triage.core.safe import cell
from triage.report.document import words
from triage.report.document.other_evidence import other_evidence

HEADER = (
    "dump", "dump_sha256", "member", "table", "column_number", "column", "column_holds", "confidence", "non_empty",
    "entity", "found", "valid", "distinct", "verdict", "records", "consistent", "consistent_low", "consistent_high",
    "at_most", "people_consistent", "people_low", "people_high", "people_at_most", "exhibit", "platform",
)  # fmt: skip

_OWN = HEADER.index("verdict")
"""Number of cells before those of the answer."""


def render(document: Mapping[str, Any]) -> str:
    """Return comma-separated rows, quoted if needed; no cell is taken for a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    if banner := words.unfinished(document):
        writer.writerow((cell(banner), *[""] * (len(HEADER) - 1)))
    for line in other_evidence(document):
        writer.writerow((cell(line), *[""] * (len(HEADER) - 1)))
    for row in _rows(document):
        writer.writerow(cell(each) if isinstance(each, str) else each for each in row)
    return text.getvalue()


def _rows(document: Mapping[str, Any]) -> Iterator[tuple[object, ...]]:
    """Yield a row per column and entity, with the answer of its dump; a dump without columns has one row."""
    for dump in document["dumps"]:
        whole = _answer(dump)
        if not any(table["columns"] for table in dump["tables"]):
            yield (dump["dump"], dump["sha256"], *[None] * (_OWN - 2), *whole)
        for table in dump["tables"]:
            for number, column in enumerate(table["columns"], start=1):
                place = (dump["dump"], dump["sha256"], table["member"], table["name"], number)
                what = (column["name"], column["entity"], column["confidence"], column["non_empty"])
                for entity, tally in _tallies(column):
                    yield (*place, *what, entity, *tally, *whole)
    total = document["case"]["total"]
    yield ("(case)", *[None] * (_OWN - 1), None, *_counts(total["records"]), *_counts(total["people"])[1:], None, None)


def _answer(dump: Mapping[str, Any]) -> tuple[object, ...]:
    """Return the headline of a dump as cells."""
    head, exhibit = dump["headline"], (dump["facts"].get(name) for name in ("exhibit", "platform"))
    return (dump["genuineness"]["verdict"], *_counts(head["records"]), *_counts(head["people"])[1:], *exhibit)


def _counts(counts: Mapping[str, Any]) -> tuple[object, ...]:
    return tuple(counts[name] for name in ("of", "estimate", "low", "high", "at_most"))


def _tallies(column: Mapping[str, Any]) -> Iterator[tuple[str | None, tuple[int, ...]]]:
    found = {column["entity"]: column} if column["found"] or not column["also"] else {}
    for entity, tally in {**found, **column["also"]}.items():
        yield entity, tuple(tally[name] for name in ("found", "valid", "distinct"))
