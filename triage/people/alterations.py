"""Decide whether other numbers beside the same people were altered, or are what people change in the course of years.

Cards do not change. People have several mobile numbers, e-mail addresses and accounts, so other ones alone show
nothing. Digits that a seller altered keep the code (0300 ...), which new numbers of the same people do no more often
than chance; and in a later list of the same columns many people still have their number.
"""

from __future__ import annotations

from triage.people.altered import Altered

LEAST_CARDS = 0.05
"""From this share of records with another CNIC on a list of the same people is an altered copy."""

LEAST_MOBILES = 0.2
"""The same for mobile numbers that keep their code: numbers are typed wrongly, and some people change theirs."""

KEPT, KEPT_BEYOND_CHANCE = 0.6, 0.25
"""Smallest share of other mobile numbers with the same code, and by how much it exceeds that of unrelated numbers."""

ALL = 0.95
"""From this share of other numbers on nobody, or nearly, kept his in a list of the same columns."""

ALIKE_CODES = 0.5
"""How alike both dumps must use codes for that: the list of another company has numbers of its own."""

_CONTACTS = ("email", "iban")


def altered_how(told: Altered, *, is_alike: bool) -> str:
    """Return by what numbers are recognised as altered; "" if they may be what people change.

    `is_alike` = both dumps have the same columns.
    """
    shares = {name: count / told.of for name, count in told.fields.items()} if told.of else {}
    if shares.get("cnic", 0.0) >= LEAST_CARDS:
        return "cards do not change"
    codes, mobiles = told.codes, shares.get("mobile", 0.0)
    if mobiles >= LEAST_MOBILES and codes.kept >= max(KEPT, codes.by_chance + KEPT_BEYOND_CHANCE):
        return (
            f"{codes.kept:.0%} of the other mobile numbers keep the code of the operator, of unrelated numbers "
            f"{codes.by_chance:.0%} would"
        )
    if is_alike and mobiles >= ALL * told.linked and codes.mix >= ALIKE_CODES:
        return "in a list of the same columns hardly anybody kept a mobile number"
    if is_alike and any(shares.get(name, 0.0) >= ALL * told.linked for name in _CONTACTS):
        return "in a list of the same columns hardly anybody kept an e-mail address or account"
    return ""
