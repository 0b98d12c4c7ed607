"""The parts of a record that describe a person beside the numbers, for minors, districts, conflicts and altered copies.

Names, fathers and addresses are 64-bit hashes whose seed comes from the key of the case; of a number only what `mask`
shows is kept. All of it is in the encrypted file of records (`triage.case.token_store`).
"""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from triage.core.described import ADDRESS, AGE, AREA, BORN, FATHER, INITIALS, NAME, NETWORK, PLACE
from triage.core.keys import Key
from triage.detect.record_form import compared
from triage.recognizers.form import parted

_HASHED = {"name": NAME, "father": FATHER, "address": ADDRESS}
_WORDS = 4
"""Words of a name whose first letter is kept, as `mask` shows them."""

_YEAR_ONLY = 4
_MIDDLE = "-07-01"
"""The month and day that complete a bare year of birth."""


def described(fields: Collection[str], key: Key) -> list[pl.Expr]:
    """Return the parts that are kept of the present fields, as expressions over the frame that signals get."""
    seed = int.from_bytes(key.derived("described")[:8], "big")
    told = [
        pl.when(pl.col(field).is_not_null()).then(_read(field).hash(seed)).alias(kept)
        for field, kept in _HASHED.items()
        if field in fields
    ]
    if "name" in fields:
        told.append(_initials(pl.col("name")).str.head(_WORDS).alias(INITIALS))
    if "dob" in fields:
        day = pl.when(pl.col("dob").str.len_bytes() == _YEAR_ONLY).then(pl.col("dob") + _MIDDLE).otherwise("dob")
        told.append(pl.when("dob.valid").then(day).str.to_date("%Y-%m-%d", strict=False).alias(BORN))
    if "age" in fields:
        told.append(pl.when("age.valid").then("age").cast(pl.UInt8, strict=False).alias(AGE))
    if "district" in fields:
        told.append(pl.when("district.valid").then("district").alias(PLACE))
    if "cnic" in fields:
        told.append(area(pl.when("cnic.valid").then("cnic")).alias(AREA))
    if "mobile" in fields:
        told.append(network(pl.when("mobile.valid").then("mobile")).alias(NETWORK))
    return told


def _read(field: str) -> pl.Expr:
    """Return a field as it is compared: addresses without commas, names word by word, as other versions kept them."""
    return compared(field) if field == "address" else pl.col(field)


def _initials(name: pl.Expr) -> pl.Expr:
    """Return the first letter of each word: of Latin capitals, as names nearly always are, in a third of the time."""
    return parted(
        name,
        "^[A-Z][A-Z ]*$",
        lambda latin: latin.str.replace_all(r"(?-u:\B[A-Z]+ ?| )", ""),
        lambda other: other.str.replace_all(r"(\S)\S*\s*", "${1}"),
    )


def area(cnic: pl.Expr) -> pl.Expr:
    """Return the first five digits of a CNIC: the place where it was registered."""
    return cnic.str.slice(0, 5).cast(pl.UInt32, strict=False)


def network(mobile: pl.Expr) -> pl.Expr:
    """Return three digits of a mobile number after its leading zero: the code of an operator."""
    return mobile.str.slice(1, 3).cast(pl.UInt16, strict=False)
