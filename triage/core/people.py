"""Identifiers by which people are distinguished, and the tokens that a worker sends instead of their values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

KINDS = {
    "PK_CNIC": "cnic",
    "PK_NIC_OLD": "old_nic",
    "PK_PASSPORT": "passport",
    "PK_MOBILE_NUMBER": "mobile",
    "EMAIL_ADDRESS": "email",
    "IBAN_CODE": "iban",
}
"""Entities that identify a person, each with its field; the most reliable first. The first three are primary."""

FIELDS = tuple(KINDS.values())
PRIMARY = FIELDS[:3]
"""Fields of identifiers that belong to one person only."""

RECORD = "record"
"""The kind of token that represents a whole record."""


@dataclass(frozen=True, slots=True)
class Identities:
    """Tokens of the people in some rows of a source.

    `values` has rows of a token, its kind (its index in `FIELDS`) and column: `token`, `kind`, `column`, `count`; equal
    ones may stand in several rows, whose counts add up. `records` has one row per record about a
    person: tokens by field (null = no value), `record`, `kinds` (the kinds of data in it as bits), `is_woman`, the
    locator `at`, and the columns of `described.DESCRIBED` that exist.
    """

    source: str
    values: pl.DataFrame
    records: pl.DataFrame

    @classmethod
    def of_rows(cls, source: str, rows: pl.DataFrame) -> Identities:
        """Return the identities in a frame of values or of records; the column "token" decides which."""
        import polars as pl  # noqa: PLC0415 - a summary is a noun: what only names it need not load Polars

        if "token" in rows.columns:
            return cls(source, rows, pl.DataFrame(schema={"kinds": pl.UInt64}))
        values = {"token": pl.UInt128, "kind": pl.UInt8, "column": pl.UInt16, "count": pl.UInt32}
        return cls(source, pl.DataFrame(schema=values), rows)
