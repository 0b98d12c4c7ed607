"""Check that rows with the same CNIC have the same name.

Names are compared by the first letter of their last word, which survives titles and most spellings. Rows whose CNIC
occurs once show nothing and are left out.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from triage.core.model import Reason
from triage.core.observe import Fields, Histogram, Observation, Sketch
from triage.core.summary import Marks
from triage.rules.model import Rules, SignalRule
from triage.score.repeats import Nested, repeats
from triage.score.row_checks import Check, checked, clash, histogram, percent, setting

STANDS_ON = ("cnic",)


def observe(fields: Fields, rules: Rules) -> Mapping[str, Observation]:
    """Sketch CNICs, and CNICs with the initial of the name; count initials."""
    del rules
    if not fields.has("cnic", "name"):
        return {}
    cnic = fields.value("cnic")
    initial = fields.value("name").str.extract(r"(\p{L})[^ ]*$", 1)
    scope = cnic.is_not_null() & initial.is_not_null()
    return {
        "cnic": Sketch(pl.when(scope).then(cnic)),
        "holder": Sketch(pl.when(scope).then(pl.concat_str(cnic, initial))),
        "initial": Histogram(initial),
    }


def judge(marks: Marks, rule: SignalRule) -> Reason | None:
    """Judge how often the name of a repeated CNIC agrees: shuffled columns give every repetition another name."""
    cnic = marks.sketches.get("cnic")
    found = Nested.of(cnic, marks.sketches.get("holder"))
    if not cnic or (not found.is_exact and repeats(cnic) < setting(rule, "repeats_least")):
        return None
    again = int(cnic.counts.sum()) - len(cnic.hashes)
    failed = min(again, round(found.extra / found.keys * len(cnic.hashes)))
    share = 1 - failed / max(again, 1)
    initials = histogram(marks, "initial")
    return checked(
        Check(again, failed, clash(initials, initials)),
        rule,
        f"Where a CNIC comes again, the name agrees in {percent(share)} of rows.",
    )
