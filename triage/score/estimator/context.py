"""Compute features that compare a row with the rest of its dump and with its neighbours.

Shares instead of counts, and agreement weighed against what the dump's own columns would give by chance, so that a
feature means the same in a hundred rows and in a million. `C` names the features.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from triage.score.estimator.rows import EXPRESSIONS
from triage.score.estimator.together import EXPRESSIONS_T

_SHARES = ("name_first", "name_last", "father_first", "name", "cnic_prefix", "place_zone", "mobile_code", "born_day")
"""Columns of which the share of the row's value in the dump is a feature."""

_COPIES = ("cnic", "mobile", "person", "home")
"""Columns of which further occurrences of the row's value are counted."""

_MOST = 4
"""Copies counted at most: a feature must not grow with the dump."""

_AGREES = {"sex_of_name": 0.95, "sex_of_gender": 0.99, "operator_same": 0.92}
"""Yes-or-no features, with about the rate at which genuine rows agree: the range is learnt, this only centres it."""

_DISTRICT = 0.7


def _share(name: str) -> pl.Expr:
    """Return log10 of the share of the other rows of the dump that hold the same value; null without a value."""
    rows = pl.col(name).count().over("table")
    same = pl.len().over("table", name)
    share = (same - 0.5) / rows
    return pl.when(pl.col(name).is_not_null()).then(share.log10())


def _copies(name: str) -> pl.Expr:
    return pl.when(pl.col(name).is_not_null()).then((pl.len().over("table", name) - 1).clip(0, _MOST))


def _others(of: str, *keys: str) -> pl.Expr:
    """Return the number of further distinct values of `of` among the rows with the same keys, at most `_MOST`."""
    known = pl.all_horizontal(pl.col(each).is_not_null() for each in (*keys, of))
    return pl.when(known).then((pl.col(of).n_unique().over("table", *keys) - 1).clip(0, _MOST))


def _weighed(name: str, genuine: float) -> pl.Expr:
    """Return log10 of the likelihood ratio of agreeing or not, against the chance rate of the dump itself, clipped."""
    agrees = EXPRESSIONS[name]
    left, right = _SIDES[name]
    known = agrees.is_not_null()
    even, other = (pl.when(known).then(side).mean().over("table") for side in (left, right))
    chance = (even * other + (1 - even) * (1 - other)).clip(0.02, 0.98)
    return (
        pl.when(agrees == 1)
        .then((genuine / chance).log10())
        .otherwise(((1 - genuine) / (1 - chance)).log10())
        .clip(-2, 2)
    )


_EVEN = (pl.col("cnic_last") % 2 == 0).cast(pl.Float32)
_SIDES = {
    "sex_of_name": (_EVEN, pl.col("name_female").cast(pl.Float32)),
    "sex_of_gender": (_EVEN, pl.col("gender_female").cast(pl.Float32)),
    "operator_same": (pl.lit(0.5), pl.lit(0.5)),
}


def _district() -> pl.Expr:
    """Return log10 of the likelihood ratio that CNIC and address name one district, against the dump's addresses."""
    rows = pl.col("place_zone").count().over("table")
    agrees = EXPRESSIONS["district_same"]
    at_home = pl.when(agrees == 1).then(pl.len().over("table", "place_zone")).otherwise(rows * 0.05)
    chance = (at_home / rows).clip(0.002, 0.98)
    ratio = pl.when(agrees == 1).then(_DISTRICT / chance).otherwise((1 - _DISTRICT) / (1 - chance))
    return ratio.log10().clip(-2, 3)


def _tehsil() -> pl.Expr:
    """Return log10 of the likelihood ratio that CNIC and row name one tehsil, against the dump's tehsils there."""
    agrees = EXPRESSIONS["tehsil_same"]
    here = pl.col("place_tehsil").count().over("table", "cnic_zone")
    chance = (pl.len().over("table", "place_tehsil") / here).clip(0.05, 0.98)
    ratio = pl.when(agrees == 1).then(_DISTRICT / chance).otherwise((1 - _DISTRICT) / (1 - chance))
    return pl.when(agrees.is_not_null()).then(ratio.log10().clip(-2, 2))


def _family() -> pl.Expr:
    """Return log10 of the likelihood ratio of sharing the father's last word, against how common it is among fathers.

    For men alone.
    """
    rows = pl.col("father_last").count().over("table")
    same = EXPRESSIONS["same_last"]
    chance = (pl.len().over("table", "father_last") / rows).clip(0.002, 0.98)
    return pl.when(same == 1).then((0.4 / chance).log10()).when(same == 0).then(-0.2).clip(-2, 3)


def _log(step: str) -> pl.Expr:
    """Return log10 of the size of a step between numbers, with the sign of the step."""
    size = (pl.col(step).abs() + 1).cast(pl.Float64).log10()
    return size * pl.col(step).sign()


def _steady(step: str) -> pl.Expr:
    before = pl.col(step).shift(1).over("table", "block")
    return ((pl.col(step) == before) & (pl.col(step) != 0)).cast(pl.Float32)


def _as_before(name: str) -> pl.Expr:
    return (pl.col(name) == pl.col(name).shift(1).over("table", "block")).cast(pl.Float32)


EXPRESSIONS_C: Mapping[str, pl.Expr] = {
    **{f"share_{name}": _share(name) for name in _SHARES},
    **{f"copies_{name}": _copies(name) for name in _COPIES},
    "holders": _others("name_last", "cnic"),
    "cards": _others("cnic", "person"),
    "cards_alike": _others("cnic", "person", "cnic_prefix", "cnic_last"),
    "owners": _others("cnic", "mobile"),
    "weighed_sex": _weighed("sex_of_name", _AGREES["sex_of_name"]),
    "weighed_gender": _weighed("sex_of_gender", _AGREES["sex_of_gender"]),
    "weighed_district": _district(),
    "weighed_tehsil": _tehsil(),
    "weighed_family": _family(),
    "step_cnic": _log("cnic_step"),
    "step_mobile": _log("mobile_step"),
    "steady_cnic": _steady("cnic_step"),
    "steady_mobile": _steady("mobile_step"),
    "place_before": _as_before("place_zone"),
    "last_before": _as_before("name_last"),
    "prefix_before": _as_before("cnic_prefix"),
    "share_hand": _share("hand"),
    **EXPRESSIONS_T,
}
"""Expressions of the features, by name. Floats; null if a field is missing."""

C = tuple(EXPRESSIONS_C)


def features(evidence: pl.DataFrame) -> pl.DataFrame:
    """Return the features `C` of complete evidence, table by table: Float32, in the order of the rows."""
    return evidence.select(each.cast(pl.Float32).alias(name) for name, each in EXPRESSIONS_C.items())
