"""Make persons from the lists of another country, for fabricators that relabel them."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate.draw import Bools, Rng
from triage.simulate.foreign_words import Country
from triage.simulate.making import birthdays, choose, random_number, weighed
from triage.simulate.seller import Seller


def persons(country: Country, rows: int, rng: Rng, seller: Seller) -> dict[str, pl.Series]:
    """Return name, father, mother, place, birth, sex and mail address of people of this country, in capitals."""
    female = rng.random(rows) < rng.uniform(0.3, 0.7)
    first = _given(country, female, rng, seller)
    last, others = (weighed(rng, country.last[: max(seller.last, 8)], rows, seller) for _ in range(2))
    shared = pl.Series(rng.random(rows) < (0.9 if seller.sexes else 0.0))
    father = choose(rng, country.men, rows) + " " + last.zip_with(shared, others)
    city = choose(rng, country.cities[: max(seller.cities, 3)], rows)
    parts = pl.DataFrame({
        "house": pl.Series(rng.integers(1, seller.houses, rows)).cast(pl.String),
        "word": choose(rng, country.last, rows),
        "city": city, "code": random_number(rng, 5, rows, seller),
    })  # fmt: skip
    number = pl.Series(rng.integers(1, 1_000, rows)).cast(pl.String)
    local = (first + last).str.to_lowercase().str.replace_all(r"[^a-z]+", "").replace("", "user")
    return {
        "name": (first + " " + last).str.to_uppercase(), "father": father.str.to_uppercase(),
        "mother": choose(rng, country.women, rows).str.to_uppercase(), "address": _address(country, parts),
        "gender": pl.Series(np.where(female, "F", "M"), dtype=pl.String), "dob": birthdays(rng, rows, seller),
        "district": city, "tehsil": city.str.to_uppercase(), "email": local + number + f"@{seller.domain}",
    }  # fmt: skip


def _given(country: Country, female: Bools, rng: Rng, seller: Seller) -> pl.Series:
    """Return given names: of the right sex, or of any sex if the seller's list does not separate them."""
    if not seller.sexes:
        return weighed(rng, (country.men + country.women)[: max(seller.first, 10)], len(female), seller)
    men, women = (weighed(rng, words, len(female), seller) for words in (country.men, country.women))
    return women.zip_with(pl.Series(female), men)


def _address(country: Country, parts: pl.DataFrame) -> pl.Series:
    order = [part.split("}")[0] for part in country.address.split("{")[1:]]
    pattern = country.address
    for name in order:
        pattern = pattern.replace("{" + name + "}", "{}")
    return parts.select(pl.format(pattern, *order)).to_series().str.to_uppercase()
