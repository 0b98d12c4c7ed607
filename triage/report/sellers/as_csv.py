"""Sellers for a spreadsheet: one row per link and place, and one per place without links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from triage.report.document.sheet import sheet

HEADER = ("seller", "place", "link", "value", "strong", "reason", "messages", "first", "how", "since", "until")


def render(document: Mapping[str, Any]) -> str:
    """Return comma-separated rows; no cell is taken for a formula."""
    return sheet(HEADER, _rows(document))


def _rows(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    home = {name: seller["seller"] for seller in document["sellers"] for name in seller["places"]}
    linked = [link for seller in document["sellers"] for link in seller["links"]]
    for link in [*linked, *document["weak_links"]]:
        for seen in link["evidence"]:
            how = ", ".join(f"{name} {count}" for name, count in seen.get("how", {}).items())
            yield {**link, **seen, "seller": home.get(seen["place"]), "link": link["kind"], "how": how}
    named = {seen["place"] for link in linked for seen in link["evidence"]}
    yield from ({"seller": seller, "place": name} for name, seller in home.items() if name not in named)
