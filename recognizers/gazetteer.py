"""The gazetteer: names of districts, tehsils, cities and provinces, in many spellings, and which lies in which.

`rules/tables/districts.csv`, `places.csv` and `towns.csv` hold the names; `cnic_code_districts.csv` the present
districts that a CNIC district code covers. A spelling that several districts share leads to none of them, unless it is
a district's own name. "Karachi" counts as a district beside the seven that lie in it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import polars as pl

from triage.recognizers.alphabet import URDU, capitals
from triage.recognizers.edition import Edition
from triage.recognizers.few import FEW, found, looked_up
from triage.recognizers.joined_names import joined
from triage.recognizers.setting import words
from triage.recognizers.text import fold
from triage.rules.model import Rules

_LETTERS = f"[^A-Z0-9{URDU}]+"
_BEGINS, _ENDS = "\x01", "\x02"
"""Marks inserted before and after every word; since every word of a text is marked, a text that has such characters

cannot be mistaken for a marked one.
"""

_ONLY_LETTERS = re.compile("[A-Z\u0621-\u06d3 ]+")
_RUN = re.compile("[A-Z\u0621-\u06d3]+(?: [A-Z\u0621-\u06d3]+)*")
_BETWEEN = re.compile("[ .-]+")
_NEVER = "[^\\s\\S]"
_SIGNS = re.compile(r"[\W_]")
"""Whatever is neither letter nor digit."""

_ROADS = "ROAD|RD|CHOWK|GATE|BYPASS|MOR|PHATAK|TOLL PLAZA|HIGHWAY"
"""Words after a place that make it the name of a road, not the place in which the address lies."""

_SHORT = 5
"""Longest name that is not searched with one letter missing: it would match too many other words."""

_RANKS = ("district", "city", "province", "spelling", "tehsil", "town")
"""Order in which places that share a spelling are preferred."""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Lookup tables: `place` maps a key (see `key`) to a canonical name, `district` and `province` map that name on.

    `mentions` maps a spelling in an address, its words separated, to a district.
    """

    place: Mapping[str, str]
    district: Mapping[str, str]
    province: Mapping[str, str]
    mentions: Mapping[str, str]


def gazetteer(rules: Rules) -> Gazetteer:
    """Return the gazetteer of these rules."""
    return _made(Edition.of(rules))


@cache
def _made(edition: Edition) -> Gazetteer:
    rules = edition.rules
    entries = sorted(_entries(rules), key=lambda each: _RANKS.index(each.rank))
    place: dict[str, str] = {}
    homes: dict[str, set[str]] = defaultdict(set)
    provinces: dict[str, set[str]] = defaultdict(set)
    for each in entries:
        place.setdefault(_key(each.spelling), each.name)
        homes[each.name].add(each.district)
        provinces[each.name].add(each.province)
    for each in entries:
        if each.rank == "district":
            homes[each.name], provinces[each.name] = {each.name}, {each.province}
    return Gazetteer(
        place, _only(homes), _only(provinces) | _only_provinces(entries), dict(_mentions(entries, _common(rules)))
    )


def key(text: pl.Expr) -> pl.Expr:
    """Return the letters and digits of a cell in upper case: "D.G. Khan" and "DG KHAN" are equal."""
    return capitals(text).str.replace_all(_LETTERS, "")


def place(text: pl.Expr, rules: Rules) -> pl.Expr:
    """Return the canonical name of the place that a folded cell names as a whole: String, null = no place."""
    return looked_up(key(text), gazetteer(rules).place)


def nearly(text: pl.Expr, rules: Rules) -> pl.Expr:
    """Return the district whose name equals the text except for one missing letter ("Khaipur").

    String, null = no district, or several.
    """
    return looked_up(key(text), _one_lost(Edition.of(rules)))


