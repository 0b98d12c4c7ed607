"""Tell rare names of people from other words that are on no list, by their letters.

The three letters that follow each other in a word are compared with those of the names that our tables know and with
those of common English words: "Gulwarin" reads like a name of the region, "truecaller" and "receivable" do not.
Abbreviations ("msisdn", "custnm") are no names: they lack vowels or have too many letters without one.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from pathlib import Path

from triage.core import name_words
from triage.recognizers.spelling import alike
from triage.recognizers.text import fold

_LEAST = 4
"""Fewest letters of a rare name in Latin; shorter words are mostly abbreviations."""

_LEAST_OF_URDU = 3

_UNSPOKEN = re.compile(r"[bcdfgjklmnpqrstvwxz]{4}|^[^aeiouy]+$|[bcdfgjklmnpqrstvwxz]{3}$|(.)\1\1")
"""Letters of abbreviations: no vowel, or more consonants than are spoken together."""

_PLAIN = 0.5
"""Count of letters that neither list has."""

CERTAIN, SURE, LIKELY, POSSIBLE = 2.5, 1.5, 0.0, -3.0
"""Least score of a rare name among other words, of one alone, of one of several, and of one beside known names.

At 0 a word is as like names as like others.
"""


def score(word: str, folders: tuple[Path, ...]) -> float:
    """Return how much more a word that is on no list reads like a name than like another word; about -10 to 10.

    Minus infinity for a word that is on a list, and for an abbreviation.
    """
    return _score(fold(word).lower(), folders)


@lru_cache(maxsize=1 << 16)
def _score(word: str, folders: tuple[Path, ...]) -> float:
    if len(word) < (_LEAST if word.isascii() else _LEAST_OF_URDU) or not word.isalpha() or _is_listed(word, folders):
        return -math.inf
    if word.isascii() and _UNSPOKEN.search(word):
        return -math.inf
    told = sum(map(_weights(folders, word.isascii()), _triples(word))) / math.sqrt(len(word))
    return -math.inf if told > POSSIBLE and _sounds_ordinary(word, folders) else told


def _is_listed(word: str, folders: tuple[Path, ...]) -> bool:
    forms = {name_words.same(word), name_words.same(word.removesuffix("s"))}
    return word.upper() in name_words.known(folders) or not forms.isdisjoint(name_words.everyday(folders))


def _sounds_ordinary(word: str, folders: tuple[Path, ...]) -> bool:
    """Return whether a word is another spelling of an ordinary one, two of them, or ends as words of papers do."""
    is_spelt = word.isascii() and alike(word)[1] in name_words.sounds(folders)
    return is_spelt or word.endswith(name_words.endings(folders)) or _is_joined(word, folders)


def _is_joined(word: str, folders: tuple[Path, ...]) -> bool:
    """Return whether a word is two ordinary words that are written together: "simdata"."""
    everyday = name_words.everyday(folders)
    cuts = range(_LEAST_OF_URDU, len(word) - _LEAST_OF_URDU + 1)
    return any(word[:cut] in everyday and word[cut:] in everyday for cut in cuts)


@cache
def _weights(folders: tuple[Path, ...], is_latin: bool) -> Callable[[str], float]:  # noqa: FBT001 - a key of the cache
    """Return how much three letters speak for a name, for words of one script."""
    known = name_words.simple(folders)
    names, others = (
        Counter(_triples("$^".join(word for word in words if _is_of(word, is_latin))))
        for words in (known, (name_words.english if is_latin else name_words.ordinary)(folders) - known)
    )
    kinds = len(names | others)
    least = [_PLAIN * kinds + sum(each.values()) for each in (names, others)]

    def weight(triple: str) -> float:
        return math.log((names[triple] + _PLAIN) / least[0]) - math.log((others[triple] + _PLAIN) / least[1])

    return weight


def _is_of(word: str, is_latin: bool) -> bool:  # noqa: FBT001 - as above
    return word.isascii() == is_latin and word.isalpha() and len(word) >= (_LEAST if is_latin else _LEAST_OF_URDU)


def _triples(word: str) -> Iterable[str]:
    """Return the letters of a word by three, with marks of its begin and end."""
    written = f"^{word}$"
    return map("".join, zip(written, written[1:], written[2:], strict=False))
