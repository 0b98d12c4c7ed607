"""Statements of an SQL dump: which table each writes to, and the records in them.

What cannot be understood is never passed over in silence: it is a stretch of its own, and reading goes on behind it.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field

from triage.read.sql_values import NAME, PATH, PLAIN, SLASHED, copied, last_name, unquoted, value, value_pattern

CHUNK_BYTES = 4 * 1024 * 1024

_INSERT = re.compile(
    rf"(?:INSERT|REPLACE)\s+(?:IGNORE\s+)?(?:INTO\s+)?({PATH})\s*(\([^)]*\))?\s*VALUES\s*", re.IGNORECASE
)
_COPY = re.compile(rf"COPY\s+({PATH})\s*(\([^)]*\))?\s+FROM\s+stdin[^;\n]*;[^\n]*\n", re.IGNORECASE)
_COPY_END = re.compile(r"^\\\.\r?$", re.MULTILINE)
_CREATE = re.compile(rf"CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?({PATH})\s*\(", re.IGNORECASE)
_NO_COLUMN = re.compile(r"(?:PRIMARY|UNIQUE|KEY|INDEX|CONSTRAINT|FOREIGN|CHECK|FULLTEXT|SPATIAL)\b", re.IGNORECASE)
_OPENING = re.compile(r"[\s,]*+\(")
_BETWEEN = re.compile(
    r"(?:\s++|\ufeff|\xef\xbb\xbf|\ufeff|\xef\xbb\xbf|--[^\n]*+(?:\n|\Z)|#[^\n]*+(?:\n|\Z)|/\*.*?\*/;?|;|GO\b|ON\s+(?:CONFLICT|DUPLICATE)\b[^;]*+"
    r"|\\[a-z]\w*[^\n]*+(?:\n|\Z)|DELIMITER\s+[^\n]*+\n(?:.*?\nDELIMITER\s*;[^\n]*+\n)?)*+",
    re.DOTALL | re.IGNORECASE,
)
"""Blanks, byte order marks, comments, commands of `psql`, and the bodies that `mysql`'s DELIMITER encloses."""

_OTHER = re.compile(
    r"(?:ALTER|ANALYZE|BEGIN|CALL|COMMENT|COMMIT|CREATE|DECLARE|DELETE|DO|DROP|END|EXEC|GRANT|IF|LOCK|PRAGMA|PRINT|REINDEX"
    r"|REVOKE|ROLLBACK|SECURITY|SELECT|SET|START|TRUNCATE|UNLOCK|UPDATE|USE|VACUUM|WITH)\b",
    re.IGNORECASE,
)
"""How statements begin that hold no records."""

_RESUME = re.compile(r"\)\s*,\s*(?=\()|\n(?=(?:INSERT|REPLACE|COPY)\s)", re.IGNORECASE)

Record = tuple[int, int, list[str | None] | None]
"""(start, stop, cells) of one record; null cells = a stretch that could not be understood."""


@dataclass(slots=True)
class Table:
    """What the walk over the file finds of one table: columns, and byte ranges of its statements."""

    columns: list[str] = field(default_factory=list)
    ranges: list[tuple[int, int]] = field(default_factory=list)

    def add(self, start: int, stop: int, behind: int) -> None:
        """One more statement; it joins the range before where that ends `behind` the statement before this one."""
        if self.ranges and stop - self.ranges[-1][0] <= CHUNK_BYTES and self.ranges[-1][1] == behind:
            start = self.ranges.pop()[0]
        self.ranges.append((start, stop))

    def extend(self, stop: int) -> None:
        """The last statement ends later than it seemed."""
        self.ranges.append((self.ranges.pop()[0], stop))


def walk(text: str, *, slashed: bool) -> tuple[dict[str, Table], int]:
    """The tables of a dump, and how many letters belong to none and could not be understood.

    What cannot be understood behind records is taken for more of their statement: a quote too many ends it too soon.
    """
    tables: dict[str, Table] = {}
    last: Table | None = None
    at = strange = 0
    while (behind := at) < len(text) and (at := _skip(text, at)) < len(text):
        if made := _CREATE.match(text, at):
            stop = _end(text, at, slashed=slashed)
            tables.setdefault(last_name(made[1]), Table()).columns = _created(text[made.end() : stop])
        elif head := _COPY.match(text, at):
            ending = _COPY_END.search(text, head.end())
            stop = ending.end() if ending else len(text)
            last = _add(tables, head, (at, stop, behind))
        elif head := _INSERT.match(text, at):
            stop = _end(text, head.end(), slashed=slashed)
            last = _add(tables, head, (at, stop, behind))
        elif _OTHER.match(text, at):
            stop = _end(text, at, slashed=slashed)
        else:
            stop = _line_end(text, at)
            if last:
                last.extend(stop)
            else:
                strange += stop - at
        at = max(stop, at + 1)
    return tables, strange


