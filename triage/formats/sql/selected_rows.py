"""Read rows that a statement selects or sets in place of INSERT's list of values.

`INSERT INTO t (a, b) SELECT '1', '2' UNION ALL SELECT ...`, with or without `FROM dual`; the same inside brackets, in
`CREATE TABLE t AS`, in `MERGE INTO t USING (` or alone; `VALUES (...), (...)` behind `SELECT * FROM (` or alone;
`INSERT INTO t SET a = '1'`; a procedure called with values, whose name stands for a table.
A SELECT from another table holds no row, and is left to the text of statements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from triage.formats.sql.comments import GAP, SOME_GAP
from triage.formats.sql.literals import (
    COLUMNS,
    NAME,
    PATH,
    PLAIN,
    SLASHED,
    last_name,
    named,
    selected_pattern,
    unquoted,
    value,
)

_LEAST_VALUES = 2
UNNAMED = "(values)"
"""Name of the table of rows that go into no table."""

VERB = (
    rf"(?:INSERT|REPLACE|UPSERT)\b(?:{SOME_GAP}(?:LOW_PRIORITY|HIGH_PRIORITY|DELAYED|IGNORE|ALL|FIRST|OVERWRITE|OR\s+\w+)\b)*"
    rf"(?:{SOME_GAP}INTO\b)?"
)
"""Pattern of the words of a statement that puts rows into a table, before the table's name."""

_MADE = r"CREATE\s+(?:\w+\s+){0,3}?TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?"
_INNER = r"(?:SELECT|VALUES|WITH)\b"
_INTO = (
    rf"(?:{VERB}|MERGE\b(?:{SOME_GAP}INTO\b)?|{_MADE}){GAP}({PATH}){GAP}((?!\(\s*{_INNER}){COLUMNS})?{GAP}"
    rf"(?:OVERRIDING\s+\w+\s+VALUE{GAP})?(?:WITH{GAP}\([^)]*+\){GAP})?(?:AS\b)?(?:{GAP}(?:(?!USING\b){NAME}{GAP})?USING\b)?"
)
_AROUND = (
    rf"(?:SELECT{SOME_GAP}[\w\s.,*`\"\[\]]{{1,2000}}?{SOME_GAP}FROM{GAP}(?=\()"
    rf"|WITH{SOME_GAP}{NAME}{GAP}(?P<around>{COLUMNS})?{GAP}AS{GAP}(?=\())"
)
_HEAD = re.compile(
    rf"(?:{_INTO})?{GAP}(?:(?P<set>SET\b)|(?:\({GAP})*+(?:{_AROUND}{GAP}(?:\({GAP})*+)?(?:(?=SELECT\b)|(?P<values>VALUES?){GAP}(?=\()))",
    re.IGNORECASE,
)
# Procedures of SQL Server itself (sp_rename) take names of tables.
_CALL = re.compile(rf"(?:CALL|EXEC(?:UTE)?){SOME_GAP}(?!(?:\w+\.)*[sx]p_)({PATH}){GAP}(?P<open>\()?", re.IGNORECASE)
_SELECT = re.compile(
    rf"{GAP}(?:UNION(?:{SOME_GAP}(?:ALL|DISTINCT))?\b{GAP})?(?:\({GAP})*+"
    rf"SELECT\b(?:{SOME_GAP}(?:ALL|DISTINCT|TOP\s*\(?\s*\d+\s*\)?)(?=\s))?",
    re.IGNORECASE,
)
_NO_TABLE = r"(?:\w+\.)?(?:dual|sysdummy1|rdb\$database|dummy|onerow)"
_BEHIND = re.compile(
    rf"(?:{GAP}FROM{SOME_GAP}[`\"\[]?{_NO_TABLE}\b[`\"\]]?)?{GAP}(?=\)|;|\Z|(?:UNION|WHERE|LIMIT|ON|ORDER|GO|RETURNING|INSERT|SELECT)\b)"
    rf"(?:\){GAP}(?=UNION\b))*+",
    re.IGNORECASE,
)
_FOLLOWED = re.compile(rf"{GAP}UNION\b", re.IGNORECASE)
_AFTER = re.compile(
    rf"{GAP}(?:\){GAP})*+(?:(?:AS\b{GAP})?(?!(?:WHERE|LIMIT|ON|ORDER|GO|INSERT|SELECT)\b){NAME}{GAP}(?P<names>{COLUMNS})?{GAP})?"
    rf"(?:(?:WHERE|LIMIT|ON|ORDER|SELECT|RETURNING)\b[^;']*+(?:'[^']*'[^;']*+)*)?(?=;|\Z|\s)",
    re.IGNORECASE,
)
_LITERAL = re.compile(r"\s*\(\s*(?:'|[NE]'|-?\d)", re.IGNORECASE)
_RESUME = re.compile(r"\bUNION\b", re.IGNORECASE)

Record = tuple[int, int, list[str | None] | None]


@dataclass(frozen=True, slots=True)
class Selected:
    """How a statement with rows begins: its table, the columns that it names, those that only its rows name.

    `at` is the offset of its first row. `kind` is "select", "tuple" (a list of values) or "set".
    """

    table: str
    names: tuple[str, ...]
    aliases: tuple[str, ...]
    at: int
    kind: str


