"""Remove from the evidence of rows what innocent habits make look invented.

Rows without a person are no records. A number that was never issued and occurs again and again was typed because a
field must not be empty; a block of mobile numbers that count up was issued to one company. Neither is evidence, and
namesakes of one village are people of their own (`namesakes`).
"""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from triage.score.estimator import default_place, namesakes, sexes

_AGAIN, _AGAIN_SHARE = 5, 0.02
"""Rows, and share of rows, from which a repeated number that was never issued is a clerk's filler: those who make

tables up vary it.
"""

_BLOCK = 0.5
"""Share of steps of 1 from which mobile numbers are a block."""

_BLOCK_CNIC = 0.1
"""Share of equal steps of CNICs from which a program counted both columns up."""

_ROUNDED = 0.5
"""Share of CNICs that end in 0 from which a spreadsheet cut their last digit: one in a hundred ends so by issue."""

_CNIC = ("cnic", "cnic_prefix", "cnic_placed", "cnic_listed", "cnic_zone", "cnic_last", "cnic_head", "cnic_digits",
         "cnic_step", "cnic_tehsil")  # fmt: skip
_MOBILE = ("mobile", "mobile_code", "mobile_valid", "mobile_head", "mobile_digits", "mobile_step", "closed_home")
_OF_FIELD = {
    "cnic": _CNIC, "mobile": _MOBILE, "iban": ("iban_valid",), "imei": ("imei_valid",), "card": ("card_valid",),
    "dob": ("born_year", "born_day", "born_valid"),
}  # fmt: skip
_FEW_DIGITS = 3
"""Different digits of a number, after its code, up to which it is easy: one in fifty is so by issue."""

_GOLDEN = 0.15
"""Share of easy numbers from which a list is of golden ones: their digits and who has them again tell nothing."""

_MOBILE_ORDER = ("mobile_code", "mobile_head", "mobile_digits", "mobile_step")


def people(evidence: pl.DataFrame) -> pl.DataFrame:
    """Return the rows that hold a person; all rows if no column states which do."""
    return evidence.filter(pl.col("has_person")) if "has_person" in evidence.columns else evidence


def without(evidence: pl.DataFrame, fields: Collection[str]) -> pl.DataFrame:
    """Return complete evidence with these fields emptied, as if the dump lacked them."""
    names = tuple(name for field in fields for name in _OF_FIELD[field])
    return evidence.with_columns(_empty(names, pl.lit(value=True)))


def settled(evidence: pl.DataFrame) -> pl.DataFrame:
    """Return complete evidence of one dump without fillers and what blocks and golden numbers only seem to say."""
    evidence = sexes.comparable(namesakes.apart(_unrounded(default_place.emptied(_without_fillers(evidence)))))
    if _is_golden(evidence):
        evidence = evidence.with_columns(_empty(("mobile", "mobile_head", "mobile_digits"), pl.lit(value=True)))
    return evidence.with_columns(_empty(_MOBILE_ORDER, pl.lit(value=True))) if _is_block(evidence) else evidence


def _unrounded(evidence: pl.DataFrame) -> pl.DataFrame:
    """Return the evidence without last digits of CNICs if they were cut: they show neither a sex nor a fabrication."""
    last = evidence["cnic_last"].drop_nulls()
    if not last.len() or (last == 0).sum() < _ROUNDED * last.len():
        return evidence
    return evidence.with_columns(_empty(("cnic_last",), pl.lit(value=True)))


def _without_fillers(evidence: pl.DataFrame) -> pl.DataFrame:
    rows = max(_AGAIN, _AGAIN_SHARE * evidence.height)
    nobody = pl.col("nobody") == 1
    again = {
        name: nobody & (pl.len().over(name, "nobody") >= rows) & pl.col(name).is_not_null()
        for name in ("cnic", "mobile")
    }
    marked = evidence.with_columns(each.alias(f"{name} again") for name, each in again.items())
    if not (marked["cnic again"].any() or marked["mobile again"].any()):
        return evidence
    either = pl.col("cnic again") | pl.col("mobile again")
    told = marked.with_columns(
        *_empty(_CNIC, pl.col("cnic again")),
        *_empty(_MOBILE, pl.col("mobile again")),
        pl.when(either).then(0).otherwise(pl.col("nobody")).cast(pl.Int8).alias("nobody"),
    )
    return told.select(evidence.columns)


def _is_block(evidence: pl.DataFrame) -> bool:
    """Return true if mobile numbers count up by one and CNICs do not."""
    return _steady(evidence["mobile_step"], ones=True) >= _BLOCK and _steady(evidence["cnic_step"]) < _BLOCK_CNIC


def _is_golden(evidence: pl.DataFrame) -> bool:
    """Return true if many mobile numbers are easy, as those that networks sell to whoever pays more."""
    digits = evidence["mobile_digits"].drop_nulls()
    return digits.len() > 0 and (digits <= _FEW_DIGITS).sum() >= _GOLDEN * digits.len()


def _steady(steps: pl.Series, *, ones: bool = False) -> float:
    """Return the share of steps that equal the one before, or with `ones` the share of steps of 1."""
    known = steps.drop_nulls()
    if not known.len():
        return 0.0
    alike = known.abs() == 1 if ones else (known == known.shift(1)) & (known != 0)
    return float(alike.sum()) / known.len()


def _empty(names: tuple[str, ...], where: pl.Expr) -> list[pl.Expr]:
    return [pl.when(where.not_()).then(pl.col(name)).alias(name) for name in names]
