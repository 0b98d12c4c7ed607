"""CNIC: forms and validity stand as examples in the rule; here are its parts, its tells and its oracle."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.pk import cnic as oracle

from triage.recognizers import cnic, load
from triage.rules import load as load_rules

NUMBERS = st.from_regex(r"[1-8][0-9]{12}", fullmatch=True)


def one(expression: pl.Expr) -> object:
    return pl.select(expression).item()


def canonical(cell: str) -> str | None:
    return pl.DataFrame({"cell": [cell]}).select(load(load_rules())["PK_CNIC"].value(pl.col("cell"))).item()


@given(NUMBERS, st.sampled_from(["{}-{}-{}", "{}{}{}", "{} {} {}", "{}.{}.{}", "{}/{}/{}", "{}_{}_{}", "{}{}-{}"]))
def test_every_written_form_gives_the_same_number(number: str, form: str):
    assert canonical(form.format(number[:5], number[5:12], number[12])) == number


@given(NUMBERS)
def test_groups_turned_round_are_turned_back(number: str):
    assert canonical(f"{number[12]}-{number[5:12]}-{number[:5]}") == number


@given(NUMBERS)
def test_oracle_agrees_except_where_it_is_known_to_be_wrong(number: str):
    is_wrong = number[0] == "8" or number[12] == "0"

    assert oracle.is_valid(number) or is_wrong


def test_oracle_reads_the_same_sex():
    assert [one(cnic.sex(pl.lit(n))) for n in ("3520210000011", "3520210000012")] == [
        oracle.get_gender("3520210000011"),
        oracle.get_gender("3520210000012"),
    ]


def test_parts_of_a_number(parts):
    assert parts("PK_CNIC", "3520210000020") == {"province": "3", "district_code": "352", "sex": "F"}


def test_digits_between_have_names():
    number = pl.lit("3520210000011")

    assert (one(cnic.fourth_digit(number)), one(cnic.serial(number))) == ("0", "1000001")


@pytest.mark.parametrize(("number", "is_listed"), [("3520210000011", True), ("3529910000011", False)])
def test_listed_prefix_is_of_five_digits(number: str, rules, *, is_listed: bool):
    assert one(cnic.listed_prefix(pl.lit(number), rules)) is is_listed


def test_a_number_of_province_nine_is_a_candidate_and_not_valid(value, valid):
    assert value("PK_CNIC")(["95202-1000001-1"]) == ["9520210000011"]
    assert valid("PK_CNIC")(["9520210000011", None]) == [False, None]


@pytest.mark.parametrize(
    ("number", "is_placeholder"),
    [
        ("1234512345671", True),
        ("1111111111111", True),
        ("0000000000000", True),
        ("3740512345679", True),
        ("3520211111112", True),
        ("3520210000011", False),
    ],
)
def test_placeholders_are_known(number: str, rules, *, is_placeholder: bool):
    assert one(cnic.placeholder(pl.lit(number), rules)) is is_placeholder


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("3.52021E+12", "scientific"),
        ("3.52021000001e12", "scientific"),
        ("3.00E+09", None),
        ("35202-XXXXXXX-1", "masked"),
        ("35202*******1", "masked"),
        ("35202-*******-1", "masked"),
        ("XXXXX-1000001-X", "masked"),
        ("****001-1", "masked"),
        ("35202-1000001-1", None),
        ("XXXXX-XXXXXXX-X", None),
        ("Lahore", None),
        ("0300-XXX0001", None),
        (None, None),
    ],
)
def test_damage_is_told_from_what_is_left(cell: str | None, kind: str | None, value):
    assert one(cnic.damaged(pl.lit(cell, pl.String))) == kind
    if kind is not None:
        assert value("PK_CNIC")([cell]) == [None]


def test_of_two_numbers_the_first_is_taken(value):
    assert value("PK_CNIC")(["42101-1000002-2, 35202-1000001-1"]) == ["4210110000022"]
