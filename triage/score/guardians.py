"""Tell sexes that contradict each other for an innocent reason from columns that were mixed.

Lists of pupils hold their fathers' cards, lists of wives their husbands'. The last digit then states the sex of the
guardian, and that it disagrees with the name shows nothing. Four signs tell such lists from columns that were mixed:

* all cards are of one sex: then no comparison could tell mixed columns from right ones;
* women stand beside men's cards, and hardly any man beside a woman's: in mixed columns men fail as well. These may be a
  quarter of the women, or fewer, as girls among patients are, if the women let expect men whom nobody met;
* nearly all rows of a column of sexes differ: its words or codes were exchanged, and mixed ones agree by chance;
* the names of fathers agree with the cards: the headers of both columns were exchanged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from triage.core.model import Reason
from triage.core.plurals import count_of
from triage.core.summary import Marks
from triage.rules.model import SignalRule
from triage.score.pairs import SEAM, paired
from triage.score.row_checks import Check, checked, histogram, percent

ONE_SEX = 0.05
"""Share of the rarer sex below which a column is of one sex."""

MEN_MOST, WOMEN_LEAST = 0.05, 0.25
"""Rows of men that fail at most, and rows of women that fail at least, where women stand beside men's cards."""

FAILED_MOST = 0.12
"""Share of rows that fail at most in a genuine list of people with cards of their own (`rules/signals`)."""

MET_MOST, EXPECTED_LEAST = 0.25, 10
"""Men beside women's cards, of as many as the women's failures let expect in mixed columns: so many at most, of so many
at least."""

_TURNED_LEAST = 0.9

_MEN_LEAST = 20
"""Fewest rows of men that show whether columns were mixed."""


@dataclass(frozen=True, slots=True)
class Sexes:
    """Rows by the sex of the card and by that which the other column states.

    `men_failed` are men beside women's cards, `women_failed` women beside men's.
    """

    men: int
    men_failed: int
    women: int
    women_failed: int

    @classmethod
    def of(cls, pairs: Mapping[str, int]) -> Sexes:
        """Return the counts of a histogram of `pairs.joined` sexes, the card's first."""
        count = Counter(pairs)
        mm, fm, mf, ff = (count[f"{card}{SEAM}{said}"] for said in "MF" for card in "MF")
        return cls(mm + fm, fm, mf + ff, mf)

    @property
    def rows(self) -> int:
        """Rows in all."""
        return self.men + self.women

    @property
    def failed(self) -> float:
        """Share of rows in which both sexes differ."""
        return (self.men_failed + self.women_failed) / max(self.rows, 1)

    @property
    def contradict(self) -> bool:
        """Whether sexes differ in more rows than names that both sexes bear explain."""
        return self.failed > FAILED_MOST

    @property
    def are_cards_of_one(self) -> bool:
        """Whether all cards but a few are of one sex."""
        of_men = self.men - self.men_failed + self.women_failed
        return min(of_men, self.rows - of_men) < ONE_SEX * self.rows

    @property
    def are_said_of_one(self) -> bool:
        """Whether the other column states one sex for all but a few."""
        return min(self.men, self.women) < ONE_SEX * self.rows

    @property
    def are_turned(self) -> bool:
        """Whether the sexes differ in nearly all rows."""
        return self.failed >= _TURNED_LEAST

    def agree_better_than(self, other: Sexes) -> bool:
        """Whether these names of both sexes agree with the cards as people's own do, and the others do not."""
        is_told = self.rows >= _MEN_LEAST and not self.are_said_of_one
        return is_told and not self.contradict and self.failed < other.failed / 2

    @property
    def are_of_guardians(self) -> bool:
        """Whether women stand beside men's cards, and hardly any man beside a woman's."""
        is_often = self.women_failed >= WOMEN_LEAST * self.women > 0
        return self.men_failed <= MEN_MOST * self.men and (is_often or self._lack_men)

    @property
    def _lack_men(self) -> bool:
        """Whether of the men who would stand beside women's cards, if columns were mixed, hardly any do."""
        of_men = self.men - self.men_failed + self.women_failed
        expected = self.men * self.women_failed / max(self.women, 1) * (self.rows - of_men) / max(of_men, 1)
        return expected >= EXPECTED_LEAST and self.men_failed <= MET_MOST * expected


def is_of_a_relative(cell: pl.Expr) -> pl.Expr:
    """Return whether a cell begins with W/O, D/O or S/O: then it names a relative of the person. Boolean."""
    return cell.str.contains(_RELATION)


_RELATION = r"(?i)^\s*(?:(?:s|d|w|wd|h)\s?[/\\]\s?o\b|(?:son|daughter|wife|widow|husband) of\b|(?:ولد|بنت|زوجہ|دختر)\s)"


def judged(marks: Marks, rule: SignalRule, statement: str, *, is_typed: bool = False) -> Reason | None:
    """Return the reason that sexes side by side give, in the histogram "pair"; null as `checked` gives null.

    `statement` has a place `{share}` for the rows that agree. `is_typed` if the other column may be filled by default:
    one that states one sex for all, or the other one in nearly all rows, is then not compared. Where the cards are
    those of guardians, the reason weighs nothing, or is that of the men alone.
    """
    check, sexes = paired(marks, "pair"), Sexes.of(histogram(marks, "pair"))
    agreeing = statement.format(share=percent(1 - check.failed / max(check.rows, 1)))
    usual = checked(check, rule, agreeing)
    if usual is None or check.failed <= _most(usual) * check.rows:
        return usual
    if innocent := _innocent(sexes, Sexes.of(histogram(marks, "father")), is_typed=is_typed):
        return replace(usual, decibans=0.0, statement=f"{agreeing} {innocent}", bound=None)
    if not sexes.are_of_guardians:
        return usual
    men = Check(sexes.men, sexes.men_failed, check.chance, check.group)
    return checked(men, rule, f"{agreeing} {_GUARDIANS} Of {count_of(sexes.men, 'man', 'men')} only these count.")


def _innocent(sexes: Sexes, fathers: Sexes, *, is_typed: bool) -> str:
    """Return why sexes that contradict each other show nothing at all; empty if they show something."""
    said = {
        _ONE_SEX: sexes.are_cards_of_one or (is_typed and sexes.are_said_of_one),
        _TURNED: is_typed and sexes.are_turned,
        _EXCHANGED: fathers.agree_better_than(sexes),
        _GUARDIANS: sexes.are_of_guardians and sexes.men < _MEN_LEAST,
    }
    return next((sentence for sentence, holds in said.items() if holds), "")


def _most(reason: Reason) -> float:
    return reason.bound.genuine_high if reason.bound else 1.0


_ONE_SEX = (
    "All but a few of one column are of one sex: such cards are those of fathers, husbands or guardians, or one word "
    "was filled in for all. Nothing follows from it."
)
_TURNED = "Mixed columns agree by chance: the words or codes of both sexes were exchanged. Nothing follows from it."
_EXCHANGED = "The names of fathers agree with the cards: the headers of both were exchanged. Nothing follows from it."
_GUARDIANS = (
    "Women stand beside men's cards and hardly any man beside a woman's: these may be cards of husbands, fathers or "
    "guardians, which shows nothing."
)
