"""Recognise names of persons as files of Pakistan write them: one to eight words in Latin or Urdu script.

`value` is upper case with single spaces, without titles and outer punctuation, and ends before a word of kinship: the
cell "MST. SHAZIA BIBI W/O AKRAM" holds SHAZIA BIBI. `valid` requires that it reads like a name: it has a word that the
tables know (a tribe's alone is not enough), or two or more words spelled like names of the region, and no word of
forms, jobs or companies.

Not checked: whether anyone bears it. The share of known words, the genders and the spellings are for the signals.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache, cached_property

import polars as pl

from triage.recognizers.alphabet import URDU, any_word, capitals, escaped
from triage.recognizers.base import Recognizer
from triage.recognizers.edition import Edition
from triage.recognizers.few import contains
from triage.recognizers.form import Step, as_it_is, distinct, first, parted, sparse
from triage.recognizers.setting import number, words
from triage.recognizers.spelling import Words, fold_spelling, plain, unmarked, words_of
from triage.recognizers.text import fold
from triage.rules.model import Rule, Rules

__all__ = ["Person", "first_word", "fold_spelling", "gender", "known_words", "last_word", "thing_words"]

_STOPS = " '\"-/:;|=+.,_`&"
_OTHER = r"""[0-9@#%:;=<>{}\[\]|\\/+$&!?~^*"]"""
_JOINED = r" ?[&+;] ?| (?:AND|AUR|WA) | اور | ?/ ?|, ?"
"""Between two people in a cell."""

ANOTHER = (
    r"(?i)(?: ?[&+;] ?| (?:and|aur|@) | اور | ?/ ?\p{L}{3}|(?:^| )(?:[sdwhfc]/o|wd/o|(?:son|daughter|wife|widow) of"
    r"|walad|zauja|ولد|زوجہ|دختر|بنت|بیوہ)[ .:-]).*$"
)
"""What follows the first person of a cell: another one, or another name of the same."""

_TWO = r"^(?:[^/,]*\p{L}{3,} ?/ ?\p{L}{3,}[^/,]*|[^,/0-9]*\p{L}{2,} [^,/0-9]*(?:, ?\p{L}{2,} [^,/0-9]*)+)$"
"""A cell with a slash between words, or with a comma between names of two words: not "N/A", nor "Khan, Ali"."""

_TRAVELLER = r"^(\p{Lu}[\p{Lu} '-]{0,30})/ ?(\p{Lu}[\p{Lu} '-]{0,40}?) ?(?:MR|MRS|MS|MISS|MSTR|CHD|INF|DR)\.?$"
"""A cell of a list of passengers: family name, given name and title, "ALI/AZHAR MR"."""

_ONE_TWICE = (
    rf"{_TRAVELLER}|^[A-Za-z .'-]+[/(|,-][ ]*[{URDU} ]+\)?$|^[{URDU} ]+[/(|,،-][ ]*[A-Za-z .'-]+\)?$"
    r"|^\p{Lu}[\p{L}'-]+, *\p{L}[\p{L} .'-]*(?:\([A-Za-z. ]+\))?$"
)
"""A cell with one person in both scripts, or with the family name first: "KHAN, Imran (Mr)"."""

_COMPANY = r"(?:&| AND ) ?(?:SONS?|CO|COMPANY|BROS|BROTHERS|PARTNERS|ASSOCIATES)(?:[ .,)]|$)"
_ALIAS = " (?:URF|ALIAS|عرف) "
"""Before another name of the same person."""

_BORDER = "\u001f"
_LABEL = rf"[A-Z'/ ]{{0,30}}(?:NAME|NAAM|TITLE)(?: IS | OF | ?[:=-])|[{URDU}/ ]{{0,30}}نام ?[:=-]|MECARD:"


class Person(Recognizer):
    """PERSON: a name in capitals."""

    def value(self, text: pl.Expr) -> pl.Expr:
        """Return the first name in the cell.

        Null if it has digits or signs, more words than names have, or no words.
        """
        # Whatever has a small letter is odd too.
        return parted(text, self._odd, lambda cell: sparse(cell, capitals, self._cleaned), as_it_is)

    def valid(self, value: pl.Expr) -> pl.Expr:
        """Return true if it reads like a name."""
        is_like_one = contains(value, "^[A-Z]{2,}(?: [A-Z]+)+$") & contains(value, self._foreign).not_()
        # Searching all known words is slow: only names that are not recognised by their spelling need it.
        is_known = sparse(pl.when(is_like_one.not_()).then(value), unmarked, self._is_known, dtype=pl.Boolean)
        return is_known.fill_null(value=True) & contains(value, self._no_names).not_()

    def further(self, text: pl.Expr) -> pl.Expr:
        """Return the texts of the other people in a cell: "A & B", "A s/o B"."""
        borders = rf"{_JOINED}|(?:^| )(?:{self._kinship})(?:[ .:-]|$)"
        of_many = pl.when(text.str.contains(_ONE_TWICE).not_()).then(text)
        return of_many.str.to_uppercase().str.replace_all(borders, _BORDER).str.split(_BORDER).list.slice(1)

    def parts(self, value: pl.Expr) -> Mapping[str, pl.Expr]:
        """Return the gender "M" or "F" if the name shows it."""
        return {"gender": gender(value, self.rules)}

    def _is_known(self, bare: pl.Expr) -> pl.Expr:
        return contains(bare, self._known) & bare.is_in(words_of(self.rules).surnames).not_()

    def _cleaned(self, cell: pl.Expr) -> pl.Expr:
        return parted(cell, self._odd, lambda odd: sparse(odd, *self._cleaning), as_it_is)

    @cached_property
    def _odd(self) -> str:
        """Pattern of a cell that is not yet canonical, so that it needs cleaning."""
        longest = number(self.rule, "longest_words")
        outer = f"[^A-Z {URDU}]|  |^ | $|^.?$|^(?:[^ ]* ){{{longest}}}"
        nothing = "|".join(escaped(word) for word in _upper(self.rule, "nothing"))
        led = f"^(?:{_alternatives(self.rule, 'titles')}|{self._kinship}) | (?:{self._kinship}|AND|AUR|WA|اور) "
        told = f"{_ALIAS}| (?:{_alternatives(self.rule, 'titles_behind')})$"
        return f"{outer}|{led}|{told}|^(?:{nothing})$|^NAME IS "

    @cached_property
    def _kinship(self) -> str:
        return _alternatives(self.rule, "kinship")

    @cached_property
    def _cleaning(self) -> tuple[Step, ...]:
        """Steps from an upper-case cell to a name, or to null."""
        titles = _alternatives(self.rule, "titles")
        before = (
            rf"^(?:(?:{titles}|{self._kinship})(?:[. :]+|$)(?:(?:&|AND) (?:{titles})(?:[. :]+|$))?)+([^U]|U[^LRDN]|$)"
        )
        behind = rf"(?: |^)(?:{self._kinship})(?:[ .:-].*)?$|[&+;].*$| (?:AND|AUR|WA|اور) .*$"
        called = _alternatives(self.rule, "titles_behind")
        added = rf" @ ?\p{{L}}.*$|{_ALIAS}.*$| (?:{called})$| R/O(?:[ .:,-].*)?$|[ -]+[0-9]{{1,2}}$"
        nothing = _upper(self.rule, "nothing")
        longest = number(self.rule, "longest_words")

        def told(cell: pl.Expr) -> pl.Expr:
            is_led = cell.str.contains(rf"^[^\p{{L}}]*(?:{_LABEL}|(?:{self._kinship})[ .:])")
            return pl.coalesce(sparse(pl.when(is_led).then(cell), lambda each: first(each, self.rule)), cell)

        def tidy(cell: pl.Expr) -> pl.Expr:
            cell = cell.str.replace(_TRAVELLER, "${2} ${1}")
            of_one = pl.when(cell.str.contains(_TWO)).then(cell.str.extract("^([^/,]+)")).otherwise(cell)
            alone = pl.when(cell.str.contains(_COMPANY).not_()).then(of_one)
            bare = alone.str.replace_all(r"\([^)]*\)?", " ")
            return bare.str.replace_all(r'[\s\pC.,_`"]+', " ").str.strip_chars(_STOPS)

        def alone(cell: pl.Expr) -> pl.Expr:
            own = cell.str.replace(added, "").str.replace(before, "${1}").str.replace(behind, "")
            return own.str.replace_all(" {2,}", " ").str.strip_chars(_STOPS)

        def named(name: pl.Expr) -> pl.Expr:
            is_name = name.str.contains(rf"[A-Z\x{{C0}}-\x{{24F}}{URDU}]{{2}}") & name.str.contains(_OTHER).not_()
            is_short = name.str.count_matches(" ", literal=True) < longest
            return pl.when(is_name & is_short & name.is_in(nothing).not_()).then(name)

        return told, tidy, alone, named

    @cached_property
    def _known(self) -> str:
        endings = any_ending(_upper(self.rule, "known_endings"))
        beginnings = "|".join(_upper(self.rule, "known_beginnings"))
        return f"{any_word(words_of(self.rules).simple)}|{endings}|(?:^| )(?:{beginnings})"

    @cached_property
    def _foreign(self) -> str:
        return str(self.rule.settings["foreign"])

    @cached_property
    def _no_names(self) -> str:
        return any_word(_upper(self.rule, "no_names"))


def first_word(value: pl.Expr) -> pl.Expr:
    """Return the first word of a name: String, null if value is null."""
    return value.str.extract("^([^ ]+)", 1)


def last_word(value: pl.Expr) -> pl.Expr:
    """Return the last word of a name; the only word if it has one."""
    return value.str.extract("([^ ]+)$", 1)


def known_words(value: pl.Expr, rules: Rules) -> tuple[pl.Expr, pl.Expr]:
    """Return how many of a name's words the tables know, and how many it has: UInt32, null if value is null."""
    rule = _rule(rules)
    affix = any_ending(_upper(rule, "known_endings")) + "|^(?:" + "|".join(_upper(rule, "known_beginnings")) + ")"
    listed = pl.element().is_in(words_of(rules).known) | pl.element().str.contains(affix)
    pieces = plain(value).str.split(" ")
    return pieces.list.eval(listed).list.sum().cast(pl.UInt32), pieces.list.len()


def thing_words(rules: Rules) -> str:
    """Return a pattern of the words of places, institutions, shops and goods that stand in no person's name."""
    rule = _rule(rules)
    districts = (fold(row["district"]).upper() for row in rules.table("districts"))
    return any_word((*_upper(rule, "things"), *_upper(rule, "trade"), *districts))


def gender(value: pl.Expr, rules: Rules) -> pl.Expr:
    """Return the gender that a name shows: "M" or "F"; null if it shows neither, or both.

    A word of respect in front (Malik, Rana) is skipped. Words that only women bear (Bibi, Begum, un Nisa) decide first,
    then Muhammad and Syed before other words, then the first given name that the tables know, then compounds of men
    (Abdul-, -ullah, ud Din). In a raw cell in upper case the title counts too (Mst).
    """
    return _gender_step(Edition.of(rules))(value)


@cache
def _gender_step(edition: Edition) -> Step:
    """Return the step from a name to its gender; one of all who ask, for it keeps what it told."""
    rule = _rule(edition.rules)
    respect = f"^(?:{_alternatives(rule, 'respect')}) ([^ ]{{2}})"
    return distinct(
        plain,
        lambda name: name.str.replace(respect, "${1}"),
        lambda name: _gender(name, rule, words_of(edition.rules)),
    )


def _gender(name: pl.Expr, rule: Rule, known: Words) -> pl.Expr:
    unsure = frozenset(_upper(rule, "ambiguous"))
    told = {word: sex for word, sex in known.gender.items() if unsure.isdisjoint({word, known.spelling.get(word)})}
    first, second = (name.str.extract(form, 1) for form in ("^([^ ]+)", "^[^ ]+ ([^ ]+)"))
    by_first, by_second = (each.replace_strict(told, default=None, return_dtype=pl.String) for each in (first, second))
    is_woman = name.str.contains(
        f"{any_word(_upper(rule, 'female'))}|{any_ending(_upper(rule, 'female_endings'))}"
        f"|^(?:{_alternatives(rule, 'female_titles')})[. ]"
    )
    is_led = first.is_in(_spelt(known, _upper(rule, "male_first"))) & second.is_not_null()
    beginnings = f"^(?:{'|'.join(_upper(rule, 'male_beginnings'))})"
    is_compound = name.str.contains(f"{beginnings}|{any_ending(_upper(rule, 'male_endings'))}")
    # After a word that both sexes bear a woman's name decides (Noor Fatima); a man's may be a husband's (Kiran Ali).
    behind = pl.coalesce(
        pl.when(first.is_in(_spelt(known, unsure)) & (by_second == "F")).then(pl.lit("F")),
        pl.when(first.is_in(_upper(rule, "by_second"))).then(by_second),
    )
    return (
        pl.when(is_woman)
        .then(pl.when(is_led.not_()).then(pl.lit("F")))
        .when(is_led)
        .then(pl.lit("M"))
        .otherwise(pl.coalesce(by_first, behind, pl.when(is_compound).then(pl.lit("M"))))
    )


def _spelt(known: Words, wanted: Collection[str]) -> list[str]:
    """Return every word whose one spelling is wanted."""
    chosen = frozenset(wanted)
    return [word for word, to in known.spelling.items() if to in chosen] + sorted(chosen.difference(known.spelling))


def any_ending(endings: tuple[str, ...]) -> str:
    """Return a pattern for words with one of these endings."""
    return f"(?:{'|'.join(endings)})(?:$| )"


def _rule(rules: Rules) -> Rule:
    return next(each for each in rules.entities.values() if each.entity == "PERSON")


def _upper(rule: Rule, name: str) -> tuple[str, ...]:
    return tuple(fold(word).upper() for word in words(rule, name))


def _alternatives(rule: Rule, name: str) -> str:
    """Return words of a setting as alternatives, the longest first.

    A slash may have blanks around it or be a full stop.
    """
    known = sorted(_upper(rule, name), key=len, reverse=True)
    return "|".join(escaped(word).replace("/", " ?[/.] ?") for word in known)
