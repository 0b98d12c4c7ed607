"""Names of a register: popularity by breaking a stick, tastes of provinces, clans, and blends of words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl

from triage import rules as rulebook
from triage.simulate.draw import Bools, Floats, Ints, Rng
from triage.simulate.families.processes.world import Register
from triage.simulate.urdu import in_urdu

_PROVINCES = 9
_STICKS = 4_000
_NOT_GIVEN = ("MUHAMMAD", "SYED", "ABDUL", "BIBI", "GHULAM")


@cache
def _listed(kinds: tuple[str, ...], sex: str) -> tuple[pl.Series, pl.Series]:
    """Return the words of the program's lists in Latin capitals and in Urdu."""
    found: dict[str, str] = {}
    for name in ("names", "more_names"):
        for row in rulebook.load().table(name):
            if row["kind"] in kinds and row["gender"] == sex and row["word"].upper() not in _NOT_GIVEN:
                found[row["word"].upper()] = row["urdu"]
    return pl.Series(list(found), dtype=pl.String), pl.Series(list(found.values()), dtype=pl.String)


def _sticks(rng: Rng, world: Register, size: int) -> Floats:
    """Return shares of names by stick breaking (Pitman and Yor 1997), largest mostly first."""
    rank = np.arange(1, size + 1)
    broken = rng.beta(1 - world.discount, world.crowd + rank * world.discount)
    left = np.concatenate([[1.0], np.cumprod(1 - broken)[:-1]])
    shares: Floats = broken * left
    shares /= shares.sum()
    return shares


