"""Compute features of a row that depend on no other row: the basis of number A.

`R` names them. Each is a property of one record by itself: whether two of its fields agree, whether a number can have
been issued. Shapes of names and addresses are left out: other lists are written in other ways than the simulated ones.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

COLUMNS = {
    "block": pl.UInt64, "at": pl.UInt64, "source": pl.UInt64, "cnic_prefix": pl.Int32, "cnic_placed": pl.Int8,
    "cnic_listed": pl.Int8, "cnic_zone": pl.Int16, "cnic_last": pl.Int8, "cnic_head": pl.Int8, "cnic_digits": pl.Int8,
    "cnic_step": pl.Int64, "cnic": pl.UInt64, "mobile_code": pl.Int16, "mobile_valid": pl.Int8,
    "mobile_head": pl.Int8, "mobile_digits": pl.Int8, "mobile_step": pl.Int64, "mobile": pl.UInt64,
    "operator_code": pl.Int8, "operator_named": pl.Int8, "name_words": pl.Int8, "name_female": pl.Int8,
    "name_valid": pl.Int8, "name_first": pl.UInt64, "name_last": pl.UInt64, "name": pl.UInt64,
    "father_words": pl.Int8, "father_female": pl.Int8, "father_valid": pl.Int8, "father_first": pl.UInt64,
    "father_last": pl.UInt64, "father": pl.UInt64, "same_last": pl.Int8, "email_named": pl.Int8,
    "gender_female": pl.Int8, "born_year": pl.Int16, "born_day": pl.Int16, "born_valid": pl.Int8, "age": pl.Int16,
    "place_zone": pl.Int16, "place_kind": pl.Int8, "iban_valid": pl.Int8, "imei_valid": pl.Int8,
    "card_valid": pl.Int8, "generated": pl.Int8, "nobody": pl.Int8, "person": pl.UInt64, "home": pl.UInt64,
    "address": pl.UInt64, "cnic_tehsil": pl.Int16, "place_tehsil": pl.Int16, "landline_home": pl.Int8,
    "closed_home": pl.Int8, "hand": pl.UInt64,
}  # fmt: skip
"""Columns of evidence that features are computed from, with the types in which they are compared."""


def complete(evidence: pl.DataFrame) -> pl.DataFrame:
    """Return the evidence with every column of `COLUMNS`, null if the dump has no such field.

    "table" is kept, or 0 if there is no such column.
    """
    columns = [
        (pl.col(name) if name in evidence.columns else pl.lit(None)).cast(kind, strict=False).alias(name)
        for name, kind in COLUMNS.items()
    ]
    table = pl.col("table") if "table" in evidence.columns else pl.lit(0, dtype=pl.UInt64).alias("table")
    return evidence.select(table, *columns)


def _province(zone: str) -> pl.Expr:
    """Return the first digit of a zone; what was FATA (2) is now part of Khyber Pakhtunkhwa (1)."""
    whole = pl.col(zone)
    first = pl.when(whole >= 100).then(whole // 100).otherwise(whole)
    return pl.when(first == 2).then(1).otherwise(first)


def _same(left: pl.Expr, right: pl.Expr) -> pl.Expr:
    return (left == right).cast(pl.Float32)


_EVEN = (pl.col("cnic_last") % 2 == 0).cast(pl.Int8)
_IS_SEXED = pl.col("cnic_last") != 0
MAY_BE_MAN = (pl.coalesce("gender_female", "name_female", _EVEN) == 1).not_().fill_null(value=True)
"""False for women, by the sex column, else the name, else the CNIC: hardly any bears the last word of father or

