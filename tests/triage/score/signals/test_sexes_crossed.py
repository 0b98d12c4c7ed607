from __future__ import annotations

from collections.abc import Callable
from typing import Any

MAN, WOMAN = "3520210000011", "3520210000012"
HE, SHE = "MUHAMMAD ASLAM", "SHAZIA BIBI"


def test_both_crossings_speak_against(look: Callable[..., Any]) -> None:
    reason = look("sexes_crossed", {"cnic": [MAN, WOMAN] * 50, "name": [HE, SHE, SHE, HE] * 25})

    assert (reason.bound.failed, reason.decibans < -15) == (50, True)
    assert "the rarer of both is 100% as frequent" in reason.statement


def test_husbands_cards_in_rows_of_women_do_not(look: Callable[..., Any]) -> None:
    reason = look("sexes_crossed", {"cnic": [MAN, WOMAN, MAN, MAN] * 50, "name": [HE, SHE, SHE, HE] * 50})

    assert (reason.bound.failed, reason.decibans) == (0, 2)


def test_a_list_of_men_says_nothing(look: Callable[..., Any]) -> None:
    assert look("sexes_crossed", {"cnic": [MAN] * 300, "name": [HE] * 300}) is None
