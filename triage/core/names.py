"""Decide which names in evidence (of columns, tables, sheets, keys, files) are values, and mask them for reports.

A name that holds somebody's number, address or name is a value: a header row that has one is data, and a report shows
it masked. This is decided by the words of the rules that a scan was started with.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

from triage import rules as rulebook
from triage.core.isolation import Call
from triage.core.safe import HIDDEN, mask
from triage.recognizers.spelling import words_of
from triage.recognizers.text import fold

_FOLDERS: ContextVar[tuple[Path, ...]] = ContextVar("folders of rules", default=())

_LONGEST = 200
"""Characters of a name that are shown: a broken file may have a header of megabytes."""

_NUMBER = re.compile(r"(?:\d\D{0,2}){7}|\S@\S")
_DATES = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d[-/._]?[01]\d[-/._]?[0-3]\d(?:[ T_-]?[0-2]\d[:._-]?[0-5]\d(?:[:._-]?[0-5]\d)?)?"
    r"|[0-3]?\d[-/.][01]?\d[-/.](?:19|20)\d\d|(?:19|20)\d\d ?[-/_] ?(?:(?:19|20)?\d\d))(?!\d)"
)
_IDENTIFIER = re.compile(
    r"(?<!\d)[1-8]\d{4}[-_. ]?\d{7}[-_. ]?\d(?!\d)|(?<!\d)(?:\+?92|0092|0)[-_. ]?3\d\d[-_. ]?\d{7}(?!\d)"
    r"|[\w.+-]+@[\w-]+\.[\w.]*\w|\bPK\d\d ?[A-Z]{4}(?: ?\d{4}){4}\b",
    re.IGNORECASE,
)
"""Pattern of a CNIC, a mobile number, an e-mail address or an IBAN, as they are written in names of files."""

_PAIR = re.compile(r"^\W*([^:=]{2,40}?)\s*[:=]\s*(\w[^/()]*)$")
_WORD = re.compile(r"[^\W\d_]+(?:['.-][^\W\d_]+)*")
_NO_NAME = re.compile(r"[\d@#%:;=<>{}\[\]|\\/+$&!?~^*]")
_MOST_WORDS, _LEAST_OF_ADDRESS = 5, 4
_TELLING = 4
"""Fewest characters of a header word that is also recognised at the start or end of a longer name."""


def use(folders: Iterable[Path]) -> None:
    """Set the folders of rules that are used besides the built-in ones, from now on in this context."""
    _FOLDERS.set(tuple(folders))


def within(call: Call, folders: tuple[Path, ...]) -> Call:
    """Return a call that sets these folders of rules before its function, in whatever process that runs."""

    def asked(function: Callable[..., Iterator[Any]], *args: Any) -> Iterator[Any]:
        return call(_using, function, folders, *args) if folders else call(function, *args)

    return asked


def _using(function: Callable[..., Iterator[Any]], folders: tuple[Path, ...], *args: Any) -> Iterator[Any]:
    use(folders)
    yield from function(*args)


def same(word: str) -> str:
    """Return a name reduced to its letters and digits in lower case, equal for spellings of the same header."""
    return "".join(each for each in fold(word).lower() if each.isalnum())


def is_header(name: str) -> bool:
    """Return true if the name is a header word and nothing else."""
    return same(name) in _headers(_FOLDERS.get(), ())[0]


def is_header_word(name: str, entities: tuple[str, ...] = ()) -> bool:
    """Return true if the name is a header word of these entities, or begins or ends with one.

    If no entity is given, the header words of all entities count.
    """
    key = same(name)
    words, inside = _headers(_FOLDERS.get(), entities)
    return key in words or key.startswith(inside) or key.endswith(inside)


def table(name: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of a table of the rules that a scan was started with."""
    return _rules(_FOLDERS.get()).table(name)


def message_words(kind: str) -> tuple[str, ...]:
    """Return the words of sellers of one kind, as `rules/tables/message_words.csv` lists them."""
    return tuple(row["word"] for row in table("message_words") if row["kind"] == kind)


