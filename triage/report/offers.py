"""Offers for a spreadsheet: one row per dump, product, currency and period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from triage.report.document.sheet import sheet

HEADER = ("dump", "product", "title", "currency", "least", "most", "period", "messages", "since", "until")


def render(document: Mapping[str, Any]) -> str:
    """Return comma-separated rows; no cell is taken for a formula."""
    return sheet(HEADER, _rows(document))


def _rows(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for dump in document["dumps"]:
        for each in dump.get("trade", {"offers": []})["offers"]:
            yield {**each, "dump": dump["dump"]}
