"""Records of SQL statements: tuples of INSERT, lines of COPY, and the stretches that could not be understood.

What cannot be understood is never passed over in silence: it is a stretch of its own, and reading goes on behind it.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from triage.formats.sql.bulk_rows import Run, Runs
from triage.formats.sql.literals import (
    NAME,
    PATH,
    PLAIN,
    SIMPLE_TUPLE,
    SLASHED,
    copied,
    last_name,
    simple_values,
    unquoted,
    value,
    value_pattern,
)
from triage.text.record_splitter import split_quoted

INSERT = re.compile(
    rf"(?:INSERT|REPLACE|UPSERT)\s+(?:(?:LOW_PRIORITY|HIGH_PRIORITY|DELAYED|IGNORE|ALL|FIRST|OVERWRITE|OR\s+\w+)\s+)*"
    rf"(?:INTO\s+)?({PATH})\s*(\([^)]*\))?\s*(?:OVERRIDING\s+\w+\s+VALUE\s*)?VALUES?\s*(?=\()",
    re.IGNORECASE,
)
COPY = re.compile(rf"COPY\s+({PATH})\s*(\([^)]*\))?\s+FROM\s+stdin([^;\n]*);[^\n]*\n", re.IGNORECASE)

_TRAILING = re.compile(r"[\s,]*+\Z")
"""What stands behind the last record of a statement that was cut."""

_OPENING = re.compile(rf"(?:[\s,]*+|\s++INTO\s+{PATH}\s*(\([^)]*\))?\s*VALUES\s*)\(", re.IGNORECASE)
"""Before a tuple: a comma, or in Oracle's INSERT ALL the table once more."""

_BETWEEN = re.compile(
    r"(?:\s++|\ufeff|\xef\xbb\xbf|--[^\n]*+(?:\n|\Z)|#[^\n]*+(?:\n|\Z)|REM(?:ARK)?\b[^\n]*+(?:\n|\Z)|/\*.*?\*/;?|;|/(?=\s)"
    r"|GO\b|SELECT\s+\S+\s+FROM\s+dual\b|ON\s+(?:CONFLICT|DUPLICATE)\b[^;]*+"
    r"|\\[a-z]\w*[^\n]*+(?:\n|\Z)|DELIMITER\s+[^\n]*+\n(?:.*?\nDELIMITER\s*;[^\n]*+\n)?)*+",
    re.DOTALL | re.IGNORECASE,
)
"""Blanks, byte order marks, comments, commands of `psql`, and the bodies that `mysql`'s DELIMITER encloses."""

_RESUME = re.compile(r"\)\s*,\s*(?=\()|\n(?=(?:INSERT|REPLACE|COPY)\s)", re.IGNORECASE)
_LONGEST_CSV = 64
"""Lines that a record of COPY ... CSV may take."""

Record = tuple[int, int, list[str | None] | None]
"""(start, stop, cells) of one record; null cells = a stretch that could not be understood."""


def skip(text: str, at: int) -> int:
    """Behind the blanks, comments and ends of statements that stand here."""
    between = _BETWEEN.match(text, at)
    return between.end() if between else at


@lru_cache(maxsize=64)
def named(columns: str | None) -> tuple[str, ...]:
    """The names in the brackets behind a table; () where there are none."""
    return tuple(unquoted(each) for each in re.findall(NAME, columns)) if columns else ()


def records(
    text: str, table: str, *, slashed: bool, begins: Sequence[str] = (), columns: Sequence[str] = ()
) -> Iterator[Record]:
    """Every record in some statements of one table, one by one."""
    alone = Runs(text, slashed, together=False)
    for found in parts(alone, table, begins=begins, columns=columns):
        assert not isinstance(found, Run)  # noqa: S101 - nothing is read together
        yield found


