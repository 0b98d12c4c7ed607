"""A printed electoral roll, typed off: Urdu, families in order, men before women, one list per block code."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate.desk import desk
from triage.simulate.draw import Rng
from triage.simulate.numbers import text
from triage.simulate.population import People

TITLE = "Electoral roll"
PEOPLE = 1.05
LOCAL = 1
COLUMNS = ("serial", "family_no", "name", "father", "cnic", "age", "address", "block_code")
WOMEN = (0.38, 0.52)
AGES = (18, 100)
SCRIPT = "urdu"
HEADERS = (
    {"serial": "سلسلہ نمبر", "family_no": "گھرانہ نمبر", "name": "نام", "father": "والد/شوہر کا نام",
     "cnic": "شناختی کارڈ نمبر", "age": "عمر", "address": "پتہ", "block_code": "شماریاتی بلاک کوڈ"},
    {"serial": "نمبر شمار", "family_no": "گھرانہ نمبر", "name": "نام", "father": "ولدیت",
     "cnic": "قومی شناختی کارڈ نمبر", "age": "عمر", "address": "پتہ", "block_code": "بلاک کوڈ"},
)  # fmt: skip
STYLE = {"cnic": ("dashed",), "digits": ("latin", "urdu")}
OPTIONAL = frozenset({"age"})

_FAMILIES = 220
"""About the number of families of one census block."""


def extract(people: People, rng: Rng, rows: int) -> pl.DataFrame:
    """Return the adults of consecutive families of some census blocks."""
    frame = people.frame.head(rows).with_row_index("row")
    block = frame["household"] // _FAMILIES
    order = frame.select(pl.col("row"), pl.col("female"), block=block).sort("block", "female", "row")
    at = desk(people, order["row"].to_numpy().astype(np.int64), rng)
    first = 100_000_000 + int(rng.integers(0, 500_000)) * 100
    counted = order.select(serial=pl.int_range(1, pl.len() + 1).over("block", "female")).to_series()
    family = at.people["household"] % _FAMILIES + 1
    return pl.DataFrame(
        {
            "serial": counted.cast(pl.String),
            "family_no": family.cast(pl.String),
            "name": at.urdu_names("n"),
            "father": at.urdu_names("f"),
            "cnic": at.cnics(),
            "age": at.people["age"].cast(pl.String),
            "address": at.addresses("urdu"),
            "block_code": text((first + order["block"]).to_numpy(), 9),
        }
    )
