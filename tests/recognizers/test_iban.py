from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban as oracle

from triage.recognizers import iban, load
from triage.rules import load as load_rules

RULES = load_rules()
BODIES = st.tuples(
    st.sampled_from([row["code"] for row in RULES.table("banks")]), st.from_regex("[A-Z0-9]{16}", fullmatch=True)
)


def check_digits(country: str, body: str) -> str:
    return f"{98 - int(''.join(str(int(each, 36)) for each in f'{body}{country}00')) % 97:02d}"


def is_valid(number: str) -> bool:
    return bool(pl.DataFrame({"v": [number]}).select(load(RULES)["IBAN_CODE"].valid(pl.col("v"))).item())


@given(BODIES)
def test_right_check_digits_pass_as_the_oracle_says(body: tuple[str, str]):
    joined = "".join(body)
    number = f"PK{check_digits('PK', joined)}{joined}"

    assert is_valid(number)
    assert oracle.is_valid(number)


@given(BODIES, st.integers(2, 98))
def test_other_check_digits_fail(body: tuple[str, str], digits: int):
    joined = "".join(body)
    number = f"PK{digits:02d}{joined}"

    assert is_valid(number) == (f"{digits:02d}" == check_digits("PK", joined))


@given(st.from_regex("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}", fullmatch=True))
def test_remainder_is_that_of_the_whole_number(number: str):
    whole = int("".join(str(int(each, 36)) for each in number[4:] + number[:4]))

    assert pl.select(iban.remainder(pl.lit(number))).item() == whole % 97


def test_bank_is_named_where_its_code_is_listed(rules, parts):
    unlisted = pl.lit("PK13ZZZZ0000000000000004")

    assert parts("IBAN_CODE", "PK31NBPA0000000000000001") == {"bank": "National Bank"}
    assert pl.select(iban.bank(unlisted, rules)).item() is None


def test_bank_code_is_of_pakistan_only(rules):
    assert pl.select(iban.bank(pl.lit("GB82WEST12345698765432"), rules)).item() is None
