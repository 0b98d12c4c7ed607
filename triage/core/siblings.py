"""Tell names of people by those beside them: the members of a folder, the sheets of a workbook, the keys of an object.

A word that is on no list may be a name or not, alone. Where most names of a group may be people's, and at least some
of them surely are or look so, all of them are: "Gulwarin.jpg" beside "Sana Tariq.jpg" and "Shamroz.jpg".
"""

from __future__ import annotations

from collections.abc import Iterable
from contextvars import ContextVar
from pathlib import Path

from triage.core import name_words, rare_names
from triage.core.persons_in_names import may_be_person, words_in

_LEAST = 3
"""Fewest names of people that make a group one of people."""

_WORDS: ContextVar[frozenset[str]] = ContextVar("words of people, told by their groups", default=frozenset())


def use(groups: Iterable[Iterable[str]], folders: tuple[Path, ...]) -> None:
    """Take the words of people in these groups of names, from now on in this context, for names wherever they stand."""
    _WORDS.set(frozenset().union(*(named(group, folders) for group in groups)))


def words() -> frozenset[str]:
    """Return the words of people that their groups tell, as `same` writes them."""
    return _WORDS.get()


def named(group: Iterable[str], folders: tuple[Path, ...]) -> frozenset[str]:
    """Return the words of a group of names if most of them are people's; else nothing."""
    told = {name: may_be_person(name, folders, rare_names.LIKELY) for name in set(group)}
    people = [name for name, is_one in told.items() if is_one]
    others = sum(is_one is False for is_one in told.values())
    if len(people) < _LEAST or len(people) <= others:
        return frozenset()
    of_each = [words_in(name, folders) for name in people]
    sure = sum(any(_is_sure(word, folders) for word in each) for each in of_each)
    if 2 * sure < len(people):
        return frozenset()
    possible = (words_in(name, folders) for name in told if may_be_person(name, folders, rare_names.POSSIBLE))
    return frozenset().union(*possible)


def _is_sure(word: str, folders: tuple[Path, ...]) -> bool:
    return word.upper() in name_words.known(folders) or rare_names.score(word, folders) >= rare_names.SURE
