"""The short, flat lists of names that generators carry: about 690 first and 290 last names, both sexes mixed.

Measured on Faker 40.54 en_PK (2026-11-23): 688 and 292 names, rare ones, without Muhammad, Khan or Bibi. These lists
imitate their size and oddness with invented words; they copy none. Other sellers have longer lists, or famous words.
"""

from __future__ import annotations

from functools import cache
from itertools import islice, product

from triage import rules as rulebook
from triage.simulate.seller import Seller

_FIRST_ONSETS = ("Aw", "Bir", "Taha", "Laj", "Zor", "Mish", "Nash", "Hur", "Faz", "Wasi", "Dil", "Rosh", "Shag", "Ori",
                 "Yash", "Jaz", "Kel", "Nuz", "Sab", "Ibt", "Um", "Ghaz", "Ruk")  # fmt: skip
_FIRST_ENDINGS = ("lya", "ousk", "wur", "laj", "een", "aan", "ima", "oor", "ish", "afa", "andra", "ul", "iq", "aya",
                  "eza", "in", "oosh", "ara", "im", "anda", "eel", "us", "ita", "aar", "uma", "esh", "ab", "oona",
                  "iza", "eer")  # fmt: skip
_LAST_ONSETS = ("Gha", "Uba", "Ruf", "Laz", "Sho", "Mak", "Tan", "Bak", "Dar", "Nam", "Qas", "Hoo", "Jun", "Pir", "Zub",
                "Wat", "Fah", "Kar", "Ash", "Ola")  # fmt: skip
_LAST_ENDINGS = ("fran", "adah", "aqi", "oori", "eedi", "ami", "ashi", "oodi", "ani", "iri", "ulla", "een", "andi",
                 "osh")  # fmt: skip

FIRST = tuple(a + b for a, b in product(_FIRST_ONSETS, _FIRST_ENDINGS))
LAST = tuple(a + b for a, b in product(_LAST_ONSETS, _LAST_ENDINGS))

_MORE = ("", "Al", "Ish", "Far", "Meh", "Nou", "Sher")


def first_names(seller: Seller) -> tuple[str, ...]:
    """Return the given names this seller has: famous ones first, the rest invented."""
    return _list(seller.first, seller.famous, FIRST, "given")


def last_names(seller: Seller) -> tuple[str, ...]:
    """Return the last names this seller has."""
    return _list(seller.last, seller.famous, LAST, "surname")


def _list(size: int, famous: float, invented: tuple[str, ...], kind: str) -> tuple[str, ...]:
    # More words than the short lists hold: the same with a syllable before them.
    more = (before + word.lower() if before else word for before in _MORE for word in invented)
    return tuple(islice((*_famous(kind)[: round(size * famous)], *more), size))


@cache
def _famous(kind: str) -> tuple[str, ...]:
    """Return true words, the most common first, both sexes mixed."""
    rows = [row for row in rulebook.load().table("names") if row["kind"] == kind]
    return tuple(dict.fromkeys(row["word"] for row in sorted(rows, key=lambda row: row["tier"])))


@cache
def famous_names(kind: str, sex: str) -> tuple[str, ...]:
    """Return true words of one kind and sex, the most common first."""
    rows = [row for row in rulebook.load().table("names") if (row["kind"], row["gender"]) == (kind, sex)]
    return tuple(dict.fromkeys(row["word"] for row in sorted(rows, key=lambda row: row["tier"])))
