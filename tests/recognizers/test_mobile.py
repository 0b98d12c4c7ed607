from __future__ import annotations

import phonenumbers
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.recognizers import load, mobile
from triage.recognizers.presidio import text_recognizer
from triage.rules import load as load_rules

RULES = load_rules()
PREFIXES = RULES.table("mobile_prefixes")
FORMS = [
    "0{p}{s}", "0{p}-{s}", "0{p} {s}", "(0{p}){s}", "+92{p}{s}", "+92 {p} {s}", "+92-{p}-{s}", "0092{p}{s}", "92{p}{s}",
    "{p}{s}", "{p}{s}.0", "'0{p}{s}", "92-0{p}-{s}", "+920{p}{s}", "0{p}{s}/03001000001", "Mob: 0{p}-{s}.",
]  # fmt: skip


def one(expression: pl.Expr) -> object:
    return pl.select(expression).item()


@given(st.sampled_from(PREFIXES), st.from_regex("[0-9]{7}", fullmatch=True), st.sampled_from(FORMS))
def test_every_written_form_gives_the_same_number(row, serial: str, form: str):
    cell = form.format(p=row["prefix"][1:], s=serial)
    found = pl.DataFrame({"cell": [cell]}).select(load(RULES)["PK_MOBILE_NUMBER"].value(pl.col("cell"))).item()

    assert found == row["prefix"] + serial


def test_prefix_is_valid_where_it_was_ever_allotted(valid):
    states = {row["prefix"]: row["status"].startswith(("active", "uncertain", "defunct")) for row in PREFIXES}

    assert valid("PK_MOBILE_NUMBER")([f"{prefix}1000001" for prefix in states]) == list(states.values())


def is_valid_for_oracle(number: str) -> bool:
    return phonenumbers.is_valid_number(phonenumbers.parse(number, "PK"))


def test_oracle_agrees_except_where_it_is_known_to_be_wrong(valid):
    prefixes = [row["prefix"] for row in PREFIXES]
    ours = valid("PK_MOBILE_NUMBER")([f"{prefix}1000001" for prefix in prefixes])
    differ = {p for p, ok in zip(prefixes, ours, strict=True) if ok != is_valid_for_oracle(f"{p}1000001")}

    assert differ == {"0338", *(f"037{digit}" for digit in range(2, 10))}


def test_parts_of_a_number(parts):
    assert parts("PK_MOBILE_NUMBER", "03451000001") == {"prefix": "0345", "operator": "Telenor"}


def test_prefix_without_allottee_has_no_operator():
    assert one(mobile.operator(pl.lit("03501000001"), RULES)) is None


def test_serial_is_the_seven_digits_behind_the_prefix():
    assert one(mobile.serial(pl.lit("03001000001"))) == "1000001"


@pytest.mark.parametrize("cell", ["40300100000112", "1234567890123", "abc", "", None])
def test_no_number_is_found_elsewhere(cell: str | None, value):
    assert value("PK_MOBILE_NUMBER")([cell]) == [None]


AMERICAN = [
    "(302) 555-0123", "(302)555-0123", "(302) 5550123", "302-555-0123", "302.555.0123", "+1 302 555 0123",
    "+1 (302) 555-0123", "1-302-555-0123", "+13025550123", "001 302 5550123", "(+1) 302 5550123", "(+1)3025550123",
    "Call (302) 555-0123 or (345) 555-0199", "(302) 555-0123 ext. 12", '"(302) 555-0123"',
]  # fmt: skip


@pytest.mark.parametrize("cell", AMERICAN)
def test_a_number_of_america_is_none_of_ours(cell: str, value):
    assert value("PK_MOBILE_NUMBER")([cell]) == [None]
    assert text_recognizer(load(RULES)["PK_MOBILE_NUMBER"]).analyze(cell, ["PK_MOBILE_NUMBER"]) == []


@pytest.mark.parametrize(
    "cell", ["(0302) 555-0123", "+92 (302) 555-0123", "92-302-555-0123", "302 555 0123", "2) 302-5550123"]
)
def test_a_zero_or_the_country_code_says_that_it_is_ours(cell: str, value):
    assert value("PK_MOBILE_NUMBER")([cell]) == ["03025550123"]
    assert len(text_recognizer(load(RULES)["PK_MOBILE_NUMBER"]).analyze(cell, ["PK_MOBILE_NUMBER"])) == 1
