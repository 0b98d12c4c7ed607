"""The ledger for a spreadsheet: one row per entry of the list, and one per dump that no entry names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from triage.report.document.sheet import sheet

HEADER = (
    "line", "kind", "name", "address", "exhibit", "dumps", "joined_by", "data", "records", "undelivered", "invented",
    "remark",
)  # fmt: skip


def render(document: Mapping[str, Any]) -> str:
    """Return comma-separated rows; no cell is taken for a formula."""
    return sheet(HEADER, _rows(document))


def _rows(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    twice = {line for each in document["listed_twice"] for line in each["lines"]}
    for each in document["entries"]:
        remarks = [
            *(["listed and not seized"] if not each["dumps"] else []),
            *(["listed twice"] if each["line"] in twice else []),
        ]
        yield {**each, **each["complaints"], "dumps": "; ".join(each["dumps"]), "remark": ", ".join(remarks)}
    for name in document["not_listed"]:
        yield {"dumps": name, "remark": "seized and not listed"}
