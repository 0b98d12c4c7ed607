"""Addresses by random grammars: parts in any order, words of the table before or after them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl

from triage import rules as rulebook
from triage.simulate.draw import Ints, Rng
from triage.simulate.families.perturbed.laws import Law
from triage.simulate.families.perturbed.world import Given
from triage.simulate.places import places
from triage.simulate.urdu import in_urdu
from triage.simulate.words import of_kind

_OF = {
    "house": "house", "street": "street", "block": "street", "sector": "street", "phase": "street",
    "area": "locality", "village": "rural",
}  # fmt: skip
_NUMBERED = ("house", "street", "block", "sector", "phase")
_URDU: dict[str, tuple[str, ...]] = {
    "house": ("مکان نمبر", "مکان"), "street": ("گلی نمبر", "گلی"), "area": ("محلہ", "نزد"),
    "village": ("گاؤں", "موضع"), "block": ("بلاک",), "sector": ("سیکٹر",), "phase": ("فیز",),
    "tehsil": ("تحصیل",), "district": ("ضلع",),
}  # fmt: skip
_SMALL = {"tehsil": ("TEHSIL", "TEH", ""), "district": ("DISTRICT", "DISTT", "ZILA", "")}


@cache
def _words(component: str) -> tuple[str, ...]:
    rows = rulebook.load().table("address_words")
    return tuple(
        row["word"].upper()
        for row in rows
        if row["component"] == component and row["strength"] != "weak" and row["word"].isascii()
    )


@dataclass(frozen=True, slots=True)
class Grammar:
    """The parts of an address in order, with the word of each ("" = none), and the separator."""

    parts: tuple[tuple[str, str], ...]
    between: str

    @classmethod
    def drawn(cls, rng: Rng, most: int, script: str) -> Grammar:
        """Return a random grammar: up to `most` parts, then tehsil and district, or the district alone."""
        inner = [str(each) for each in rng.permutation([*_OF])[: int(rng.integers(0, most + 1))]]
        outer = (["tehsil"], ["district"], ["tehsil", "district"], ["district"])[int(rng.integers(0, 4))]
        if outer == ["tehsil"]:
            outer = ["tehsil", "district"]
        between = str(rng.choice([" ", ", ", ",", " - "]))
        return cls(tuple((part, _word(rng, part, script)) for part in [*inner, *outer]), between)


def _word(rng: Rng, part: str, script: str) -> str:
    if script == "urdu":
        known: tuple[str, ...] = _URDU[part]
    elif part in _SMALL:
        known = _SMALL[part]
    else:
        known = _words(_OF[part]) or (part.upper(),)
        known = tuple(word for word in known if part in _NUMBERED or word.isalpha()) or (part.upper(),)
    return "" if part not in _NUMBERED and rng.random() < 0.3 else str(known[int(rng.integers(0, len(known)))])


def addresses(rng: Rng, district: Ints, given: Given, script: str) -> pl.Series:
    """Return the address of people in these districts, in capitals."""
    rows, here, urdu = len(district), places(), script == "urdu"
    grammars = [Grammar.drawn(rng, int(given.parts), script) for _ in range(int(given.grammars))]
    told = pl.Series(rng.random(rows) < given.told)
    names = pl.Series(here.urdu if urdu else here.names, dtype=pl.String).gather(pl.Series(district))
    sizes = np.array([len(each) for each in here.tehsils])
    flat = pl.Series([name for each in here.tehsils for name in each], dtype=pl.String)
    tehsil = flat.gather(
        pl.Series((np.cumsum(sizes) - sizes)[district] + rng.integers(0, 2**31, rows) % sizes[district])
    )
    words = [pair[urdu] for kind in ("mohalla", "village") for pair in of_kind(kind)]
    law = Law.of(np.exp(rng.normal(0, 1.0, len(words))))
    values = {
        part: pl.Series(1 + (int(rng.integers(9, 900)) * rng.random(rows) ** 1.3).astype(np.int64)).cast(pl.String)
        for part in _NUMBERED
    }
    values |= {part: pl.Series(words).gather(pl.Series(law.draw(rng, rows))) for part in ("area", "village")}
    values |= {"tehsil": in_urdu(tehsil) if urdu else tehsil, "district": names.set(~told, None)}
    frame = pl.DataFrame(values)
    form = rng.integers(0, len(grammars), rows)
    written = frame.select(
        pl.concat_str(
            [pl.lit(f"{word} " if word else "") + pl.col(part) for part, word in grammar.parts],
            separator=grammar.between,
            ignore_nulls=True,
        ).alias(str(number))
        for number, grammar in enumerate(grammars)
    )
    chosen = written["0"]
    for number in range(1, written.width):
        chosen = written[str(number)].zip_with(pl.Series(form == number), chosen)
    return chosen.str.replace_all(r"\s+", " ").str.strip_chars(" ,-").str.to_uppercase()
