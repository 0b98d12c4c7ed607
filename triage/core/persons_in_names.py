"""Mask the persons in a name of evidence, word by word, so that what else it says stays readable."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from triage.core import name_words
from triage.core.identifiers_in_names import digits, spans, without_serial
from triage.core.name_words import same
from triage.core.safe import HIDDEN
from triage.recognizers.text import fold

_NOTHING = "\0"
_FILE_WORD = re.compile(r"[^\W\d_]+?(?=(?<=[a-z])[A-Z]|[\W\d_]|$)")
"""A word in a name of a file: it ends before a capital too, as in SanaTariq."""
_BETWEEN = re.compile(r"[ _.,'-]{0,3}")
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_WORD = re.compile(r"[^\W\d_]+(?:['.-][^\W\d_]+)*")
_MOST_WORDS, _LEAST_OF_ADDRESS = 5, 4
_SHORT = 2  # most letters of words that are names only beside others (ur, ul) and abbreviations elsewhere


@lru_cache(maxsize=1 << 16)
def without_persons(part: str, folders: tuple[Path, ...], *, is_sentence: bool = False) -> str:
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
    numbers = digits(stem) if is_address(stem, folders) and not is_sentence else numbers
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


def may_be_name(word: str, folders: tuple[Path, ...]) -> bool:
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


def is_address(text: str, folders: tuple[Path, ...]) -> bool:
    """Return true for a text with a number and at least two words that introduce parts of an address."""
    found = _WORD.findall(text.upper())
    if len(found) < _LEAST_OF_ADDRESS or not any(map(str.isdigit, text)):
        return False
    return sum(word in name_words.parts(folders) for word in found) > 1
