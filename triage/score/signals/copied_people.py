"""Sketch people by their description without their numbers, to find copies with altered digits.

It judges nothing by itself: a dump is compared with the others of its case (`triage.score.kinship`). People with an
address and a CNIC are already observed by `near_duplicates`.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from triage.core.observe import Fields, Observation, Sketch
from triage.recognizers.cnic import placeholder
from triage.rules.model import Rules

BORN = ("name", "father", "dob")
LIVES = ("name", "father", "address")


def observe(fields: Fields, rules: Rules) -> Mapping[str, Observation]:
    """Sketch each description, alone and with the number beside it: the CNIC, or without CNICs the mobile number."""
    number = next((name for name in ("cnic", "mobile") if fields.has(name)), None)
    # A number that was never issued is no other card of the same person.
    is_given = placeholder(fields.value("cnic"), rules).not_() if number == "cnic" else pl.lit(value=True)
    found: dict[str, Observation] = {}
    if number and fields.has(*BORN):
        found |= _described("born", fields, (*BORN, number), is_given)
    if number == "mobile" and fields.has(*LIVES):
        found |= _described("lives", fields, (*LIVES, number), is_given)
    return found


def _described(name: str, fields: Fields, who: tuple[str, ...], is_given: pl.Expr) -> dict[str, Observation]:
    """Return sketches of people by these fields, the last of them a number, without it and with it."""
    values = [fields.value(each) for each in who]
    is_whole = pl.all_horizontal(is_given, *(each.is_not_null() for each in values))
    return {
        name: Sketch(pl.when(is_whole).then(pl.struct(values[:-1]))),
        f"{name} {who[-1]}": Sketch(pl.when(is_whole).then(pl.struct(values))),
    }
