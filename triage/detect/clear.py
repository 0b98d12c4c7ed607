"""Return people in the rows of a batch in clear text with their tokens, as needed for a list of whom to notify.

Nothing of it is stored: it is requested explicitly, and handed over encrypted (`triage.app.notification`).
"""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from triage.core.keys import Key
from triage.core.model import AT, Source
from triage.core.people import FIELDS
from triage.core.tokens import TOKEN
from triage.detect.identities import People, beside_fields, of_rows
from triage.detect.other_people import own_fields

CLEAR = ("name", "father", *FIELDS, "address")
"""Data given about a person, each in a column named with `SUFFIX`."""

SUFFIX = ".clear"


def in_clear(source: Source, people: People, key: Key) -> pl.DataFrame:
    """Return a row per row with people, and per identifier outside the fields: tokens, `kinds`, and the values."""
    own = [field for field in own_fields(source) if field in people.seen.columns]
    others = [_of_others(each, key) for each in people.others]
    told = [_of_fields(people.seen, own, key), *others, *_of_loose(beside_fields(people.found, key))]
    rows = pl.concat(told, how="diagonal")
    return rows.filter(pl.any_horizontal(pl.col(FIELDS).is_not_null()))


def _of_others(seen: pl.DataFrame, key: Key) -> pl.DataFrame:
    fields = [name for name in seen.columns if "." not in name]
    return _of_fields(seen.with_columns(pl.lit(None, pl.UInt64).alias(f".{AT}")), fields, key)


def _of_fields(seen: pl.DataFrame, fields: Collection[str], key: Key) -> pl.DataFrame:
    clear = [_clear(name, fields, is_sure=name in FIELDS).alias(f"{name}{SUFFIX}") for name in CLEAR]
    rows = of_rows(seen, fields, key).select(*FIELDS, "kinds")
    return pl.concat([rows, seen.select(clear)], how="horizontal")


def _clear(name: str, fields: Collection[str], *, is_sure: bool) -> pl.Expr:
    if name not in fields:
        return pl.lit(None, pl.String)
    return pl.when(f"{name}.valid").then(name) if is_sure else pl.col(name)


def _of_loose(loose: pl.DataFrame) -> list[pl.DataFrame]:
    return [
        loose.filter(pl.col("kind") == number).select(
            *(pl.col("token").alias(each) if each == name else pl.lit(None, TOKEN).alias(each) for each in FIELDS),
            pl.lit(1 << number, pl.UInt64).alias("kinds"),
            pl.col("value").alias(f"{name}{SUFFIX}"),
        )
        for number, name in enumerate(FIELDS)
    ]
