"""Contact points for a spreadsheet: one row per dump and contact point, masked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from triage.report.document.sheet import sheet

HEADER = ("dump", "kind", "value", "own", "messages", "first", "how", "since", "until")


def render(document: Mapping[str, Any]) -> str:
    """Return comma-separated rows; no cell is taken for a formula."""
    return sheet(HEADER, _rows(document))


def _rows(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for dump in document["dumps"]:
        for each in dump.get("trade", {"contact_points": []})["contact_points"]:
            told = {
                **each,
                "dump": dump["dump"],
                "how": ", ".join(f"{name} {count}" for name, count in each["how"].items()),
            }
            yield told
