"""Parse records of SQL statements: tuples of INSERT, lines of COPY, and text that cannot be parsed.

Unparsable text is never skipped silently: it is yielded as a part of its own, and parsing continues after it.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from triage.formats.sql import selected_rows
from triage.formats.sql.bulk_rows import Run, Runs
from triage.formats.sql.clients import skip
from triage.formats.sql.comments import COMMENT, GAP, SOME_GAP
from triage.formats.sql.copy import COPY, options
from triage.formats.sql.literals import (
    COLUMNS,
    PATH,
    PLAIN,
    SIMPLE_TUPLE,
    SLASHED,
    last_name,
    named,
    simple_values,
    value,
    value_pattern,
)
from triage.formats.sql.selected_rows import Selected

INSERT = re.compile(
    rf"(?:{selected_rows.VERB}|INTO\b)(?:{SOME_GAP}TABLE(?=\s+[\w`\"]+\s*(?:\(|VALUES)))?{GAP}({PATH}){GAP}({COLUMNS})?"
    rf"{GAP}(?:OVERRIDING\s+\w+\s+VALUE{GAP})?(?:PARTITION\s*\([^)]*\){GAP})?VALUES?{GAP}(?=\(|ROW\s*\()",
    re.IGNORECASE,
)

_TRAILING = re.compile(rf"(?:[\s,]++|{COMMENT})*+\Z")
"""Pattern of what follows the last record of a statement that was cut."""

_OPENING = re.compile(rf"(?:[\s,]++|{COMMENT})*+(?:ROW\s*+)?\(", re.IGNORECASE)
"""Pattern of what precedes a tuple: a comma, and MySQL's word ROW."""

_RESUME = re.compile(rf"\){GAP},{GAP}(?=\()|\n(?=(?:INSERT|REPLACE|COPY)\s)", re.IGNORECASE)
_NULL = r"\N"
"""Text that COPY writes for NULL unless its options name another."""

Record = tuple[int, int, list[str | None] | None]
"""(start, stop, cells) of one record; null cells = text that cannot be parsed."""


def records(
    text: str, table: str, *, slashed: bool, begins: Sequence[str] = (), columns: Sequence[str] = ()
) -> Iterator[Record]:
    """Yield every record in some statements of one table, one by one."""
    alone = Runs(text, slashed, together=False)
    for found in parts(alone, table, begins=begins, columns=columns):
        assert not isinstance(found, Run)  # noqa: S101 - nothing is read together
        yield found


def parts(runs: Runs, table: str, *, begins: Sequence[str] = (), columns: Sequence[str] = ()) -> Iterator[Record | Run]:
    """Yield every record in some statements of one table, and unparsable text between; alike rows as one `Run`.

    `begins` states how the text begins: see `statements.Range`. Cells are in the order of `columns`, by name if the
    statement names them.
    """
    reading, text, at = _Reading(runs), runs.text, 0
    columns = tuple(columns)
    if begins:
        kind, *names = begins
        if kind == "select":
            at = yield from reading.selects(0, _order(columns, tuple(names)))
        elif kind == "tuple":
            at = yield from reading.tuples(0, "", _order(columns, tuple(names)))
        elif kind == "line":
            at = yield from reading.lines(0, names[0], _order(columns, tuple(names[1:])))
    while (at := skip(text, at)) < len(text):
        copies = COPY.match(text, at)
        head = copies or INSERT.match(text, at)
        if head is None and (begun := selected_rows.begun(text, at, slashed=runs.slashed)) and begun.table == table:
            at = yield from reading.selected(begun, columns)
            continue
        if head is None or last_name(head[1]) != table:
            stop = _resumed(text, at + 1, within=False)
            yield at, stop, None
            at = stop
            continue
        order = _order(columns, named(head[2]))
        if copies:
            at = yield from reading.lines(copies.end(), copies[3], order)
        else:
            at = yield from reading.tuples(head.end(), head[0], order)


