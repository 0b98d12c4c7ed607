from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

NAMES = ["ALI RAZA", "BILAL KHAN", "SANA TARIQ", "USMAN SHAH", "NADIA AKRAM", "ZAHID IQBAL", "KAMRAN ALI", "FARAH NAZ"]
Look = Callable[..., Any]


def mails(names: list[str]) -> list[str]:
    return [f"{name.split()[0].lower()}{number}@example.com" for number, name in enumerate(names)]


def test_addresses_of_the_name_speak_a_little_for_genuine(look: Look):
    reason = look("email_letter", {"name": NAMES * 20, "email": mails(NAMES) * 20})

    assert reason.bound.failed == 0
    assert 0 < reason.decibans <= 2


def test_addresses_of_other_people_speak_against(look: Look):
    reason = look("email_letter", {"name": NAMES * 20, "email": mails(NAMES[1:] + NAMES[:1]) * 20})

    assert reason.bound.failed == reason.bound.rows
    assert reason.decibans < -5


def test_half_of_the_addresses_of_nicknames_do_not_speak_against(look: Look):
    half = [mail if number % 2 else f"x{mail}" for number, mail in enumerate(mails(NAMES))]
    reason = look("email_letter", {"name": NAMES * 20, "email": half * 20})

    assert reason.decibans >= 0


@pytest.mark.parametrize(
    ("names", "emails"),
    [(["ALI RAZA"] * 200, ["ali@example.com"] * 200), (NAMES * 20, ["1001@example.com"] * 160)],
    ids=["one letter only", "numbers of an employer"],
)
def test_nothing_is_said_where_nothing_can_be_told(look: Look, names: list[str], emails: list[str]):
    assert look("email_letter", {"name": names, "email": emails}) is None
