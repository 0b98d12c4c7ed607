"""Draw names as codes for whole columns, and write them in Latin or Urdu script with clerks' habits.

A name is a row of four codes: first word (Muhammad, Syed, a title), given name, second word, last name; `NONE` for a
missing one. A frame holds them as columns "n0".."n3" (own), "f0".."f3" (father's column).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl

from triage.simulate.draw import Bools, Choice, Floats, Ints, Rng, chance, pick, stream, unit, zipf
from triage.simulate.places import CULTURES
from triage.simulate.vocabulary import COHORTS, SPELLINGS, vocabulary
from triage.simulate.words import of_kind
from triage.simulate.world import World

NONE = -1
SLOTS = 4
BEFORE = (1960, 1985)
"""The birth years that separate the cohorts."""

_MUHAMMAD = {"punjabi": 1.0, "saraiki": 1.0, "muhajir": 0.8, "kashmiri": 0.9, "sindhi": 0.5, "baloch": 0.5}
"""Share of men with first word Muhammad, relative to Punjab."""
_SURNAMED = {"punjabi": 0.22, "saraiki": 0.25, "pashtun": 0.20, "sindhi": 0.50, "baloch": 0.50, "muhajir": 0.40,
             "kashmiri": 0.30, "christian": 0.75, "hindu": 0.80}  # fmt: skip
"""Share of men with a last name; fewer than a third of citizens have a fixed one (Shimamura 1980)."""
_BIBI = {"pashtun": 1.6, "baloch": 1.2, "saraiki": 1.2, "muhajir": 0.4, "christian": 0.5, "hindu": 0.0}
_SYED = 0.025
_WOMEN_SINGLE = 1.5
"""Share of women with one name only, relative to men."""
_MANDELBROT = 3.0
"""Offset that flattens the most common ranks: apart from Muhammad, no given name belongs to one man in ten."""
_HABIT = 61
"""Salt of the clerks' habits."""


@dataclass(frozen=True, slots=True)
class Bearers:
    """The people to name: sex, culture (index) and birth year of each."""

    female: Bools
    culture: Ints
    born: Ints

    @property
    def cohort(self) -> Ints:
        """The cohort of each: 0 the old, 1 the middle, 2 the young."""
        return np.searchsorted(BEFORE, self.born, side="right")


@dataclass(frozen=True, slots=True)
class Namer:
    """The naming habits of one world."""

    world: World
    given: dict[str, Choice]
    second: dict[str, Choice]

    def draw(self, rng: Rng, who: Bearers, inherited: Ints | None = None) -> Ints:
        """Return names (one row of four codes each). `inherited` are last names from the father, `NONE` = none."""
        names = np.full((len(who.born), SLOTS), NONE, dtype=np.int64)
        for sex, female in (("M", False), ("F", True)):
            rows = np.flatnonzero(who.female == female)
            some = Bearers(who.female[rows], who.culture[rows], who.born[rows])
            from_father = np.full(len(rows), NONE) if inherited is None else inherited[rows]
            names[rows] = self._women(rng, some, from_father) if female else self._men(rng, some, from_father)
            names[rows, 1] = self._given(rng, sex, some)
        names[:, 2] = np.where(names[:, 2] == names[:, 1], NONE, names[:, 2])
        names[:, 3] = np.where(names[:, 3] == names[:, 1], NONE, names[:, 3])
        return names

    def _given(self, rng: Rng, sex: str, who: Bearers) -> Ints:
        given = self.given[sex].draw(rng, who.culture * COHORTS + who.cohort)
        start, stop = vocabulary().rare[sex]
        # The table has hardly any Hindu given name: theirs come from the syllables.
        rare = chance(rng, self.world.rare_name, len(given)) | _is(who.culture, "hindu")
        given[rare] = start + pick(rng, zipf(stop - start, 0.6), int(rare.sum()))
        return given

    def _men(self, rng: Rng, who: Bearers, inherited: Ints) -> Ints:
        rows, words = len(who.born), vocabulary()
        names = np.full((rows, SLOTS), NONE, dtype=np.int64)
        single = chance(rng, self.world.single_token, rows)
        muhammad = chance(rng, self.world.muhammad_first * _by_culture(_MUHAMMAD, 0.0)[who.culture], rows)
        surnamed = chance(rng, _by_culture(_SURNAMED, 0.0)[who.culture], rows) & ~(muhammad & chance(rng, 0.6, rows))
        second = chance(rng, np.where(muhammad, 0.10, np.where(surnamed, 0.20, 1.0)), rows)
        second &= ~_is(who.culture, "christian", "hindu") | ~surnamed
        last = np.where(inherited >= 0, inherited, _last("M").draw(rng, who.culture))
        syed = (who.culture < CULTURES.index("christian")) & chance(rng, _SYED, rows)
        names[:, 0] = np.where(muhammad, words.code["Muhammad"], NONE)
        names[:, 2] = np.where(second, self.second["M"].draw(rng, who.culture), NONE)
        names[:, 3] = np.where(surnamed | (inherited >= 0), last, NONE)
        names[syed, 0], names[syed, 3] = words.code["Syed"], words.code["Shah"]
        names[single & ~syed] = NONE
        return names

    def _women(self, rng: Rng, who: Bearers, inherited: Ints) -> Ints:
        rows, words = len(who.born), vocabulary()
        names = np.full((rows, SLOTS), NONE, dtype=np.int64)
        bibi = chance(rng, self.world.bibi * _by_culture(_BIBI, 1.0)[who.culture] * _AGED[who.cohort], rows)
        single = chance(rng, _WOMEN_SINGLE * self.world.single_token, rows)
        surnamed = (inherited >= 0) | chance(rng, np.array([0.0, 0.10, 0.30])[who.cohort], rows)
        surnamed = ~single & (surnamed & chance(rng, 0.5, rows) | _is(who.culture, "christian", "hindu"))
        last = np.where(inherited >= 0, inherited, _last("F").draw(rng, who.culture))
        names[:, 2] = np.where(~single & ~surnamed, self.second["F"].draw(rng, who.culture), NONE)
        names[:, 3] = np.where(surnamed, last, NONE)
        names[bibi, 2], names[bibi, 3] = words.code["Bibi"], NONE
        return names


