"""Choose what a verdict covers: tables that hold the same fields, added up, and in them the rows that hold a person.

Tables of unlike fields are judged separately: a list of numbers and a list of names show nothing about each other, and
a field that one lacks is not missing in the other. Rows without a person (messages, followers, log lines) are no
records of the dump.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from triage.core.places import MESSAGES
from triage.core.summary import Marks, Summary, TableSum

RECORDS = "records"
"""The signal that keeps rows for the estimator, and counts those that hold a person."""

_NO_EVIDENCE = frozenset({"duplicate_rows", "copied_people", MESSAGES})
"""Signals that any table has: they do not make it a table of records."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The sum of some tables: rows that hold a person, those of them that signals counted, and the marks.

    `rows` is an estimate if not every row was read. `rows_apart` are the rows without a person, `tables` is the number
    of tables. `among` is how many scopes share the risk of one verdict.
    """

    rows: int
    rows_sampled: int
    marks: Mapping[str, Marks]
    rows_apart: int = 0
    tables: int = 1
    among: int = 1

    @classmethod
    def of(cls, summary: Summary) -> Scope:
        """Return all tables of records of a dump as one scope; all of its tables if none has records."""
        tables = [summary.tables[key] for key in sorted(summary.tables)]
        return _added([table for table in tables if _has_records(table)] or tables)

    def counted(self, name: str) -> int:
        """Return a count of rows that the signal `RECORDS` made."""
        return self.marks.get(RECORDS, Marks()).counts[name]


@dataclass(frozen=True, slots=True)
class Kinds:
    """The tables of a dump: `judged` by the fields they hold, the most rows first; `apart` those without any person."""

    judged: tuple[Scope, ...]
    apart: Scope = field(default_factory=lambda: Scope(0, 0, {}, tables=0))

    @classmethod
    def of(cls, summary: Summary) -> Kinds:
        """Return the kinds of records of a dump."""
        alike: dict[tuple[str, ...], list[TableSum]] = {}
        apart: list[TableSum] = []
        for key in sorted(summary.tables):
            table = summary.tables[key]
            if _has_people(table):
                alike.setdefault(_fields(table), []).append(table)
            else:
                apart.append(table)
        kinds = [_added(tables) for _, tables in sorted(alike.items())]
        return cls(
            tuple(sorted(kinds, key=lambda kind: -kind.rows)),
            Scope(0, 0, {}, sum(each.rows for each in apart), len(apart)),
        )


def _fields(table: TableSum) -> tuple[str, ...]:
    """Return the names of what is observed of a table's records: tables with the same names are of one kind."""
    kept = table.marks[RECORDS].rows.frame if RECORDS in table.marks else None
    return tuple(sorted(kept.columns if kept is not None else table.marks))


def _has_records(table: TableSum) -> bool:
    return any(name not in _NO_EVIDENCE and (marks.counts or marks.sketches) for name, marks in table.marks.items())


def _has_people(table: TableSum) -> bool:
    return _has_records(table) and _people(table) > 0


def _people(table: TableSum) -> int:
    """Return the number of sampled rows that hold a person; 0 if no column can hold one."""
    return table.marks[RECORDS].counts["people"] if RECORDS in table.marks else 0


def _added(tables: Iterable[TableSum]) -> Scope:
    rows = people = apart = count = 0
    summed = list[TableSum]()
    for table in tables:
        own = _people(table)
        share = own / table.rows_sampled if table.rows_sampled else 1.0
        rows += (with_person := round(table.rows * share))
        people, apart, count = people + own, apart + table.rows - with_person, count + 1
        summed.append(TableSum(marks=table.marks))
    total = TableSum.total(summed)
    return Scope(rows, people, dict(sorted(total.marks.items())), apart, count)