@cache
def _one_lost(edition: Edition) -> dict[str, str]:
    known = _made(edition)
    found: dict[str, set[str]] = defaultdict(set)
    for each in _entries(edition.rules):
        own = _key(each.spelling)
        if each.rank in {"district", "spelling"} and each.district and len(own) > _SHORT:
            for at in range(len(own)):
                found[own[:at] + own[at + 1 :]].add(each.district)
    return {word: home for word, home in _only(found).items() if word not in known.place}


def district_of(name: pl.Expr, rules: Rules) -> pl.Expr:
    """Return the district in which a canonical place lies; of a district the district itself.

    String, null if unsure.
    """
    return looked_up(name, gazetteer(rules).district)


def province_of(name: pl.Expr, rules: Rules) -> pl.Expr:
    """Return the province in which a canonical place lies; of a province the province itself.

    String, null if unsure.
    """
    return looked_up(name, gazetteer(rules).province)


def district_in(text: pl.Expr, rules: Rules) -> pl.Expr:
    """Return the district that a folded address names: the last mention of a district or of a place in one wins.

    String, canonical; null if none is named. Words that are common in addresses everywhere (Saddar, Model Town) do not
    count, nor does a place that a road is named after. Measured: 0.7 microseconds an address.
    """
    mentions = gazetteer(rules).mentions
    padded = {_padded(spelling): name for spelling, name in mentions.items()}
    spaced = capitals(text).str.replace_all(_LETTERS, "  ")
    roads = pl.concat_str(pl.lit(" "), spaced, pl.lit(" ")).str.replace_all(rf" [^ ]+  (?:{_ROADS}) ", " ")
    # Of spellings that begin at one place the longest is taken: it is first.
    last = roads.str.extract_many(sorted(padded, key=len, reverse=True), leftmost=True).list.last()
    return last.replace_strict(padded, default=None, return_dtype=pl.String)


def names_place(text: pl.Expr, rules: Rules) -> pl.Expr:
    """Return whether an upper-case text names a district or a place in one: Boolean, null if text is null."""
    edition = Edition.of(rules)

    def named(texts: pl.Series) -> pl.Series:
        if texts.len() > FEW:
            return texts.to_frame("it").select(_names_place(pl.col("it"), edition)).to_series()
        told = [None if text is None else _is_place_in(text, edition) for text in texts.to_list()]
        return pl.Series(texts.name, told, dtype=pl.Boolean)

    return text.map_batches(named, return_dtype=pl.Boolean, is_elementwise=True)


def _names_place(text: pl.Expr, edition: Edition) -> pl.Expr:
    marked, odd = _marked(edition)
    words = text.str.replace_all("[ .-]+", " ").str.replace_all(f"[A-Z{URDU}]+", f"{_BEGINS}${{0}}{_ENDS}")
    return words.str.contains_any(list(marked)) | text.str.contains(odd)


def _is_place_in(text: str, edition: Edition) -> bool:
    """Return the same of one text: whether some words in a row, each with a blank before the next, are a spelling."""
    spellings, longest = _plain(edition)
    for run in _RUN.findall(_BETWEEN.sub(" ", text)):
        words = run.split(" ")
        for first in range(len(words)):
            if any(" ".join(words[first:end]) in spellings for end in range(first + 1, first + longest + 1)):
                return True
    return bool(found(pl.Series([text]), _marked(edition)[1])[0])


@cache
def _plain(edition: Edition) -> tuple[frozenset[str], int]:
    """Return the spellings of places without signs, and how many words the longest has."""
    spellings = frozenset(each for each in _made(edition).mentions if _ONLY_LETTERS.fullmatch(each))
    return spellings, max(each.count(" ") + 1 for each in spellings)


@cache
def _marked(edition: Edition) -> tuple[tuple[str, ...], str]:
    """Return the spellings of places with their words marked, and a pattern for those that have digits.

    A pattern of all of them takes ten times longer to compile than the marked ones take to be found in a batch.
    """
    spellings = sorted(_made(edition).mentions, key=len, reverse=True)
    plain = dict.fromkeys(each for each in spellings if _ONLY_LETTERS.fullmatch(each))
    marked = (" ".join(f"{_BEGINS}{word}{_ENDS}" for word in each.split()) for each in plain)
    odd = "|".join(each.replace(" ", "[ .-]+") for each in spellings if each not in plain)
    return tuple(marked), f"(?:^|[^A-Z{URDU}])(?:{odd})(?:[^A-Z{URDU}]|$)" if odd else _NEVER


