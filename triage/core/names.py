"""Decide which names in evidence (of columns, tables, sheets, keys, files) are values, and mask them for reports.

A name that holds somebody's number, address or name is a value: a header row that has one is data, and a report shows
it masked. This is decided by the words of the rules that a scan was started with.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from triage.core import name_words, siblings
from triage.core.alike import own_name
from triage.core.identifiers_in_names import without_dates
from triage.core.isolation import Call
from triage.core.persons_in_names import Kind, is_address, may_be_name, without_persons
from triage.core.safe import HIDDEN, mask
from triage.recognizers.text import fold
from triage.rules.model import Rules

same = name_words.same

_FOLDERS: ContextVar[tuple[Path, ...]] = ContextVar("folders of rules", default=())

_REVEALED: ContextVar[bool] = ContextVar("names of files are shown as they are", default=False)
_LONGEST = 200  # characters of a name that are shown: a broken file may have a header of megabytes
_NUMBER = re.compile(r"(?:\d\D{0,2}){7}|\S@\S")
_PART = re.compile(r"(/| > )")

_PAIR = re.compile(r"^\W*([^:=]{2,40}?)\s*[:=]\s*(\w[^/()]*)$")
_WORD = re.compile(r"[^\W\d_]+(?:['.-][^\W\d_]+)*")
_NO_NAME = re.compile(r"[\d@#%:;=<>{}\[\]|\\/+$&!?~^*]")
_MOST_WORDS = 5
_STEPS = re.compile(r"(\.|\[\d+\])")  # what stands between the keys of a path: `Profile.Phones[1].number`


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


def tell_by_siblings(groups: Iterable[Iterable[str]]) -> None:
    """Mask the people in these groups of names, from now on in this context, wherever they stand (`siblings`)."""
    siblings.use(groups, _FOLDERS.get())


def is_header(name: str) -> bool:
    """Return true if the name is a header word and nothing else."""
    return same(name) in header_words()


def header_words() -> frozenset[str]:
    """Return all words of headers, as `same` writes them."""
    return name_words.headers(_FOLDERS.get(), ())[0]


def is_header_word(name: str, entities: tuple[str, ...] = ()) -> bool:
    """Return true if the name is a header word of these entities, or begins or ends with one.

    If no entity is given, the header words of all entities count.
    """
    key = same(name)
    words, inside = name_words.headers(_FOLDERS.get(), entities)
    return key in words or key.startswith(inside) or key.endswith(inside)


def table(name: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of a table of the rules that a scan was started with."""
    return rules().table(name)


def message_words(kind: str) -> tuple[str, ...]:
    """Return the words of sellers of one kind, as `rules/tables/message_words.csv` lists them."""
    return tuple(row["word"] for row in table("message_words") if row["kind"] == kind)


def rules() -> Rules:
    """Return the rules that a scan was started with."""
    return name_words.rules(_FOLDERS.get())


def is_value(name: str) -> bool:
    """Return true if the name holds a person's number, name or address, or a key with its value."""
    text = " ".join(fold(name).replace("_", " ").split())
    holds_one = (
        _has_number(text) or _is_person(text) or is_address(text, _FOLDERS.get()) or _value_of_pair(text) is not None
    )
    return holds_one and not is_header(text)


def shown(name: str, kind: Kind = Kind.FILE) -> str:
    """Return a name as a report shows it: cut if it is very long, masked if it, or a key of its path, is a value."""
    short = name if len(name) <= _LONGEST else f"{name[:_LONGEST]}\N{HORIZONTAL ELLIPSIS}"
    if not is_value(short):
        parts = _STEPS.split(short)
        if parts[1:]:
            return "".join(part if number % 2 else shown(part, kind) for number, part in enumerate(parts))
        return (
            short
            if name_words.parts(_FOLDERS.get()) & set(short.upper().split())
            else without_persons(short, _FOLDERS.get(), kind, siblings.words())
        )
    text = " ".join(fold(short).replace("_", " ").split())
    if (value := _value_of_pair(text)) is not None:
        return f"{text.removesuffix(value).strip()} {HIDDEN}"
    if _has_number(text):
        bare = re.sub(r"\S+@\S+|\d", "*", short)
        return _WORD.sub(lambda word: HIDDEN if may_be_name(word[0], _FOLDERS.get()) else word[0], bare)
    return mask("PERSON", text.upper()) if _is_person(text) else HIDDEN


def steps(name: str) -> list[str]:
    """Return the keys of a path of keys; one, if it is none."""
    return _STEPS.split(name)[::2]


def shown_file(name: str) -> str:
    """Return a file's name, or a path, as a report shows it: numbers, addresses and names of persons are masked.

    A name is masked if two adjacent words are names of persons, or half of its few words are and there is nothing else,
    or one is beside a number. Places and words of headers do not count as persons; everything else stays.
    """
    if _REVEALED.get():
        return name
    return own_name(name) or "".join(
        without_persons(part, _FOLDERS.get(), Kind.FILE, siblings.words()) for part in _PART.split(name)
    )


def shown_message(text: str) -> str:
    """Return a sentence of the program without the persons and numbers that names of evidence may bring into it."""
    return text if _REVEALED.get() else without_persons(text, _FOLDERS.get(), Kind.SENTENCE, siblings.words())


def names_somebody(text: str) -> bool:
    """Return true for a line that holds the name of a person, or a number, among its words."""
    return without_persons(text, _FOLDERS.get(), Kind.LINE) != text


@contextmanager
def revealed() -> Iterator[None]:
    """Show names of files as they are within this context."""
    token = _REVEALED.set(True)
    try:
        yield
    finally:
        _REVEALED.reset(token)


def _has_number(text: str) -> bool:
    return bool(_NUMBER.search(text) and _NUMBER.search(without_dates(text)))


def _value_of_pair(text: str) -> str | None:
    """Return the text after a header word and a colon or equals sign; null if the text is not of this form."""
    match = _PAIR.match(text)
    return match[2] if match and is_header_word(match[1]) and not is_header_word(match[2]) else None


def is_name_word(name: str) -> bool:
    """Return true if one word is a known name of persons."""
    return fold(name).strip().upper() in name_words.known(_FOLDERS.get())


def _is_person(text: str) -> bool:
    """Return true for two to five words of which at least half are names of persons and none is a header word."""
    found = _WORD.findall(text.upper())
    if not 1 < len(found) <= _MOST_WORDS or _NO_NAME.search(text):
        return False
    known = name_words.known(_FOLDERS.get())
    is_named = 2 * sum(word in known for word in found) >= len(found)
    return is_named and not any(same(word) in name_words.pieces(_FOLDERS.get()) for word in found)
