"""Helpers of most fabricators: filling unimportant columns, short lists, evenly spread dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice

import numpy as np
import polars as pl

from triage.simulate.dates import iso
from triage.simulate.draw import Rng, pick, zipf
from triage.simulate.numbers import codes, text
from triage.simulate.places import places
from triage.simulate.seller import Seller
from triage.simulate.short_lists import first_names, last_names
from triage.simulate.style import DATES

CITIES = (
    "Karachi", "Lahore", "Islamabad", "Rawalpindi", "Faisalabad", "Multan", "Peshawar", "Quetta", "Sialkot",
    "Gujranwala", "Hyderabad", "Bahawalpur", "Sargodha", "Sukkur", "Larkana", "Sheikhupura", "Jhang", "Gujrat",
    "Mardan", "Kasur", "Rahim Yar Khan", "Sahiwal", "Okara", "Wah", "Dera Ghazi Khan", "Mirpur Khas", "Nawabshah",
    "Mingora", "Chiniot", "Kamoke",
)  # fmt: skip
"""The cities of a typical generator, each as likely as the next."""

_FORMS = ("HOUSE NO. {}, STREET NO. {}, {}", "House {} Street {} {}", "{} {}", "{}-{}, Block {}, {}",
          "H# {}, ST# {}, {}, Pakistan", "Street {}, {}")  # fmt: skip
_PARTS = (("h", "s", "c"), ("h", "s", "c"), ("h", "c"), ("h", "s", "s", "c"), ("h", "s", "c"), ("s", "c"))

_BANKS = ("HABB", "UNIL", "MUCB", "MEZN", "ALFH")
_RUNNING = {"serial", "family_no", "row_no"}


def fill(genuine: pl.DataFrame, rows: int, rng: Rng, made: Mapping[str, pl.Series]) -> pl.DataFrame:
    """Return the columns of `genuine` in order: those made, running numbers, even dates, and values seen in `genuine`.

    Other columns are drawn evenly from their distinct values (a generator's list has no weights).
    """
    return pl.DataFrame({name: made.get(name, _other(genuine[name], rows, rng)) for name in genuine.columns})


def _other(column: pl.Series, rows: int, rng: Rng) -> pl.Series:
    if column.name in _RUNNING:
        return pl.Series(np.arange(1, rows + 1)).cast(pl.String)
    if column.name in DATES:
        return dates(rng, rows, (2008, 2022))
    if column.name in {"imei", "iban"}:
        bank = "PK" + digits(rng, 2, rows) + choose(rng, _BANKS, rows)
        return digits(rng, 15, rows) if column.name == "imei" else bank + digits(rng, 16, rows)
    if column.name == "age":
        return pl.Series(rng.integers(18, 71, rows)).cast(pl.String)
    seen = column.drop_nulls().unique(maintain_order=True)
    if not len(seen):
        return pl.Series([None], dtype=pl.String).new_from_index(0, rows)
    return choose(rng, seen, rows)


def choose(rng: Rng, words: Sequence[str] | pl.Series, rows: int) -> pl.Series:
    """Return words drawn evenly."""
    series = pl.Series(words, dtype=pl.String)
    return series.gather(pl.Series(rng.integers(0, len(series), rows)))


def digits(rng: Rng, count: int, rows: int) -> pl.Series:
    """Return `count` random digits per row; the first may be 0."""
    return text(rng.integers(0, 10**count, rows), count)


def dates(rng: Rng, rows: int, years: tuple[int, int], *, month_ends: bool = False) -> pl.Series:
    """Return ISO dates spread evenly over years (first and last), without heaps."""
    if month_ends:
        first, end = np.datetime64(f"{years[0]}-01-01"), np.datetime64(f"{years[1] + 1}-01-01")
        days = (first + rng.integers(0, int((end - first).astype(int)), rows)).astype("datetime64[D]")
        return pl.Series(days).dt.to_string("%Y-%m-%d")
    return iso(rng.integers(years[0], years[1] + 1, rows), rng.integers(1, 13, rows), rng.integers(1, 29, rows))


def person(rng: Rng, rows: int, seller: Seller) -> dict[str, pl.Series]:
    """Return what a generator makes of a person: names, place, sex, birth and mail address, each drawn separately."""
    return simple(rng, rows, seller) | people(rng, rows, seller)


def simple(rng: Rng, rows: int, seller: Seller) -> dict[str, pl.Series]:
    """Return addresses, places, sex and birth as a generator makes them: house, street and city are always there."""
    city = choose(rng, towns(seller), rows)
    house, street = (pl.Series(rng.integers(1, high, rows)).cast(pl.String) for high in (seller.houses, seller.streets))
    return {
        "address": addressed(seller.form, house, street, city),
        "district": city,
        "tehsil": city.str.to_uppercase(),
        "gender": choose(rng, ("M", "F"), rows),
        "dob": dates(rng, rows, seller.born, month_ends=seller.month_ends),
    }


def towns(seller: Seller) -> tuple[str, ...]:
    """Return the cities this seller knows."""
    more = (name for name in places().names if name not in CITIES)
    return tuple(islice((*CITIES, *more), seller.cities))


def addressed(form: int, house: pl.Series, street: pl.Series, city: pl.Series) -> pl.Series:
    """Return an address of house, street and city in capitals, written in one of six ways."""
    written = pl.DataFrame({"h": house, "s": street, "c": city}).select(pl.format(_FORMS[form], *_PARTS[form]))
    return written.to_series().str.to_uppercase()


def people(rng: Rng, rows: int, seller: Seller) -> dict[str, pl.Series]:
    """Return names of two words from two lists, fathers from the same lists, mail addresses from names."""
    first, last = first_names(seller), last_names(seller)
    names = {field: (weighed(rng, first, rows, seller) + " " + weighed(rng, last, rows, seller)).str.to_uppercase()
             for field in ("name", "father", "mother")}  # fmt: skip
    number = pl.Series(rng.integers(1, 1000, rows)).cast(pl.String)
    local = names["name"].str.to_lowercase().str.replace_all(r"[^a-z]+", ".")
    return names | {"email": local + number + f"@{seller.domain}"}


def weighed(rng: Rng, words: Sequence[str] | pl.Series, rows: int, seller: Seller) -> pl.Series:
    """Return words drawn evenly, or as steeply as this seller draws."""
    if not seller.slope:
        return choose(rng, words, rows)
    return pl.Series(words, dtype=pl.String).gather(pl.Series(pick(rng, zipf(len(words), seller.slope), rows)))


def birthdays(rng: Rng, rows: int, seller: Seller) -> pl.Series:
    """Return dates of birth as this seller makes them."""
    return dates(rng, rows, seller.born, month_ends=seller.month_ends)


def sex_digits(rng: Rng, gender: pl.Series, seller: Seller) -> pl.Series:
    """Return last digits of CNICs: of the right parity if the seller knows the rule, else any."""
    rows = len(gender)
    if not seller.parity:
        return digits(rng, 1, rows)
    return pl.Series(np.where(gender.to_numpy() == "M", 1, 2) + 2 * rng.integers(0, 4, rows)).cast(pl.String)


def random_number(rng: Rng, count: int, rows: int, seller: Seller) -> pl.Series:
    """Return `count` random digits per row; the first is never 0 if the seller draws from 100... to 999..."""
    return digits(rng, count, rows) if seller.zeros else text(rng.integers(10 ** (count - 1), 10**count, rows), count)


def operators(mobile: pl.Series) -> pl.Series:
    """Return the operator that each number's code was allotted to."""
    allottee = {f"0{code}": operator for code, operator, _ in codes()}
    return mobile.str.head(4).replace_strict(allottee, default="Jazz", return_dtype=pl.String)


def mobile_codes(rng: Rng, seller: Seller) -> tuple[str, ...]:
    """Return the allotted mobile codes this seller knows, "0300" first."""
    known = [f"0{code}" for code, _, _ in codes()]
    if seller.codes >= len(known):
        return tuple(known)
    return tuple(known[each] for each in sorted(rng.permutation(len(known))[: seller.codes]))


def enough(frame: pl.DataFrame, rows: int, rng: Rng) -> pl.DataFrame:
    """Return `rows` rows of the frame in random order; some are repeated if it has fewer."""
    turns = [rng.permutation(frame.height) for _ in range(-(-rows // frame.height))]
    return frame.select(pl.all().gather(pl.Series(np.concatenate(turns)[:rows])))