def district_of_cnic_code(code: pl.Expr, rules: Rules) -> pl.Expr:
    """Return the present district nearest in name to a CNIC district code of three digits.

    String, null = not listed.
    """
    nearest: dict[str, str] = {}
    for row in rules.table("cnic_code_districts"):
        nearest.setdefault(row["district_code"], row["district"])
    return code.replace_strict(nearest, default=None, return_dtype=pl.String)


def same_district(code: pl.Expr, name: pl.Expr, rules: Rules) -> pl.Expr:
    """Return whether a CNIC district code and a canonical place agree: Boolean, null if code or district is unknown.

    They agree if the place lies in a district that is, or was split from, the one that the code was given to.
    """
    pairs = [f"{row['district_code']} {row['district']}" for row in rules.table("cnic_code_districts")]
    listed = pl.when(district_of_cnic_code(code, rules).is_not_null()).then(code)
    return pl.concat_str(listed, pl.lit(" "), district_of(name, rules)).is_in(pairs)


@dataclass(frozen=True, slots=True)
class _Entry:
    spelling: str
    name: str
    rank: str
    district: str
    province: str


def _entries(rules: Rules) -> Iterator[_Entry]:
    """Yield every spelling of every place, with its canonical name and its district and province."""
    for row in rules.table("districts"):
        home = row["district"], row["province"]
        yield _Entry(row["district"], row["district"], "district", *home)
        for spelling in [*joined(_list(row["urdu"])), *_list(row["spellings"])]:
            yield _Entry(spelling, row["district"], "spelling", *home)
        for rank in ("tehsil", "town"):
            for name in _list(row[f"{rank}s"]):
                yield _Entry(name, name, rank, *home)
    for row in rules.table("places"):
        home = row["district"], row["province"]
        yield _Entry(row["place"], row["place"], row["kind"], *home)
        for spelling in [*joined(_list(row["urdu"])), *_list(row["spellings"])]:
            yield _Entry(spelling, row["place"], "spelling", *home)
    for row in rules.table("towns"):
        yield _Entry(row["place"], row["place"], "town", "", row["province"])


def _list(*cells: str) -> list[str]:
    return [each for cell in cells for each in cell.split("|") if each]


def _key(spelling: str) -> str:
    return _words(spelling).replace(" ", "")


def _words(spelling: str) -> str:
    """Upper-case words with single spaces between them."""
    return " ".join(_SIGNS.sub(" ", fold(spelling).upper()).split())


def _padded(spelling: str) -> str:
    return f" {spelling.replace(' ', '  ')} "


def _only(homes: Mapping[str, set[str]]) -> dict[str, str]:
    """Return the one home of each name; names with several, or without any, are left out."""
    return {name: min(each) for name, each in homes.items() if len(each) == 1 and min(each)}


def _only_provinces(entries: list[_Entry]) -> dict[str, str]:
    return {each.name: each.province for each in entries if each.rank == "province"}


def _common(rules: Rules) -> frozenset[str]:
    rule = next(each for each in rules.entities.values() if each.entity == "LOCATION")
    return frozenset(_words(word) for word in words(rule, "common_words"))


def _mentions(entries: list[_Entry], common: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield spellings that identify a district, with it: its own name, else a name that no other district has."""
    own = {_words(each.spelling) for each in entries if each.rank in {"district", "city"}}
    homes: dict[str, set[str]] = defaultdict(set)
    for each in entries:
        spelling = _words(each.spelling)
        if each.district and spelling not in common and len(spelling) > 2:
            if spelling in own and each.rank not in {"district", "city"}:
                continue
            homes[spelling].add(each.district)
    yield from _only(homes).items()