def _add(tables: dict[str, Table], head: re.Match[str], place: tuple[int, int, int]) -> Table:
    table = tables.setdefault(last_name(head[1]), Table())
    if head[2]:
        table.columns = [unquoted(each) for each in re.findall(NAME, head[2])]
    elif not table.columns:
        first = next(records(head.string[place[0] : place[1]], last_name(head[1]), slashed=True), (0, 0, None))[2]
        table.columns = [f"column {i + 1}" for i in range(len(first or []))]
    table.add(*place)
    return table


def _created(body: str) -> list[str]:
    """Column names of a CREATE TABLE: the first name of each top-level entry that is no constraint."""
    depth, names, start = 0, [], 0
    for mark in re.finditer(rf"{PLAIN}|[(),]", body):
        if mark[0] == "(":
            depth += 1
        elif mark[0] in ",)" and depth == 0:
            entry = body[start : mark.start()].strip()
            if entry and not _NO_COLUMN.match(entry) and (name := re.match(NAME, entry)):
                names.append(unquoted(name[0]))
            start = mark.end()
            if mark[0] == ")":
                break
        elif mark[0] == ")":
            depth -= 1
    return names


def _end(text: str, at: int, *, slashed: bool) -> int:
    """Behind the semicolon that ends a statement; for SQL Server also before a line GO; else the end of the text."""
    string = SLASHED if slashed else PLAIN
    mark = re.compile(
        rf"(?:[^';\n$]++|{string}|\$(?P<tag>\w*)\$.*?\$(?P=tag)\$|\n(?!\s*(?:GO\b|INSERT\b))|['$])*+;?", re.DOTALL
    ).match(text, at)
    return mark.end() if mark else len(text)


def _line_end(text: str, at: int) -> int:
    """Behind the next line that ends with a semicolon."""
    mark = re.compile(r";[ \t]*\r?\n").search(text, at)
    return mark.end() if mark else len(text)


def records(text: str, table: str, *, slashed: bool) -> Iterator[Record]:
    """Every record in some statements of one table, and the stretches between that could not be understood."""
    at = 0
    while (at := _skip(text, at)) < len(text):
        copies = _COPY.match(text, at)
        head = copies or _INSERT.match(text, at)
        if head is None or last_name(head[1]) != table:
            stop = _resumed(text, at + 1, within=False)
            yield at, stop, None
            at = stop
        elif copies:
            at = yield from _lines(text, copies.end())
        else:
            at = yield from _tuples(text, head.end(), slashed=slashed)


def _skip(text: str, at: int) -> int:
    """Behind the blanks, comments and ends of statements that stand here."""
    between = _BETWEEN.match(text, at)
    return between.end() if between else at


def _resumed(text: str, at: int, *, within: bool) -> int:
    """Where the next record may begin: the next tuple where we are within a statement, or the next statement."""
    for mark in _RESUME.finditer(text, at):
        if within or mark[0] == "\n":
            return mark.end()
    return len(text)


def _lines(text: str, at: int) -> Generator[Record, None, int]:
    """Lines of one COPY; returns the place behind its end mark. A last line that is not ended is no record."""
    while at < len(text) and not text.startswith("\\.", at):
        stop = text.find("\n", at)
        if stop < 0:
            yield at, len(text), None
            return len(text)
        yield at, stop, [copied(cell) for cell in text[at:stop].removesuffix("\r").split("\t")]
        at = stop + 1
    return at + 2


def _tuples(text: str, at: int, *, slashed: bool) -> Generator[Record, None, int]:
    """Tuples of one INSERT; returns the place behind them."""
    pattern = value_pattern(SLASHED if slashed else PLAIN)
    while opened := _OPENING.match(text, at):
        start, at = opened.end() - 1, opened.end()
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
        yield start, at, cells
    return at
