"""A language model asked for personas, in one of ten styles: what it was told, and how it likes to answer, differ."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from triage.simulate.draw import Rng, pick, zipf
from triage.simulate.making import choose, dates, fill, operators
from triage.simulate.numbers import text
from triage.simulate.seller import Seller
from triage.simulate.short_lists import famous_names

TITLE = "A language model's personas, in ten styles"
TELL = "Full names that no two rows share, births around 1990, tidy homes, serials without a 0 or a pair."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"

_TOWNS = (("Lahore", "35201"), ("Karachi", "42101"), ("Islamabad", "61101"), ("Rawalpindi", "37405"),
          ("Peshawar", "17301"), ("Quetta", "54401"), ("Multan", "36302"), ("Faisalabad", "33102"),
          ("Sialkot", "34603"), ("Hyderabad", "41304"), ("Gilgit", "71501"), ("Mardan", "16101"))  # fmt: skip
_HOMES = ("House {}, Street {}, {}", "{} Street {}, {}", "Flat {}, Block {}, {}", "Plot {}, Sector {}, {}",
          "H. No. {}, Mohalla {}, {}")  # fmt: skip
_CODES = ("0300", "0301", "0312", "0321", "0331", "0333", "0345")
_WORDS = ("Gulberg", "DHA Phase 5", "Johar Town", "Clifton", "Bahria Town", "F-8", "Saddar", "University Town")


@dataclass(frozen=True, slots=True)
class _Style:
    """A style: how many names are known, what is kept in order, years of birth, and how serials are made.

    In order are of `keeps`: sexes in "turns", the "family" name of father and child, the card "placed" in its town,
    its last digit "sexed".
    """

    names: int
    keeps: str
    years: tuple[int, int]
    serial: str


_STYLES = (
    _Style(12, "turns family placed sexed", (1985, 1999), "varied"),
    _Style(40, "family placed", (1980, 2004), "run"),
    _Style(80, "placed sexed", (1970, 2005), "varied"),
    _Style(25, "turns", (1988, 2001), "run"),
    _Style(150, "family placed sexed", (1960, 2005), "even"),
    _Style(60, "turns family sexed", (1975, 1998), "pairs"),
    _Style(20, "family placed sexed", (1990, 2000), "pairs"),
    _Style(100, "turns family placed sexed", (1965, 2003), "even"),
    _Style(30, "", (1982, 1996), "varied"),
    _Style(50, "turns family placed sexed", (1978, 2002), "run"),
)


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return answers in the style of this seller's model."""
    style = _STYLES[int(rng.integers(0, len(_STYLES)))]
    female = np.arange(rows) % 2 == 1 if "turns" in style.keeps else rng.random(rows) < 0.45
    men, women = (famous_names("given", sex)[: style.names] for sex in "MF")
    last = famous_names("surname", "")[: style.names // 2 + 6]
    town = pick(rng, zipf(len(_TOWNS), 0.9 * seller.strength), rows)
    first = choose(rng, women, rows).zip_with(pl.Series(female), choose(rng, men, rows))
    family, other = choose(rng, last, rows), choose(rng, last, rows)
    city = pl.Series([_TOWNS[each][0] for each in town], dtype=pl.String)
    office = city_code = pl.Series([_TOWNS[each][1] for each in town], dtype=pl.String)
    if "placed" not in style.keeps:
        office = city_code.gather(pl.Series(rng.permutation(rows)))
    digit = (
        np.where(female, 2, 1) + 2 * rng.integers(0, 4, rows) if "sexed" in style.keeps else rng.integers(0, 10, rows)
    )
    house, street = (pl.Series(rng.integers(1, high, rows)).cast(pl.String) for high in (150, 30))
    form = _HOMES[int(rng.integers(0, len(_HOMES)))]
    area = choose(rng, _WORDS, rows) if seller.sexes else street
    mobile = choose(rng, _CODES, rows) + _serials(rng, rows, style.serial)
    made = {
        "name": (first + " " + family).str.to_uppercase(),
        "father": (choose(rng, men, rows) + " " + (family if "family" in style.keeps else other)).str.to_uppercase(),
        "mother": choose(rng, women, rows).str.to_uppercase(),
        "cnic": office + _serials(rng, rows, style.serial) + pl.Series(digit).cast(pl.String),
        "mobile": mobile, "operator": operators(mobile), "district": city, "tehsil": city.str.to_uppercase(),
        "address": pl.select(pl.format(form, house, area, city)).to_series().str.to_uppercase(),
        "gender": pl.Series(np.where(female, "F", "M"), dtype=pl.String), "dob": dates(rng, rows, style.years),
        "email": (first + "." + family).str.to_lowercase().str.replace_all(" ", "") + "@gmail.com",
    }  # fmt: skip
    return fill(genuine, rows, rng, made)


def _serials(rng: Rng, rows: int, how: str) -> pl.Series:
    """Return seven digits: any, without a 0 or a pair, in runs, or in pairs."""
    if how == "even":
        return text(rng.integers(10**6, 10**7, rows), 7)
    digit = rng.integers(1, 10, (rows, 7))
    if how == "varied":
        digit = 1 + np.cumsum(rng.integers(1, 9, (rows, 7)), axis=1) % 9
    elif how == "run":
        digit = 1 + (rng.integers(0, 9, (rows, 1)) + np.arange(7)) % 9
        digit[:, 5:] = rng.integers(1, 10, (rows, 2))
    elif how == "pairs":
        digit[:, 1::2] = digit[:, :6:2]
    return text(digit @ 10 ** np.arange(6, -1, -1), 7)
