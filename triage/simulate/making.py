"""What most fabricators need: filling the columns nobody takes trouble with, short lists, plain dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from triage.simulate.dates import iso
from triage.simulate.draw import Rng
from triage.simulate.numbers import text
from triage.simulate.style import DATES

CITIES = (
    "Karachi", "Lahore", "Islamabad", "Rawalpindi", "Faisalabad", "Multan", "Peshawar", "Quetta", "Sialkot",
    "Gujranwala", "Hyderabad", "Bahawalpur", "Sargodha", "Sukkur", "Larkana", "Sheikhupura", "Jhang", "Gujrat",
    "Mardan", "Kasur", "Rahim Yar Khan", "Sahiwal", "Okara", "Wah", "Dera Ghazi Khan", "Mirpur Khas", "Nawabshah",
    "Mingora", "Chiniot", "Kamoke",
)  # fmt: skip
"""What comes to a generator's mind: thirty cities, each as likely as the next."""

_RUNNING = {"serial", "family_no", "row_no"}


def fill(genuine: pl.DataFrame, rows: int, rng: Rng, made: Mapping[str, pl.Series]) -> pl.DataFrame:
    """The columns of `genuine` in order: those made, running numbers, even dates, and values seen in `genuine`.

    A column of few values is drawn evenly from them (a generator's list has no weights); others row by row.
    """
    return pl.DataFrame({name: made.get(name, _other(genuine[name], rows, rng)) for name in genuine.columns})


def _other(column: pl.Series, rows: int, rng: Rng) -> pl.Series:
    if column.name in _RUNNING:
        return pl.Series(np.arange(1, rows + 1)).cast(pl.String)
    if column.name in DATES:
        return dates(rng, rows, (2008, 2022))
    if column.name == "age":
        return pl.Series(rng.integers(18, 71, rows)).cast(pl.String)
    seen = column.drop_nulls().unique(maintain_order=True)
    if not len(seen):
        return pl.Series([None], dtype=pl.String).new_from_index(0, rows)
    return choose(rng, seen, rows)


def choose(rng: Rng, words: Sequence[str] | pl.Series, rows: int) -> pl.Series:
    """Words drawn evenly."""
    series = pl.Series(words, dtype=pl.String)
    return series.gather(pl.Series(rng.integers(0, len(series), rows)))


def digits(rng: Rng, count: int, rows: int) -> pl.Series:
    """So many random digits, the first one any digit."""
    return text(rng.integers(0, 10**count, rows), count)


def dates(rng: Rng, rows: int, years: tuple[int, int]) -> pl.Series:
    """Dates spread evenly over years (first and last), ISO: no heap anywhere."""
    return iso(rng.integers(years[0], years[1] + 1, rows), rng.integers(1, 13, rows), rng.integers(1, 29, rows))


def simple(rng: Rng, rows: int) -> dict[str, pl.Series]:
    """Addresses and places as a generator makes them: house, street, city; all parts always there."""
    city = choose(rng, CITIES, rows)
    house, street = (pl.Series(rng.integers(1, high, rows)).cast(pl.String) for high in (1000, 31))
    return {
        "address": ("HOUSE NO. " + house + ", STREET NO. " + street + ", " + city).str.to_uppercase(),
        "district": city,
        "tehsil": city.str.to_uppercase(),
        "gender": choose(rng, ("M", "F"), rows),
        "dob": dates(rng, rows, (1950, 2006)),
    }


def people(rng: Rng, rows: int, first: Sequence[str], last: Sequence[str]) -> dict[str, pl.Series]:
    """Names of two words from two lists, fathers from the same lists, mail addresses from names."""
    names = {field: (choose(rng, first, rows) + " " + choose(rng, last, rows)).str.to_uppercase()
             for field in ("name", "father", "mother")}  # fmt: skip
    number = pl.Series(rng.integers(1, 1000, rows)).cast(pl.String)
    local = names["name"].str.to_lowercase().str.replace_all(r"[^a-z]+", ".")
    return names | {"email": local + number + "@example.com"}


def enough(frame: pl.DataFrame, rows: int, rng: Rng) -> pl.DataFrame:
    """`rows` rows of the frame in random order; some twice where it has fewer."""
    turns = [rng.permutation(frame.height) for _ in range(-(-rows // frame.height))]
    return frame.select(pl.all().gather(pl.Series(np.concatenate(turns)[:rows])))
