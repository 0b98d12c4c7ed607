"""The language of the pipeline: how texts are split into tokens, and what the tables know of a word.

Every sign is a token of its own. The model gets a word in small letters, its shape, its last three letters and, in
place of the first letters, what the tables call it: a given name, a family, a place, a word of addresses; or that it is
spelled nearly like a name ("Saajid").

Texts are folded (`triage.recognizers.text.fold`), one code point for one: spans are those of the original.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, ClassVar

import spacy
from spacy.attrs import PREFIX, SUFFIX
from spacy.language import BaseDefaults, Language
from spacy.tokens import Doc
from spacy.util import registry

from triage import rules as rulebook
from triage.recognizers.gazetteer import gazetteer
from triage.recognizers.spelling import alike, words_of
from triage.recognizers.text import fold

MODEL = Path(__file__).with_name("model")
"""Folder of the weights that are part of the package."""

LABELS = ("PERSON", "PK_ADDRESS", "LOCATION")

_SIGN = r"[^\w\u064b-\u065f\u0670]"
_LONG = re.compile(r"\S{256,}")
"""What is no word (programs, rows without blanks): its signs are read as blanks.

The tokenizer takes sign after sign off a word's end, and looks at the whole word for each.
"""

_CHANGE = r"(?<=[a-zA-Z])(?=[0-9])|(?<=[0-9])(?=[a-zA-Z])"


@lru_cache(maxsize=1 << 15)
def kind(word: str) -> str:
    """Return the kinds that the tables know of a word, in order; "like name" if it is spelled nearly like a name.

    Its first letter if they know neither.
    """
    found = _kinds().get(word.upper())
    if found is None and len(word) > 3 and word.isascii() and word.isalpha():
        found = next((_alike()[key] for key in alike(word) if key in _alike()), None)
    return found or word[:1].lower()


@cache
def _alike() -> Mapping[str, str]:
    """Return the kind of words of names, by the keys of their spelling."""
    names = words_of(rulebook.load())
    found: dict[str, str] = {}
    for word in sorted(names.spelling, key=lambda each: each not in names.surnames):  # given names last: they stand
        if word.isascii() and " " not in word:
            called = "like family" if word in names.surnames else "like name"
            found |= dict.fromkeys(filter(None, alike(word)), called)
    return found


@cache
def _kinds() -> Mapping[str, str]:
    rules = rulebook.load()
    known: dict[str, set[str]] = defaultdict(set)
    names = words_of(rules)
    for word in names.spelling:
        known[word].add("family" if word in names.surnames else "name")
    for spelling in gazetteer(rules).mentions:
        for word in spelling.split():
            known[word].add("place")
    for row in rules.table("address_words"):
        for word in fold(row["word"]).upper().split():
            known[word].add("street" + row["strength"])
    return {word: "+".join(sorted(kinds)) for word, kinds in known.items() if len(word) > 1}


class Defaults(BaseDefaults):
    """Tokenizer settings: signs are separated, letters are separated from digits, there are no exceptions."""

    prefixes = [_SIGN]  # noqa: RUF012 - as the parent
    suffixes = [_SIGN]  # noqa: RUF012 - as the parent
    infixes = [_SIGN, _CHANGE]  # noqa: RUF012 - as the parent
    tokenizer_exceptions: ClassVar[dict[str, Any]] = {}  # type: ignore[misc]  # the parent has instances
    token_match = None
    url_match = None
    lex_attr_getters: ClassVar[dict[int, Callable[[str], Any]]] = {  # type: ignore[misc]  # the parent has instances
        **BaseDefaults.lex_attr_getters,
        PREFIX: kind,
        SUFFIX: lambda word: word[-3:].lower(),
    }


@registry.languages("pk")
class Pakistani(Language):  # type: ignore[no-untyped-call]
    """English, Roman Urdu and Urdu, mixed as people write them: the language of the pipeline."""

    lang = "pk"
    Defaults = Defaults

    def make_doc(self, text: str) -> Doc:
        """Return the tokens of a text, which is folded first."""
        return super().make_doc(_LONG.sub(lambda word: re.sub(_SIGN, " ", word[0]), fold(text)))


def read_model(path: Path = MODEL) -> Language:
    """Return the trained pipeline, from the package; no text is too long for it."""
    pipeline = spacy.load(path)
    pipeline.max_length = sys.maxsize
    return pipeline
