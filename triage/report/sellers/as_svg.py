"""Sellers as a picture (SVG): places as dots, those of one seller in a ring; strong links solid, weak ones dashed.

It has no active content: only rectangles, lines, dots and texts, and every text is escaped.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import combinations, pairwise
from typing import Any

_WIDTH, _DOT, _GAP, _TEXT = 1200.0, 7.0, 150.0, 11
_RING = 26.0
"""Pixels of a ring's circumference for each place in it."""

_MOST = 500
"""Most places and weak links that are drawn: more cannot be read."""

_NAME = 28

_Spot = tuple[float, float]


def render(document: Mapping[str, Any]) -> str:
    """Return a complete SVG file."""
    spots, height = _layout(document["sellers"])
    body = [*_links(document, spots), *_dots(document["sellers"], spots)]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {_WIDTH:.0f} {height:.0f}" font-family="sans-serif" font-size="{_TEXT}">'
    )
    return "\n".join(
        [
            head,
            "<title>Sellers: places joined by contact points</title>",
            '<rect width="100%" height="100%" fill="#fff"/>',
            *body,
            "</svg>",
            "",
        ]
    )


def _layout(sellers: Sequence[Mapping[str, Any]]) -> tuple[dict[str, _Spot], float]:
    """Return the position of each place, ring by ring from left to right, and the height of the picture."""
    spots: dict[str, _Spot] = {}
    left, top, tallest = 0.0, 0.0, 0.0
    for seller in sellers:
        names = seller["places"][: max(0, _MOST - len(spots))]
        radius = 0.0 if len(names) < 2 else max(_RING, len(names) * _RING / (2 * math.pi))
        size = 2 * radius + _GAP
        if left + size > _WIDTH and left:
            left, top, tallest = 0.0, top + tallest, 0.0
        middle = (left + size / 2, top + size / 2)
        for at, name in enumerate(names):
            angle = 2 * math.pi * at / len(names) - math.pi / 2
            spots[name] = (middle[0] + radius * math.cos(angle), middle[1] + radius * math.sin(angle))
        left, tallest = left + size, max(tallest, size)
    return spots, top + tallest + _GAP / 4


def _links(document: Mapping[str, Any], spots: Mapping[str, _Spot]) -> Iterator[str]:
    strong = [link for seller in document["sellers"] for link in seller["links"]]
    drawn: set[tuple[str, str]] = set()
    for link in [*strong, *document["weak_links"][:_MOST]]:
        names = [seen["place"] for seen in link["evidence"] if seen["place"] in spots]
        for pair in pairwise(names) if len(names) > _NAME else combinations(names, 2):
            if pair in drawn:
                continue
            drawn.add(pair)
            (left, top), (right, bottom) = spots[pair[0]], spots[pair[1]]
            look = 'stroke="#333"' if link["strong"] else 'stroke="#bbb" stroke-dasharray="4 4"'
            yield f'<line x1="{left:.1f}" y1="{top:.1f}" x2="{right:.1f}" y2="{bottom:.1f}" {look}/>'


def _dots(sellers: Sequence[Mapping[str, Any]], spots: Mapping[str, _Spot]) -> Iterator[str]:
    for seller in sellers:
        for name in seller["places"]:
            if name in spots:
                left, top = spots[name]
                hue = seller["seller"] * 137 % 360
                short = name if len(name) <= _NAME else f"{name[: _NAME - 1]}\N{HORIZONTAL ELLIPSIS}"
                yield f'<circle cx="{left:.1f}" cy="{top:.1f}" r="{_DOT}" fill="hsl({hue},60%,45%)"/>'
                yield f'<text x="{left + 1.4 * _DOT:.1f}" y="{top + 4:.1f}">{escape(short)}</text>'
