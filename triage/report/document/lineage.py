"""Lay out the drawing of how dumps are related: a dump made from others is to the right of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MOST = 40
"""Most dumps in a drawing; the table lists all relations."""

_STEP_X, _STEP_Y, _WIDE, _HIGH = 250, 44, 190, 30
_LETTERS = 26


@dataclass(frozen=True, slots=True)
class Box:
    """A dump in the drawing: its corner, and its name, shortened."""

    x: int
    y: int
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """A relation in the drawing, from the edge of one box to that of another."""

    x1: int
    y1: int
    x2: int
    y2: int
    word: str
    is_directed: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """Boxes and lines, and the size of the drawing."""

    width: int
    height: int
    boxes: Sequence[Box]
    lines: Sequence[Line]


def drawing(case: Mapping[str, Any]) -> Drawing | None:
    """Return the drawing of a case; null if no dumps are related, or too many are."""
    relations = [each for each in case.get("comparison", {}).get("lineage", []) if each["relation"] != "overlap"]
    names = sorted({each[end] for each in relations for end in ("from", "to")})
    if not names or len(names) > MOST:
        return None
    depth = _depths(names, relations)
    rows: dict[int, int] = {}
    boxes: dict[str, Box] = {}
    for name in names:
        row = rows.get(depth[name], 0)
        rows[depth[name]] = row + 1
        boxes[name] = Box(10 + depth[name] * _STEP_X, 10 + row * _STEP_Y, _short(name))
    lines = [_line(boxes[each["from"]], boxes[each["to"]], each) for each in relations]
    width = 20 + _WIDE + max(depth.values()) * _STEP_X + 40
    return Drawing(width, 10 + max(rows.values()) * _STEP_Y, list(boxes.values()), lines)


def _depths(names: Sequence[str], relations: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Return the number of steps from each dump to dumps that were not made from others."""
    depth = dict.fromkeys(names, 0)
    for _ in names:
        for each in relations:
            if each["directed"] and depth[each["to"]] <= depth[each["from"]] < len(names):
                depth[each["to"]] = depth[each["from"]] + 1
    return depth


def _line(one: Box, other: Box, told: Mapping[str, Any]) -> Line:
    if one.x == other.x:
        side = one.x + _WIDE
        return Line(side, one.y + _HIGH // 2, side, other.y + _HIGH // 2, told["relation"], told["directed"])
    left, right = (one, other) if one.x < other.x else (other, one)
    start, end = (left.x + _WIDE, left.y + _HIGH // 2), (right.x, right.y + _HIGH // 2)
    begins, ends = (start, end) if one is left else (end, start)
    return Line(*begins, *ends, told["relation"], told["directed"])


def _short(name: str) -> str:
    half = _LETTERS // 2
    return name if len(name) <= _LETTERS else f"{name[:half]}\N{HORIZONTAL ELLIPSIS}{name[-half + 1 :]}"
