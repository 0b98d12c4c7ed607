"""Map the many spellings of a word in names to one, in Latin and in Urdu script.

`names.csv`, `more_names.csv` and `community_names.csv` in `rules/tables` hold the words, their variants, their Urdu
spelling and their gender. A word that is a name in its own right keeps its spelling, though another name has it as a
variant (Said, Saeed), unless both are one in Urdu (Shaikh, Sheikh).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import polars as pl

from triage.recognizers.alphabet import MARKS
from triage.recognizers.edition import Edition
from triage.recognizers.form import sparse
from triage.recognizers.text import fold
from triage.rules.model import Rules

_RANK = {"given": 0, "second": 1, "surname": 2, "particle": 3}
"""Order by which an entry keeps a spelling that several have."""

_SPLIT_WORDS = {"بی بی": "بیبی", "BI BI": "BIBI"}
"""Names that are written as one word or as two."""

_BOUND = ("ABDUL", "عبدال")
"""Prefix, in Latin and in Urdu, that is written together with the next word or separately."""


_HEARD_ALIKE = (
    ("ph", "f"), ("q", "k"), ("w", "v"), ("th", "t"), ("dh", "d"), ("kh", "k"), ("gh", "g"), ("zh", "z"), ("y", "i"),
    ("o", "u"), ("e", "i"),
)  # fmt: skip
"""Letters of Latin spellings for one sound, each with the one that is kept."""


@dataclass(frozen=True, slots=True)
class Words:
    """The known words of names, upper case and plain. `spelling` maps each to its one spelling.

    `gender` is that of a word as a given name; `surnames` are words of tribes and families that are not given names.
    """

    spelling: Mapping[str, str]
    gender: Mapping[str, str]
    surnames: frozenset[str]

    @property
    def known(self) -> tuple[str, ...]:
        """Every word, in every spelling."""
        return tuple(self.spelling)

    @property
    def simple(self) -> tuple[str, ...]:
        """Every word without "Abdul" written together with it."""
        return tuple(word for word in self.spelling if not word.startswith(_BOUND) or word in _BOUND)


def words_of(rules: Rules) -> Words:
    """Return the vocabulary of names of these rules."""
    return _made(Edition.of(rules))


@cache
def _made(edition: Edition) -> Words:
    rules = edition.rules
    entries = sorted(_entries(rules), key=lambda row: _RANK.get(row["kind"], len(_RANK)))
    same = {(variant, row["urdu"]) for row in entries for variant in row["variants"].split("|")}
    own = [row for row in entries if (row["word"], row["urdu"]) not in same]
    spelling = {word: word for row in own for word in _split(row["word"])}
    for row in entries:
        for word, other in _aligned(row):
            spelling.setdefault(other, spelling.get(word, word))
    given = {word for row in entries if row["kind"] in {"given", "second"} for word in _spellings(row)}
    surnames = {word for row in entries if row["kind"] == "surname" for word in _spellings(row)}
    return Words(dict(_bound(spelling)) | spelling, _genders(entries), frozenset(surnames - given))


def _bound(spelling: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield words with "Abdul" written together with them, each with its spelling in two words."""
    for word, to in spelling.items():
        if word.isascii() == to.isascii():
            yield f"{_BOUND[0]}{word}", f"{_BOUND[0]} {to}"
        else:
            yield f"{_BOUND[1]}{word}", f"{_BOUND[0]} {to}"


def plain(value: pl.Expr) -> pl.Expr:
    """Return a name's words with single spaces, without full stops, apostrophes, hyphens and vowel signs.

    A leading "M", "MD" or "MHD" becomes "MUHAMMAD".
    """
    bare = value.str.replace_all(f"[{MARKS}'.]", "").str.replace_all("-", " ", literal=True)
    return bare.str.replace("^(?:M|MD|MHD) ", "MUHAMMAD ").str.replace_many(_SPLIT_WORDS)


