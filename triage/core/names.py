"""Decide which names in evidence (of columns, tables, sheets, keys, files) are values, and mask them for reports.

A name that holds somebody's number, address or name is a value: a header row that has one is data, and a report shows
it masked. This is decided by the words of the rules that a scan was started with.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from triage.core import name_words
from triage.core.alike import own_name
from triage.core.identifiers_in_names import digits, spans, without_dates, without_serial
from triage.core.isolation import Call
from triage.core.safe import HIDDEN, mask
from triage.recognizers.text import fold
from triage.rules.model import Rules

same = name_words.same

_FOLDERS: ContextVar[tuple[Path, ...]] = ContextVar("folders of rules", default=())

_REVEALED: ContextVar[bool] = ContextVar("names of files are shown as they are", default=False)
_LONGEST = 200  # characters of a name that are shown: a broken file may have a header of megabytes
_NUMBER = re.compile(r"(?:\d\D{0,2}){7}|\S@\S")
_NOTHING = "\0"
_PART = re.compile(r"(/| > )")
_FILE_WORD = re.compile(r"[^\W\d_]+?(?=(?<=[a-z])[A-Z]|[\W\d_]|$)")
"""A word in a name of a file: it ends before a capital too, as in SanaTariq."""
_BETWEEN = re.compile(r"[ _.,'-]{0,3}")
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")

_PAIR = re.compile(r"^\W*([^:=]{2,40}?)\s*[:=]\s*(\w[^/()]*)$")
_WORD = re.compile(r"[^\W\d_]+(?:['.-][^\W\d_]+)*")
_NO_NAME = re.compile(r"[\d@#%:;=<>{}\[\]|\\/+$&!?~^*]")
_MOST_WORDS, _LEAST_OF_ADDRESS = 5, 4
_STEPS = re.compile(r"(\.|\[\d+\])")  # what stands between the keys of a path: `Profile.Phones[1].number`
_SHORT = 2  # most letters of words that are names only beside others (ur, ul) and abbreviations elsewhere


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
    holds_one = _has_number(text) or _is_person(text) or _is_address(text) or _value_of_pair(text) is not None
    return holds_one and not is_header(text)


def shown(name: str) -> str:
    """Return a name as a report shows it: cut if it is very long, masked if it, or a key of its path, is a value."""
    short = name if len(name) <= _LONGEST else f"{name[:_LONGEST]}\N{HORIZONTAL ELLIPSIS}"
    if not is_value(short):
        parts = _STEPS.split(short)
        if parts[1:]:
            return "".join(part if number % 2 else shown(part) for number, part in enumerate(parts))
        return (
            short
            if name_words.parts(_FOLDERS.get()) & set(short.upper().split())
            else _without_persons(short, _FOLDERS.get())
        )
    text = " ".join(fold(short).replace("_", " ").split())
    if (value := _value_of_pair(text)) is not None:
        return f"{text.removesuffix(value).strip()} {HIDDEN}"
    if _has_number(text):
        bare = re.sub(r"\S+@\S+|\d", "*", short)
        return _WORD.sub(lambda word: HIDDEN if _may_be_name(word[0], _FOLDERS.get()) else word[0], bare)
    return mask("PERSON", text.upper()) if _is_person(text) else HIDDEN


def shown_file(name: str) -> str:
    """Return a file's name, or a path, as a report shows it: numbers, addresses and names of persons are masked.

    A name is masked if two adjacent words are names of persons, or half of its few words are and there is nothing else,
    or one is beside a number. Places and words of headers do not count as persons; everything else stays.
    """
    if _REVEALED.get():
        return name
    return own_name(name) or "".join(_without_persons(part, _FOLDERS.get()) for part in _PART.split(name))


def shown_message(text: str) -> str:
    """Return a sentence of the program without the persons and numbers that names of evidence may bring into it."""
    return text if _REVEALED.get() else _without_persons(text, _FOLDERS.get(), is_sentence=True)


def names_somebody(text: str) -> bool:
    """Return true for a line that holds the name of a person, or a number, among its words."""
    return _without_persons(text, _FOLDERS.get()) != text


@contextmanager
def revealed() -> Iterator[None]:
    """Show names of files as they are within this context."""
    token = _REVEALED.set(True)
    try:
        yield
    finally:
        _REVEALED.reset(token)


@lru_cache(maxsize=1 << 16)
def _without_persons(part: str, folders: tuple[Path, ...], *, is_sentence: bool = False) -> str:
    """Return one part of a path without persons and their numbers; of an address the numbers are masked.

    In a sentence the words beside a number are the program's own.
    """
    numbers, stem = spans(part), part
    for start, stop in numbers:
        stem = f"{stem[:start]}{_NOTHING * (stop - start)}{stem[stop:]}"
    while (
        (ending := _ENDING.search(stem)) and ending.start() and ending[0][1:].upper() not in name_words.known(folders)
    ):
        stem = stem[: ending.start()]
    stem = without_serial(stem)
    runs: list[list[re.Match[str]]] = []
    for word in _FILE_WORD.finditer(stem):
        is_next = runs and _BETWEEN.fullmatch(part[runs[-1][-1].end() : word.start()])
        runs[-1].append(word) if is_next else runs.append([word])
    is_alone, is_numbered = len(runs) == 1 and not any(map(str.isdigit, stem)), _NOTHING in stem
    told = {
        word.span(): f"{word[0][0]}{HIDDEN}"
        for run in runs
        for word in [
            *_persons_in(run, folders, is_alone=is_alone, is_numbered=is_numbered),
            *(_strange(run, folders) if is_numbered and not is_sentence else ()),
        ]
    }
    numbers = digits(stem) if _is_address(stem) and not is_sentence else numbers
    told |= {(start, stop): re.sub(r"\w", "*", part[start:stop]) for start, stop in numbers}
    for (start, stop), masked in sorted(told.items(), reverse=True):
        part = f"{part[:start]}{masked}{part[stop:]}"
    return part


def _persons_in(
    run: list[re.Match[str]], folders: tuple[Path, ...], *, is_alone: bool, is_numbered: bool
) -> list[re.Match[str]]:
    """Return the words of a run, one after the other, that are a person's name.

    `is_alone` = there is nothing beside the run, `is_numbered` = there is a person's number.
    """
    words = [fold(word[0]).upper() for word in run]
    known = {number for number, word in enumerate(words) if len(word) > _SHORT and word in name_words.known(folders)}
    if not known:
        return []
    stops = _no_persons(words, known, folders)
    found: list[re.Match[str]] = []
    for before, after in pairwise([-1, *sorted(stops), len(words)]):
        inside = range(before + 1, after)
        named = [number for number in inside if number in known]
        is_whole = is_numbered or (is_alone and not stops and 1 < len(words) < _MOST_WORDS)
        # Names in Urdu have parts of two letters (Bi Bi), and most lists of names know more in Latin letters.
        if is_whole and named and (2 * len(named) >= len(inside) or not any(map(str.isascii, words))):
            found += run[before + 1 : after]
        elif len(named) >= (1 if is_numbered else 2) and 2 * len(named) >= named[-1] - named[0] + 1:
            found += run[named[0] : named[-1] + 1]
    return found


def _strange(run: list[re.Match[str]], folders: tuple[Path, ...]) -> list[re.Match[str]]:
    """Return the words that are on no list: beside a person's number they may be a rare name."""
    ordinary = name_words.ordinary(folders)
    return [word for word in run if len(word[0]) > _SHORT and same(word[0]) not in ordinary]


