"""The parts that tags play in tables: lists of definitions, and blocks that a style sheet shows as tables."""

from __future__ import annotations

import re
from collections.abc import Mapping

INLINE = frozenset("a abbr b bdi bdo cite code em font i mark q s small span strong sub sup time u label tt".split())
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LABELS = frozenset({"b", "strong", "span", "label", "em", "i", "u", "font"})
"""Tags that may hold a label whose value stands behind them."""

WIDEST = 256
"""Most columns of a table."""

_BLOCKS = frozenset("div span ul ol li section article p".split())
_LISTS = {"dl": "table", "dt": "dt", "dd": "td"}
_ROLES = {
    **dict.fromkeys(("table", "grid", "treegrid"), "table"),
    "row": "tr",
    **dict.fromkeys(("cell", "gridcell", "columnheader", "rowheader"), "td"),
}
_SHOWN = {"table": "table", "table-row": "tr", "table-cell": "td"}
_DISPLAY = re.compile(r"display\s*:\s*(table(?:-row|-cell)?)(?![\w-])", re.IGNORECASE)
_NAMED = re.compile(
    r"(?:(?:rt|ag|mat|data|div|r|css|flex|grid|datagrid)[-_]?)?(?:table|grid)?[-_]?(row|tr|cell|td|th|table)",
    re.IGNORECASE,
)
_PARTS = {"row": "tr", "tr": "tr", "cell": "td", "td": "td", "th": "td", "table": "table"}


def part_of(tag: str, attributes: Mapping[str, str]) -> str:
    """Return the tag of a table that a tag stands for, "dt" for a term; itself if it is none.

    >>> part_of("div", {"class": "table-row odd"}), part_of("div", {"class": "arrow"}), part_of("dd", {})
    ('tr', 'div', 'td')
    """
    if tag in _LISTS:
        return _LISTS[tag]
    if tag not in _BLOCKS or not attributes:
        return tag
    if (role := attributes.get("role", "").lower()) in _ROLES:
        return _ROLES[role]
    if shown := _DISPLAY.search(attributes.get("style", "")):
        return _SHOWN[shown[1].lower()]
    for name in attributes.get("class", "").split()[:8]:
        if found := _NAMED.fullmatch(name):
            return _PARTS[found[1].lower()]
    return tag


def span(attributes: Mapping[str, str], name: str) -> int:
    """Return over how many columns or rows a cell reaches."""
    text = attributes.get(name, "1").strip() if attributes else "1"
    return min(max(int(text), 1), WIDEST) if text.isdecimal() and len(text) < 5 else 1
