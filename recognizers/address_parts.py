"""Split an address into its parts (house, street, mohalla, block ... district, province), as expressions and as spans.

An address is cut where a word opens a part ("Gali No", "Tehsil") and at commas; each piece then belongs to the part
whose word opens or ends it (`rules/tables/address_parts.csv`). District and province come from the gazetteer: from the
piece that names them, else from the last place that the address mentions. Not checked: whether the parts exist.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import polars as pl

from triage.recognizers.alphabet import any_word, capitals, escaped
from triage.recognizers.edition import Edition
from triage.recognizers.form import sparse
from triage.recognizers.gazetteer import district_in, district_of, nearly, place, province_of
from triage.recognizers.text import fold
from triage.rules.model import Rules

if TYPE_CHECKING:
    import regex

PARTS = (
    "house", "street", "mohalla", "block", "sector", "phase", "chak", "village", "uc", "post_office", "tehsil",
    "district", "city", "province", "postcode", "landmark",
)  # fmt: skip
"""All parts, from the door to the country."""

_CUT = "\u241f"
"""Separator that is inserted before each part; no address contains it."""

_LETTERS = "\u0621-\u06d3"
"""Letters and marks of Urdu, for a class in patterns of Python and of Rust."""

_STOPS = " .,:;#=-/'\"()"
_NUMBERED = r"(?:NO|NUMBER|NUM|نمبر)"
_ISLAMABAD = r"(?:^|[^A-Z0-9])([D-I]-?[0-9]{1,2}(?:/[1-4])?)(?:[^A-Z0-9/]|$)"
_BLOCK_BEHIND = r"(?:^|[^A-Z0-9])([A-Z]{1,3}[0-9]{0,2}|[0-9]{1,2}-[A-Z])[ -](?:BLOCK|BLK|بلاک)(?:[^A-Z]|$)"
_POSTCODE = r"[^0-9A-Z/#-]([1-9][0-9]{4})(?:[^0-9/-][^0-9]*)?$"


@dataclass(frozen=True, slots=True)
class Span:
    """A part of an address in a text: [start, end) in characters, with its words."""

    part: str
    start: int
    end: int


def parts_of(text: pl.Expr, rules: Rules) -> dict[str, pl.Expr]:
    """Return the parts of a folded address by name: String, null if the address has no such part.

    District, province, tehsil and city are canonical names of the gazetteer if it knows them; the others are as
    written, in capitals. Row-wise.
    """
    upper = capitals(text)
    pieces = _pieces(upper, rules)
    words = _words(Edition.of(rules))
    found = {part: _opened(pieces, opens) for part, opens in words.before.items()}
    for part, ends in words.behind.items():
        found[part] = pl.coalesce(found[part], _ended(pieces, ends))
    found["block"] = pl.coalesce(found["block"], upper.str.extract(_BLOCK_BEHIND))
    found["sector"] = pl.coalesce(found["sector"], upper.str.extract(_ISLAMABAD))
    found["postcode"] = upper.str.extract(_POSTCODE)
    found["tehsil"] = pl.coalesce(place(found["tehsil"], rules), found["tehsil"])
    found["city"] = _city(pieces, rules)
    found["district"] = _district(found["district"], pieces, upper, rules)
    found["province"] = _province(found["district"], upper, rules)
    return {part: found[part] for part in PARTS}


def district_and_province(text: pl.Expr, rules: Rules) -> pl.Expr:
    """Return a struct of district and province, as `parts_of` tells them: each step is computed once per batch."""
    opens = _words(Edition.of(rules)).before["district"]

    def of(name: str) -> pl.Expr:
        return pl.col("it").struct.field(name)

    return sparse(
        text,
        capitals,
        lambda upper: pl.struct(upper=upper, pieces=_pieces(upper, rules)),
        lambda _: pl.struct(
            upper=of("upper"),
            last=of("pieces").list.last(),
            own=of("pieces").list.eval(pl.element().filter(pl.element().str.contains(opens))).list.first(),
        ),
        lambda _: pl.struct(
            upper=of("upper"), last=of("last"), own=of("own").str.replace(opens, "").str.strip_chars(_STOPS)
        ),
        lambda _: pl.struct(
            upper=of("upper"), last=of("last"), own=pl.when(of("own").str.len_chars() > 0).then(of("own"))
        ),
        lambda _: pl.struct(upper=of("upper"), told=_told_district(of("own"), of("last"), rules)),
        lambda _: pl.struct(upper=of("upper"), district=pl.coalesce(of("told"), _last_mentioned(of, rules))),
        lambda _: pl.struct(district=of("district"), province=_province(of("district"), of("upper"), rules)),
        dtype=pl.Struct({"district": pl.String, "province": pl.String}),
    )


def _last_mentioned(of: Callable[[str], pl.Expr], rules: Rules) -> pl.Expr:
    """Return the district that an address mentions last, for addresses of which no piece gave a district."""
    rest = pl.when(of("told").is_null()).then(of("upper"))
    return sparse(rest, lambda upper: district_in(upper, rules))


def spans(text: str, rules: Rules) -> list[Span]:
    """Return the parts of one address in free text, in order, by the same words.

    Places that no word opens are not reported.
    """
    words = _words(Edition.of(rules))
    folded = fold(text).upper()
    if len(folded) != len(text):  # a letter of two capitals: positions would drift
        folded = fold(text)
    starts = sorted({0, *(match.start() for match in words.opening.finditer(folded)), *(_stops(folded)), len(folded)})
    found = []
    for start, end in pairwise(starts):
        piece = folded[start:end]
        part = words.part_of(piece.strip(_STOPS))
        if part:
            lead = len(piece) - len(piece.lstrip(_STOPS))
            found.append(Span(part, start + lead, start + len(piece.rstrip(_STOPS))))
    return found


def _district(named: pl.Expr, pieces: pl.Expr, upper: pl.Expr, rules: Rules) -> pl.Expr:
    """Return the district of an address: one named as such, else that of the last place, else the last mention.

    A word that is common in addresses everywhere (Topi, Alipur) gives its district only at the end.
    """
    return pl.coalesce(_told_district(named, pieces.list.last(), rules), district_in(upper, rules))


def _told_district(named: pl.Expr, last: pl.Expr, rules: Rules) -> pl.Expr:
    """Return the district that a piece is named as, else that of the place that is the last piece."""
    own = pl.coalesce(district_of(place(named, rules), rules), nearly(named, rules))
    return pl.coalesce(own, district_of(place(last, rules), rules))


def _province(district: pl.Expr, upper: pl.Expr, rules: Rules) -> pl.Expr:
    """Return the province that is written, else that of the district."""
    words = _province_words(Edition.of(rules))
    written = upper.str.extract_many(list(words), leftmost=True).list.last()
    return pl.coalesce(
        province_of(district, rules), written.replace_strict(words, default=None, return_dtype=pl.String)
    )


def _stops(text: str) -> list[int]:
    return [match.end() for match in re.finditer("[,;\n]", text)]


@dataclass(frozen=True)
class _Words:
    """Patterns by part: words that open it, words that end it, and words that open any part."""

    before: Mapping[str, str]
    behind: Mapping[str, str]
    any_before: str
    every: str

    @cached_property
    def opening(self) -> regex.Pattern[str]:
        """Pattern of the words that open any part, for single texts."""
        import regex  # noqa: PLC0415 - columns do without it

        return regex.compile(rf"(?<![A-Z{_LETTERS}])(?:{self.every})(?![A-Z{_LETTERS}])")

    def part_of(self, piece: str) -> str:
        """Return the name of the part that a piece is; "" = none."""
        import regex  # noqa: PLC0415 - as above

        for part, opens in self.before.items():
            if (match := regex.match(opens, piece)) and match.end() < len(piece):
                return part
        return next((part for part, ends in self.behind.items() if regex.search(ends, piece)), "")


@cache
def _words(edition: Edition) -> _Words:
    before: dict[str, list[str]] = {}
    behind: dict[str, list[str]] = {}
    for row in edition.rules.table("address_parts"):
        side = before if row["side"] == "before" else behind
        side.setdefault(row["part"], []).append(fold(row["word"]).upper())
    every = sorted({word for words in before.values() for word in words}, key=lambda word: (-len(word), word))
    union = "|".join(_spaced(word) for word in every)
    return _Words(
        {part: _opens(words) for part, words in before.items()},
        {part: _ends(words) for part, words in behind.items()},
        any_word(every),
        union,
    )


def _spaced(word: str) -> str:
    return "[. ]*".join(escaped(part) for part in word.split(" "))


def _opens(words: list[str]) -> str:
    union = "|".join(_spaced(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    return rf"^(?:{union})(?:[ .:#=-]*{_NUMBERED})?(?:[^A-Z{_LETTERS}]|$)"


def _ends(words: list[str]) -> str:
    union = "|".join(_spaced(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    return rf" (?:{union})[ 0-9IVX-]*$"


def _pieces(upper: pl.Expr, rules: Rules) -> pl.Expr:
    """Return the pieces of an address: a list of Strings."""
    opening = _words(Edition.of(rules)).any_before
    marked = upper.str.replace_all(opening, f"{_CUT}${{0}}").str.replace_all("[,;\n|]", _CUT)
    return marked.str.split(_CUT).list.eval(
        pl.element().str.strip_chars(_STOPS).filter(pl.element().str.len_chars() > 0)
    )


def _opened(pieces: pl.Expr, opens: str) -> pl.Expr:
    """Return the text after the word that opens the first piece of this part; null without such a piece."""
    own = pieces.list.eval(pl.element().filter(pl.element().str.contains(opens))).list.first()
    value = own.str.replace(opens, "").str.strip_chars(_STOPS)
    return pl.when(value.str.len_chars() > 0).then(value)


def _ended(pieces: pl.Expr, ends: str) -> pl.Expr:
    """Return the first piece that one of these words ends; null without such a piece."""
    return pieces.list.eval(pl.element().filter(pl.element().str.contains(ends))).list.first()


def _city(pieces: pl.Expr, rules: Rules) -> pl.Expr:
    """Return the last piece that is a place by itself and no province, in the gazetteer's spelling."""
    provinces = [row["place"] for row in rules.table("places") if row["kind"] == "province"]
    alone = pieces.list.eval(place(pl.element().str.replace(r"[ -]*[0-9]{5}$", ""), rules).drop_nulls())
    return alone.list.eval(pl.element().filter(pl.element().is_in(provinces).not_())).list.last()


@cache
def _province_words(edition: Edition) -> dict[str, str]:
    """Return the spellings of provinces in addresses, in capitals, each with the province's name."""
    found: dict[str, str] = {}
    for row in edition.rules.table("places"):
        if row["kind"] == "province":
            for word in [row["place"], *row["urdu"].split("|"), *row["spellings"].split("|")]:
                if len(word) > 3:
                    found[fold(word).upper()] = row["place"]
    return found
