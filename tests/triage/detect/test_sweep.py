"""Every value in a cell, each at its place, once."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import triage.rules
from triage.detect import Detector, sweep
from triage.detect.finds import Sought
from triage.recognizers import fold_column, text_recognizer, verdicts
from triage.rules.model import Rule

EYES = Detector(triage.rules.load(), {}, "off").eyes
CNIC, MOBILE = "PK_CNIC", "PK_MOBILE_NUMBER"


def found(*cells: str, own: str = "", doubted: tuple[str, ...] = ()) -> dict[str, list[str]]:
    finds = sweep.sweep(fold_column(pl.Series(cells)), Sought((*EYES.swept, *EYES.free), own, doubted), EYES)
    return {entity: sorted(each["value"]) for entity, each in finds.items()}


@pytest.mark.parametrize(
    "cell",
    [
        "Ali CNIC 35202-1000001-1 came about 0300-1000001 or +92 345 1000002",
        "https://x.example/v?cnic=3520210000011&msisdn=923001000001&alt=03451000002",
        '["35202-1000001-1", "0300-1000001", "0345-1000002"]',
        "{35202-1000001-1,03001000001,03451000002}",
        "TEL:03001000001\nTEL:+923451000002\nNOTE:35202-1000001-1",
        "wa.me/923001000001 wa.me/923451000002 35202.1000001.1",
    ],
)
def test_all_values_of_all_entities_are_found(cell: str) -> None:
    finds = found(cell)

    assert finds[CNIC] == ["3520210000011"]
    assert finds[MOBILE] == ["03001000001", "03451000002"]


@given(st.lists(st.integers(0, 10**7 - 1), min_size=1, max_size=30), st.sampled_from([",", "/", " ", ";", "\n", " | "]))
def test_as_many_are_found_as_there_are(serials: list[int], between: str) -> None:
    cell = between.join(f"0300{serial:07}" for serial in serials)

    assert found(cell) == {MOBILE: sorted(f"0300{serial:07}" for serial in serials)}


@pytest.mark.parametrize("cell", ["call 03001000001 pe", "IBAN PK36 SCBL 0000 0011 2345 6702 of Ali", "a@example.com"])
def test_a_place_is_one_find(cell: str) -> None:
    assert sum(len(values) for values in found(cell).values()) == 1


def test_a_number_that_stands_twice_is_found_twice() -> None:
    assert found("0300-1000001, again 03001000001") == {MOBILE: ["03001000001"] * 2}


def test_what_fails_its_check_hides_no_other() -> None:
    assert found("95202-1000001-1 35202-1000001-1 0300-1000001")[CNIC] == ["3520210000011"]


def test_values_that_were_cut_out_join_no_others() -> None:
    assert found("0300 35202-1000001-1 1000001") == {CNIC: ["3520210000011"]}


@pytest.mark.parametrize("cell", ["x 1702655203623 y", "inbox/user_8565151494373/message_1.json"])
def test_a_bare_number_that_was_never_given_out_needs_a_word(cell: str) -> None:
    assert CNIC not in found(cell)
    assert found(f"cnic {cell}")[CNIC]


def test_a_doubted_entity_needs_a_word_or_a_form() -> None:
    cells = ("at 3520210000011", "nic 3520210000012", "35202-1000001-3")

    assert found(*cells)[CNIC] == ["3520210000011", "3520210000012", "3520210000013"]
    assert found(*cells, doubted=(CNIC,))[CNIC] == ["3520210000012", "3520210000013"]


def test_times_make_an_entity_doubted_and_numbers_of_cards_do_not() -> None:
    times = pl.Series([f"x {1_702_655_203_623 + 86_400_000 * day}" for day in range(90)])
    cards = pl.Series([f"got 35202{serial:07}1" for serial in range(90)])

    assert sweep.doubted(times, EYES.swept, EYES) == (CNIC,)
    assert sweep.doubted(cards, EYES.swept, EYES) == ()


@pytest.mark.parametrize("first", [1_730_100_000_000, 1_710_100_000_000, 1_720_100_000_000])
def test_times_of_one_day_that_begin_as_cards_of_a_place_are_doubted(first: int) -> None:
    log = pl.Series([f"seen {first + 977 * i} again" for i in range(90)])
    shuffled = pl.Series([f"got {17301_0000000_0 + 7919 * (i * 37 % 90)}" for i in range(90)])

    assert sweep.doubted(log, EYES.swept, EYES) == (CNIC,)
    assert sweep.doubted(shuffled, EYES.swept, EYES) == ()


def test_an_address_of_the_web_is_found_with_the_numbers_in_it() -> None:
    assert found("https://wa.me/923001000001") == {MOBILE: ["03001000001"], "URL": ["https://wa.me/923001000001"]}


def test_both_doors_ask_for_the_same_scores() -> None:
    assert (sweep.SURE, sweep.CONTEXT_CHARS) == (verdicts.CONTEXT_LEAST, text_recognizer.CONTEXT_CHARS)


@pytest.mark.parametrize(
    ("cell", "own", "values"),
    [
        ("office 042-35761234 call after five", "", ["04235761234"]),
        ("order 042-35761234 sent", "", []),
        ("042-35761234 / 0300-1000001", MOBILE, ["04235761234"]),
    ],
)
def test_a_fixed_line_needs_a_word_but_beside_mobiles(cell: str, own: str, values: list[str]) -> None:
    finds = sweep.sweep(fold_column(pl.Series([cell])), Sought((*EYES.swept, *sweep.ASKED), own), EYES)

    assert [*finds["PK_LANDLINE_NUMBER"]["value"]] == values if values else "PK_LANDLINE_NUMBER" not in finds


COUNTED = [rule for rule in triage.rules.load().entities.values() if "digits_least" in rule.settings]


@pytest.mark.parametrize("rule", COUNTED, ids=lambda rule: str(rule.id))
def test_every_example_has_the_digits_without_which_no_cell_is_looked_through(rule: Rule) -> None:
    rows = pl.DataFrame({"text": fold_column(pl.Series([each.text for each in rule.examples]))})
    without = replace(rule, sign="")

    assert sweep.with_signs(rows, without).height == rows.height
    assert not sweep.with_signs(pl.DataFrame({"text": ["CHAK NO 280/12L, TEHSIL CHICHAWATNI 10"]}), without).height
