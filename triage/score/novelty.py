"""Measure how much of a dump is repetition: exact copies, and the same content under another running number."""

from __future__ import annotations

from triage.core.summary import Marks
from triage.score.repeats import repeats
from triage.score.scope import Scope
from triage.score.signals import duplicate_rows

_SIGNAL = duplicate_rows.__name__.rsplit(".", 1)[-1]


def shares(scope: Scope) -> dict[str, float]:
    """Return shares of rows: "exact_duplicate_rows" repeat all cells, "near_duplicate_rows" numbers and name."""
    sketches = scope.marks.get(_SIGNAL, Marks()).sketches
    exact, content = repeats(sketches.get("row")), repeats(sketches.get("content"))
    return {"exact_duplicate_rows": exact, "near_duplicate_rows": max(0.0, content - exact)}


def distinct_rows(scope: Scope) -> int:
    """Return the number of rows that differ in a cell: exact below `sums.K` rows, else estimated.

    All if nothing is known.
    """
    rows = scope.marks.get(_SIGNAL, Marks()).sketches.get("row")
    return min(scope.rows, rows.distinct()) if rows else scope.rows
