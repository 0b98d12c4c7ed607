"""Other numbers beside the same people: altered by a seller, or what people change in the course of years."""

from __future__ import annotations

from dataclasses import replace

import pytest

from triage.people.alterations import alteration
from triage.people.altered import Altered, Codes

OWN, NEW = Codes(kept=1.0, by_chance=0.05, mix=0.9), Codes(kept=0.1, by_chance=0.05, mix=0.9)
OTHER_COMPANY = Codes(kept=0.0, by_chance=0.0, mix=0.0)
ONE_CODE = Codes(kept=1.0, by_chance=1.0, mix=1.0)


def other(codes: Codes = NEW, **fields: int) -> Altered:
    return Altered("name and CNIC", 1.0, max(fields.values()), 100, fields, codes)


@pytest.mark.parametrize(
    ("told", "alike"),
    [
        (other(cnic=6), False),
        (replace(other(cnic=100), women=(0.5, 0.48)), True),
        (replace(other(cnic=40), women=(0.0, 0.5)), True),
        (replace(other(cnic=100), women=(0.0, 0.02)), True),
        (other(OWN, mobile=100), False),
        (other(OWN, mobile=30), True),
    ],
)
def test_what_no_person_changes_was_altered(told: Altered, *, alike: bool) -> None:
    found = alteration(told, is_alike=alike)

    assert found
    assert found.is_sure


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (other(NEW, mobile=99), "another company or bank"),
        (other(iban=99), "another company or bank"),
        (other(email=98), "another company or bank"),
        (replace(other(cnic=100), women=(0.0, 0.5)), "fathers, husbands or guardians"),
        (replace(other(cnic=100), women=(0.4, 1.0)), "fathers, husbands or guardians"),
    ],
)
def test_what_changes_for_all_at_once_may_be_innocent(told: Altered, why: str) -> None:
    found = alteration(told, is_alike=True)

    assert found
    assert (found.is_sure, why in found.why, "cannot tell" in found.why) == (False, True, True)


@pytest.mark.parametrize(
    ("told", "alike"),
    [
        (other(cnic=3), True),
        (other(NEW, mobile=70), True),
        (other(NEW, mobile=100), False),
        (other(OWN, mobile=10), True),
        (other(ONE_CODE, mobile=40), True),
        (other(OTHER_COMPANY, mobile=100), True),
        (other(iban=60), True),
        (other(iban=100), False),
        (other(email=100), False),
    ],
)
def test_second_and_later_numbers_of_people_accuse_nobody(told: Altered, *, alike: bool) -> None:
    assert alteration(told, is_alike=alike) is None
