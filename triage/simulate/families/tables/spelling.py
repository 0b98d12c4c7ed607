"""Make words that no list holds: other spellings of listed words, and words made of syllables."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate.draw import Ints

_SWAPS = (
    ("EE", "I"), ("I", "EE"), ("OO", "U"), ("U", "OO"), ("AA", "A"), ("A", "AA"), ("Z", "S"), ("Q", "K"), ("K", "C"),
    ("PH", "F"), ("SH", "CH"), ("H", ""), ("W", "V"), ("Y", "I"), ("AI", "E"), ("E", "I"), ("N", "NN"), ("M", "MM"),
    ("S", "SS"), ("J", "G"), ("B", "BB"), ("O", "U"), ("R", "RR"), ("D", "DH"), ("T", "TH"), ("A", "E"), ("A", "U"),
)  # fmt: skip
_ONSETS = ("B", "D", "F", "G", "GH", "H", "J", "K", "KH", "L", "M", "N", "P", "Q", "R", "S", "SH", "T", "TH", "W", "Y",
           "Z", "ZH", "CH", "", "DR", "BR", "N", "M", "S")  # fmt: skip
_VOWELS = ("A", "I", "U", "AA", "EE", "OO", "E", "AI", "A", "O")
_CODAS = ("", "N", "R", "L", "M", "S", "T", "D", "Z", "B", "SH", "K", "", "F", "J", "")


def respelt(words: pl.Series, keys: Ints) -> pl.Series:
    """Return the words each with one change of letters; the same word and key give the same change."""
    # Each word tries the changes in turn, from its own: no column expression does that, and words are few.
    return pl.Series([_changed(word, key) for word, key in zip(words, keys.tolist(), strict=True)], dtype=pl.String)


def _changed(word: str, key: int) -> str:
    for number in range(len(_SWAPS)):
        old, new = _SWAPS[(key + number * 5) % len(_SWAPS)]
        if old in word[1:]:
            at = word.rindex(old) if key % 2 and word.rindex(old) else word.index(old, 1)
            return word[:at] + new + word[at + len(old) :]
    return word + word[-1:]


def invented(keys: Ints) -> pl.Series:
    """Return words of two or three syllables; the same key gives the same word."""
    syllables, rest = [], np.abs(keys) + 7
    for number in range(3):
        parts = []
        for letters in (_ONSETS, _VOWELS, _CODAS if number else ("",)):
            parts.append(pl.Series(letters, dtype=pl.String).gather(pl.Series(rest % len(letters))))
            rest = rest * 1_103_515_245 // 64 % 2_147_483_647 + 11
        syllables.append(parts[0] + parts[1] + parts[2])
    third = pl.Series(rest % 5 < 2)
    return syllables[0] + syllables[1] + syllables[2].zip_with(third, pl.Series([""]).new_from_index(0, len(keys)))
