"""Rows of the tables of a document, and tables parted where a row names other columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from triage.records.stacked_tables import Stack, Stacked

Other = TypeVar("Other")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table of this number; `at` is the row's number in the whole document; both count from 0."""

    table: int
    at: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class End:
    """Marks the end of the table of this number."""

    table: int


@dataclass(slots=True)
class _Open:
    """A table whose rows come: the number that its rows have now."""

    number: int
    stack: Stack = field(default_factory=Stack)


def parted(pieces: Iterable[Other | Row | End]) -> Iterator[Other | Row | End]:
    """Yield the pieces with tables that stand below each other in one table apart, numbered -1, -2, ..."""
    tables = _Tables()
    try:
        for piece in pieces:
            yield from tables.told(piece) if isinstance(piece, Row | End) else [piece]
    except Exception:
        yield from tables.rest()
        raise
    yield from tables.rest()


@dataclass(slots=True)
class _Tables:
    """The tables whose rows come, by their number in the document; of nested ones the rows alternate."""

    open: dict[int, _Open] = field(default_factory=dict)
    later: int = 0

    def told(self, piece: Row | End) -> Iterator[Row | End]:
        table = self.open.setdefault(piece.table, _Open(piece.table))
        if isinstance(piece, Row):
            yield from self._numbered(table, table.stack.add(piece.at, piece.cells))
            return
        yield from self._numbered(table, table.stack.rest())
        yield End(table.number)
        del self.open[piece.table]

    def rest(self) -> Iterator[Row | End]:
        for table in self.open.values():
            yield from self._numbered(table, table.stack.rest())

    def _numbered(self, table: _Open, rows: Iterator[Stacked]) -> Iterator[Row | End]:
        for row in rows:
            if row.is_header:
                yield End(table.number)
                self.later -= 1
                table.number = self.later
            yield Row(table.number, row.at, tuple(row.cells))
