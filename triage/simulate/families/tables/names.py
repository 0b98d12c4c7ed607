"""Names from lists of a drawn size and slope: listed words, other spellings of them, and invented ones."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl

from triage import rules as rulebook
from triage.simulate.draw import Bools, Floats, Ints, Rng, unit
from triage.simulate.families.tables.spelling import invented, respelt
from triage.simulate.families.tables.world import Names
from triage.simulate.urdu import in_urdu

Words = tuple[tuple[str, ...], tuple[str, ...]]
"""Words in Latin and in Urdu script, in the same order."""

_NOT_GIVEN = {"MUHAMMAD", "SYED", "GHULAM", "ABDUL", "BIBI"}
_LADIES = ("BIBI", "BEGUM", "KHATOON", "BANO", "MAI")
_PROVINCES = 10


@cache
def listed(kind: str, sex: str) -> Words:
    """Return the words of the tables of one kind and sex, in capitals."""
    rows = [row for table in ("names", "more_names") for row in rulebook.load().table(table)]
    words = {row["word"].upper(): row["urdu"] for row in rows if row["kind"] == kind and row["gender"] == sex}
    for word in _NOT_GIVEN:
        words.pop(word, None)
    return tuple(words), tuple(words.values())


@dataclass(frozen=True, slots=True)
class Bag:
    """A list of words with weights; `order` is the index of each in the tables, -1 = in no table."""

    words: Words
    order: Ints
    weights: Floats
    misspelt: float
    salt: int

    @classmethod
    def of(cls, rng: Rng, words: Words, size: int, slope: float, world: Names) -> Bag:
        """Return `size` words under a Zipf law; unlisted ones are as common as the world's `unlisted`."""
        known = min(len(words[0]), max(size if not world.unlisted else size // 2, 1))
        weights = (np.arange(max(size, known), dtype=float) + 1 + 4 * rng.random()) ** -slope
        is_listed = np.zeros(len(weights), dtype=bool)
        is_listed[rng.permutation(len(weights))[:known]] = True
        order = np.full(len(weights), -1)
        order[is_listed] = rng.permutation(len(words[0]))[:known]
        for chosen, share in ((is_listed, 1 - world.unlisted), (~is_listed, world.unlisted)):
            weights[chosen] *= share / max(weights[chosen].sum(), 1e-12)
        return cls(words, order, np.cumsum(weights), world.misspelt, int(rng.integers(0, 2**31)))

    def draw(self, rng: Rng, rows: int, turned: Ints | None = None) -> Ints:
        """Return indices of drawn words.

        `turned` (an offset per row) rotates the list, so that groups have own favourites.
        """
        found = np.searchsorted(self.weights, rng.random(rows) * self.weights[-1], side="right")
        types: Ints = np.minimum(found, len(self.weights) - 1)
        return types if turned is None else (types + turned) % len(self.weights)

    def written(self, types: Ints, script: str) -> pl.Series:
        """Return the words of these indices; only those that occur are spelled."""
        here, back = np.unique(types, return_inverse=True)
        code = self.order[here]
        latin = pl.Series(self.words[0], dtype=pl.String).gather(pl.Series(np.maximum(code, 0)))
        urdu = pl.Series(self.words[1], dtype=pl.String).gather(pl.Series(np.maximum(code, 0)))
        new = np.flatnonzero(code < 0)
        if len(new):
            made = self._unlisted(here[new])
            latin = latin.scatter(pl.Series(new), made)
            urdu = urdu.scatter(pl.Series(new), in_urdu(made))
        return (urdu if script == "urdu" else latin).gather(pl.Series(back))

    def _unlisted(self, types: Ints) -> pl.Series:
        """Return words for indices outside the tables: the same index is the same word in every row."""
        mixed = (unit(types, self.salt) * 2**31).astype(np.int64)
        source = pl.Series(self.words[0], dtype=pl.String).gather(pl.Series(mixed % len(self.words[0])))
        is_respelt = (mixed // 1009 % 1000) < self.misspelt * 1000
        return respelt(source, mixed // 31).zip_with(pl.Series(is_respelt), invented(mixed))


@dataclass(frozen=True, slots=True)
class Registry:
    """The lists of one world."""

    world: Names
    given: tuple[Bag, Bag]
    last: Bag
    shift: Ints
    script: str

    @classmethod
    def of(cls, rng: Rng, world: Names, script: str) -> Registry:
        """Return lists drawn for this world."""
        given = [
            Bag.of(rng, listed("given", sex), int(world.first_types), world.first_slope, world) for sex in ("M", "F")
        ]
        last = Bag.of(rng, listed("surname", ""), int(world.last_types), world.last_slope, world)
        return cls(world, (given[0], given[1]), last, rng.integers(0, len(last.weights), _PROVINCES), script)

    def people(self, rng: Rng, female: Bools, province: Ints) -> dict[str, pl.Series]:
        """Return the columns name, father and mother for people of these sexes and provinces of the CNIC (digits)."""
        rows, world = len(female), self.world
        turned = np.where(rng.random(rows) < world.regional, self.shift[province % _PROVINCES], 0)
        own_last, father_last = (self.last.draw(rng, rows, turned) for _ in range(2))
        own_last = np.where(rng.random(rows) < world.father_last, father_last, own_last)
        father_given = self.given[0].draw(rng, rows)
        swapped = female ^ (rng.random(rows) < world.other_sex)
        given = pl.Series([""], dtype=pl.String).new_from_index(0, rows)
        for sex, bag in enumerate(self.given):
            mine = pl.Series(swapped == bool(sex))
            given = bag.written(bag.draw(rng, rows), self.script).zip_with(mine, given)
        last, fathers = self.last.written(own_last, self.script), self.last.written(father_last, self.script)
        father_word = self.given[0].written(father_given, self.script)
        last = father_word.zip_with(pl.Series(female & (rng.random(rows) < world.after_father)), last)
        lady = pl.Series([self._said(word) for word in _LADIES]).gather(pl.Series(rng.integers(0, 5, rows)))
        last = lady.zip_with(pl.Series(female & (rng.random(rows) < world.bibi)), last)
        mother = self.given[1].written(self.given[1].draw(rng, rows), self.script)
        return {
            "name": self._joined(rng, given, last, ~female),
            "father": self._joined(rng, father_word, fathers, np.ones(rows, dtype=bool)),
            "mother": self._joined(rng, mother, lady, np.zeros(rows, dtype=bool)),
        }

    def _joined(self, rng: Rng, given: pl.Series, last: pl.Series, male: Bools) -> pl.Series:
        rows, world = len(given), self.world
        kind, first = rng.random(rows), rng.random(rows) < world.muhammad
        middle = self.given[0].written(self.given[0].draw(rng, rows), self.script)
        two, three = kind < 1 - world.one_word, kind < world.three_words * (1 - world.one_word)
        muhammad = pl.Series(male & first & two)
        parts = pl.DataFrame({"given": given, "middle": middle, "last": last})
        parts = parts.with_columns(
            first=pl.when(muhammad).then(pl.lit(self._said("MUHAMMAD"))),
            middle=pl.when(pl.Series(three & male & ~first)).then("middle"),
            # Muhammad and a given name are a whole name: most have no third word.
            last=pl.when(pl.Series(two) & (muhammad.not_() | pl.Series(three))).then("last"),
        )
        joined = parts.select(pl.concat_str("first", "given", "middle", "last", separator=" ", ignore_nulls=True))
        return _slipped(rng, joined.to_series(), world.typo)

    def _said(self, word: str) -> str:
        return in_urdu(pl.Series([word]))[0] if self.script == "urdu" else word


def _slipped(rng: Rng, names: pl.Series, share: float) -> pl.Series:
    rows = np.flatnonzero(rng.random(len(names)) < share)
    if not len(rows):
        return names
    return names.scatter(rows, respelt(names.gather(pl.Series(rows)), rng.integers(0, 2**31, len(rows))))