_AGED = np.array([1.5, 1.1, 0.6])
"""Bibi by cohort, relative to all women."""


def namer(world: World, seed: int) -> Namer:
    """Return the naming habits of this world: its own order of common names under one Zipf law."""
    words, given, second = vocabulary(), {}, {}
    for sex in ("M", "F"):
        rng = stream(seed, "names", sex)
        shift = rng.normal(0.0, world.name_order, len(words.urdu))
        codes, ranks = _ranks(sex)
        known = np.isfinite(ranks)
        ranks = np.where(known, ranks, 0.0)
        swayed = np.where(known, ranks + shift[codes] * np.sqrt(ranks) / 5, np.inf)
        order = np.argsort(np.argsort(swayed, axis=1))
        weights = Choice.of(np.where(known, (order + _MANDELBROT) ** -world.name_slope, 0.0))
        given[sex] = Choice(codes[weights.options], weights.steps)
        tilt = np.exp(rng.normal(0.0, 0.3, len(words.urdu)))
        tilt[words.code["Bibi"]] *= 0.2 if sex == "F" else 1.0  # hers is drawn by its own share
        second[sex] = Choice.of(words.second[sex] * tilt)
    return Namer(world, given, second)


@cache
def _ranks(sex: str) -> tuple[Ints, Floats]:
    """Return the codes of given names, and their ranks by culture and cohort (infinite = not used there)."""
    every = np.stack(vocabulary().given[sex], axis=1).reshape(-1, len(vocabulary().urdu))
    codes = np.flatnonzero(np.isfinite(every).any(axis=0))
    return codes, every[:, codes]


@cache
def _last(sex: str) -> Choice:
    return Choice.of(vocabulary().last[sex])


def add_titles(rng: Rng, names: Ints, female: Bools, share: float) -> Ints:
    """Return the names with a title before some of those that have no first word."""
    titled = names.copy()
    free = (names[:, 0] == NONE) & chance(rng, share, len(names))
    for sex, rows in (("M", free & ~female), ("F", free & female)):
        codes = np.array([vocabulary().code[word] for word, _ in of_kind(f"title_{sex}")])
        titled[rows, 0] = codes[pick(rng, zipf(len(codes), 1.2), int(rows.sum()))]
    return titled


def latin(names: Ints, clerk: Ints, variant: float) -> pl.Series:
    """Return names in capitals as these clerks spell them: one String per row."""
    words = vocabulary()
    codes = np.maximum(names, 0)
    habit = unit(clerk[:, None], codes + _HABIT)
    swayed = (habit < variant) & (words.variants[codes] > 0)
    spelling = np.where(swayed, 1 + (habit / max(variant, 1e-9) * words.variants[codes]).astype(np.int64), 0)
    return _joined(names, codes * SPELLINGS + np.minimum(spelling, words.variants[codes]), _capitals(words.latin))


def urdu(names: Ints) -> pl.Series:
    """Return names in Urdu script: one String per row."""
    return _joined(names, np.maximum(names, 0), pl.Series(vocabulary().urdu, dtype=pl.String))


def _capitals(texts: tuple[str, ...]) -> pl.Series:
    return pl.Series(texts, dtype=pl.String).str.to_uppercase()


def _joined(names: Ints, places: Ints, texts: pl.Series) -> pl.Series:
    slots = {
        str(slot): texts.gather(pl.Series(places[:, slot])).set(pl.Series(names[:, slot] == NONE), None)
        for slot in range(SLOTS)
    }
    return pl.select(pl.concat_str(list(slots.values()), separator=" ", ignore_nulls=True)).to_series()


def _by_culture(shares: dict[str, float], other: float) -> Floats:
    return np.array([shares.get(culture, other) for culture in CULTURES])


def _is(culture: Ints, *names: str) -> Bools:
    return np.isin(culture, [CULTURES.index(name) for name in names])
