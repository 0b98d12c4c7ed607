"""What a verdict is about: the tables that hold fields a signal can look at, added up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from triage.core.summary import Marks, Summary, TableSum

_NO_EVIDENCE = frozenset({"duplicate_rows"})
"""Signals that any table has: they do not make it a table of records."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The sum of the judged tables: `rows` all rows, `rows_sampled` those that signals counted over, `marks`."""

    rows: int
    rows_sampled: int
    marks: Mapping[str, Marks]

    @classmethod
    def of(cls, summary: Summary) -> Scope:
        """The scope of a dump: its tables of records; all tables where none is one."""
        tables = [summary.tables[key] for key in sorted(summary.tables)]
        judged = [table for table in tables if _has_records(table)] or tables
        total = TableSum()
        for table in judged:
            total += TableSum(table.rows, table.rows_sampled, marks=table.marks)
        return cls(total.rows, total.rows_sampled, dict(sorted(total.marks.items())))


def _has_records(table: TableSum) -> bool:
    return any(name not in _NO_EVIDENCE and (marks.counts or marks.sketches) for name, marks in table.marks.items())
