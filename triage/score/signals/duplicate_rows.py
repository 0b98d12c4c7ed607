"""Find rows that occur in the dump more than once, cell by cell.

Copies are old records, not invented ones: this measures novelty and has no weight for genuineness.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from triage.core.model import Reason
from triage.core.observe import Fields, Observation, Sketch
from triage.core.summary import Marks
from triage.rules.model import Rules, SignalRule
from triage.score.repeats import repeats
from triage.score.row_checks import percent, setting

ROW = "row"
"""The pseudo-field that holds a hash of all cells of a row."""

NUMBERS = ("cnic", "old_nic", "mobile", "iban", "imei", "email")
"""Fields that identify a record, with the name, whatever its running number and spaces."""


def observe(fields: Fields, rules: Rules) -> Mapping[str, Observation]:
    """Sketch whole rows, and the numbers and the name in them."""
    del rules
    found: dict[str, Observation] = {}
    if ROW in fields.present:
        found["row"] = Sketch(fields.value(ROW))
    numbers = [fields.value(name) for name in NUMBERS if fields.has(name)]
    if fields.has("name") and numbers:
        known = pl.any_horizontal(number.is_not_null() for number in numbers)
        found["content"] = Sketch(pl.when(known).then(pl.struct([*numbers, fields.value("name")])))
    return found


def judge(marks: Marks, rule: SignalRule) -> Reason | None:
    """Return a reason without weight for the share of copies; null if there are hardly any."""
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