@dataclass(frozen=True, slots=True)
class _Row:
    stop: int
    cells: list[str | None]
    names: tuple[str, ...]


def begun(text: str, at: int, *, slashed: bool) -> Selected | None:
    """Return how the statement at an offset begins; null if it is none that selects or sets rows of its own."""
    if called := _CALL.match(text, at):
        return _called(text, called, slashed=slashed)
    head = _HEAD.match(text, at)
    if head is None:
        return None
    table, names = last_name(head[1]) if head[1] else UNNAMED, named(head[2]) or named(head["around"])
    if head["set"]:
        row = _values(text, head.end(), slashed=slashed) if head[1] else None
        return Selected(table, row.names, (), head.end(), "set") if row and row.names else None
    if head["values"]:
        is_said = head[1] or re.match(r"\s*\(\s*['\d]", text[head.end() : head.end() + 200])
        return (
            Selected(table, names, () if names else _told_behind(text, head.end()), head.end(), "tuple")
            if is_said
            else None
        )
    row = _row(text, head.end(), slashed=slashed)
    if row is None or "'" not in text[head.end() : row.stop]:
        return None
    is_alone = not head[1] and not (len(row.cells) > 1 and (any(row.names) or _FOLLOWED.match(text, row.stop)))
    return None if is_alone else Selected(table, names, _aliases(row), head.end(), "select")


def _called(text: str, head: re.Match[str], *, slashed: bool) -> Selected | None:
    """Return a call of a procedure with several values, each of a column; null for one with other arguments."""
    row = _values(text, head.end(), slashed=slashed)
    if row is None or len(row.cells) < _LEAST_VALUES or "'" not in text[head.end() : row.stop]:
        return None
    if head["open"]:
        return None if any(row.names) else Selected(last_name(head[1]), (), (), head.end() - 1, "tuple")
    return (
        Selected(last_name(head[1]), row.names, (), head.end(), "set") if all(row.names) or not any(row.names) else None
    )


def rows(text: str, at: int, *, slashed: bool) -> Iterator[Record]:
    """Yield the selected rows from an offset on, and text between them that cannot be parsed."""
    while opened := _SELECT.match(text, at):
        start = at + len(opened[0]) - len(opened[0].lstrip())
        if row := _row(text, at, slashed=slashed):
            yield start, row.stop, row.cells
            at = row.stop
            continue
        further = _RESUME.search(text, opened.end())
        at = further.start() if further else len(text)
        yield start, at, None


def set_row(text: str, at: int, *, slashed: bool) -> tuple[int, tuple[str, ...], list[str | None]] | None:
    """Return the offset after `SET a = '1', b = '2'`, the names and the cells; null if it cannot be parsed."""
    row = _values(text, at, slashed=slashed)
    return (row.stop, row.names, row.cells) if row and (all(row.names) or not any(row.names)) else None


def after(text: str, at: int) -> int:
    """Return the offset after what may follow the rows of a statement: brackets, the name of the rows, a condition."""
    found = _AFTER.match(text, at)
    return found.end() if found else at


def last_border(text: str, *, slashed: bool) -> int:
    """Return the offset of the last UNION outside strings, before which a long statement may be cut; 0 if none."""
    border = 0
    for mark in re.finditer(rf"{SLASHED if slashed else PLAIN}|'|\bUNION\b", text, re.IGNORECASE | re.DOTALL):
        if mark[0] == "'":  # a string that the window cuts
            break
        if mark[0][0] in "uU":
            border = mark.start()
    return border


def _row(text: str, at: int, *, slashed: bool) -> _Row | None:
    """Return the row of one SELECT; null if it selects from a table, or cannot be parsed."""
    opened = _SELECT.match(text, at)
    row = _values(text, opened.end(), slashed=slashed) if opened else None
    behind = _BEHIND.match(text, row.stop) if row else None
    return _Row(behind.end(), row.cells, row.names) if row and behind else None


def _values(text: str, at: int, *, slashed: bool) -> _Row | None:
    pattern, cells, names = _pattern(slashed=slashed), [], []
    while found := pattern.match(text, at):
        at = found.end()
        cells.append(value(found, slashed=slashed))
        told = found["before"] or found["alias"]
        names.append("" if told is None else told[1:-1] if told[0] == "'" else unquoted(told.strip()))
        if found["end"] != ",":
            return _Row(at, cells, tuple(names))
    return None


def _aliases(row: _Row) -> tuple[str, ...]:
    """Return a name for each column if the row names most; () if not."""
    if 2 * sum(map(bool, row.names)) <= len(row.names):
        return ()
    return tuple(name or f"column {i + 1}" for i, name in enumerate(row.names))


def _told_behind(text: str, at: int) -> tuple[str, ...]:
    """Return the names in brackets behind a list of values: `(VALUES (...)) AS t (a, b)`."""
    found = re.compile(rf"\)\s*\)\s*(?:AS\s+)?{NAME}\s*({COLUMNS})\s*;?", re.IGNORECASE).search(text, at)
    return named(found[1]) if found else ()


@cache
def _pattern(*, slashed: bool) -> re.Pattern[str]:
    return selected_pattern(SLASHED if slashed else PLAIN)
