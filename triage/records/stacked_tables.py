"""Part rows into tables that stand below each other: a row that names other columns begins another table.

Clerks paste one list below the other into a sheet, and programs append files to files. Under the header of the first
list the names of the second would be taken for numbers, and its header for a person. Tables with the same columns are
one kind of table; the header of each is no record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from triage.core.names import is_header, is_header_word, is_value, same

MOST_KINDS = 24
"""Most kinds of tables in one sheet; headers of more are rows of the last one."""

_LEAST_NAMES = 2
"""Fewest columns that a header names in words of headers and nothing else."""

_LEAST_ABOVE = 3
"""Fewest rows with numbers of a first table whose own header is in no known words."""

_BEGINS = 8_192
_TELLING = 5
"""Fewest digits of a number that tells a row of data from a header."""

_MOST_DIGITS = 2
"""Most digits in the name of a column, as in "Mobile 2"."""


class Stacked(NamedTuple):
    """A row of a table: the number of its kind, its place and its cells; 0 is the kind of the first table.

    `is_header` is true for the header of a later table, which is no record.
    """

    kind: int
    at: int
    cells: Sequence[str]
    is_header: bool


@dataclass(slots=True)
class Stack:
    """Parts the rows of one sheet; the same rows are parted in the same way each time."""

    headers: list[tuple[str, ...]] = field(default_factory=lambda: [()])
    """The header of each kind, by number; that of the first is () because its reader decides it."""

    _kinds: dict[tuple[str, ...], int] = field(default_factory=dict)
    _kind: int = 0
    _named: tuple[str, ...] = ()
    """The names of the columns of the table at hand; () before a header in known words."""

    _above: int = 0
    """Number of rows with data of the table at hand."""

    _waiting: tuple[int, Sequence[str]] | None = None
    _before: int = -1

    def rows(self, rows: Iterable[tuple[int, Sequence[str]]]) -> Iterator[Stacked]:
        """Yield each row with its kind; rows without content are left out. Damage comes after the rows before it."""
        try:
            for at, cells in rows:
                yield from self.add(at, cells)
        except Exception:
            yield from self.rest()
            raise
        yield from self.rest()

    def add(self, at: int, cells: Sequence[str]) -> Iterator[Stacked]:
        """Add a row, and yield the one before it: the row below a header shows that it is one."""
        if any(cells):
            yield from self._told(cells)
            self._waiting = (at, cells)

    def rest(self) -> Iterator[Stacked]:
        """Yield the last row."""
        yield from self._told(())
        self._waiting = None

    def _told(self, below: Sequence[str]) -> Iterator[Stacked]:
        if self._waiting is None:
            return
        at, cells = self._waiting
        is_header = self._begins(cells, below, is_apart=at > self._before + 1)
        self._before = at
        yield Stacked(self._kind, at, cells, is_header)

    def _begins(self, cells: Sequence[str], below: Sequence[str], *, is_apart: bool) -> bool:
        """Return true for a row that begins a later table, which is then the one at hand."""
        if not names_columns(cells, below, is_apart=is_apart):
            self._above += has_number(cells) or (bool(self._named) and sum(map(bool, cells)) > 1)
            return False
        names = tuple(map(same, cells))
        while names and not names[-1]:
            names = names[:-1]
        if self._above < (1 if self._named else _LEAST_ABOVE) or not self._has_room(names):
            if not self._named:
                self._named = names
                self._kinds[names] = 0
            return False
        self._named, self._above = names, 0
        self._kind = self._kinds.setdefault(names, len(self.headers))
        if self._kind == len(self.headers):
            self.headers.append(tuple(cell.strip() for cell in cells[: len(names)]))
        return True

    def _has_room(self, names: tuple[str, ...]) -> bool:
        return names in self._kinds or len(self.headers) < MOST_KINDS


def names_columns(row: Sequence[str], below: Sequence[str], *, is_apart: bool) -> bool:
    """Return true for a row of words of headers above a row of data; fast for rows of data.

    Two of them must be header words and nothing else; one is enough behind an empty row (`is_apart`).
    """
    filled = [cell.strip() for cell in row if cell and not cell.isspace()]
    if len(filled) < _LEAST_NAMES or sum(map(str.isdigit, filled[0])) > _MOST_DIGITS:
        return False
    if any(sum(map(str.isdigit, cell)) > _MOST_DIGITS for cell in filled):
        return False
    known = sum(map(is_header, filled))
    if known < (1 if is_apart else _LEAST_NAMES) or 2 * sum(map(is_header_word, filled)) < len(filled):
        return False
    if len({*map(same, filled)}) < len(filled) or _gaps(row) >= len(filled) / 2 or any(map(is_value, filled)):
        return False
    return _is_data(below)


def begins_table(text: str) -> bool:
    """Return true for a text that begins with a line of header words above a line of data, in any common delimiter."""
    lines = [line for line in text[:_BEGINS].splitlines() if line.strip()][:2]
    pairs = ([line.split(sign) for line in lines] for sign in ",;|\t")
    return len(lines) > 1 and any(names_columns(names, data, is_apart=False) for names, data in pairs)


def _gaps(row: Sequence[str]) -> int:
    """Return how many empty cells stand between filled ones."""
    places = [place for place, cell in enumerate(row) if cell.strip()]
    return places[-1] - places[0] + 1 - len(places)


def has_number(row: Sequence[str]) -> bool:
    """Return true for a row with a number as long as those of data."""
    return any(sum(map(str.isdigit, cell)) >= _TELLING for cell in row)


def _is_data(row: Sequence[str]) -> bool:
    """Return true for a row with several cells, one of them a number or somebody's name, and few words of headers."""
    filled = [cell for cell in row if cell.strip()]
    is_told = has_number(filled) or any(map(is_value, filled))
    return len(filled) >= _LEAST_NAMES and is_told and 2 * sum(map(is_header, filled)) <= len(filled)
