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
    rf"(?:INSERT|REPLACE|UPSERT)\s+(?:IGNORE\s+|ALL\s+)?(?:INTO\s+)?({PATH})\s*(\([^)]*\))?\s*VALUES\s*", re.IGNORECASE
)
_COPY = re.compile(rf"COPY\s+({PATH})\s*(\([^)]*\))?\s+FROM\s+stdin[^;\n]*;[^\n]*\n", re.IGNORECASE)
_COPY_END = re.compile(r"^\\\.\r?$", re.MULTILINE)
_CREATE = re.compile(rf"CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?({PATH})\s*\(", re.IGNORECASE)
_NO_COLUMN = re.compile(r"(?:PRIMARY|UNIQUE|KEY|INDEX|CONSTRAINT|FOREIGN|CHECK|FULLTEXT|SPATIAL)\b", re.IGNORECASE)
_TRAILING = re.compile(r"[\s,]*+\Z")
"""What stands behind the last record of a statement that was cut."""

_OPENING = re.compile(rf"(?:[\s,]*+|\s++INTO\s+{PATH}\s*(?:\([^)]*\))?\s*VALUES\s*)\(", re.IGNORECASE)
"""Before a tuple: a comma, or in Oracle's INSERT ALL the table once more."""

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


WINDOW = 16 * 1024 * 1024
"""Letters that are looked at together; a longer statement is cut between two of its records."""

Range = tuple[int, int, str]
"""(start, stop, how it begins): "" with a statement, "tuple" or "line" in the middle of one that was cut."""


@dataclass(slots=True)
class Table:
    """What the walk over the file finds of one table: columns, and ranges of its statements."""

    columns: list[str] = field(default_factory=list)
    ranges: list[Range] = field(default_factory=list)

    def add(self, start: int, stop: int, behind: int, begins: str = "") -> None:
        """One more statement; it joins the range before where that ends `behind` the statement before this one."""
        joins = self.ranges and stop - self.ranges[-1][0] <= CHUNK_BYTES and self.ranges[-1][1] == behind
        if joins and not begins:
            start, _, begins = self.ranges.pop()
        self.ranges.append((start, stop, begins))

    def extend(self, stop: int) -> None:
        """The last statement ends later than it seemed."""
        start, _, begins = self.ranges.pop()
        self.ranges.append((start, stop, begins))


@dataclass(slots=True)
class Walk:
    """The walk over a dump, window by window: its tables, and letters that belong to none and were not understood.

    What cannot be understood behind records is taken for more of their statement: a quote too many ends it too soon.
    """

    slashed: bool
    tables: dict[str, Table] = field(default_factory=dict)
    strange: int = 0
    _last: Table | None = None
    _cut: tuple[Table | None, str] | None = None

    def feed(self, text: str, base: int, *, final: bool) -> int:
        """How many letters of a window that begins at `base` are done with; the rest belongs to the next window."""
        at = 0
        if self._cut:
            at = self._rest(text, base, final=final)
            if self._cut:
                return at
        while (behind := at) < len(text) and (at := _skip(text, at)) < len(text):
            stop = self._statement(text, at, (base, behind), final=final)
            if stop < 0:  # the window ends in it
                return at or self._begun(text, base)
            at = max(stop, at + 1)
        return len(text)

    def _statement(self, text: str, at: int, place: tuple[int, int], *, final: bool) -> int:
        """Behind the statement that stands here; -1 where the window ends in it."""
        base, behind = place
        made, head, copies = _CREATE.match(text, at), _INSERT.match(text, at), _COPY.match(text, at)
        if copies:
            ending = _COPY_END.search(text, copies.end())
            stop = ending.end() if ending else len(text)
        elif made or head or _OTHER.match(text, at):
            stop = _end(text, head.end() if head and not made else at, slashed=self.slashed)
        else:
            stop = _line_end(text, at)
        if stop >= len(text) and not final:
            return -1
        if made:
            self.tables.setdefault(last_name(made[1]), Table()).columns = _created(text[made.end() : stop])
        elif begun := copies or head:
            self._last = _add(self.tables, begun, (at, stop, behind), base)
        elif not _OTHER.match(text, at):
            if self._last:
                self._last.extend(base + stop)
            else:
                self.strange += stop - at
        return stop

    def _begun(self, text: str, base: int) -> int:
        """A statement longer than a window: cut behind its last whole record, and the rest is waited for."""
        head, copies = _INSERT.match(text), _COPY.match(text)
        kind = "line" if copies else "tuple" if head else "other"
        stop = _last_border(text, kind, slashed=self.slashed)
        begun = copies or head
        if begun and stop > begun.end():
            self._last = _add(self.tables, begun, (0, stop, 0), base)
            self._cut = (self._last, kind)
            return stop
        self._cut = (None, kind)
        self.strange += len(text) if begun else 0
        return len(text)

    def _rest(self, text: str, base: int, *, final: bool) -> int:
        """Behind the rest of a statement that was cut, or behind its last whole record in this window."""
        table, kind = self._cut or (None, "")
        if kind == "line":
            ending = _COPY_END.search(text)
            stop = ending.end() if ending else len(text)
        else:
            stop = _end(text, 0, slashed=self.slashed)
        if stop < len(text) or final:
            self._cut = None
        else:
            stop = _last_border(text, kind, slashed=self.slashed) or len(text)
        if table:
            table.add(base, base + stop, -1, kind)
        return stop


def _last_border(text: str, kind: str, *, slashed: bool) -> int:
    """Behind the last whole record of a window that ends within a statement; 0 where there is none."""
    if kind == "line":
        return text.rfind("\n") + 1
    border = 0
    for mark in re.finditer(rf"{SLASHED if slashed else PLAIN}|'|\)\s*+,\s*+(?=\()", text):
        if mark[0] == "'":  # a string that the window cuts: what stands in it is no border
            break
        if mark[0][0] == ")":
            border = mark.end()
    return border


def walk(text: str, *, slashed: bool) -> tuple[dict[str, Table], int]:
    """The tables of a dump that is in memory, and how many letters belong to none and could not be understood."""
    walking = Walk(slashed)
    walking.feed(text, 0, final=True)
    return walking.tables, walking.strange


def _add(tables: dict[str, Table], head: re.Match[str], place: tuple[int, int, int], base: int) -> Table:
    table = tables.setdefault(last_name(head[1]), Table())
    if head[2]:
        table.columns = [unquoted(each) for each in re.findall(NAME, head[2])]
    elif not table.columns:
        first = next(records(head.string[place[0] : place[1]], last_name(head[1]), slashed=True), (0, 0, None))[2]
        table.columns = [f"column {i + 1}" for i in range(len(first or []))]
    at, stop, behind = place
    table.add(base + at, base + stop, base + behind)
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


def records(text: str, table: str, *, slashed: bool, begins: str = "") -> Iterator[Record]:
    """Every record in some statements of one table, and the stretches between that could not be understood.

    `begins` says how the text begins: see `Range`.
    """
    at = 0
    if begins == "tuple":
        at = yield from _tuples(text, 0, slashed=slashed)
    elif begins == "line":
        at = yield from _lines(text, 0)
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
    return len(text) if _TRAILING.match(text, at) else at
