"""Header words: which field a header names, in English, Roman Urdu or Urdu."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from recognizers.text import fold
from rules.model import Rules

_LEAST_PART = 4
"""Letters a word needs to be looked for inside a longer header: "cnic" is told in "customercnicno", "no" is not."""


def plain(header: str) -> str:
    """Letters and digits of a header, lower case, folded: "F/Name " and "f_name" are the same word."""
    return "".join(each for each in fold(header).lower() if each.isalnum())


@dataclass(frozen=True)
class Vocabulary:
    """All header words of the rules."""

    rules: Rules

    @cached_property
    def words(self) -> dict[str, tuple[str, str]]:
        """Plain word -> (entity, field); the first rule by id keeps a word that two claim."""
        found: dict[str, tuple[str, str]] = {}
        for _, rule in sorted(self.rules.entities.items()):
            for field in rule.fields:
                for word in field.headers:
                    found.setdefault(plain(word), (rule.entity, field.name))
        return found

    def exact(self, header: str) -> tuple[str, str] | None:
        """(entity, field) that this header names by a whole word, with or without a number behind; else None."""
        word = plain(header)
        return self.words.get(word) or self.words.get(word.rstrip("0123456789"))

    @cached_property
    def opaque(self) -> dict[str, str]:
        """Plain word -> kind of number that is not a person's identifier."""
        return {plain(row["word"]): row["kind"] for row in self.rules.table("opaque_headers")}

    def kind_of_number(self, header: str) -> str:
        """The kind of other number that this header names by a whole word; "" where it names none."""
        word = plain(header)
        return self.opaque.get(word) or self.opaque.get(word.rstrip("0123456789"), "")

    def partial(self, header: str) -> tuple[str, str] | None:
        """(entity, field) of the longest header word inside this header; else None."""
        word = plain(header)
        inside = [known for known in self.words if len(known) >= _LEAST_PART and known in word]
        return self.words[max(inside, key=lambda known: (len(known), known))] if inside else None
