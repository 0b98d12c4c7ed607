"""What each word does in an address: it opens a part, ends a part's name, or belongs to a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import regex

from triage import rules as rulebook
from triage.recognizers.language.people import settings
from triage.recognizers.language.spans import place_of
from triage.recognizers.setting import words as setting
from triage.recognizers.text import fold
from triage.rules.model import Rule

CODE = regex.compile(
    r"#?(?:\p{Lu}{1,2}-)?[0-9]{1,4}(?:[-/]?\p{Lu})?(?:[-/][0-9A-Z]{1,4})*|[A-Z]{1,2}-[0-9]{1,4}(?:/[0-9]{1,3})?"
)
"""Number of a house, a plot or a sector."""

_SMALL = regex.compile("[0-9]{1,2}")
"""Number of a part of a town: "Korangi 2", "Korangi number 5"."""

_CANAL = regex.compile(r"(?i:[0-9]{0,4}/?(?:[egjrwns]b|ml|tda|sp|mb|l|r|p|[0-9]{1,2}-?[lr]|[gj]d|er|wr))")
"""A branch of a canal behind a number, or with it: "214 RB", "88/6-R"."""

NUMBERED = frozenset({"no", "number", "num", "#", "نمبر"})
_VILLAGES = frozenset({"gaon", "goan", "village", "گاؤں"})
"""Words between a part's kind and its number; words for a village, before the kind that names it."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a line: where it stands, the word folded and small, and whether a comma stands before it."""

    start: int
    end: int
    text: str
    is_behind_comma: bool
    is_capital: bool


@dataclass(frozen=True)
class Roles:
    """Words by what they do in an address, and those of sentences."""

    opens: frozenset[str]
    ends: frozenset[str]
    admin: frozenset[str]
    between: frozenset[str]
    sentence: frozenset[str]
    of: frozenset[str]
    beside: frozenset[str]
    who: frozenset[str]
    persons: frozenset[str]
    numbered: frozenset[str]
    owners: frozenset[str]
    where: frozenset[str]

    def kind(self, words: Sequence[Word], place: int) -> str:
        """Return whether a word opens a part of an address, ends one, or does neither ("")."""
        word = words[place].text
        behind = words[place + 1] if place + 1 < len(words) else None
        is_last = behind is None or behind.is_behind_comma
        if word in self.numbered:
            return "opens" if behind and self._is_number(behind) and not is_last else "ends" if is_last else ""
        if word in _VILLAGES and behind and behind.text in self.opens:
            return ""  # "gaon chah bhattian": the second names it
        number = words[place + 2] if behind and behind.text in NUMBERED and place + 2 < len(words) else behind
        is_part_of_town = number is not None and _SMALL.fullmatch(number.text) and place_of(word)
        if not is_last and (word in self.opens or is_part_of_town):  # "korangi 2 half, karachi"
            return "opens"
        if word in self.ends or word in self.opens or word in self.beside:
            return "ends"
        if CODE.fullmatch(word.upper()) and self._is_number_of_a_part(words, place):
            return "opens"
        return ""

    def _is_number(self, word: Word) -> bool:
        return word.text in NUMBERED or CODE.fullmatch(word.text.upper()) is not None

    def _is_number_of_a_part(self, words: Sequence[Word], place: int) -> bool:
        """Return true for a number with its letter, or of a canal: "22-C khayaban", "225 EB"."""
        behind = words[place + 1] if place + 1 < len(words) else None
        before = words[place - 1].text if place and not words[place].is_behind_comma else ""
        if before in self.opens or before in self.ends:
            return False
        has_letter = regex.search(r"\p{L}|/", words[place].text) is not None
        is_of_canal = behind is not None and not behind.is_behind_comma and _CANAL.fullmatch(behind.text) is not None
        return has_letter or is_of_canal or (behind is not None and behind.is_behind_comma and place == 0)


@cache
def roles() -> Roles:
    """Return the words of the rules of addresses and of names, by what they do."""
    rules = rulebook.load()
    parts = rules.table("address_parts")

    def of(side: str) -> set[str]:
        return {fold(row["word"]).lower() for row in parts if row["side"] == side and row["part"] not in _ADMIN}

    rule = next(each for each in rules.entities.values() if each.entity == "PK_ADDRESS")
    persons = settings("before_names") | settings("before_capitals") | settings("relatives") | settings("titles")
    admin = {fold(row["word"]).lower() for row in parts if row["part"] in {"tehsil", "district"}}
    single = {word.split(" ")[0] for word in of("before") if not any(sign in word for sign in "#/")}
    return Roles(
        opens=frozenset((single | _own(rule, "opens")) - _own(rule, "ends") - {"p", "v", "d", "u", "bil", "union"}),
        ends=frozenset(of("behind") | _own(rule, "ends")),
        admin=frozenset(admin),
        between=frozenset({"o", "wa", "aur", "and", "&", "و", *admin}),
        sentence=_own(rule, "of_sentences"),
        of=frozenset({"ke", "k", "kay", "ki", "کے", "کی"}),
        beside=_own(rule, "beside"),
        who=persons | _own(rule, "of_sentences") | _own(rule, "no_parts"),
        persons=persons,
        numbered=_own(rule, "numbered"),
        owners=_own(rule, "owners"),
        where=_own(rule, "where"),
    )


_ADMIN = frozenset({"tehsil", "district", "province", "city", "postcode"})


def _own(rule: Rule, name: str) -> frozenset[str]:
    return frozenset(fold(word).lower() for word in setting(rule, name))
