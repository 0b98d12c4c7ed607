"""Fit the columns of a table into the width of a terminal: numbers keep theirs, names are shortened in the middle."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.text import Text

LEAST_NAME = 16
"""Fewest columns for the name of a dump."""

_KIND_WIDTH = 20
GAP = 2


class Column(NamedTuple):
    """A column: its title, lines apart by line ends, and what it shows of a dump."""

    title: str
    is_number: bool
    cell: Callable[[Mapping[str, Any]], Text]


def widths_of(columns: Sequence[Column], cells: Sequence[Sequence[Text]]) -> list[int]:
    """Return the room that each column needs."""
    return [
        max(*(cell_len(row[number].plain) for row in cells), *map(cell_len, column.title.split("\n")))
        for number, column in enumerate(columns)
    ]


def fitted(widths: Sequence[int], width: int) -> list[int]:
    """Return the columns' widths that fit: words are narrowed, the last first, and numbers keep theirs."""
    narrowed = list(widths)
    over = sum(narrowed) + GAP * (len(narrowed) - 1) - width
    for number, least in ((5, _KIND_WIDTH), (6, _KIND_WIDTH), (0, LEAST_NAME)):
        if number < len(narrowed) and over > 0:
            given = min(over, max(0, narrowed[number] - least))
            narrowed[number] -= given
            over -= given
    return narrowed


def shortened(cell: Text, room: int) -> Text:
    """Return a cell that fits: its middle is left out, because names of dumps differ at their ends."""
    plain = cell.plain
    if cell_len(plain) <= room:
        return cell
    tail = ""
    for letter in reversed(plain):
        if cell_len(letter + tail) > (room - 1) // 2:
            break
        tail = letter + tail
    head = set_cell_size(plain, room - 1 - cell_len(tail)).rstrip()
    return Text(f"{head}\N{HORIZONTAL ELLIPSIS}{tail}", cell.spans[0].style if cell.spans else cell.style)