class _Order:
    """Puts the cells of a statement that names its columns under the columns of the table."""

    def __init__(self, columns: Sequence[str], names: Sequence[str]) -> None:
        places = {name.casefold(): index for index, name in enumerate(columns)}
        own = [places.get(name.casefold(), -1) for name in names]
        is_same = own == list(range(len(columns)))
        self.places = [] if is_same or min(own, default=-1) < 0 or len(set(own)) < len(own) else own
        self.width = len(columns)

    def cells(self, found: list[str | None]) -> list[str | None]:
        """Return one cell per column; a wrong number of cells is returned unchanged, to be counted."""
        if not self.places or len(found) != len(self.places):
            return found
        row: list[str | None] = [None] * self.width
        for place, cell in zip(self.places, found, strict=True):
            row[place] = cell
        return row

    @property
    def named(self) -> int:
        """Return the number of cells of a row in the statement."""
        return len(self.places) or self.width

    def run(self, found: Run) -> Run:
        """Return rows parsed in bulk under the columns of the table."""
        if not self.places:
            return found
        own = {place: str(index) for index, place in enumerate(self.places)}
        null = pl.lit(None, pl.String)
        columns = [(pl.col(own[i]) if i in own else null).alias(str(i)) for i in range(self.width)]
        return Run(found.frame.select(columns), found.starts, found.stop)


@lru_cache(maxsize=64)
def _order(columns: tuple[str, ...], names: tuple[str, ...]) -> _Order:
    return _Order(columns, names)


def _resumed(text: str, at: int, *, within: bool) -> int:
    """Return the offset at which the next record may begin: a tuple if `within` a statement, else a statement."""
    for mark in _RESUME.finditer(text, at):
        if within or mark[0] == "\n":
            return mark.end()
    return len(text)


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads the records of statements of one table."""

    runs: Runs

    def lines(self, at: int, said: str, order: _Order) -> Generator[Record | Run, None, int]:
        """Yield the lines of one COPY; return the offset after its end mark. An unfinished last line is no record."""
        text, how = self.runs.text, options(said)
        is_header, at_null = how.has_header, how.null if how.null != _NULL else None
        while at < len(text) and not text.startswith("\\.", at):
            if not (how.is_csv or is_header) and (run := self.runs.lines(at, how.delimiter, order.named)):
                yield order.run(run if at_null is None else run.without(at_null))
                at = run.stop
                continue
            stop = text.find("\n", at)
            if stop < 0:
                yield at, len(text), None
                return len(text)
            found, stop = how.record(text, at, stop)
            if not is_header:
                yield at, stop, order.cells(found)
            is_header, at = False, stop + 1
        return at + 2

    def selected(self, begun: Selected, columns: tuple[str, ...]) -> Generator[Record | Run, None, int]:
        """Yield the rows of a statement that selects or sets them; return the offset after them."""
        text, order = self.runs.text, _order(columns, begun.names)
        if begun.kind == "select":
            return (yield from self.selects(begun.at, order))
        if begun.kind == "tuple":
            return selected_rows.after(text, (yield from self.tuples(begun.at, "", order)))
        stop, _, cells = selected_rows.set_row(text, begun.at, slashed=self.runs.slashed) or (len(text), (), None)
        yield begun.at, stop, cells and order.cells(cells)
        return stop

    def selects(self, at: int, order: _Order) -> Generator[Record | Run, None, int]:
        """Yield the rows of `SELECT ... UNION ALL SELECT ...`; return the offset after them."""
        for start, stop, cells in selected_rows.rows(self.runs.text, at, slashed=self.runs.slashed):
            at = stop
            yield start, stop, cells and order.cells(cells)
        return selected_rows.after(self.runs.text, at)

    def tuples(self, at: int, head: str, order: _Order) -> Generator[Record | Run, None, int]:
        """Yield the tuples of one INSERT, whose text before them is `head`; return the offset after them."""
        text, slashed = self.runs.text, self.runs.slashed
        pattern = value_pattern(SLASHED if slashed else PLAIN)
        while opened := _OPENING.match(text, at):
            start, at = opened.end() - 1, opened.end()
            if run := self.runs.tuples(start, head, order.named):
                yield order.run(run)
                at = run.stop
                continue
            if simple := SIMPLE_TUPLE.match(text, start):
                at = simple.end()
                yield start, at, order.cells(simple_values(simple[0]))
                continue
            cells: list[str | None] = []
            while found := pattern.match(text, at):
                at = found.end()
                cells.append(value(found, slashed=slashed))
                if found["end"] == ")":
                    break
            else:
                at = _resumed(text, at, within=True)
                yield start, at, None
                if text[at : at + 1] != "(":
                    return at
                continue
            yield start, at, order.cells(cells)
        return len(text) if _TRAILING.match(text, at) else at
