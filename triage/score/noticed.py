"""Power: which share of dumps made up with care that look like this one would have been noticed, by what was measured.

"No sign of fabrication" says little of a list of names and much of records with five fields. How much is measured on
simulated dumps by sellers who leave hardly a mark and whom no tree has seen (`rules/tables/noticed.csv`,
`benchmarks/genuineness/power.py`).
"""

from __future__ import annotations

from dataclasses import replace

from triage.core.model import Verdict
from triage.rules.model import Rules, SignalRule
from triage.score.row_checks import setting

SILENT = ("genuine", "mostly_genuine")
"""Labels that mean "no sign" and "few signs" of fabrication."""

_CHECKS_MOST = 3
SMALL = 300
"""Records up to which a dump is small; 0 stands for any number above."""


_DUMPS_LEAST = 30
"""Fewest dumps for a share. If a cell has fewer, dumps of all sizes are used, then all dumps with a check."""


def cell_of(verdict: Verdict, rules: Rules) -> tuple[int, int]:
    """Return the cell of the table that a dump belongs to: checks between two fields, and its size."""
    checks = sum(1 for each in verdict.reasons if each.bound and rules.signals[each.signal].settings.get("joint", 0))
    return min(checks, _CHECKS_MOST), SMALL if verdict.records <= SMALL else 0


def noticed(verdict: Verdict, rules: Rules) -> float | None:
    """Return the measured share of careful fakes that would have been noticed; null if none was measured.

    Null too for verdicts other than that no or few signs were found: none is needed.
    """
    if verdict.label not in SILENT:
        return None
    checks, records = cell_of(verdict, rules)
    cells = {(int(row["checks"]), int(row["rows"])): row for row in rules.table("noticed")}
    alike = [row for cell, row in cells.items() if cell[0] == checks]
    checked = [row for cell, row in cells.items() if cell[0]]
    for rows in ([row for cell, row in cells.items() if cell == (checks, records)], alike, checked):
        dumps = sum(int(row["dumps"]) for row in rows)
        if dumps >= _DUMPS_LEAST:
            return sum(int(row["noticed"]) for row in rows) / dumps
    return None


def worded(verdict: Verdict, rules: Rules, rule: SignalRule) -> Verdict:
    """Return the verdict with its power; undetermined where most careful fakes would have got the same word."""
    power = noticed(verdict, rules)
    if power is not None and power < setting(rule, "power_least"):
        return replace(verdict, label="undetermined")
    return replace(verdict, noticed=power)