def unmarked(value: pl.Expr) -> pl.Expr:
    """Return a name without vowel signs. Nearly free if there are none."""
    is_marked = value.str.contains(f"[{MARKS}]")
    bare = sparse(pl.when(is_marked).then(value), lambda name: name.str.replace_all(f"[{MARKS}]", ""))
    return pl.coalesce(bare, value)


def fold_spelling(value: pl.Expr, rules: Rules) -> pl.Expr:
    """Return a name with each known word in its one Latin spelling, upper case.

    "MOHD. HASAN" and "محمد حسن" become equal. String, null if value is null; unknown words stay as they are.
    """
    vocabulary = {word: to for word, to in words_of(rules).spelling.items() if word != to}
    return plain(value).str.split(" ").list.eval(pl.element().replace(vocabulary)).list.join(" ")


def alike(word: str) -> tuple[str, str]:
    """Return two keys by which the many spellings of a Latin word meet: a close and a loose one; "" if too short.

    The close key folds doubled letters ("Saajid", "Sajjid"), the loose one also letters that clerks confuse ("Qaisar",
    "Kaiser"). Few English words meet a name by either.

    >>> alike("Saajid") == alike("Sajid"), alike("Ali")
    (True, ('', ''))
    """
    small = word.lower()
    close = re.sub("(?<=a)h$", "", re.sub(r"(.)\1+", r"\1", re.sub("oo|ou", "u", re.sub("ee|ie", "i", small))))
    loose = re.sub("ee|ie|ei", "i", small)
    loose = re.sub("ai|ay|ey", "e", re.sub("oo|ou", "u", loose))
    for letters, one in _HEARD_ALIKE:
        loose = loose.replace(letters, one)
    loose = re.sub("h$", "", re.sub(r"(.)\1+", r"\1", loose))
    return close if len(close) > 3 else "", loose if len(loose) > 4 else ""


def _entries(rules: Rules) -> Iterator[Mapping[str, str]]:
    for table in ("names", "more_names", "community_names"):
        yield from rules.table(table)


def _aligned(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield pairs (word, other spelling) of an entry's variants and Urdu: word by word, or all words as one."""
    words = _split(row["word"])
    for variant in (*row["variants"].split("|"), row["urdu"]):
        others = _split(variant)
        if len(others) == len(words):
            yield from ((word, other) for word, other in zip(words, others, strict=True) if len(other) > 1)
        elif len(others) == 1:
            yield " ".join(words), others[0]


def _spellings(row: Mapping[str, str]) -> list[str]:
    """Return the words of an entry in every spelling."""
    return [word for text in (row["word"], *row["variants"].split("|"), row["urdu"]) for word in _split(text)]


def _single(row: Mapping[str, str]) -> list[str]:
    """Return the spellings of an entry that are one word: a part of "Sana Ullah" alone shows no gender."""
    written = (_split(text) for text in (row["word"], *row["variants"].split("|"), row["urdu"]))
    return [words[0] for words in written if len(words) == 1]


_PLAIN = {ord("-"): " ", ord("'"): None, ord("."): None}
_NO_MARKS = dict.fromkeys((*range(0x064B, 0x0660), 0x0670))


@lru_cache(maxsize=1 << 16)
def _split(text: str) -> list[str]:
    """Return the plain words of a table's cell, as `plain` makes them of a value."""
    bare = fold(text).upper().translate(_PLAIN)
    for written, joined in _SPLIT_WORDS.items():
        bare = bare.replace(written, joined)
    return bare.translate(_NO_MARKS).split()


def _genders(entries: list[Mapping[str, str]]) -> dict[str, str]:
    """Return the gender of each word as a given name, in every spelling.

    Words on which entries disagree are left out.
    """
    told: dict[str, set[str]] = {}
    for row in entries:
        if row["kind"] == "given" and len(_split(row["word"])) == 1:
            for word in _single(row):
                told.setdefault(word, set()).add(row["gender"])
    return {word: min(genders) for word, genders in told.items() if len(genders) == 1 and len(word) > 1}
