"""Families: several names under one father and one address.

Genuine lists of a place hold families, generators hold none. An extract of few people from a large country may hold
none either, so their absence weighs nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from rules.model import Rules, SignalRule
from triage.model import Reason
from triage.observe import Fields, Observation, Sketch
from triage.score.repeats import Nested
from triage.score.tell import percent, setting
from triage.summary import Marks


def observe(fields: Fields, rules: Rules) -> Mapping[str, Observation]:
    """Homes (father and address), and homes with a name."""
    if not fields.has("name", "father", "address"):
        return {}
    name, father, address = (fields.value(each) for each in ("name", "father", "address"))
    long = address.str.len_chars() >= int(rules.signals["household"].settings["address_least"])
    scope = long & father.is_not_null() & name.is_not_null()
    return {
        "home": Sketch(pl.when(scope).then(pl.struct(father, address))),
        "person": Sketch(pl.when(scope).then(pl.struct(name, father, address))),
    }


def judge(marks: Marks, rule: SignalRule) -> Reason | None:
    """A little for genuine where there are families; null where there are none."""
    found = Nested.of(marks.sketches.get("home"), marks.sketches.get("person"))
    people = found.keys + found.extra
    share = found.extra_least / max(people, 1)
    if people < setting(rule, "rows_least") or share < setting(rule, "share_least"):
        return None
    return Reason(
        rule.id,
        setting(rule, "cap"),
        f"{percent(share)} of people share father and address with another name: families.",
        observed=f"{percent(share)} of {people:,} people",
        expected="none in invented lists; many in genuine lists of a place",
        innocent=rule.innocent,
    )