def is_value(name: str) -> bool:
    """Return true if the name holds a person's number, name or address, or a key with its value."""
    text = " ".join(fold(name).replace("_", " ").split())
    if is_header(text):
        return False
    return _has_number(text) or _is_person(text) or _is_address(text) or _value_of_pair(text) is not None


def shown(name: str) -> str:
    """Return a name as a report shows it: cut if it is very long, masked if it is a value."""
    short = name if len(name) <= _LONGEST else f"{name[:_LONGEST]}\N{HORIZONTAL ELLIPSIS}"
    if not is_value(short):
        return short
    text = " ".join(fold(short).replace("_", " ").split())
    if (value := _value_of_pair(text)) is not None:
        return f"{text.removesuffix(value).strip()} {HIDDEN}"
    if _has_number(text):
        known = _known(_FOLDERS.get())
        bare = re.sub(r"\S+@\S+|\d", "*", short)
        return _WORD.sub(lambda word: HIDDEN if word[0].upper() in known else word[0], bare)
    return mask("PERSON", text.upper()) if _is_person(text) else HIDDEN


def shown_file(name: str) -> str:
    """Return the name of a file as a report shows it: identifiers of persons are masked, everything else stays."""
    return _IDENTIFIER.sub(lambda each: re.sub(r"\w", "*", each[0]), name)


def _has_number(text: str) -> bool:
    return bool(_NUMBER.search(text) and _NUMBER.search(_DATES.sub(" ", text)))


def _value_of_pair(text: str) -> str | None:
    """Return the text after a header word and a colon or equals sign; null if the text is not of this form."""
    match = _PAIR.match(text)
    return match[2] if match and is_header_word(match[1]) and not is_header_word(match[2]) else None


def is_name_word(name: str) -> bool:
    """Return true if one word is a known name of persons."""
    return fold(name).strip().upper() in _known(_FOLDERS.get())


def _is_person(text: str) -> bool:
    """Return true for two to five words of which at least half are names of persons and none is a header word."""
    found = _WORD.findall(text.upper())
    if not 1 < len(found) <= _MOST_WORDS or _NO_NAME.search(text):
        return False
    known = _known(_FOLDERS.get())
    is_named = 2 * sum(word in known for word in found) >= len(found)
    return is_named and not any(same(word) in _pieces(_FOLDERS.get()) for word in found)


def _is_address(text: str) -> bool:
    """Return true for a text with a number and at least two words that introduce parts of an address."""
    found = _WORD.findall(text.upper())
    if len(found) < _LEAST_OF_ADDRESS or not any(map(str.isdigit, text)):
        return False
    return sum(word in _parts(_FOLDERS.get()) for word in found) > 1


@cache
def _rules(folders: tuple[Path, ...]) -> rulebook.Rules:
    return rulebook.load(*folders)


@cache
def _known(folders: tuple[Path, ...]) -> frozenset[str]:
    """Return the known words of names of persons, in capitals."""
    return frozenset(words_of(_rules(folders)).known)


@cache
def _headers(folders: tuple[Path, ...], entities: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the header words of these entities, and those long enough to be found inside longer names."""
    asked = [rule for rule in _rules(folders).entities.values() if not entities or rule.entity in entities]
    words = frozenset(same(word) for rule in asked for each in rule.fields for word in each.headers)
    return words, tuple(sorted(word for word in words if len(word) >= _TELLING))


@cache
def _pieces(folders: tuple[Path, ...]) -> frozenset[str]:
    """Return the single words that headers consist of."""
    rules = _rules(folders)
    phrases = [word for rule in rules.entities.values() for each in rule.fields for word in each.headers]
    return frozenset(
        same(word)
        for phrase in [*phrases, *(row["word"] for row in rules.table("header_words"))]
        for word in re.split(r"[\s/._-]+", phrase)
    )


@cache
def _parts(folders: tuple[Path, ...]) -> frozenset[str]:
    rows = _rules(folders).table("address_words")
    return frozenset(word for row in rows for word in fold(row["word"]).upper().split())
