"""Check that rows with the same CNIC have the same name.

Names are compared by the first letter of their last word, which survives titles and most spellings. Rows whose CNIC
occurs once show nothing and are left out. Children under the card of their father have one father and several names:
then there is no reason.
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
    initial = _initial(fields.value("name"))
    scope = cnic.is_not_null() & initial.is_not_null()
    father = _initial(fields.value("father")).fill_null("") if fields.has("father") else None
    of_father = {} if father is None else {"father": Sketch(pl.when(scope).then(pl.concat_str(cnic, father)))}
    return {
        **of_father,
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
    if _is_of_father(found, Nested.of(cnic, marks.sketches.get("father"))):
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


def _initial(name: pl.Expr) -> pl.Expr:
    return name.str.extract(r"(\p{L})[^ ]*$", 1)


def _is_of_father(names: Nested, fathers: Nested) -> bool:
    """Return true if rows of one CNIC have one father and several names: brothers and sisters under his card."""
    return names.extra > 0 < fathers.keys and fathers.extra <= _FATHERS_MOST * names.extra


_FATHERS_MOST = 0.1
"""Several fathers under one CNIC, of several names: in mixed columns both come as often."""
