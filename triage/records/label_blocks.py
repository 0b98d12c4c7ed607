"""Part rows of address labels into records: people stand beside each other in blocks of lines, not one in a row.

The cells of such a row are of one kind, and those below each other of other kinds. A block begins as many rows above
its row of numbers as the first one does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from triage.core.names import is_header_word, same
from triage.records.line_kinds import OF_PEOPLE, kind_of

_ACROSS, _LINES, _LEAST_BLOCKS = range(2, 13), range(2, 13), 2
_MOSTLY, _NEARLY_ALL = 0.8, 0.9
"""Share of the blocks that have a text where names stand, and of the rows whose cells are of one kind."""

_LABELLED = re.compile(r"^([^\W\d_][^\d:=]{0,38}?)\s*(?:[:=#]|[.-]?\s|\.)\s*(?=[+(\d])(.+)$", re.DOTALL)
_KEYED = re.compile(r"^([^\W\d_][^\d:=]{0,38}?)\s*[:=]\s*(.+)$", re.DOTALL)

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Blocks:
    """The kinds of the lines of a block, how many stand above its first number of a person, and its kind."""

    kinds: tuple[str, ...]
    above: int
    anchor: str


def titles(rows: Sequence[Row], blocks: Blocks) -> list[list[str]]:
    """Return a record for each row that is in no block: a title above the labels."""
    texts = (" ".join(filter(None, row)) for row in rows)
    return [[*[""] * len(blocks.kinds), text] for text in texts if text]


def blocks_of(rows: Sequence[Row]) -> Blocks | None:
    """Return the blocks that rows are made of; null for other rows."""
    filled = [row for row in rows if any(map(str.strip, row))]
    across = max((sum(bool(cell.strip()) for cell in row) for row in filled), default=0)
    while filled and _count(filled[0]) == 1 < across:  # a title
        filled.pop(0)
    wide = [row for row in filled if _count(row) > 1]
    if across not in _ACROSS or not _are_of_one_kind_each(wide):
        return None
    kinds = [kind_of_row(row) for row in filled]
    anchor = max(OF_PEOPLE, key=kinds.count)
    places = [place for place, kind in enumerate(kinds) if kind == anchor]
    if len(places) < _LEAST_BLOCKS or 2 * len(wide) < len(filled):
        return None
    above = places[0]
    if above and any(kind != "text" for kind in kinds[:above]):
        return None
    begun = [place - above for place in places]
    lines = Counter(tuple(kinds[a:b]) for a, b in zip(begun, [*begun[1:], len(kinds)], strict=True))
    turn = max(lines, key=lambda each: (lines[each], each))
    heads = sum(all(kind == "text" for kind in kinds[max(0, a) : a + above]) for a in begun)
    is_told = heads >= _MOSTLY * len(begun) and "text" in turn and len(turn) in _LINES
    return Blocks(turn, above, anchor) if is_told else None


def _count(row: Row) -> int:
    return sum(bool(cell.strip()) for cell in row)


def kind_of_row(row: Row) -> str:
    """Return the kind of most cells of a row; "" for an empty row."""
    found = Counter(filter(None, map(_kind_of_cell, row)))
    return max(found, key=lambda kind: (found[kind], kind), default="")


def _are_of_one_kind_each(rows: Sequence[Row]) -> bool:
    """Return true if nearly all rows have cells of one kind; fast for rows of a table."""
    others = 0
    for row in rows:
        others += not _is_of_one_kind(row)
        if others > (1 - _NEARLY_ALL) * len(rows):
            return False
    return True


def _is_of_one_kind(row: Row) -> bool:
    return len({*filter(None, map(_kind_of_cell, row))}) == 1


def _kind_of_cell(cell: str) -> str:
    _, value = _parted(cell.strip())
    return kind_of(value)


def _parted(cell: str) -> tuple[str, str]:
    """Return the label of a cell, "" for none, and what follows it."""
    for pattern in (_KEYED, _LABELLED):
        found = pattern.match(cell)
        if found and is_header_word(found[1]):
            return found[1].strip(), found[2]
    return "", cell


def ranges(rows: Sequence[Row], blocks: Blocks) -> list[tuple[int, int, bool]]:
    """Return (first row, row behind the last, whether it is a block) of all rows, in order."""
    kinds = [*map(kind_of_row, rows)]
    begun = list[int]()
    for place, kind in enumerate(kinds):
        head = place - blocks.above
        if kind == blocks.anchor and (not begun or head > begun[-1] + blocks.above) and head >= 0:
            begun.append(head)
    ranges = [(a, b, True) for a, b in zip(begun, [*begun[1:], len(kinds)], strict=True)]
    first = begun[0] if begun else len(kinds)
    return [*([(0, first, False)] if first else []), *ranges]


def records(rows: Sequence[Row], blocks: Blocks) -> list[list[str]]:
    """Return a record for each column of a block that has cells."""
    places, last = list[int](), -1
    for row in rows:
        kind = kind_of_row(row)
        later = [i for i in range(last + 1, len(blocks.kinds)) if blocks.kinds[i] == kind]
        same_kind = [i for i in range(last + 1) if blocks.kinds[i] == kind]
        places.append(later[0] if later else same_kind[-1] if same_kind else len(blocks.kinds))
        last = max(last, later[0]) if later else last
    made = list[list[str]]()
    for column in zip(*rows, strict=True):
        record = [""] * (len(blocks.kinds) + 1)
        for place, cell in zip(places, column, strict=True):
            value = cell.strip() if place == len(blocks.kinds) else _parted(cell.strip())[1]
            record[place] = "\n".join(filter(None, [record[place], value]))
        made.append(record)
    return [record for record in made if any(record)]


def names(rows: Sequence[Row], blocks: Blocks) -> list[str]:
    """Return a name for each line: the label of its cells, else its number."""
    found: list[Counter[str]] = [Counter() for _ in blocks.kinds]
    for first, last, is_block in ranges(rows, blocks):
        for place, row in enumerate(rows[first:last][: len(blocks.kinds)] if is_block else []):
            found[place].update(label for cell in row if (label := _parted(cell.strip())[0]))
    names = [max(labels, key=lambda each: (labels[each], each), default="") for labels in found]
    again = Counter(map(same, names))
    return [name if name and again[same(name)] == 1 else f"line {i + 1}" for i, name in enumerate(names)]
