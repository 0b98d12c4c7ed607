"""Recognise postal addresses of Pakistan, in English, Roman Urdu or Urdu, by their vocabulary.

There is no single form: house, street, block or mohalla, then town, tehsil and district; or village (chak, goth,
killi), post office, tehsil and district. `rules/tables/address_words.csv` holds the words that open each part. `value`
takes every cell that has one, names a place, or is written like an address of another country (number, street, comma);
`valid` requires two parts, or one part and a known place, and no other country at the end. Not checked: whether the
parts exist, or lie in each other.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from triage.recognizers.address_parts import district_and_province
from triage.recognizers.alphabet import SMALL, any_word, capitals, escaped
from triage.recognizers.base import Recognizer
from triage.recognizers.few import contains
from triage.recognizers.form import Step, as_it_is, parted, sparse
from triage.recognizers.gazetteer import names_place, place
from triage.recognizers.setting import words
from triage.recognizers.text import fold

_STOPS = " '=,.:;-"
_UNTIDY = r"""[\s]{2}|[\n\r\t"]|^[ '=,.:;-]|[ ',;:-]$"""
_LABEL = (
    r"^(?:(?:PRESENT|PERMANENT|POSTAL|MAILING|HOME|DELIVERY|CURRENT)? ?ADDRESS|ADDR|PATA|R/O|پتہ|سکنہ)"
    r"(?: IS)? ?[:=-]+ *"
)
_ONE_WORD = "^[^ ,،]*$|^[A-Z]+ [A-Z]+$"
"""One word, or two without a number or a punctuation mark: "House District" names nothing."""

_PATH = r"[^ ,]/[^ ,]*\.[A-Z]{1,4}(?:[^A-Z]|$)"
"""A file with its folder: "po/cs.po" is no post office."""

_PARTS = (
    r"^(?:[0-9]+[-/]?[A-Z](?:[-/][0-9A-Z]+)?|[0-9]+/[0-9A-Z]+|[^,]*\p{L}{2}[^,]*),"
    r"[^,]*\p{L}{2}[^,]*,(?:[^,]*,)*[ ]*([^,0-9]+)$"
)
"""Three or more parts between commas; the last may name the place that the others lie in."""

_SPOT = r"^([^,0-9]*[0-9]{0,4}[^,0-9]*),[ ]*([^,0-9]+)$"
"""A spot, which may have a number, and where it lies."""

_CODED = (
    r"(?:^|[^A-Z0-9])H\.? ?#? ?[0-9]{1,4}[A-Z]?(?:[-/][0-9A-Z]+)?,? +ST\.? ?#? ?[0-9]{1,3}"
    r"|(?:^|[^A-Z0-9])[D-I]-?[0-9]{1,2}/[1-4](?:[^A-Z0-9/]|$)"
    r"|(?:^|[^A-Z0-9])[0-9]{1,4}[ /-]?[EJRWNS]B(?:[^A-Z0-9]|$)"
)
"""Parts without a word: "H 20 St 8", the sectors of Islamabad, villages by number and canal ("225 EB")."""

_WESTERN = r"^[0-9]+(?:[-/]?[A-Z](?:[-/][0-9A-Z]+)?|/[0-9A-Z]+)?,? [^0-9,|]+(?:NO\.? ?[0-9]+)?[,|]"


class Address(Recognizer):
    """PK_ADDRESS: the whole cell in capitals, with single spaces."""

    def value(self, text: pl.Expr) -> pl.Expr:
        """Return the cell without its label and outer punctuation.

        Null if it has no word of addresses and names no place.
        """
        return sparse(text, _tidied, self._told)

    def valid(self, value: pl.Expr) -> pl.Expr:
        """Return true if a value has two parts of an address, or one part and a known place."""
        two = contains(value, f"(?:{self._strong}).*(?:{self._any})|(?:{self._any}).*(?:{self._strong})")
        rest = pl.when(two.not_()).then(value)
        is_one = two | sparse(rest, self._is_placed, dtype=pl.Boolean).fill_null(value=False)
        return is_one & contains(value, f"{self._abroad}|{_ONE_WORD}|{_PATH}|{self._only_a_place}").not_()

    def parts(self, value: pl.Expr) -> Mapping[str, pl.Expr]:
        """District and province that the address names; all its parts are in `recognizers.address_parts`."""
        told = self.all_parts(value)
        return {name: told.struct.field(name) for name in ("district", "province")}

    def all_parts(self, value: pl.Expr) -> pl.Expr:
        """Return both together: reading an address once costs half of reading it for each."""
        return district_and_province(value, self.rules)

    def _told(self, cell: pl.Expr) -> pl.Expr:
        return parted(cell, f"{self._strong}|{_WESTERN}", as_it_is, self._placed)

    def _placed(self, cell: pl.Expr) -> pl.Expr:
        """Return the texts that name a place, although they have no word of addresses."""
        unlike = [fold(word).upper() for word in words(self.rule, "nothing")]
        rest = pl.when(cell.is_in(unlike).not_()).then(cell)
        return sparse(rest, lambda each: pl.when(names_place(each, self.rules)).then(each))

    @property
    def _is_placed(self) -> Step:
        return lambda value: (
            (contains(value, self._strong) & (names_place(value, self.rules) | self._ends_in_place(value)))
            | self._in_parts(value)
            | self._is_spot(value)
        )

    def _ends_in_place(self, value: pl.Expr) -> pl.Expr:
        """Return true for a last part that is a place, also one whose name is common: "Moti Bazar, Pindi"."""
        return place(value.str.extract(",[ ]*([^,0-9]+)$"), self.rules).is_not_null()

    def _is_spot(self, value: pl.Expr) -> pl.Expr:
        """Return true for a named spot and the place in which it lies: "Bhati Gate, Lahore", "Korangi 2, Karachi"."""
        spot, seat = value.str.extract(_SPOT, 1), value.str.extract(_SPOT, 2)
        is_named = contains(spot, any_word(self._words("named")))
        before = spot.str.extract(r"^([^0-9]*[^0-9 ]) ?[0-9]{1,2}(?:[^0-9]|$)")
        is_numbered = place(before, self.rules).is_not_null()
        is_place = place(seat, self.rules).is_not_null() & place(spot, self.rules).is_null()
        return ((is_named | is_numbered) & is_place).fill_null(value=False)

    def _in_parts(self, value: pl.Expr) -> pl.Expr:
        """Return true if a value has no word of addresses, but parts, the last a place and the first none."""
        first, last = value.str.extract("^([^,]+),"), value.str.extract(_PARTS)
        is_list = names_place(first, self.rules)
        return (names_place(last, self.rules) & is_list.not_()).fill_null(value=False)

    @property
    def _only_a_place(self) -> str:
        """Pattern of one place after a word for its kind: what a column of districts holds."""
        kinds = "|".join(escaped(fold(word).upper()) for word in words(self.rule, "kinds"))
        return rf"^(?:(?:{kinds})[ .:=&/-]+)+[^ ,.0-9]+$"

    @property
    def _abroad(self) -> str:
        countries = "|".join(escaped(fold(word).upper()) for word in words(self.rule, "abroad"))
        return f"[ ,.-](?:{countries})[ .,0-9+-]*$"

    @property
    def _strong(self) -> str:
        return f"{any_word(self._words(''))}|{_CODED}"

    @property
    def _any(self) -> str:
        return f"{any_word(self._words('', 'weak', 'named'))}|{_CODED}"

    def _words(self, *strengths: str) -> list[str]:
        rows = self.rules.table("address_words")
        return [fold(row["word"]).upper() for row in rows if row["strength"] in strengths]


def _tidied(text: pl.Expr) -> pl.Expr:
    """Return texts in capitals without label and outer punctuation; most have neither, which one pattern shows."""
    return parted(text, f"{SMALL}|{_UNTIDY}|{_LABEL}", lambda odd: sparse(odd, capitals, _bare), as_it_is)


def _bare(cell: pl.Expr) -> pl.Expr:
    return parted(cell, f"{_UNTIDY}|{_LABEL}", _without_label, as_it_is)


def _without_label(cell: pl.Expr) -> pl.Expr:
    single = cell.str.replace_all(r'[\s"]+', " ").str.strip_chars(_STOPS)
    return single.str.replace(_LABEL, "").str.strip_chars(_STOPS)
