"""The short, flat lists of names that generators carry: about 690 first and 290 last names, both sexes mixed.

Measured on Faker 40.54 en_PK (2026-11-23): 688 and 292 names, rare ones, without Muhammad, Khan or Bibi. These lists
imitate their size and oddness with invented words; they copy none.
"""

from __future__ import annotations

from itertools import product

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
