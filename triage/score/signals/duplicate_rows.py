"""Rows that stand in the dump more than once, cell by cell.

Copies are old goods, not invented ones: this tells of novelty and has no weight for genuineness.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from rules.model import Rules, SignalRule
from triage.model import Reason
from triage.observe import Fields, Observation, Sketch
from triage.score.repeats import repeats
from triage.score.tell import percent, setting
from triage.summary import Marks

ROW = "row"
"""The pseudo-field that holds a hash of all cells of a row."""

PERSON = ("cnic", "old_nic", "mobile", "iban", "imei", "email")
CONTENT = (*PERSON, "name", "father", "address", "dob")
"""What a record says, whatever its running numbers and spaces."""


def observe(fields: Fields, rules: Rules) -> Mapping[str, Observation]:
    """Whole rows, and what rows say where they say who: a number and a name."""
    del rules
    found: dict[str, Observation] = {}
    if ROW in fields.present:
        found["row"] = Sketch(fields.value(ROW))
    if fields.has("name") and fields.present & set(PERSON):
        found["content"] = Sketch(pl.struct([fields.value(name) for name in CONTENT if fields.has(name)]))
    return found


def judge(marks: Marks, rule: SignalRule) -> Reason | None:
    """Weightless; null where nothing is repeated."""
    share = repeats(marks.sketches.get("row"))
    if share < setting(rule, "share_least"):
        return None
    return Reason(
        rule.id,
        0.0,
        f"{percent(share)} of rows are exact copies of another row: they are not new.",
        observed=f"{percent(share)} copies",
        expected="under 2% in one export; more where exports were merged",
        innocent=rule.innocent,
    )