husband, so what families share is compared among men alone.
"""
_DISTRICTS = (pl.col("cnic_zone") >= 100) & (pl.col("place_zone") >= 100)

EXPRESSIONS: Mapping[str, pl.Expr] = {
    "placed": pl.col("cnic_placed"),
    "listed": pl.col("cnic_listed"),
    "last_zero": _same(pl.col("cnic_last"), pl.lit(0)),
    "head_zero": _same(pl.col("cnic_head"), pl.lit(0)),
    "serial_digits": pl.col("cnic_digits"),
    "sex_of_name": pl.when(_IS_SEXED).then(_same(_EVEN, pl.col("name_female"))),
    "sex_of_gender": pl.when(_IS_SEXED).then(_same(_EVEN, pl.col("gender_female"))),
    "name_of_gender": _same(pl.col("name_female"), pl.col("gender_female")),
    "father_female": pl.col("father_female"),
    "district_same": pl.when(_DISTRICTS).then(_same(pl.col("cnic_zone"), pl.col("place_zone"))),
    "province_same": _same(_province("cnic_zone"), _province("place_zone")),
    "tehsil_same": _same(pl.col("cnic_tehsil"), pl.col("place_tehsil")),
    "landline_same": pl.col("landline_home"),
    "closed_home": pl.col("closed_home"),
    "email_named": pl.col("email_named"),
    "place_kind": pl.col("place_kind"),
    "mobile_valid": pl.col("mobile_valid"),
    "mobile_zero": _same(pl.col("mobile_head"), pl.lit(0)),
    "mobile_digits": pl.col("mobile_digits"),
    "operator_same": _same(pl.col("operator_code"), pl.col("operator_named")),
    "name_valid": pl.col("name_valid"),
    "father_valid": pl.col("father_valid"),
    "same_last": pl.when(MAY_BE_MAN).then(pl.col("same_last")),
    "born_valid": pl.col("born_valid"),
    "iban_valid": pl.col("iban_valid"),
    "imei_valid": pl.col("imei_valid"),
    "card_valid": pl.col("card_valid"),
    "generated": pl.col("generated"),
    "nobody": pl.col("nobody"),
}
"""Expressions of the features, by name. Floats; null if a field is missing, or shows nothing."""

R = tuple(EXPRESSIONS)

SURE = (
    "placed", "listed", "last_zero", "sex_of_name", "sex_of_gender", "name_of_gender", "father_female", "district_same",
    "province_same", "mobile_valid", "operator_same", "born_valid", "iban_valid", "imei_valid", "card_valid",
    "generated", "nobody",
)  # fmt: skip
"""Features that number A may use: rules of numbers and agreement of fields, and no habits of writing."""

NEEDS: Mapping[str, tuple[str, ...]] = {
    "placed": ("cnic",), "listed": ("cnic",), "last_zero": ("cnic",), "head_zero": ("cnic",),
    "serial_digits": ("cnic",), "sex_of_name": ("cnic", "name"), "sex_of_gender": ("cnic", "gender"),
    "name_of_gender": ("name", "gender"), "father_female": ("father",),
    "district_same": ("cnic", "place"), "province_same": ("cnic", "place"),
    "tehsil_same": ("cnic", "place"), "landline_same": ("place",), "closed_home": ("mobile", "place"),
    "email_named": ("name",),
    "place_kind": ("place",), "mobile_valid": ("mobile",), "mobile_zero": ("mobile",), "mobile_digits": ("mobile",),
    "operator_same": ("operator", "mobile"), "name_valid": ("name",), "father_valid": ("father",),
    "same_last": ("name", "father"), "born_valid": ("born",), "iban_valid": ("iban",), "imei_valid": ("imei",),
    "card_valid": ("card",), "generated": (), "nobody": (),
}  # fmt: skip
"""Fields without which a feature is null, by feature."""

FIELDS: Mapping[str, str] = {
    "cnic": "cnic", "mobile": "mobile", "name": "name", "father": "father", "gender": "gender_female",
    "place": "place_zone", "born": "born_year", "operator": "operator_named", "iban": "iban_valid",
    "imei": "imei_valid", "card": "card_valid",
}  # fmt: skip
"""Fields that make a schema, each with the column of evidence that shows it."""

_FILLED = 0.02
"""Share of rows with a field from which a dump has it."""


def features(evidence: pl.DataFrame) -> pl.DataFrame:
    """Return the features `R` of complete evidence: Float32, in the order of the rows."""
    return evidence.select(each.cast(pl.Float32).alias(name) for name, each in EXPRESSIONS.items())


def schema(evidence: pl.DataFrame) -> tuple[str, ...]:
    """Return the fields that complete evidence of one dump has."""
    filled = evidence.select(pl.col(column).is_not_null().mean().alias(field) for field, column in FIELDS.items())
    return tuple(field for field in FIELDS if (filled[field][0] or 0.0) > _FILLED)