@dataclass(frozen=True, slots=True)
class Popular:
    """Words with a popularity in each province; `word[k]` is the index in the list of the k-th name, -1 = a blend."""

    listed: tuple[pl.Series, pl.Series]
    word: Ints
    steps: Floats
    salt: int

    @classmethod
    def of(cls, rng: Rng, listed: tuple[pl.Series, pl.Series], world: Register) -> Popular:
        """Return the popularity of words: one for the nation by stick breaking, varied by each province's own taste."""
        shares = _sticks(rng, world, _STICKS)
        blend = rng.random(_STICKS) < world.blends
        word = rng.integers(0, len(listed[0]), _STICKS)
        # The first names are a permutation of the list, so that no listed word repeats among the most popular.
        word[: len(listed[0])] = rng.permutation(len(listed[0]))
        word[blend] = -1
        taste = shares * np.exp(rng.normal(0, world.own_taste, (_PROVINCES, _STICKS)))
        steps = np.cumsum(taste / taste.sum(axis=1, keepdims=True), axis=1)
        by_province: Floats = (steps + np.arange(_PROVINCES, dtype=np.float64)[:, None]).ravel()
        return cls(listed, word, by_province, int(rng.integers(0, 2**31)))

    def draw(self, rng: Rng, province: Ints) -> Ints:
        """Return a name for each person of these provinces (0 to 8)."""
        found = np.searchsorted(self.steps, rng.random(len(province)) + province, side="right")
        names: Ints = np.clip(found - province * _STICKS, 0, _STICKS - 1)
        return names

    def written(self, names: Ints, script: str) -> pl.Series:
        """Return the words of these names; a blend always combines the same two words."""
        here, back = np.unique(names, return_inverse=True)
        word = self.word[here]
        said = self.listed[script == "urdu"].gather(pl.Series(np.maximum(word, 0)))
        new = np.flatnonzero(word < 0)
        if len(new):
            size, key = len(self.listed[0]), here[new] * 7919 + self.salt
            head, tail = (self.listed[0].gather(pl.Series(each % size)) for each in (key, key // 31))
            frame = pl.DataFrame({"head": head, "tail": tail})
            blended = frame.select(
                pl.col("head").str.slice(0, (pl.col("head").str.len_chars() + 1) // 2)
                + pl.col("tail").str.slice(pl.col("tail").str.len_chars() // 2)
            ).to_series().str.replace_all(r"[^A-Z]", "")  # fmt: skip
            said = said.scatter(pl.Series(new), in_urdu(blended) if script == "urdu" else blended)
        return said.gather(pl.Series(back))


@dataclass(frozen=True, slots=True)
class Parents:
    """The father of each person: `of[i]` is the row of the father of person i, -1 = not in the register."""

    of: Ints

    @classmethod
    def drawn(cls, rng: Rng, female: Bools, born: Ints, kin: float) -> Parents:
        """Return fathers drawn from the men born 20 to 50 years before."""
        rows = len(born)
        men = np.flatnonzero(~female)
        if not len(men):
            return cls(np.full(rows, -1))
        father = men[rng.integers(0, len(men), rows)]
        gap = born - born[father]
        # Few fathers have very many children: every second man is left out.
        fits = (gap >= 20) & (gap <= 50) & (father % 2 == 0) & (rng.random(rows) < kin * 2.5)
        return cls(np.where(fits, father, -1))

    def inherit(self, own: Ints) -> Ints:
        """Return the father's value for people whose father is known, else their own."""
        return np.where(self.of >= 0, own[np.maximum(self.of, 0)], own)


def name_columns(rng: Rng, world: Register, who: tuple[Bools, Ints, Parents], script: str) -> dict[str, pl.Series]:
    """Return the columns name, father and mother for people of these sexes, provinces of the CNIC, and fathers."""
    female, province, parents = who
    rows, men = len(female), ~female
    given = [Popular.of(rng, _listed(("given",), sex), world) for sex in "MF"]
    clans = Popular.of(rng, _listed(("surname", "second"), ""), world)
    own_m, own_f, fathers, middle = (given[sex].draw(rng, province) for sex in (0, 1, 0, 0))
    clan = parents.inherit(clans.draw(rng, province))
    seen_as_man = men ^ (rng.random(rows) < world.crossed)
    is_known = parents.of >= 0
    fathers = np.where(is_known, own_m[np.maximum(parents.of, 0)], fathers)
    kind = rng.random((2, rows))
    kind[1] = np.where(is_known, kind[0][np.maximum(parents.of, 0)], kind[1])
    first = rng.random((2, rows)) < world.prefixed
    first[1] = np.where(is_known, first[0][np.maximum(parents.of, 0)], first[1])
    word = given[0].written(own_m, script).zip_with(pl.Series(seen_as_man), given[1].written(own_f, script))
    father_word, clan_word = given[0].written(fathers, script), clans.written(clan, script)
    second = given[0].written(middle, script)
    women_second = _feminine(rng, father_word, script)
    parts = {
        "name": (word, first[0] & men, kind[0], women_second.zip_with(pl.Series(female), second)),
        "father": (father_word, first[1], kind[1], second),
        "mother": (given[1].written(given[1].draw(rng, province), script), np.zeros(rows, bool), kind[0], women_second),
    }
    return {name: _joined(world, part, clan_word, script) for name, part in parts.items()}


def _feminine(rng: Rng, father: pl.Series, script: str) -> pl.Series:
    """Return second words of women: Bibi and similar words, or the father's given name."""
    words = pl.Series(["BIBI", "BEGUM", "KHATOON", "BANO"])
    words = in_urdu(words) if script == "urdu" else words
    share = rng.dirichlet([2.0, 1.0, 1.0, 1.0])
    ladies = words.gather(pl.Series(rng.choice(4, len(father), p=share)))
    return ladies.zip_with(pl.Series(rng.random(len(father)) < rng.random()), father)


def _joined(
    world: Register, part: tuple[pl.Series, Bools, Floats, pl.Series], clan: pl.Series, script: str
) -> pl.Series:
    word, first, kind, second = part
    lone, by_clan = kind < world.lone, (kind - world.lone) / (1 - world.lone) < world.clan
    frame = pl.DataFrame({"word": word, "clan": clan, "second": second})
    muhammad = "محمد" if script == "urdu" else "MUHAMMAD"
    return frame.select(
        pl.concat_str(
            pl.when(pl.Series(first)).then(pl.lit(muhammad)),
            "word",
            pl.when(pl.Series(~lone & ~by_clan & ~first)).then("second"),
            pl.when(pl.Series(~lone & by_clan)).then("clan"),
            separator=" ",
            ignore_nulls=True,
        )
    ).to_series()
