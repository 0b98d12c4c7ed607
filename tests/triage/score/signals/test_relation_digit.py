from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

MAN, WOMAN, ROUNDED = "3520210000011", "3520210000012", "3520210000010"
Look = Callable[..., Any]


@pytest.mark.parametrize(
    "words", [("S/O", "D/O"), ("s/o", "w/o"), ("Son of", "Wife of"), ("S / O", "WD/O"), ("S\\O", "Daughter of")]
)
def test_agreement_speaks_for_genuine(look: Look, words: tuple[str, str]):
    fathers = [f"{word} ABDUL GHAFOOR" for word in words]
    reason = look("relation_digit", {"cnic": [MAN, WOMAN] * 50, "father": fathers * 50})

    assert reason.decibans > 5
    assert reason.bound.chance == pytest.approx(0.5)


def test_shuffled_columns_speak_against(look: Look):
    fathers = ["S/O ABDUL GHAFOOR", "S/O AKRAM", "D/O AKRAM", "W/O IMRAN"]
    reason = look("relation_digit", {"cnic": [MAN, WOMAN] * 50, "father": fathers * 25})

    assert reason.decibans == -15
    assert reason.bound.failed == 50


def test_the_relation_may_stand_in_the_name(look: Look):
    names = ["ALI KHAN S/O AKRAM KHAN", "SANA D/O AKRAM KHAN"]

    assert look("relation_digit", {"cnic": [MAN, WOMAN] * 50, "name": names * 50}).bound.failed == 0


@pytest.mark.parametrize(
    ("cnic", "fathers", "why"),
    [
        ([MAN, WOMAN] * 50, ["S/O AKRAM"] * 100, "one word for all"),
        ([ROUNDED] * 100, ["S/O AKRAM", "D/O AKRAM"] * 50, "last digits lost"),
        ([MAN, WOMAN] * 50, ["C/O AKRAM", "AKRAM"] * 50, "no word of sex"),
        ([MAN, WOMAN] * 50, ["SO AKRAM", "DO RAHIM"] * 50, "words without a stroke are names"),
    ],
)
def test_nothing_is_said_where_nothing_can_be_told(look: Look, cnic: list[str], fathers: list[str], why: str):
    assert look("relation_digit", {"cnic": cnic, "father": fathers}) is None, why
