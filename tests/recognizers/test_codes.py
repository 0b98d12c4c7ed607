"""Cards, handsets and SIMs: lengths, check digits and what their parts say."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import imei as oracle

from triage.recognizers import card, imei, imsi, load
from triage.rules import load as load_rules

RULES = load_rules()


def one(expression: pl.Expr) -> object:
    return pl.select(expression).item()


@given(st.from_regex("[0-9]{15}", fullmatch=True).filter(lambda each: not each.startswith("410")))
def test_imei_agrees_with_its_oracle(number: str):
    ours = pl.DataFrame({"v": [number]}).select(load(RULES)["IMEI"].valid(pl.col("v"))).item()

    assert ours == oracle.is_valid(number)


def test_imei_of_a_call_record_lost_its_check_digit():
    numbers = ["490154203237510", "490154203237518", "490154203237517"]

    assert [one(imei.check_digit_lost(pl.lit(number))) for number in numbers] == [True, False, False]


def test_imeisv_is_a_candidate_and_not_valid(value, valid):
    assert value("IMEI")(["4901542032375180"]) == ["4901542032375180"]
    assert valid("IMEI")(["4901542032375180", None]) == [False, None]


@pytest.mark.parametrize(
    ("number", "scheme"),
    [
        ("4111111111111111", "Visa"),
        ("5500000000000004", "Mastercard"),
        ("2221000000000009", "Mastercard"),
        ("340000000000009", "American Express"),
        ("6240008631401148", "UnionPay"),
        ("3528000000000007", "JCB"),
        ("30000000000004", "Diners"),
        ("6011000000000004", "Discover"),
        ("1111111111111117", None),
    ],
)
def test_card_has_the_scheme_of_its_range(number: str, scheme: str | None, valid):
    assert one(card.scheme(pl.lit(number), RULES)) == scheme
    assert valid("CREDIT_CARD")([number]) == [scheme is not None]


def test_card_parts(parts):
    assert parts("CREDIT_CARD", "4111111111111111") == {"scheme": "Visa"}


@pytest.mark.parametrize(("number", "operator"), [("410061000000001", "Telenor"), ("410991000000001", None)])
def test_imsi_has_the_operator_of_its_network(number: str, operator: str | None, valid, parts):
    assert one(imsi.operator(pl.lit(number), RULES)) == operator
    assert parts("IMSI", number) == {"operator": operator}
    assert valid("IMSI")([number]) == [operator is not None]


def test_old_nic_never_begins_with_zero(valid):
    assert valid("PK_NIC_OLD")(["07485100001", "27485100001", None]) == [False, True, None]


def test_series_of_one_province_tell_it() -> None:
    vehicle = load(RULES)["PK_VEHICLE_REGISTRATION"]
    plates = pl.DataFrame({"plate": ["LEA-15-1234", "KAA-1234", "QAB-123", "ABC-123", None]})

    told = plates.select(vehicle.parts(pl.col("plate"))["province"]).to_series().to_list()
    assert told == ["Punjab", "Sindh", "Balochistan", None, None]
