"""Names under perturbed laws: patterns of listed words with wrong weights, and strings of likely letters."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl

from triage import rules as rulebook
from triage.simulate.draw import Bools, Floats, Ints, Rng
from triage.simulate.families.perturbed.laws import Law, blurred
from triage.simulate.families.perturbed.world import Bearing, Wrong
from triage.simulate.urdu import in_urdu

_TIERS = {"1": 12.0, "2": 4.0, "3": 1.0, "4": 1.0, "": 0.7}
_PATTERNS = ("G", "GL", "GGL", "MG", "MGL", "GS", "GSL", "GF")
"""G given, L last, M Muhammad (women: Bibi after), S second word of the table, F a man's given name."""
_LIKELY = np.array([4.0, 0.6, 1.2, 0.5, 1.5, 0.3, 0.8])
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CLUSTERS = 12


@cache
def _table(kind: str, sex: str) -> tuple[tuple[str, ...], tuple[str, ...], Floats]:
    """Return words in capitals, in Urdu, and their weights by tier."""
    found: dict[str, tuple[str, float]] = {}
    for source in ("names", "more_names"):
        for row in rulebook.load().table(source):
            if row["kind"] == kind and row["gender"] == sex:
                found.setdefault(row["word"].upper(), (row["urdu"], _TIERS[row.get("tier", "")]))
    return tuple(found), tuple(urdu for urdu, _ in found.values()), np.array([weight for _, weight in found.values()])


@cache
def _letters() -> tuple[Floats, Floats]:
    """Return how likely a letter begins a name, and follows another (27th: the end), counted in the tables.

    Cumulated.
    """
    start, follow = np.full(26, 0.2), np.full((26, 27), 0.02)
    for word in _table("given", "M")[0] + _table("given", "F")[0] + _table("surname", "")[0]:
        codes = [_LETTERS.index(letter) for letter in word if letter in _LETTERS]
        start[codes[0]] += 1
        for one, two in zip(codes, [*codes[1:], 26], strict=True):
            follow[one, two] += 1
    return np.cumsum(start / start.sum()), np.cumsum(follow / follow.sum(axis=1, keepdims=True), axis=1)


