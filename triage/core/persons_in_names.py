"""Mask the persons in a name of evidence, word by word, so that what else it says stays readable."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from triage.core import name_words, rare_names
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
_PARTNER = re.compile(r"(?i)(?<![^\W_])(?:chats?|conversation|calls?|messages|dm)[ _]+(?:with|mit|con|avec)[ _]+")
"""What stands before the name of whom somebody writes with, as messengers call the files of a chat."""

_LETTERS = 4  # most letters of words that nothing but their letters tells from abbreviations (jids)
_SHORT = 2  # most letters of words that are names only beside others (ur, ul) and abbreviations elsewhere


class Kind(Enum):
    """What a name is of. Columns are often called by abbreviations."""

    FILE = "file, table or sheet"
    COLUMN = "column or key"
    TITLE = "chat"
    LINE = "line of a file, which has more words than names have"
    SENTENCE = "sentence of the program"


@lru_cache(maxsize=1 << 16)
def without_persons(
    part: str, folders: tuple[Path, ...], kind: Kind = Kind.FILE, others: frozenset[str] = frozenset()
) -> str:
    """Return one part of a path without persons and their numbers; of an address the numbers are masked.

    `others` are words that are names of persons because those beside them are (`siblings`).
    """
    is_sentence = kind is Kind.SENTENCE
    numbers, stem = spans(part), part
    for start, stop in numbers:
        stem = f"{stem[:start]}{_NOTHING * (stop - start)}{stem[stop:]}"
    stem = without_serial(_without_ending(stem, folders))
    runs = _runs(stem)
    is_alone, is_numbered = len(runs) == 1 and not any(map(str.isdigit, stem)), _NOTHING in stem
    told = {
        word.span(): f"{word[0][0]}{HIDDEN}"
        for run in runs
        for word in [
            *_persons_in(run, folders, is_alone=is_alone, is_numbered=is_numbered),
            *(_strange(run, folders) if is_numbered and not is_sentence else ()),
            *(_rare(run, folders, kind, is_only=len(runs) == 1) if kind not in (Kind.LINE, Kind.SENTENCE) else ()),
            *(word for word in run if same(word[0]) in others),
        ]
    }
    if kind is not Kind.LINE and (partner := _PARTNER.search(stem)):
        behind = (word for run in runs for word in run if word.start() >= partner.end())
        told |= {word.span(): f"{word[0][0]}{HIDDEN}" for word in behind if _is_no_word(word[0], folders)}
    numbers = digits(stem) if is_address(stem, folders) and not is_sentence else numbers
    told |= {(start, stop): re.sub(r"\w", "*", part[start:stop]) for start, stop in numbers}
    for (start, stop), masked in sorted(told.items(), reverse=True):
        part = f"{part[:start]}{masked}{part[stop:]}"
    return part


def _without_ending(name: str, folders: tuple[Path, ...]) -> str:
    """Return a name of a file without its endings; a name of a person behind a full stop is none."""
    while (ending := _ENDING.search(name)) and ending.start():
        word = ending[0][1:]
        if word.upper() in name_words.known(folders) and same(word) not in name_words.ordinary(folders):
            break
        name = name[: ending.start()]
    return name


def _runs(name: str) -> list[list[re.Match[str]]]:
    """Return the words of a name, those together that stand one after the other."""
    runs: list[list[re.Match[str]]] = []
    for word in _FILE_WORD.finditer(name):
        is_next = runs and _BETWEEN.fullmatch(name[runs[-1][-1].end() : word.start()])
        runs[-1].append(word) if is_next else runs.append([word])
    return runs


def _persons_in(
    run: list[re.Match[str]], folders: tuple[Path, ...], *, is_alone: bool, is_numbered: bool
) -> list[re.Match[str]]:
    """Return the words of a run, one after the other, that are a person's name.

    `is_alone` = there is nothing beside the run, `is_numbered` = there is a person's number.
    """
    words = [fold(word[0]).upper() for word in run]
    known = _known(words, folders)
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


def _rare(run: list[re.Match[str]], folders: tuple[Path, ...], kind: Kind, *, is_only: bool) -> list[re.Match[str]]:
    """Return the words of a run that are a person's name of which at least a word is on no list, but reads like one."""
    words = [fold(word[0]).upper() for word in run]
    if not name_words.parts(folders).isdisjoint(words):
        return []  # "Gulberg Johar Town"
    known = _known(words, folders)
    least = rare_names.POSSIBLE if known else rare_names.LIKELY
    rare = {
        number: told
        for number, word in enumerate(words)
        if (told := rare_names.score(word, folders)) > least
        and not _is_in_digest(run[number])
        and (known or kind is Kind.TITLE or len(word) > _LETTERS)
    }
    beside = {each for number in rare for each in (number - 1, number + 1)}
    named = rare.keys() | (known - _no_persons(words, known, folders)) | (known & beside)
    if not named or not (rare or kind is Kind.TITLE):
        return []
    if is_only and all(number in named or len(word) <= _SHORT for number, word in enumerate(words)):
        is_sure = all(told >= rare_names.SURE for told in rare.values())
        is_like_one = bool(known) or (is_sure and all(word[0].istitle() for word in run))
        is_one = is_sure if sum(len(word) > _SHORT for word in words) == 1 else kind is Kind.FILE or is_like_one
        return run if len(run) < _MOST_WORDS and (kind is Kind.TITLE or is_one) else []
    found = [run[number] for number, told in rare.items() if told >= rare_names.CERTAIN]
    for before, after in pairwise([-1, *(number for number in range(len(words)) if number not in named), len(words)]):
        inside = range(before + 1, after)
        if len(inside) > 1 and rare.keys() & set(inside) and (kind is not Kind.COLUMN or known & set(inside)):
            found += run[before + 1 : after]
    return found


def _is_in_digest(word: re.Match[str]) -> bool:
    """Return whether digits stand right before and right behind a word."""
    return word.string[: word.start()][-1:].isdigit() and word.string[word.end() :][:1].isdigit()


def may_be_person(name: str, folders: tuple[Path, ...], least: float) -> bool | None:
    """Return true if a name may be that of a person and says nothing else; null if it has no words.

    `least` is the least score of a word that is on no list (`rare_names.score`).
    """
    runs = _runs(without_serial(_without_ending(name, folders)))
    words = [fold(word[0]).upper() for run in runs for word in run if len(word[0]) > _SHORT]
    if not words:
        return None
    known = _known(words, folders)
    stops = _no_persons(words, known, folders) if known else set()
    is_named = (number in known - stops or rare_names.score(word, folders) > least for number, word in enumerate(words))
    return len(words) < _MOST_WORDS and all(is_named)


def words_in(name: str, folders: tuple[Path, ...]) -> frozenset[str]:
    """Return the words of a name, as `same` writes them, without its ending."""
    runs = _runs(_without_ending(name, folders))
    return frozenset(same(word[0]) for run in runs for word in run if len(word[0]) > _SHORT)


def _is_no_word(word: str, folders: tuple[Path, ...]) -> bool:
    """Return whether a word in the title of a chat is a name, or on no list."""
    is_everyday = same(word) in name_words.everyday(folders) or same(word.removesuffix("s")) in name_words.everyday(
        folders
    )
    return len(word) > _SHORT and (fold(word).upper() in name_words.known(folders) or not is_everyday)


def _known(words: list[str], folders: tuple[Path, ...]) -> set[int]:
    """Return the numbers of the words that are known names."""
    return {number for number, word in enumerate(words) if len(word) > _SHORT and word in name_words.known(folders)}


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
