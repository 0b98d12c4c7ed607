"""Decide whether other numbers beside the same people were altered, or are what people change in the course of years.

Cards do not change. People have several mobile numbers, e-mail addresses and accounts, so other ones alone show
nothing. Digits that a seller altered keep the code (0300 ...), which new numbers of the same people do no more often
than chance. Where in a list of the same columns nobody at all kept a number, a seller invented all of them, or an
employer moved to another bank, an office to another operator, or many years passed: that is said, and nobody accused.
"""

from __future__ import annotations

from dataclasses import dataclass

from triage.people.altered import Altered

LEAST_CARDS = 0.05
"""From this share of records with another CNIC on a list of the same people is an altered copy."""

LEAST_MOBILES = 0.2
"""The same for mobile numbers that keep their code: numbers are typed wrongly, and some people change theirs."""

KEPT, KEPT_BEYOND_CHANCE = 0.6, 0.25
"""Smallest share of other mobile numbers with the same code, and by how much it exceeds that of unrelated numbers."""

ALL = 0.95
"""From this share of other numbers on nobody, or nearly, kept his."""

ALIKE_CODES = 0.5
"""How alike both dumps must use codes for that: the list of another company has numbers of its own."""

ONE_SEX, OTHER_SEXES = 0.05, 0.2
"""Share of the rarer sex below which cards are of one sex, and by how much the other dump's shares differ then."""

_CONTACTS = ("email", "iban")

_CANNOT_TELL = (
    "so a copy was altered, or all of it changed since, as with another company or bank; the files cannot tell"
)


@dataclass(frozen=True, slots=True)
class Alteration:
    """Why numbers are taken for altered; not `is_sure` where they can be other ones for an innocent reason."""

    why: str
    is_sure: bool = True


def alteration(told: Altered, *, is_alike: bool) -> Alteration | None:
    """Return by what numbers are recognised as altered; null if they may be what people change one by one.

    `is_alike` = both dumps have the same columns.
    """
    shares = {name: count / told.of for name, count in told.fields.items()} if told.of else {}
    if shares.get("cnic", 0.0) >= LEAST_CARDS:
        return _of_cards(told, shares["cnic"])
    codes, mobiles = told.codes, shares.get("mobile", 0.0)
    if mobiles >= LEAST_MOBILES and codes.kept >= max(KEPT, codes.by_chance + KEPT_BEYOND_CHANCE):
        return Alteration(
            f"{codes.kept:.0%} of the other mobile numbers keep the code of the operator, of unrelated numbers "
            f"{codes.by_chance:.0%} would"
        )
    if is_alike and mobiles >= ALL * told.linked and codes.mix >= ALIKE_CODES:
        why = f"in a list of the same columns hardly anybody kept a mobile number: {_CANNOT_TELL}"
        return Alteration(why, is_sure=False)
    if is_alike and any(shares.get(name, 0.0) >= ALL * told.linked for name in _CONTACTS):
        why = f"in a list of the same columns hardly anybody kept an e-mail address or account: {_CANNOT_TELL}"
        return Alteration(why, is_sure=False)
    return None


def _of_cards(told: Altered, share: float) -> Alteration:
    """Return what other cards show: lists of pupils hold their fathers' cards, lists of wives their husbands'."""
    one, other = told.women
    are_of_men = any(min(women, 1 - women) < ONE_SEX for women in (one, other)) and abs(one - other) >= OTHER_SEXES
    if share >= ALL * told.linked and are_of_men:
        return Alteration(
            "hardly anybody has the same card, and in one of them all cards are of one sex: it may hold those of "
            "fathers, husbands or guardians, or one of the two was altered; the files cannot tell",
            is_sure=False,
        )
    relatives = ", unless one list has those of fathers, husbands or guardians" if share >= ALL * told.linked else ""
    return Alteration(f"cards do not change{relatives}")