def parts(runs: Runs, table: str, *, begins: Sequence[str] = (), columns: Sequence[str] = ()) -> Iterator[Record | Run]:
    """Every record in some statements of one table, and the stretches between that could not be understood.

    Rows that are made alike come together.

    `begins` says how the text begins: see `sql_statements.Range`. Cells stand under `columns`, by name where the
    statement names them.
    """
    reading, text, at = _Reading(runs), runs.text, 0
    columns = tuple(columns)
    if begins:
        kind, *names = begins
        if kind == "tuple":
            at = yield from reading.tuples(0, "", _order(columns, tuple(names)))
        elif kind == "line":
            at = yield from reading.lines(0, names[0], _order(columns, tuple(names[1:])))
    while (at := skip(text, at)) < len(text):
        copies = COPY.match(text, at)
        head = copies or INSERT.match(text, at)
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
    """Cells of a statement that names its columns, put under the columns of the table."""

    def __init__(self, columns: Sequence[str], names: Sequence[str]) -> None:
        places = {name.casefold(): index for index, name in enumerate(columns)}
        own = [places.get(name.casefold(), -1) for name in names]
        is_same = own == list(range(len(columns)))
        self.places = [] if is_same or min(own, default=-1) < 0 or len(set(own)) < len(own) else own
        self.width = len(columns)

    def cells(self, found: list[str | None]) -> list[str | None]:
        """As many cells as columns; what is too many or too few stays so, to be counted."""
        if not self.places or len(found) != len(self.places):
            return found
        row: list[str | None] = [None] * self.width
        for place, cell in zip(self.places, found, strict=True):
            row[place] = cell
        return row

    @property
    def named(self) -> int:
        """How many cells a row has in the statement."""
        return len(self.places) or self.width

    def run(self, found: Run) -> Run:
        """Rows that are read together, under the columns of the table."""
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
    """Where the next record may begin: the next tuple where we are within a statement, or the next statement."""
    for mark in _RESUME.finditer(text, at):
        if within or mark[0] == "\n":
            return mark.end()
    return len(text)


@dataclass(frozen=True, slots=True)
class _Reading:
    """The records of statements of one table."""

    runs: Runs

    def lines(self, at: int, said: str, order: _Order) -> Generator[Record | Run, None, int]:
        """Lines of one COPY; returns the place behind its end mark. A last line that is not ended is no record."""
        text = self.runs.text
        is_csv = bool(re.search(r"\bCSV\b", said, re.IGNORECASE))
        chosen = re.search(r"DELIMITER\s+(?:AS\s+)?E?'(\\?.)'", said, re.IGNORECASE)
        delimiter = chosen[1].replace("\\t", "\t") if chosen else "," if is_csv else "\t"
        is_header = is_csv and bool(re.search(r"\bHEADER\b(?!\s*(?:false|off|0))", said, re.IGNORECASE))
        while at < len(text) and not text.startswith("\\.", at):
            if not is_csv and (run := self.runs.lines(at, delimiter, order.named)):
                yield order.run(run)
                at = run.stop
                continue
            stop = text.find("\n", at)
            if stop < 0:
                yield at, len(text), None
                return len(text)
            if not is_csv:
                fields = text[at:stop].removesuffix("\r").split(delimiter)
                yield at, stop, order.cells([copied(cell) for cell in fields])
            else:
                found, stop = _of_csv(text, at, stop, delimiter)
                if not is_header:
                    yield at, stop, order.cells([field or None for field in found])
                is_header = False
            at = stop + 1
        return at + 2

    def tuples(self, at: int, head: str, order: _Order) -> Generator[Record | Run, None, int]:
        """Tuples of one INSERT, before which its `head` stands; returns the place behind them."""
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


def _of_csv(text: str, at: int, stop: int, delimiter: str) -> tuple[Sequence[str], int]:
    """The fields of a record of COPY ... CSV, and the newline that ends it; a quote that stays open is a letter."""
    first = stop
    for _ in range(_LONGEST_CSV):
        fields = split_quoted(text[at:stop].removesuffix("\r"), delimiter)
        if fields is not None:
            return fields, stop
        stop = text.find("\n", stop + 1)
        if stop < 0 or text.startswith("\\.", stop + 1):
            break
    return text[at:first].removesuffix("\r").split(delimiter), first
