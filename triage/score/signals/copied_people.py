"""People as they are described, apart from their numbers: by which a copy with altered digits meets its source.

It judges nothing by itself: a dump is compared with the others of its case (`triage.score.kinship`). People with an
address and a CNIC are what `near_duplicates` observes already.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from rules.model import Rules
from triage.core.observe import Fields, Observation, Sketch

BORN = ("name", "father", "dob")
LIVES = ("name", "father", "address")


def observe(fields: Fields, rules: Rules) -> Mapping[str, Observation]:
    """Each description, alone and with the number beside it: the CNIC, where there is none the mobile number."""
    number = next((name for name in ("cnic", "mobile") if fields.has(name)), None)
    found: dict[str, Observation] = {}
    if number and fields.has(*BORN):
        found |= _described("born", fields, BORN, number)
    if number == "mobile" and fields.has(*LIVES):
        found |= _described("lives", fields, LIVES, number)
    del rules
    return found


def _described(name: str, fields: Fields, who: tuple[str, ...], number: str) -> dict[str, Observation]:
    values = [fields.value(each) for each in (*who, number)]
    is_whole = pl.all_horizontal(each.is_not_null() for each in values)
    return {
        name: Sketch(pl.when(is_whole).then(pl.struct(values[:-1]))),
        f"{name} {number}": Sketch(pl.when(is_whole).then(pl.struct(values))),
    }
