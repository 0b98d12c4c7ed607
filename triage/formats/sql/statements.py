"""Find the statements of an SQL dump, and the table of each.

A table that is created again with other columns is another table. Statements with data that are neither INSERT nor
COPY, such as UPDATE, are a text source of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from triage.formats.sql import selected_rows
from triage.formats.sql.clients import skip
from triage.formats.sql.comments import COMMENT, GAP, uncommented
from triage.formats.sql.copy import COPY
from triage.formats.sql.ends import end_of
from triage.formats.sql.literals import NAME, PATH, PLAIN, SLASHED, last_name, named, unquoted
from triage.formats.sql.records import INSERT, Record, records
from triage.formats.sql.selected_rows import Selected

CHUNK_BYTES = 4 * 1024 * 1024

_COPY_END = re.compile(r"^\\\.\r?$", re.MULTILINE)
_CREATE = re.compile(
    rf"CREATE\s+(?:(?:GLOBAL|LOCAL|PRIVATE|TEMP|TEMPORARY|UNLOGGED|FOREIGN|EXTERNAL|COLUMN|OR\s+REPLACE)\s+)*TABLE\s+"
    rf"(?:IF\s+NOT\s+EXISTS\s+)?({PATH}){GAP}\(",
    re.IGNORECASE,
)
_NO_COLUMN = re.compile(r"(?:PRIMARY|UNIQUE|KEY|INDEX|CONSTRAINT|FOREIGN|CHECK|FULLTEXT|SPATIAL)\b", re.IGNORECASE)
_OTHER = re.compile(
    r"(?:ALTER|ANALYZE|BEGIN|CALL|COMMENT|COMMIT|CREATE|DECLARE|DELETE|DO|DROP|END|EXEC|GRANT|IF|LOCK|PRAGMA|PRINT|REINDEX"
    r"|REVOKE|ROLLBACK|SECURITY|SELECT|SET|START|TRUNCATE|UNLOCK|UPDATE|USE|VACUUM|WITH|INSERT|REPLACE|UPSERT|MERGE|EXECUTE|VALUES(?=\s*\())\b|[\w.]++\s*+:=",
    re.IGNORECASE,
)
"""Pattern of the start of statements that hold no records."""

WINDOW = 16 * 1024 * 1024
"""Characters that are examined at once; a longer statement is cut between two of its records."""

Range = tuple[int, int, tuple[str, ...]]
"""(start, stop, how it begins): () with a statement; in the middle of one that was cut ("tuple", its columns ...) or
("line", the options of its COPY, its columns ...)."""

STATEMENTS = "(statements)"
"""Name of the table of statements with data that are neither INSERT nor COPY."""

_BEGUN = re.compile(r"(?:INSERT|REPLACE|COPY)\b[^;]*+\Z", re.IGNORECASE)

_MANY = re.compile(r"INSERT\s+(?:ALL|FIRST)\b|INTO\b", re.IGNORECASE)
_SELECTED = frozenset("iIrRuUcCsSvVwWmMeE(")
"""First letters of statements that may select or set rows of their own."""

_TELLS = re.compile(
    r"(?:(?:UPDATE|CALL|EXEC|EXECUTE|MERGE|DELETE|SET|SELECT|INSERT|REPLACE|DECLARE|WITH|COMMENT)\b|[\w.]++\s*+:=)[^';]*+'",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Table:
    """What the walk found about one table: its columns, and ranges of its statements."""

    name: str = ""
    columns: list[str] = field(default_factory=list)
    ranges: list[Range] = field(default_factory=list)

    def add(self, start: int, stop: int, behind: int, begins: tuple[str, ...] = ()) -> None:
        """Add a statement.

        It joins the range before if that ends at `behind`, the end of the statement before this one.
        """
        joins = self.ranges and stop - self.ranges[-1][0] <= CHUNK_BYTES and self.ranges[-1][1] == behind
        if joins and not begins:
            start, _, begins = self.ranges.pop()
        self.ranges.append((start, stop, begins))

    def extend(self, stop: int) -> None:
        """Move the end of the last statement, which ends later than it seemed."""
        start, _, begins = self.ranges.pop()
        self.ranges.append((start, stop, begins))


@dataclass(slots=True)
class Walk:
    """The walk over a dump, window by window: its tables, and the number of unparsable characters of no table.

    Unparsable text right after records is added to their statement, because a stray quote can end it early.
    """

    slashed: bool
    tables: dict[str, Table] = field(default_factory=dict)
    strange: int = 0
    _last: Table | None = None
    _cut: tuple[Table | None, tuple[str, ...]] | None = None
    _names: dict[str, str] = field(default_factory=dict)

    def feed(self, text: str, base: int, *, final: bool) -> int:
        """Process a window that begins at `base`.

        Return how many characters are done, the rest is for the next window.
        """
        at = 0
        if self._cut:
            at = self._rest(text, base, final=final)
            if self._cut:
                return at
        while (behind := at) < len(text) and (at := skip(text, at)) < len(text):
            stop = self._statement(text, at, (base, behind), final=final)
            if stop < 0:  # the window ends in it
                return at or self._begun(text, base)
            at = max(stop, at + 1)
        return len(text)

    def _statement(self, text: str, at: int, place: tuple[int, int], *, final: bool) -> int:
        """Return the offset after the statement that begins here; -1 if the window ends inside it."""
        base, behind = place
        is_c = text[at] in "cC\\"
        made, copies = (_CREATE.match(text, at), COPY.match(text, at)) if is_c else (None, None)
        head = None if is_c else INSERT.match(text, at)
        stop = self._end(text, at, copies or head, is_known=bool(made or head or _OTHER.match(text, at)))
        if stop >= len(text) and not final:
            return -1
        if made:
            self._create(last_name(made[1]), _created(text[made.end() : stop]))
        elif begun := copies or head:
            self._last = self._add(begun, (at, stop, behind), base)
        elif text[at] in _SELECTED and (selected := selected_rows.begun(text, at, slashed=self.slashed)):
            self._last = self._add_selected(selected, text, (at, stop, behind), base)
        elif _TELLS.match(text, at, stop):
            told = self.tables.setdefault(STATEMENTS, Table(STATEMENTS, ["statement"]))
            told.add(base + at, base + stop, base + behind)
            self._last = None  # what follows is no more of the records before
        elif _BEGUN.match(text, at) and stop >= len(text):  # the dump was cut before its first value
            self.strange += stop - at
        elif not _OTHER.match(text, at):
            if self._last:
                self._last.extend(base + stop)
            else:
                self.strange += stop - at
        return stop

    def _end(self, text: str, at: int, head: re.Match[str] | None, *, is_known: bool) -> int:
        """Return the offset after the statement that begins here, with this head if it is one of COPY or INSERT."""
        if head and head.re is COPY:
            ending = _COPY_END.search(text, head.end())
            return ending.end() if ending else len(text)
        if head and _MANY.match(text, at):
            return _part_end(text, head.end(), slashed=self.slashed)
        return end_of(text, head.end() if head else at, slashed=self.slashed) if is_known else _line_end(text, at)

    def _begun(self, text: str, base: int) -> int:
        """Cut a statement longer than a window after its last complete record; return the offset of the cut."""
        head, copies = INSERT.match(text), COPY.match(text)
        begun = copies or head
        selected = None if begun else selected_rows.begun(text, 0, slashed=self.slashed)
        how = ("line", copies[3]) if copies else ("tuple",) if head else (selected.kind if selected else "other",)
        how = (*how, *(named(begun[2]) if begun else selected.names if selected else ()))
        stop = _last_border(text, how[0], slashed=self.slashed)
        if begun and stop > begun.end():
            self._last = self._add(begun, (0, stop, 0), base)
            self._cut = (self._last, how)
            return stop
        if selected and stop > selected.at:
            self._last = self._add_selected(selected, text, (0, stop, 0), base)
            self._cut = (self._last, how)
            return stop
        self._cut = (None, how)
        self.strange += len(text) if begun else 0
        return len(text)

    def _rest(self, text: str, base: int, *, final: bool) -> int:
        """Return the offset after the rest of a cut statement, or after its last complete record in this window."""
        table, how = self._cut or (None, ("",))
        if how[0] == "line":
            ending = _COPY_END.search(text)
            stop = ending.end() if ending else len(text)
        else:
            stop = end_of(text, 0, slashed=self.slashed)
        if stop < len(text) or final:
            self._cut = None
        else:
            stop = _last_border(text, how[0], slashed=self.slashed) or len(text)
        if table:
            table.add(base, base + stop, -1, how)
        return stop

    def _create(self, name: str, columns: list[str]) -> None:
        """Add a table by its definition; if it exists with other columns, a second one."""
        own, count = name, 1
        while (known := self.tables.get(own)) and known.ranges and known.columns != columns:
            count += 1
            own = f"{name} ({count})"
        self._names[name] = own
        self.tables.setdefault(own, Table(name)).columns = columns

    def _add(self, head: re.Match[str], place: tuple[int, int, int], base: int) -> Table:
        """Add a statement of a table; columns that only this one names are appended."""
        name = last_name(head[1])
        table = self.tables.setdefault(self._names.get(name, name), Table(name))
        at, stop, behind = place
        self._name(table, named(head[2]), head.string[at:stop])
        table.add(base + at, base + stop, base + behind)
        return table

    def _add_selected(self, begun: Selected, text: str, place: tuple[int, int, int], base: int) -> Table:
        """Add a statement that selects or sets its rows; rows without a table are one table per layout."""
        key, count = self._names.get(begun.table, begun.table), 1
        columns = list(begun.names or begun.aliases)
        if begun.table == selected_rows.UNNAMED:
            while (known := self.tables.get(key)) and known.columns[: len(columns)] != columns:
                count += 1
                key = f"{begun.table} ({count})"
        table = self.tables.setdefault(key, Table(begun.table))
        at, stop, behind = place
        self._name(table, tuple(columns) if begun.names or not table.columns else (), text[at:stop])
        table.add(base + at, base + stop, base + behind)
        return table

    def _name(self, table: Table, names: tuple[str, ...], text: str) -> None:
        """Append columns that only this statement of a table names; if nothing names any, they are numbered."""
        known = {column.casefold() for column in table.columns}
        table.columns.extend(each for each in names if each.casefold() not in known)
        if not table.columns:
            ways = (self.slashed, not self.slashed)
            found = (next(records(text, table.name, slashed=way), (0, 0, None))[2] for way in ways)
            table.columns = [f"column {i + 1}" for i in range(len(next(filter(None, found), [None])))]


def _part_end(text: str, at: int, *, slashed: bool) -> int:
    """Return the offset after the values of one table of Oracle's INSERT ALL, which lists several."""
    marks = re.compile(rf"{SLASHED if slashed else PLAIN}|(?<=\))\s+(?=(?:INTO|SELECT)\b)|;", re.IGNORECASE | re.DOTALL)
    return next((mark.end() for mark in marks.finditer(text, at) if mark[0][0] != "'"), len(text))


