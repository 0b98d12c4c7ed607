"""Find the field that a header names, in English, Roman Urdu or Urdu.

A header is split into words ("custMobile_No#" is cust, mobile, no), spelling variants are unified ("number", "nmbr",
"#"), and the result is looked up in the rules. If it is listed as a whole, the header is exact. Otherwise the last
known phrase in it counts ("father's CNIC" is a CNIC, "phone model" is none: `rules/tables/header_words.csv`).
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from triage.core.model import Source
from triage.recognizers.text import fold
from triage.rules.model import Rules

_LEAST_PART = 4
"""Fewest characters of a word that is recognised inside a longer header: "cnic" in "customercnicno", but not "no"."""

_LEAST_INSIDE = 6
"""The same if the header continues after it: "pass" is not recognised in "passenger"."""

_LEAST_PERSON = 5
"""Fewest characters of a word for another person that is recognised at the begin of a word without gaps."""

_LONGEST_PERSON = 3
"""Most words of a phrase for another person of a row: "next of kin"."""

_GENERIC = frozenset({"no", "id", "name"})
"""Words that name nothing in a longer header, except "name" if nothing else is named."""

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_OWNER = re.compile(r"['\u2019`]s\b")
_WORD = re.compile(r"#|[^\W\d_]+[\u064b-\u0652]*|\d+")
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_OF = frozenset({"of", "for", "in", "at", "on"})
_NUMBER = re.compile(r"(?:no|number|num|nbr)$")

Named = tuple[str, str]
"""(entity, field)."""


def headers_of(source: Source) -> Sequence[str]:
    """Return the header of each column; empty ones if the table has none."""
    return source.columns if source.has_header else [""] * len(source.columns)


def plain(header: str) -> str:
    """Return the letters and digits of a header, folded, in lower case: equal for "F/Name " and "f_name"."""
    return "".join(each for each in fold(header).lower() if each.isalnum())


def words(header: str) -> list[str]:
    """Return the words of a header in order, in lower case, without digits; "#" is a word."""
    return [each for each in _pieces(header) if not each.isdigit()]


def _pieces(header: str) -> list[str]:
    """Return the words and numbers of a header in order, in lower case."""
    spaced = _CAMEL.sub(" ", _OWNER.sub("", fold(header).replace("WhatsApp", "whatsapp")))
    return [each.lower() for each in _WORD.findall(spaced)]


@dataclass(frozen=True)
class Vocabulary:
    """All header words of the rules."""

    rules: Rules
    _told: dict[str, Named | None] = dataclasses.field(default_factory=dict, compare=False, repr=False)
    """Cached results of `partial`: the same headers occur in thousands of tables."""
    _person: dict[str, str] = dataclasses.field(default_factory=dict, compare=False, repr=False)
    """The same of `person`."""

    @cached_property
    def words(self) -> dict[str, Named]:
        """Return plain word -> (entity, field); if two rules claim a word, the first by id keeps it."""
        found: dict[str, Named] = {}
        for _, rule in sorted(self.rules.entities.items()):
            for field in rule.fields:
                for word in field.headers:
                    found.setdefault(plain(word), (rule.entity, field.name))
        return found

    @cached_property
    def phrases(self) -> dict[str, Named]:
        """Return the same in unified spelling, without gaps."""
        found: dict[str, Named] = {}
        for _, rule in sorted(self.rules.entities.items()):
            for field in rule.fields:
                for word in field.headers:
                    if not any(each.isdigit() for each in word):
                        found.setdefault("".join(self.spelled(word)), (rule.entity, field.name))
        return found

    @cached_property
    def opaque(self) -> dict[tuple[str, ...], str]:
        """Return words in unified spelling -> kind of number that is not a person's identifier."""
        return {self.spelled(row["word"]): row["kind"] for row in self.rules.table("opaque_headers")}

    def spelled(self, header: str) -> tuple[str, ...]:
        """Return the words of a header in unified spelling."""
        return tuple(self._same.get(word, word) for word in words(header))

    def exact(self, header: str) -> Named | None:
        """Return (entity, field) that the whole header names, apart from words for the owner; else null."""
        return self._exact(header) or self._exact(_BRACKETS.sub(" ", header))

    def _exact(self, header: str) -> Named | None:
        word = plain(header)
        if found := self.words.get(word) or self.words.get(word.rstrip("0123456789")):
            return found
        spelled = self.spelled(header)
        if found := self.phrases.get("".join(spelled)):
            return found
        bare = tuple(each for each in spelled if each not in self._whose)
        return self.phrases.get("".join(bare)) if bare and bare != spelled and not set(bare) <= {"no", "id"} else None

    def partial(self, header: str) -> Named | None:
        """Return (entity, field) of the last and longest phrase of known words inside this header; else null."""
        if header not in self._told:
            self._told[header] = self._partial(header)
        return self._told[header]

    def _partial(self, header: str) -> Named | None:
        spelled = self.spelled(header)
        if self.kind_of_number(header) or self._has_other(spelled, least=2):
            return None
        head = next((spelled[:at] for at, word in enumerate(spelled) if at and word in _OF), spelled)
        if len(spelled) > 1 and (named := self._last(head, spelled) or self._last(spelled, spelled)):
            return named
        return None if self._has_other(spelled) else self._inside(max(spelled, key=len, default=""))

    def _last(self, head: tuple[str, ...], spelled: tuple[str, ...]) -> Named | None:
        """Return the field of the phrase that ends last, unless a word after it means another thing."""
        for end in range(len(head), 0, -1):
            for start in range(end):
                phrase = head[start:end]
                named = self.phrases.get("".join(phrase))
                is_generic = _GENERIC.issuperset(phrase) and (phrase != ("name",) or self._has_other(spelled))
                if named and not is_generic:
                    return None if self._has_other(head[end:]) else named
        return None

    def named(self, header: str) -> bool:
        """Return true if a header names a field, as a whole or by its last words."""
        return bool(self.exact(header) or self.partial(header))

    def first_field(self, entity: str) -> str:
        """Return the first place in a record that holds this entity; "" if it has none."""
        fields = (
            rule.fields for _, rule in sorted(self.rules.entities.items()) if rule.entity == entity and rule.fields
        )
        return next((each[0].name for each in fields), "")

    def kind_of_number(self, header: str) -> str:
        """Return the kind of other number that this header names by a whole word; "" if it names none."""
        return self.opaque.get(self.spelled(header), "")

    def person(self, header: str) -> str:
        """Return which person of a row a header names: "driver", "guarantor 2", or a figure alone; "" = none."""
        if header not in self._person:
            self._person[header] = self._named_person([self._same.get(each, each) for each in _pieces(header)])
        return self._person[header]

    def _named_person(self, pieces: list[str]) -> str:
        for start in range(len(pieces)):
            for stop in range(min(len(pieces), start + _LONGEST_PERSON), start, -1):
                if found := self._people.get(" ".join(pieces[start:stop])):
                    number = pieces[stop] if stop < len(pieces) and pieces[stop].isdigit() else "1"
                    return found if number == "1" else f"{found} {number}"
        begun = (who for each in pieces for word, who in self._people.items() if _begins_with(each, word))
        figures = [each for each in pieces if each.isdigit() and each != "1"]
        return next(begun, figures[0] if len(figures) == 1 and len(figures[0]) == 1 else "")

    def is_text(self, header: str) -> bool:
        """Return whether a header states that its column holds texts: messages, remarks, descriptions."""
        return not self._texts.isdisjoint(words(header))

    def is_of_things(self, header: str) -> bool:
        """Return whether a header that names no person states things, shops or texts: "product_name", "Particulars"."""
        is_of_others = self._has_other(self.spelled(header)) and self._whose.isdisjoint(words(header))
        return (is_of_others or self.is_text(header)) and not self.exact(header)

    def is_of_goods(self, header: str) -> bool:
        """Return whether a header states things and no text: "sku", "Item Code", and not "Particulars"."""
        return bool(header) and self.is_of_things(header) and not self.is_text(header)

    def is_hash(self, header: str) -> bool:
        """Return whether a header states only that its column holds digests."""
        said = words(header)
        return bool(said) and self._hashes.issuperset(said)

    def _inside(self, word: str) -> Named | None:
        """Return the field that a word without gaps ends with ("custcnicno"), else of a longer word inside it."""
        bare = word.rstrip("0123456789")
        ends = {bare, _NUMBER.sub("", bare)}
        last = [tail for tail in _tails(ends) if len(tail) >= _LEAST_PART and tail in self.words]
        if not last:
            last = [known for known in self.words if len(known) >= _LEAST_INSIDE and known in bare]
        return self.words[max(last, key=lambda known: (len(known), known))] if last else None

    def _has_other(self, spelled: tuple[str, ...], least: int = 1) -> bool:
        """Return whether a phrase of at least `least` words is there that means another thing."""
        joined = f" {' '.join(spelled)} "
        return any(f" {word} " in joined for word in self._other if word.count(" ") >= least - 1)

    @cached_property
    def _people(self) -> dict[str, str]:
        """Return words for another person of a row, in unified spelling -> the person."""
        return {" ".join(self.spelled(row["word"])): row["person"] for row in self.rules.table("other_people")}

    @cached_property
    def _same(self) -> dict[str, str]:
        return {"#": "no"} | {row["word"]: row["means"] for row in self._rows("same")}

    @cached_property
    def _whose(self) -> frozenset[str]:
        return frozenset(fold(row["word"]) for row in self._rows("whose"))

    @cached_property
    def _texts(self) -> frozenset[str]:
        return frozenset(fold(row["word"]) for row in self._rows("text"))

    @cached_property
    def _hashes(self) -> frozenset[str]:
        return frozenset(row["word"] for row in self._rows("hash"))

    @cached_property
    def _other(self) -> frozenset[str]:
        return frozenset(row["word"] for row in self._rows("other"))

    def _rows(self, role: str) -> list[dict[str, str]]:
        return [dict(row) for row in self.rules.table("header_words") if row["role"] == role]


def _begins_with(piece: str, word: str) -> bool:
    """Return whether a word without gaps begins with a longer word: "drivercnic"."""
    return len(word) >= _LEAST_PERSON and piece.startswith(word)


def _tails(words: set[str]) -> set[str]:
    return {word[start:] for word in words for start in range(len(word))}