def _may_be_name(word: str, folders: tuple[Path, ...]) -> bool:
    """Return whether a word beside a person's number is a name, or a word that is on no list."""
    is_listed = len(word) <= _SHORT or same(word) in name_words.ordinary(folders)
    return word.upper() in name_words.known(folders) or not is_listed


def _no_persons(words: list[str], known: set[int], folders: tuple[Path, ...]) -> set[int]:
    """Return the numbers of those words that are words of headers or names of places."""
    pieces = name_words.pieces(folders)
    # "Bi" in Urdu is a letter of headers (B-Form) and a part of names (Bi Bi).
    told = {number for number, word in enumerate(words) if len(word) > _SHORT or word.isascii()}
    headers = {number for number in told if same(words[number]) in pieces}
    sure = known - headers
    # A word of headers that is a name too, as Umar (age), is one beside a name.
    stops = headers - {number for number in known & headers if sure & {number - 1, number + 1}}
    places = name_words.places(folders)
    for first in range(len(words)):
        for last in range(first + 1, min(first + _MOST_WORDS, len(words)) + 1):
            if same("".join(words[first:last])) in places:
                stops.update(range(first, last))
    return stops


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


def _is_address(text: str) -> bool:
    """Return true for a text with a number and at least two words that introduce parts of an address."""
    found = _WORD.findall(text.upper())
    if len(found) < _LEAST_OF_ADDRESS or not any(map(str.isdigit, text)):
        return False
    return sum(word in name_words.parts(_FOLDERS.get()) for word in found) > 1