def _last_border(text: str, kind: str, *, slashed: bool) -> int:
    """Return the offset after the last complete record of a window that ends within a statement; 0 if none."""
    if kind == "select":
        return selected_rows.last_border(text, slashed=slashed)
    if kind == "line":
        return text.rfind("\n") + 1
    border = 0
    for mark in re.finditer(rf"{SLASHED if slashed else PLAIN}|'|\){GAP},{GAP}(?=\()|{COMMENT}", text):
        if mark[0] == "'":  # a string that the window cuts: what is in it is no border
            break
        if mark[0][0] == ")":
            border = mark.end()
    return border


def walk(text: str, *, slashed: bool) -> tuple[dict[str, Table], int]:
    """Return the tables of a dump in memory, and how many characters belong to none and cannot be parsed."""
    walking = Walk(slashed)
    walking.feed(text, 0, final=True)
    return walking.tables, walking.strange


def statements(text: str, *, slashed: bool) -> Iterator[Record]:
    """Yield statements one by one, as records of one cell."""
    at = 0
    while (at := skip(text, at)) < len(text):
        stop = max(at + 1, end_of(text, at, slashed=slashed))
        yield at, stop, [text[at:stop].rstrip()]
        at = stop


def _created(body: str) -> list[str]:
    """Return the column names of a CREATE TABLE: the first name of each top-level entry that is no constraint."""
    body, depth, names, start = uncommented(body), 0, [], 0
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


def _line_end(text: str, at: int) -> int:
    """Return the offset after the next line that ends with a semicolon."""
    mark = re.compile(r";[ \t]*\r?\n").search(text, at)
    return mark.end() if mark else len(text)
