"""Check that S/O is in men's rows and D/O or W/O in women's, by the last digit of the CNIC, which states the sex.

A last digit of 0 is left out: spreadsheets that keep 12 digits make all last digits 0. If one word was typed for nearly
everyone, there is no reason.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from triage.core.model import Reason
from triage.core.observe import Fields, Histogram, Observation
from triage.core.summary import Marks
from triage.recognizers.cnic import sex
from triage.rules.model import Rules, SignalRule
from triage.score import guardians
from triage.score.pairs import SEAM, joined
from triage.score.row_checks import histogram, setting

STANDS_ON = ("cnic",)

_SON = r"(?i)(?:^|[\s,;(])(?:s\s?[/\\]\s?o|son of)\b"
_DAUGHTER_OR_WIFE = r"(?i)(?:^|[\s,;(])(?:(?:d|w|wd)\s?[/\\]\s?o|daughter of|wife of|widow of)\b"


def observe(fields: Fields, rules: Rules) -> Mapping[str, Observation]:
    """Count rows by the sex of the CNIC and that of the relation before the name of father or husband."""
    del rules
    if not fields.has("cnic"):
        return {}
    said = [_sex_of_relation(fields.raw(name)) for name in ("father", "name") if fields.has(name)]
    if not said:
        return {}
    cnic = fields.value("cnic")
    return {"pair": Histogram(joined(sex(cnic), pl.coalesce(said), cnic.str.ends_with("0").not_()))}


def judge(marks: Marks, rule: SignalRule) -> Reason | None:
    """Judge how often both agree: shuffled or separately drawn columns agree by chance only, by the sexes' shares."""
    said = histogram(marks, "pair")
    women = sum(count for pair, count in said.items() if pair.endswith(f"{SEAM}F")) / max(said.total(), 1)
    if min(women, 1 - women) < setting(rule, "minority_least"):
        return None
    return guardians.judged(marks, rule, "The last digit of the CNIC agrees with S/O, D/O or W/O in {share} of rows.")


def _sex_of_relation(cell: pl.Expr) -> pl.Expr:
    is_man, is_woman = cell.str.contains(_SON), cell.str.contains(_DAUGHTER_OR_WIFE)
    return pl.when(is_man & is_woman.not_()).then(pl.lit("M")).when(is_woman & is_man.not_()).then(pl.lit("F"))
