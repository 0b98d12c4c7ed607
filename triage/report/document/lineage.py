"""Lay out the drawing of how dumps are related: a dump made from others is to the right of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MOST = 40
"""Most dumps in a drawing; the table lists all relations."""

_STEP_X, _STEP_Y, _WIDE, _HIGH = 250, 44, 190, 30
_LETTERS = 26

_EQUAL = frozenset({"same files", "copy", "re-sorted"})
"""Relations of dumps with equal records."""


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
    """Boxes and lines, and the size of the drawing; `left_out` lines are not drawn because they follow from others."""

    width: int
    height: int
    boxes: Sequence[Box]
    lines: Sequence[Line]
    left_out: int = 0


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
    drawn = _without_following(relations)
    lines = [_line(boxes[each["from"]], boxes[each["to"]], each) for each in drawn]
    width = 20 + _WIDE + max(depth.values()) * _STEP_X + 40
    height = 10 + max(rows.values()) * _STEP_Y
    return Drawing(width, height, list(boxes.values()), lines, len(relations) - len(drawn))


def _without_following(relations: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the relations that do not follow from others.

    Of dumps with equal content a chain is left. An arrow is left out if its ends are joined by at least two others; one
    from a part of a merged list never is, because all parts make it up.
    """
    same: dict[str, str] = {}
    kept = []
    for each in relations:
        one, other = (_first(same, each[end]) for end in ("from", "to"))
        if each["relation"] in _EQUAL and one == other:
            continue
        if each["relation"] in _EQUAL:
            same[other] = one
        kept.append(each)
    ends = [tuple(_first(same, each[end]) for end in ("from", "to")) for each in kept]
    arrows = {pair for pair, each in zip(ends, kept, strict=True) if each["directed"] and pair[0] != pair[1]}
    drawn: list[Mapping[str, Any]] = []
    decided: set[tuple[str, ...]] = set()
    for pair, each in zip(ends, kept, strict=True):
        if each["directed"] and each["relation"] != "merged":
            if pair in decided:
                continue
            decided.add(pair)
            if pair in arrows and _leads(pair[0], pair[1], arrows - {pair}):
                arrows.discard(pair)
                continue
        drawn.append(each)
    return drawn


def _first(same: Mapping[str, str], name: str) -> str:
    """Return the dump that stands for all of equal content."""
    while name in same:
        name = same[name]
    return name


def _leads(start: str, end: str, arrows: Collection[tuple[str, ...]]) -> bool:
    """Return whether some arrows lead from one dump to another."""
    reached, new = {start}, {start}
    while new and end not in reached:
        new = {to for one, to in arrows if one in new} - reached
        reached |= new
    return end in reached


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
