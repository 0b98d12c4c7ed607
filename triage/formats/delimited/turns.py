"""Find where the columns of a table change their order, though no header says so.

Programs append one export to another with the same delimiter: names stand where CNICs stood, and the other way round. A
few lines at many places of a table tell what each column holds there; between two places that disagree the first line
of the new order is searched by halving, so that a large file costs as much as a small one.
"""

from __future__ import annotations

import mmap
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from triage.records.line_kinds import OF_PEOPLE, kind_of
from triage.text.record_splitter import split_quoted

_PLACES, _LINES, _LEAST_LINES = 64, 8, 3
"""Places of a table that are looked at, lines at each, and fewest lines that tell an order."""

_MOST, _MOSTLY, _WIDEST = 24, 0.6, 64
"""Most changes of a table, share of the cells that tell a column, widest table."""

_LINE = 16_384

Order = tuple[str, ...]
"""What each column holds: a kind of numbers of people, "number", "text", or "" for nothing certain."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The offset of the first line of an order, and the number of this order, counted from 0 as they first appear."""

    at: int
    order: int


@dataclass(frozen=True, slots=True)
class _Table:
    raw: mmap.mmap
    start: int
    stop: int
    delimiter: str

    def lines(self, at: int, count: int, stop: int) -> Iterator[tuple[int, str]]:
        """Yield the offset and text of some lines that begin at or behind an offset and before another."""
        if at > self.start:
            at = self.raw.find(b"\n", at - 1, min(stop, at + _LINE)) + 1 or stop
        while count and at < stop:
            end = self.raw.find(b"\n", at, min(self.stop, at + _LINE))
            end = min(self.stop, at + _LINE) if end < 0 else end
            if end > at:
                yield at, self.raw[at:end].decode("utf-8", "replace").rstrip("\r")
                count -= 1
            at = end + 1

    def kinds(self, line: str) -> Order:
        cells = split_quoted(line, self.delimiter) or line.split(self.delimiter)
        return tuple(map(kind_of, cells[:_WIDEST]))

    def rows(self, at: int) -> dict[int, Order]:
        """Return what each cell holds in a few lines behind an offset, by the offsets of the lines."""
        return {begin: self.kinds(line) for begin, line in self.lines(at, _LINES, self.stop)}


def turns(raw: mmap.mmap, start: int, stop: int, delimiter: str) -> list[Turn]:
    """Return where a table from `start` to `stop` changes the order of its columns; [] for nearly every table.

    A table whose lines are in mixed order stays whole: at most two places a change may have such lines.
    """
    table = _Table(raw, start, stop, delimiter)
    place = sum(len(line.encode()) + 1 for _, line in table.lines(start, _LINES, stop))
    step, last = max(1, place, (stop - start) // _PLACES), max(start, stop - place)
    known, found, now, mixed = list[Order](), list[Turn](), 0, 0
    before = start
    for at in sorted({*range(start, stop, step), last}):
        rows = table.rows(at)
        order = _order([*rows.values()])
        mixed += any(_disagree(next(iter(rows.values())), row) for row in rows.values())
        if not set(OF_PEOPLE) & {*order}:
            continue
        if not known:
            known.append(order)
        elif _disagree(known[now], order):
            begin = _first(table, (before, at), known[now])
            if begin <= (found[-1].at if found else start):
                return []
            now = next((i for i, each in enumerate(known) if not _disagree(each, order)), len(known))
            if now == len(known):
                known.append(order)
            found.append(Turn(begin, now))
        before = max((begin for begin, row in rows.items() if not _disagree(known[now], row)), default=at)
        if len(found) > _MOST:
            return []
    return found if mixed <= 2 * len(found) + 2 else []


def _order(rows: Sequence[Order]) -> Order:
    width = max(map(len, rows), default=0)
    if len(rows) < _LEAST_LINES:
        return ()
    told = list[str]()
    for column in range(width):
        kinds = Counter(row[column] for row in rows if column < len(row) and row[column])
        kind, times = max(kinds.items(), key=lambda each: (each[1], each[0]), default=("", 0))
        told.append(kind if times > _MOSTLY * kinds.total() and times >= _LEAST_LINES else "")
    return tuple(told)


def _disagree(one: Order, other: Order) -> bool:
    """Return true if a kind of numbers of people has another column, and its own holds something else."""
    for column, (mine, yours) in enumerate(zip(one, other, strict=False)):
        is_moved = mine in OF_PEOPLE and yours in {*OF_PEOPLE, "text"} and mine != yours
        if is_moved and any(kind == mine != one[i] for i, kind in enumerate(other) if i != column and i < len(one)):
            return True
    return False


def _first(table: _Table, between: tuple[int, int], order: Order) -> int:
    """Return the offset of the first of two lines between two places that are not in this order.

    One alone is a row that somebody turned. The first place is a line in this order.
    """
    low, high = between
    while high - low > _LINE // 4:
        middle = (low + high) // 2
        if _disagree(order, _order([*table.rows(middle).values()])):
            high = middle
        else:
            low = middle
    stop = min(table.stop, high + _LINE)
    lines = [(at, _disagree(order, table.kinds(line))) for at, line in table.lines(low, _LINE, stop)]
    turned = (at for (at, one), (_, other) in pairwise(lines) if one and other)
    return next(turned, next((at for at, _ in lines if at >= high), table.stop))
