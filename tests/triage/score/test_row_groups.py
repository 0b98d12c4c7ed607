"""What is compared within rows and between those who wrote them: tehsils, areas, closed networks, hands."""

from __future__ import annotations

import polars as pl
import pytest

import triage.rules
from triage.core.observe import Fields
from triage.score.areas import closed_at_home, landline_at_home
from triage.score.hands import hand
from triage.score.tehsils import tehsil_of_cnic, tehsil_of_place

RULES = triage.rules.load()


def tehsils(cnic: str, **cells: str) -> tuple[int | None, int | None]:
    fields = Fields(frozenset({"cnic", *cells}))
    place = tehsil_of_place(fields, RULES)
    assert place is not None
    frame = pl.DataFrame({"cnic": [cnic], **{name: [cell] for name, cell in cells.items()}})
    return frame.select(a=tehsil_of_cnic(pl.col("cnic"), RULES), b=place).row(0)


@pytest.mark.parametrize(
    "cells",
    [
        {"address": "CHAK NO 3 GB TEHSIL JARANWALA DISTRICT FAISALABAD"},
        {"address": "House 4, Jaranwala, Faisalabad"},
        {"tehsil": "Jaranwala"},
        {"city": "JARANWALA CITY"},
    ],
)
def test_a_tehsil_is_read_from_its_column_or_from_the_address(cells: dict[str, str]) -> None:
    own, place = tehsils("3310411111111", **cells)

    assert own == place is not None


def test_another_tehsil_of_the_district_differs() -> None:
    own, place = tehsils("3310411111111", tehsil="Samundri")

    assert None not in {own, place}
    assert own != place


@pytest.mark.parametrize("tehsil", ["Kotri", "Lahore", "Nowhere", ""])
def test_a_tehsil_of_another_district_says_nothing(tehsil: str) -> None:
    assert tehsils("3310411111111", tehsil=tehsil)[1] is None


def test_the_name_of_a_district_at_the_end_of_an_address_is_no_tehsil() -> None:
    assert tehsils("3310211111111", address="House 4, Street 2, Faisalabad")[1] is None
    assert tehsils("3310211111111", address="Village 4, Tehsil Faisalabad")[1] is not None


@pytest.mark.parametrize(
    ("landline", "place", "right"),
    [
        ("04235710001", "352c", True),
        ("04235710001", "331c", False),
        ("02132710001", "420m", True),
        ("0222710001", "413", True),
        ("04235710001", "3", None),
        ("111100200", "352c", None),
    ],
)
def test_a_landline_rings_in_the_area_of_its_code(landline: str, place: str, right: object) -> None:
    frame = pl.DataFrame({"landline": [landline], "place": [place]})

    assert frame.select(landline_at_home(pl.col("landline"), pl.col("place"), RULES)).item() is right


@pytest.mark.parametrize(
    ("mobile", "place", "right"),
    [
        ("03551234567", "711", True),
        ("03551234567", "8", True),
        ("03551234567", "352c", False),
        ("03001234567", "711", None),
    ],
)
def test_a_closed_network_is_sold_in_its_own_provinces(mobile: str, place: str, right: object) -> None:
    frame = pl.DataFrame({"mobile": [mobile], "place": [place]})

    assert frame.select(closed_at_home(pl.col("mobile"), pl.col("place"), RULES)).item() is right


def hands(column: str, *cells: str) -> list[int]:
    form = hand(Fields(frozenset({column})))
    assert form is not None
    return pl.DataFrame({f"{column}.raw": cells}).select(form).to_series().to_list()


def test_one_hand_is_one_form_whatever_it_writes() -> None:
    told = hands("address", "House 12, Street 4, Lahore", "House 9, Street 31, Mian Channu", "Flat 1, Block 7, Karachi")

    assert len(set(told)) == 1


@pytest.mark.parametrize(
    "other", ["HOUSE 12, STREET 4, LAHORE", "House 12 Street 4 Lahore", "House 12,Street 4,Lahore", "12 Street, Lahore"]
)
def test_case_spacing_and_order_tell_hands_apart(other: str) -> None:
    assert len(set(hands("address", "House 12, Street 4, Lahore", other))) == 2


def test_without_an_address_names_and_numbers_have_a_form() -> None:
    form = hand(Fields(frozenset({"name", "cnic"})))
    assert form is not None
    rows = pl.DataFrame({"name.raw": ["Ali Khan", "Sana Bibi Noor", "ALI KHAN"], "cnic.raw": ["35202-1234567-1"] * 3})

    one, two, three = rows.select(form).to_series()
    assert one == two != three
