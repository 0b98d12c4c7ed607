"""Cards of fathers, husbands and guardians beside other people's names, and columns that were mixed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.score.estimator import rows, sexes
from triage.score.guardians import Sexes
from triage.score.pairs import SEAM

MAN, WOMAN = "3520210000011", "3520210000012"
HIS, HER = "MUHAMMAD ASLAM", "SHAZIA BIBI"


def table(pairs: dict[str, int], said: dict[str, str]) -> dict[str, list[str]]:
    cards, others = [], []
    for (card, other), count in pairs.items():
        cards += [MAN if card == "M" else WOMAN] * count
        others += [said[other]] * count
    return {"cnic": cards, "said": others}


@pytest.mark.parametrize("pairs", [
    {"MM": 100, "MF": 100},  # pupils beside their fathers' cards
    {"FM": 90, "FF": 110},  # children beside the cards of mothers who receive support
    {"MF": 200},  # wives beside their husbands' cards
    {"MM": 100, "MF": 50, "FF": 50},  # men and women, of whom half have their husbands' cards
    {"MF": 80, "FF": 120},  # a list of women, of whom some have their husbands' cards
    {"MM": 192, "MF": 55, "FF": 175},  # patients: women have cards of their own, girls their fathers'
])  # fmt: skip
def test_cards_of_guardians_accuse_nobody(look: Callable[..., Any], pairs: dict[str, int]) -> None:
    made = table(pairs, {"M": HIS, "F": HER})
    reason = look("sex_digit_name", {"cnic": made["cnic"], "name": made["said"]})

    assert reason is None or reason.decibans >= 0
    assert reason is None or reason.bound is None or reason.bound.failed == 0


@pytest.mark.parametrize("pairs", [
    {"MM": 50, "MF": 50, "FM": 50, "FF": 50},  # columns that were mixed
    {"MM": 100, "FM": 100},  # names of men beside digits drawn at random
    {"FM": 100, "MF": 100},  # columns moved by a row
    {"MM": 120, "MF": 40, "FM": 30, "FF": 10},  # the same where most are men
])  # fmt: skip
def test_mixed_columns_count_against_a_list(look: Callable[..., Any], pairs: dict[str, int]) -> None:
    made = table(pairs, {"M": HIS, "F": HER})
    reason = look("sex_digit_name", {"cnic": made["cnic"], "name": made["said"]})

    assert reason.decibans < -5
    assert reason.bound.failed == sum(count for (card, said), count in pairs.items() if card != said)


def test_a_sex_filled_in_for_all_accuses_nobody(look: Callable[..., Any]) -> None:
    reason = look("sex_digit_gender", {"cnic": [MAN, WOMAN] * 100, "gender": ["M"] * 200})

    assert (reason.decibans, reason.bound) == (0, None)
    assert "one word was filled in for all" in reason.statement


def test_a_column_of_sexes_that_was_turned_accuses_nobody(look: Callable[..., Any]) -> None:
    turned = {"cnic": [MAN, WOMAN] * 100, "gender": ["F", "M"] * 100}
    mixed = {"cnic": [MAN, MAN, WOMAN, WOMAN] * 50, "gender": ["F", "M"] * 100}

    assert look("sex_digit_gender", turned).decibans == 0
    assert look("sex_digit_gender", mixed).decibans < -5


def test_headers_of_name_and_father_that_were_exchanged_accuse_nobody(look: Callable[..., Any]) -> None:
    cells = {"cnic": [MAN, WOMAN] * 100, "name": [HIS] * 200, "father": [HIS, HER] * 100}
    reason = look("sex_digit_name", cells)

    assert (reason.decibans, reason.bound) == (0, None)
    assert look("sex_digit_name", {**cells, "father": [HIS] * 200}).decibans < -5


def test_names_of_husbands_behind_wife_of_are_left_out(look: Callable[..., Any]) -> None:
    cells = {"cnic": [MAN, WOMAN, WOMAN] * 50, "name": [HIS, f"W/O {HIS}", HER] * 50}

    assert look("sex_digit_name", cells).bound.rows == 100


def told(pairs: dict[str, int], column: str) -> pl.DataFrame:
    made = table(pairs, {"M": "0", "F": "1"})
    last = [int(card[-1]) for card in made["cnic"]]
    frame = pl.DataFrame({"cnic_last": last, column: [int(each) for each in made["said"]], "at": range(len(last))})
    return sexes.comparable(rows.complete(frame))


def test_the_trees_do_not_see_what_shows_nothing() -> None:
    assert told({"MM": 100, "MF": 100}, "name_female")["cnic_last"].is_null().all()
    assert told({"MM": 50, "FM": 50}, "gender_female")["gender_female"].is_null().all()
    women = told({"MM": 100, "MF": 50, "FF": 50}, "name_female")
    assert women.filter(pl.col("cnic_last").is_null())["name_female"].unique().to_list() == [1]


def test_the_trees_do_not_see_exchanged_columns() -> None:
    frame = pl.DataFrame({
        "cnic_last": [1, 2] * 50, "name_female": [0] * 100, "father_female": [0, 1] * 50, "gender_female": [1, 0] * 50,
        "at": range(100),
    })  # fmt: skip
    found = sexes.comparable(rows.complete(frame))

    assert found["name_female"].is_null().all()
    assert found["father_female"].is_null().all()
    assert found["gender_female"].is_null().all()
    assert found["cnic_last"].is_not_null().all()


@pytest.mark.parametrize("pairs", [{"MM": 50, "MF": 50, "FM": 50, "FF": 50}, {"MM": 90, "FF": 90, "MF": 10}])
def test_the_trees_see_mixed_columns_and_slips(pairs: dict[str, int]) -> None:
    assert told(pairs, "name_female")["cnic_last"].is_not_null().all()


@given(st.lists(st.sampled_from(["MM", "MF", "FM", "FF"]), max_size=60))
def test_each_row_is_counted_once(pairs: Sequence[str]) -> None:
    found = Sexes.of({f"{card}|{said}": list(pairs).count(card + said) for card, said in set(pairs)})

    assert found.rows == len(pairs)
    assert found.men_failed + found.women_failed == sum(card != said for card, said in pairs)


@pytest.mark.parametrize(("pairs", "are"), [
    ({"MM": 190, "FM": 2, "MF": 55, "FF": 175}, True),  # girls among patients
    ({"MM": 185, "FM": 9, "MF": 30, "FF": 170}, False),  # a part mixed: men fail less often than women, and fail
    ({"MM": 370, "FM": 0, "MF": 4, "FF": 26}, False),  # too few women's cards to say that men are missing
])  # fmt: skip
def test_cards_of_some_fathers_are_told_by_the_men_who_do_not_fail(pairs: dict[str, int], are: object) -> None:
    assert Sexes.of({f"{card}{SEAM}{said}": count for (card, said), count in pairs.items()}).are_of_guardians is are
