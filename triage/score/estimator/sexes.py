"""Remove sexes from the evidence of rows that contradict each other for an innocent reason (`score.guardians`)."""

from __future__ import annotations

import polars as pl

from triage.score.guardians import Sexes
from triage.score.pairs import SEAM

_CARD = pl.when(pl.col("cnic_last") != 0).then((pl.col("cnic_last") % 2 == 0).cast(pl.Int8))
"""1 for a woman's card, 0 for a man's; null where the last digit shows none."""

_TYPED = "gender_female"


def comparable(evidence: pl.DataFrame) -> pl.DataFrame:
    """Return complete evidence without sexes that show nothing.

    These are filled in for all, turned, of columns under exchanged headers, or of other people's cards.
    """
    typed = [_side_by_side(evidence, each, pl.col(_TYPED)) for each in (_CARD, pl.col("name_female"))]
    if any(each.contradict and (each.are_said_of_one or each.are_turned) for each in typed):
        evidence = evidence.with_columns(pl.lit(None, evidence.schema[_TYPED]).alias(_TYPED))
    own, fathers = (_side_by_side(evidence, _CARD, pl.col(each)) for each in ("name_female", "father_female"))
    if own.contradict and fathers.agree_better_than(own):
        exchanged = ("name_female", "father_female")
        evidence = evidence.with_columns(pl.lit(None, evidence.schema[each]).alias(each) for each in exchanged)
    for column in ("name_female", _TYPED):
        both = _side_by_side(evidence, _CARD, pl.col(column))
        if both.contradict and (both.are_cards_of_one or both.are_of_guardians):
            is_other = pl.lit(value=True) if both.are_cards_of_one else pl.col(column).eq_missing(1)
            evidence = evidence.with_columns(pl.when(is_other.not_()).then("cnic_last").alias("cnic_last"))
    return evidence


def _side_by_side(evidence: pl.DataFrame, one: pl.Expr, other: pl.Expr) -> Sexes:
    counts = evidence.select(one.alias("one"), other.alias("other")).drop_nulls().group_by("one", "other").len()
    return Sexes.of({f"{'MF'[left]}{SEAM}{'MF'[right]}": count for left, right, count in counts.iter_rows()})
