"""What a column is, and what stands in its cells beside it."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import triage.rules
from triage.core.model import AT, Batch, Evidence, Source
from triage.core.summary import ColumnSum, Coverage
from triage.detect import Detector

DETECTOR = Detector(triage.rules.load(), {}, "off")
EVIDENCE = Evidence("d", Path("d.csv"), (), Path("d.csv"), 1_000, "0" * 64)
CNIC, MOBILE = "PK_CNIC", "PK_MOBILE_NUMBER"
N = 30


def numbers(form: str) -> list[str]:
    return [form.format(i, i * 3_777_777 % 10**7, (i * 3_777_777 + 1) % 10**7) for i in range(N)]


def observed(header: str, cells: list[str]) -> tuple[str, ColumnSum]:
    source = Source(EVIDENCE, "delimited", "", (header,), has_header=header != "")
    frame = pl.DataFrame({"0": cells})
    source = DETECTOR.decide(source, frame)
    batch = Batch(frame.with_columns(pl.int_range(len(cells), dtype=pl.UInt64).alias(AT)), Coverage())
    return source.roles[0].entity, DETECTOR.observe(source, batch).columns["0"]


def tally(column: ColumnSum, entity: str) -> tuple[int, int, int]:
    own = column.entities.get(entity)
    return (own.found, own.valid, own.distinct.distinct()) if own else (0, 0, 0)


@pytest.mark.parametrize(
    ("header", "form"),
    [
        ("message", "Dear customer {0}, your CNIC 35202-{1:07}-2 is verified. Call 0300{1:07} for help"),
        ("remarks", "CNIC 35202-{1:07}-2 came about 0300-{1:07} and was sent home"),
        ("", "Name: Ali, CNIC 35202-{1:07}-2, Mobile 0300{1:07}"),
        ("sms", "Rs 500 only! 35202-{1:07}-2 sold, WhatsApp 0300-{1:07}"),
        ("text", "NUMBER : 0300{1:07}\nNAME : Ali\nCNIC : 35202{1:07}2\nADDRESS : Chah Zaman"),
        ("details", "bhai 0300{1:07} ka cnic 35202-{1:07}-2 hai"),
    ],
)
def test_a_column_of_sentences_is_text_and_every_number_in_it_is_found(header: str, form: str) -> None:
    entity, column = observed(header, numbers(form))

    assert entity == "TEXT"
    assert tally(column, CNIC) == tally(column, MOBILE) == (N, N, N)


@pytest.mark.parametrize(
    ("header", "form", "own"),
    [
        ("mobile", "0300{1:07} / 0345{2:07}", MOBILE),
        ("phones", '["0300{1:07}", "0345{2:07}"]', MOBILE),
        ("", "{{0300{1:07},0345{2:07}}}", MOBILE),
        ("contact", "Mob: 0300-{1:07}, 0345-{2:07}", MOBILE),
        ("url", "https://x.example/?a=92300{1:07}&b=92345{2:07}", "URL"),
    ],
)
def test_two_numbers_in_a_cell_are_two(header: str, form: str, own: str) -> None:
    entity, column = observed(header, numbers(form))

    assert entity == own
    assert tally(column, MOBILE) == (2 * N, 2 * N, 2 * N)


@pytest.mark.parametrize("form", ["35202-{1:07}-2", "CNIC 35202{1:07}2", "NIC No. 35202-{1:07}-2"])
def test_a_label_makes_no_sentence(form: str) -> None:
    entity, column = observed("", numbers(form))

    assert entity == CNIC
    assert tally(column, CNIC) == (N, N, N)


def test_what_stands_beside_a_value_is_found_too() -> None:
    _, column = observed("cnic", [*numbers("35202-{1:07}-2"), "35202-9999999-1 (0300-1000001, a@example.com)"])

    assert tally(column, CNIC) == (N + 1, N + 1, N + 1)
    assert tally(column, MOBILE) == tally(column, "EMAIL_ADDRESS") == (1, 1, 1)


def test_user_names_that_are_numbers_are_numbers() -> None:
    mixed = [*numbers("user.{0}"), *numbers("0300{1:07}"), *numbers("a{0}@example.com")]
    entity, column = observed("login", mixed)

    assert entity == "USERNAME"
    assert [tally(column, each)[0] for each in ("USERNAME", MOBILE, "EMAIL_ADDRESS")] == [N, N, N]


@pytest.mark.parametrize("header", ["login", "user name"])
def test_user_names_that_are_all_cnics_are_cnics(header: str) -> None:
    entity, column = observed(header, numbers("35202{1:07}2"))

    assert entity == CNIC
    assert tally(column, CNIC) == (N, N, N)


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("name", ["pending", "open", "closed"] * 10),
        ("card_no", numbers("8588890947{1:07}")),
        ("imei", [f"7667776554{i:05}" for i in range(0, 300, 10)]),
    ],
)
def test_a_header_whose_cells_all_fail_names_nothing(header: str, cells: list[str]) -> None:
    source = DETECTOR.decide(Source(EVIDENCE, "delimited", "", (header,)), pl.DataFrame({"0": cells}))

    assert source.roles[0].entity == ""
    assert any("the cells do not" in reason for reason in source.roles[0].reasons)


def test_a_few_sentences_among_numbers_of_no_kind_are_looked_at() -> None:
    entity, column = observed("ref", [str(10_000 + i) for i in range(N)] + ["call 0300-1000001"])

    assert entity == ""
    assert tally(column, MOBILE) == (1, 1, 1)


def test_old_numbers_and_passports_among_cards_are_found() -> None:
    cells = [*(f"35202-{i:07}-2" for i in range(1_000_001, 1_000_025)), *["EA1234567", "274-47-123456"] * 3]
    entity, column = observed("CNIC/Passport", cells)

    assert entity == CNIC
    assert [tally(column, each)[0] for each in (CNIC, "PK_PASSPORT", "PK_NIC_OLD")] == [24, 3, 3]
