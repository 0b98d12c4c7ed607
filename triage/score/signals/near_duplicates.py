"""Find one person, with father and address, under several CNICs: copies with changed digits.

Families share a father and an address, not a name as well. Only addresses long enough to name a house or a village
count, and each (name, father, address) counts once per CNIC, so several SIMs of one owner are no copies. Nothing is
said of files without fathers, nor of those where so many names share a father and an address that these name a village.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from triage.core.model import Reason
from triage.core.observe import Fields, Observation, Sketch
from triage.core.summary import Marks
from triage.recognizers.cnic import placeholder
from triage.rules.model import Rules, SignalRule
from triage.score.repeats import Nested
from triage.score.row_checks import Check, checked, percent, setting

STANDS_ON = ("cnic",)

WHO = ("name", "father", "address")


def observe(fields: Fields, rules: Rules) -> Mapping[str, Observation]:
    """Sketch people by their description, the same with their CNIC, and their homes (see `household`)."""
    if not fields.has("cnic", "name", "address"):
        return {}
    who = [fields.value(name) for name in WHO if fields.has(name)]
    long = fields.value("address").str.len_chars() >= int(rules.signals["near_duplicates"].settings["address_least"])
    cnic = fields.value("cnic")
    # A number that was never issued is no other card of the same person.
    scope = long & cnic.is_not_null() & placeholder(cnic, rules).not_() & fields.value("name").is_not_null()
    found: dict[str, Observation] = {
        "person": Sketch(pl.when(scope).then(pl.struct(who))),
        "with_cnic": Sketch(pl.when(scope).then(pl.struct([*who, fields.value("cnic")]))),
    }
    if fields.has("father"):
        found["home"] = Sketch(pl.when(scope).then(pl.struct(who[1:])))
    return found


def judge(marks: Marks, rule: SignalRule) -> Reason | None:
    """Judge how many records are copies: every CNIC of a described person after the first is one."""
    # Without fathers the namesakes of a village look the same as copies: up to nine of ten records in small worlds.
    if "home" not in marks.sketches:
        return None
    found = Nested.of(marks.sketches.get("person"), marks.sketches.get("with_cnic"))
    if found.keys > setting(rule, "home_most") * marks.sketches["home"].distinct():
        return None  # in a village of one tribe many have one name, one father's name and one address
    rows = found.keys + found.extra
    share = found.extra / max(rows, 1)
    return checked(
        Check(rows, found.extra_least, setting(rule, "chance")),
        rule,
        f"{percent(share)} of records repeat name, father and address of another under a different CNIC.",
    )