def _strings(rng: Rng, count: int) -> pl.Series:
    """Return words of four to nine letters, drawn letter by letter given the one before."""
    start, follow = _letters()
    now = np.searchsorted(start, rng.random(count)).clip(0, 25)
    columns = [now]
    open_end = np.ones(count, dtype=bool)
    for place in range(1, 9):
        step = (follow[now] < rng.random(count)[:, None]).sum(axis=1).clip(0, 26)
        step = np.where((step == 26) & (place < 4), rng.integers(0, 26, count), step)
        open_end &= step != 26
        columns.append(np.where(open_end, step, -1))
        now = np.where(step == 26, 0, step)
    letters = pl.Series([*_LETTERS, ""])
    parts = [letters.gather(pl.Series(np.where(each < 0, 26, each))) for each in columns]
    return pl.select(pl.concat_str(parts)).to_series()


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one sort in one world, and the law by which they are drawn."""

    latin: tuple[str, ...]
    urdu: tuple[str, ...]
    law: Law
    unlisted: float
    types: int

    @classmethod
    def of(cls, rng: Rng, which: tuple[str, str], wrong: Wrong, world: Bearing) -> Words:
        """Return the words of a kind and sex with wrong weights."""
        latin, urdu, weights = _table(*which)
        return cls(latin, urdu, Law.of(blurred(rng, weights, wrong)), world.unlisted, int(world.types))

    def draw(self, rng: Rng, rows: int) -> Ints:
        """Return codes of words; those from `len(latin)` on are in no list."""
        new = rng.random(rows) < self.unlisted
        flat = (self.types * rng.random(rows) ** 1.7).astype(np.int64)
        return np.where(new, len(self.latin) + flat, self.law.draw(rng, rows))

    def spelled(self, codes: Ints, seed: int, script: str) -> pl.Series:
        """Return the words of these codes; the same seed and code give the same word."""
        size = len(self.latin)
        here, back = np.unique(codes, return_inverse=True)
        listed = pl.Series(self.urdu if script == "urdu" else self.latin, dtype=pl.String)
        words = listed.gather(pl.Series(np.minimum(here, size - 1)))
        new = np.flatnonzero(here >= size)
        if len(new):
            made = _strings(np.random.Generator(np.random.PCG64(seed)), int(here[-1]) - size + 1)
            made = made.gather(pl.Series(here[new] - size))
            words = words.scatter(pl.Series(new), in_urdu(made) if script == "urdu" else made)
        return words.gather(pl.Series(back))


def _pattern_law(rng: Rng, world: Bearing) -> Law:
    """Return the law of name patterns: the world states the share of single words, the others are drawn."""
    others = rng.dirichlet(_LIKELY * world.patterns) + 1e-9
    return Law.of(np.concatenate([[world.lone], (1 - world.lone) * others]))


class Names:
    """The naming of one world: laws are drawn once, people all together."""

    def __init__(self, rng: Rng, wrong: Wrong, world: Bearing, script: str) -> None:
        """Draw the laws."""
        self.world, self.script, self.seed = world, script, int(rng.integers(0, 2**31))
        kinds = {"M": ("given", "M"), "F": ("given", "F"), "L": ("surname", ""), "SM": ("second", "M"),
                 "SF": ("second", "F")}  # fmt: skip
        self.words = {name: Words.of(rng, which, wrong, world) for name, which in kinds.items()}
        self.patterns = {sex: _pattern_law(rng, world) for sex in "MF"}
        # A correlation of given and last names: clusters of given names prefer clusters of last names.
        tie = np.exp(rng.normal(0, world.tie, (_CLUSTERS, _CLUSTERS)))
        self.tie = np.cumsum(tie / tie.sum(axis=1, keepdims=True), axis=1)

    def people(self, rng: Rng, female: Bools) -> dict[str, pl.Series]:
        """Return the columns name, father and mother."""
        rows = len(female)
        given_m, given_f, father = (self.words[sex].draw(rng, rows) for sex in "MFM")
        own = self._last(rng, np.where(female, given_f, given_m))
        inherited = self._last(rng, father)
        own = np.where(rng.random(rows) < self.world.father_last, inherited, own)
        other = rng.random(rows) < self.world.ambiguous
        word_m, word_f = self._said("M", given_m), self._said("F", given_f)
        word = word_f.zip_with(pl.Series(female ^ other), word_m)
        father_word = self._said("M", father)
        man = np.zeros(rows, dtype=bool)
        return {
            "name": self._written(rng, word, self._said("L", own), father_word, female),
            "father": self._written(
                rng, father_word, self._said("L", inherited), self._shuffled(rng, father_word), man
            ),
            "mother": self._written(rng, self._shuffled(rng, word_f), self._said("L", own), father_word, ~man),
        }

    def _last(self, rng: Rng, given: Ints) -> Ints:
        codes = self.words["L"].draw(rng, len(given))
        if not self.world.tie:
            return codes
        wanted = (self.tie[given % _CLUSTERS] < rng.random(len(given))[:, None]).sum(axis=1).clip(0, _CLUSTERS - 1)
        second = self.words["L"].draw(rng, len(given))
        return np.where(second % _CLUSTERS == wanted, second, codes)

    def _said(self, sort: str, codes: Ints) -> pl.Series:
        return self.words[sort].spelled(codes, self.seed + len(sort) + ord(sort[-1]), self.script)

    def _shuffled(self, rng: Rng, words: pl.Series) -> pl.Series:
        return words.gather(pl.Series(rng.permutation(len(words))))

    def _written(self, rng: Rng, given: pl.Series, last: pl.Series, father: pl.Series, female: Bools) -> pl.Series:
        rows = len(female)
        pattern = np.where(female, self.patterns["F"].draw(rng, rows), self.patterns["M"].draw(rng, rows))
        has = {part: pl.Series(np.array([part in each for each in _PATTERNS])[pattern]) for part in "LMSF"}
        two = pl.Series(np.array(["GG" in each for each in _PATTERNS])[pattern])
        woman = pl.Series(female)
        second = self._said("SF", self.words["SF"].draw(rng, rows)).zip_with(
            woman, self._said("SM", self.words["SM"].draw(rng, rows))
        )
        first, bibi = ("محمد", "بی بی") if self.script == "urdu" else ("MUHAMMAD", "BIBI")
        parts = pl.DataFrame({"g": given, "l": last, "f": father, "s": second, "g2": self._shuffled(rng, given)})
        joined = parts.select(
            pl.concat_str(
                pl.when(has["M"] & ~woman).then(pl.lit(first)), "g", pl.when(two & ~woman).then("g2"),
                pl.when(has["S"]).then("s"), pl.when(has["F"]).then("f"),
                pl.when(has["M"] & woman).then(pl.lit(bibi)), pl.when(has["L"]).then("l"),
                separator=" ", ignore_nulls=True,
            )
        ).to_series()  # fmt: skip
        lost = pl.Series(rng.random(rows) < self.world.damaged)
        return joined.str.replace(r"(\S\S)\S(\S)", "$1$2").zip_with(lost, joined)
