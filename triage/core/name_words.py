"""The words by which names in evidence are told apart: headers, names of persons, places, parts of addresses.

Each set is made once for the folders of rules that a scan was started with.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from triage import rules as rulebook
from triage.recognizers.spelling import alike, words_of
from triage.recognizers.text import fold

_TELLING = 4  # fewest characters of a header word that is also recognised at the start or end of a longer name


def same(word: str) -> str:
    """Return a name reduced to its letters and digits in lower case, equal for spellings of the same header."""
    if word.isascii() and word.isalnum():
        return word.lower()  # most words, of which thousands are read at each start
    return "".join(each for each in fold(word).lower() if each.isalnum())


@cache
def rules(folders: tuple[Path, ...]) -> rulebook.Rules:
    """Return the built-in rules with those of the folders."""
    return rulebook.load(*folders)


@cache
def known(folders: tuple[Path, ...]) -> frozenset[str]:
    """Return the known words of names of persons, in capitals."""
    return frozenset(words_of(rules(folders)).known)


@cache
def headers(folders: tuple[Path, ...], entities: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the header words of these entities, and those long enough to be found inside longer names."""
    asked = [rule for rule in rules(folders).entities.values() if not entities or rule.entity in entities]
    words = frozenset(same(word) for rule in asked for each in rule.fields for word in each.headers)
    return words, tuple(sorted(word for word in words if len(word) >= _TELLING))


@cache
def pieces(folders: tuple[Path, ...]) -> frozenset[str]:
    """Return the single words that headers consist of."""
    read = rules(folders)
    phrases = [word for rule in read.entities.values() for each in rule.fields for word in each.headers]
    return frozenset(
        same(word)
        for phrase in [*phrases, *(row["word"] for row in read.table("header_words"))]
        for word in re.split(r"[\s/._-]+", phrase)
    )


@cache
def parts(folders: tuple[Path, ...]) -> frozenset[str]:
    """Return the words that introduce parts of an address, in capitals."""
    rows = rules(folders).table("address_words")
    return frozenset(word for row in rows for word in fold(row["word"]).upper().split())


@cache
def places(folders: tuple[Path, ...]) -> frozenset[str]:
    """Return the names of places, as `same` writes them."""
    read = rules(folders)
    columns = {"places": ("place", "spellings", "urdu"), "towns": ("place",), "districts": ("district", "spellings")}
    cells = [row[column] for table, names in columns.items() for row in read.table(table) for column in names]
    tehsils = [row["tehsil"] for row in read.table("cnic_tehsils")]
    return frozenset(same(name) for cell in [*cells, *tehsils] for name in cell.split("|") if name)


@cache
def ordinary(folders: tuple[Path, ...]) -> frozenset[str]:
    """Return the words of names of files and keys that are of no person, as `same` writes them."""
    read = rules(folders)
    cells = [row["word"] for name in ("file_words", "chat_words") for row in read.table(name)]
    traded = [word for each in read.market["products"].values() for word in each.words]
    words = (same(word) for cell in [*cells, *traded] for word in re.split(r"[\s/._-]+", cell))
    return frozenset(words) | pieces(folders) | places(folders)


@cache
def simple(folders: tuple[Path, ...]) -> frozenset[str]:
    """Return the known words of names of persons without those that "Abdul" is written together with."""
    return frozenset(word.lower() for word in words_of(rules(folders)).simple)


@cache
def english(folders: tuple[Path, ...]) -> frozenset[str]:
    """Return common words of English."""
    return frozenset(word for row in rules(folders).table("english_words") for word in row["words"].split("|"))


@cache
def everyday(folders: tuple[Path, ...]) -> frozenset[str]:
    """Return the ordinary words, common words of English and words of addresses, as `same` writes them."""
    return english(folders) | ordinary(folders) | frozenset(word.lower() for word in parts(folders))


@cache
def sounds(folders: tuple[Path, ...]) -> frozenset[str]:
    """Return the loose keys by which other spellings of ordinary words are told ("mobail", "tafseelaat")."""
    return frozenset(filter(None, (alike(word)[1] for word in ordinary(folders) if word.isascii() and word.isalpha())))


@cache
def endings(folders: tuple[Path, ...]) -> tuple[str, ...]:
    """Return the endings of words that name papers, places and trades, and nobody ("kirayanama")."""
    rows = rules(folders).table("file_words")
    return tuple(row["word"] for row in rows if row["means"] == "ending")
