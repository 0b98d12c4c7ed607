"""Addresses from one or a few templates, and births from a law of ages: each a table of its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl

from triage.simulate.draw import Floats, Ints, Rng, pick, unit, zipf
from triage.simulate.families.tables.spelling import invented
from triage.simulate.families.tables.world import Lives
from triage.simulate.places import places
from triage.simulate.urdu import in_urdu
from triage.simulate.words import of_kind

_FORMS = (
    ("House No {a}, Street {b}, {l}, {t}", 1), ("H NO {a} ST {b} MOH {l} {t}", 1), ("{l}, Tehsil {t}, District {d}", 0),
    ("Flat {a}, Block {b}, {l} Town, {t}", 1), ("Village {l} P/O Khas Teh {t} Distt {d}", 0), ("{a} {l} Road, {t}", 1),
    ("Makan No {a} Gali No {b} Mohalla {l} {t} Zila {d}", 1), ("{l} {t} {d}", 0), ("Mohallah {l}, {t}", 1),
    ("House {a} {l} Colony {t}", 1), ("Chak No {a}/{b} {t} {d}", 0), ("{l}, {t}", 1), ("{t}", 1),
    ("Plot {a} Sector {b} {t}", 1), ("Near {l} Chowk {t}", 1), ("{a}-{b} {l}", 1), ("Vill. {l} {d}", 0),
)  # fmt: skip
"""Templates, and 1 if the town is not followed by its district: then the district is written in its place."""
_URDU = ("مکان نمبر {a}، گلی {b}، محلہ {l}، {t}", "{l}، تحصیل {t}، ضلع {d}", "محلہ {l}، {t}", "گاؤں {l}، ضلع {d}",
         "{l} {t}")  # fmt: skip
_ENDINGS = ("ABAD", "PUR", "KHEL", "WALA", "GARH", "KOT")
_ROUND = np.array([1, 2, 5, 10, 12, 15, 20, 25])


@dataclass(frozen=True, slots=True)
class Homes:
    """The addresses of one world."""

    lives: Lives
    forms: tuple[str, ...]
    alone: tuple[int, ...]
    script: str
    salt: int

    @classmethod
    def of(cls, rng: Rng, lives: Lives, script: str) -> Homes:
        """Return addresses with templates drawn for this world."""
        known = tuple((form, 1) for form in _URDU) if script == "urdu" else _FORMS
        chosen = [known[each] for each in rng.permutation(len(known))[: int(lives.forms)]]
        return cls(lives, tuple(f for f, _ in chosen), tuple(a for _, a in chosen), script, int(rng.integers(0, 2**31)))

    def addresses(self, rng: Rng, district: Ints) -> pl.Series:
        """Return the address of people in these districts, in capitals."""
        rows = len(district)
        here = places()
        said = here.urdu if self.script == "urdu" else here.names
        names = pl.Series(said, dtype=pl.String).gather(pl.Series(district))
        told = pl.Series(rng.random(rows) < self.lives.told)
        nothing = pl.Series([""], dtype=pl.String).new_from_index(0, rows)
        names = names.zip_with(told, nothing)
        towns = _towns(self.script).gather(pl.Series(_town_of(district, rng.random(rows)))).zip_with(told, nothing)
        parts = pl.DataFrame({
            "a": pl.Series(rng.integers(1, int(rng.integers(50, 2000)), rows)).cast(pl.String),
            "b": pl.Series(rng.integers(1, int(rng.integers(8, 90)), rows)).cast(pl.String),
            "l": self._localities(rng, district), "t": towns, "d": names,
        })  # fmt: skip
        form = pick(rng, zipf(len(self.forms), 0.7), rows)
        written = parts.select(
            **{
                str(number): _filled(text, "d" if alone else "t")
                for number, (text, alone) in enumerate(zip(self.forms, self.alone, strict=True))
            }
        )
        chosen = written["0"]
        for number in range(1, written.width):
            chosen = written[str(number)].zip_with(pl.Series(form == number), chosen)
        return chosen.str.replace_all(r"\s+", " ").str.strip_chars(" ,،").str.to_uppercase()

    def _localities(self, rng: Rng, district: Ints) -> pl.Series:
        """Return mohallas and villages: those of the program's words, and invented ones if more are needed."""
        script = self.script == "urdu"
        size = max(int(self.lives.localities), 2)
        number = (rng.random(len(district)) ** 1.5 * size).astype(np.int64)
        words = [pair[script] for kind in ("mohalla", "village") for pair in of_kind(kind)]
        listed = pl.Series(words, dtype=pl.String).gather(
            pl.Series((unit(district, number, self.salt) * len(words)).astype(np.int64))
        )
        made = invented((unit(district, number, self.salt, 5) * 2**31).astype(np.int64))
        ending = pl.Series(_ENDINGS).gather(pl.Series((unit(district, number, 9) * len(_ENDINGS)).astype(np.int64)))
        made = in_urdu(made) if script else made + " " + ending
        return listed.zip_with(pl.Series(number < len(words)), made)


def _filled(form: str, town: str) -> pl.Expr:
    """Return a template as an expression; `{t}` is filled from the column `town`: the town, or the district."""
    names = {"a": "a", "b": "b", "l": "l", "t": town, "d": "d"}
    order = [part.split("}")[0] for part in form.split("{")[1:]]
    pattern = form
    for name in set(order):
        pattern = pattern.replace("{" + name + "}", "{}")
    return pl.format(pattern, *(names[name] for name in order))


@cache
def _towns(script: str) -> pl.Series:
    here = places()
    if script == "urdu":
        return pl.Series([name for name, each in zip(here.urdu, here.tehsils, strict=True) for _ in each])
    return pl.Series([town for each in here.tehsils for town in each], dtype=pl.String)


def _town_of(district: Ints, share: Floats) -> Ints:
    sizes = np.array([len(each) for each in places().tehsils])
    starts = np.cumsum(sizes) - sizes
    found: Ints = starts[district] + (share * sizes[district]).astype(np.int64)
    return found


def births(rng: Rng, lives: Lives, ages: tuple[int, int], year: int, rows: int) -> pl.Series:
    """Return ISO dates of birth for people between these ages, on any day of the year except for heaps."""
    low, high = ages
    power = 4.0**lives.youth
    age = low + (high - low + 1) * rng.random(rows) ** power
    # The youngest are of age when the file is made; births end with the year before that of the low age.
    days = np.datetime64(f"{year}-01-01") - (age * 365.2425).astype(np.int64).astype("timedelta64[D]")
    frame = pl.DataFrame({"day": pl.Series(days.astype("datetime64[D]"))}).select(
        y=pl.col("day").dt.year().cast(pl.Int64), m=pl.col("day").dt.month().cast(pl.Int64),
        d=pl.col("day").dt.day().cast(pl.Int64),
    )  # fmt: skip
    born, month, date = (frame[name].to_numpy().copy() for name in "ymd")
    rounded = rng.random(rows) < lives.round_day
    date[rounded] = _ROUND[rng.integers(0, len(_ROUND), int(rounded.sum()))]
    first = rng.random(rows) < lives.jan_first
    month[first], date[first] = 1, 1
    heaped = (rng.random(rows) < lives.round_year) & (born < year - low - 5)
    born[heaped] = born[heaped] // 5 * 5
    date[(month == 2) & (date == 29) & heaped] = 28
    return pl.DataFrame({"y": born, "m": month, "d": date}).select(
        pl.date("y", "m", "d").dt.to_string("%Y-%m-%d")
    ).to_series()  # fmt: skip
