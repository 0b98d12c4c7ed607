from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.recognizers import fold_column, load
from triage.rules import load as load_rules

RULES = load_rules()


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ("House  12,\nStreet 45", "HOUSE 12, STREET 45"),
        ("Address: Flat 3, Karachi", "FLAT 3, KARACHI"),
        (", H# 47 ST# 3 MOH SAMPLE,", "H# 47 ST# 3 MOH SAMPLE"),
        ("CHAK 9-L", "CHAK 9-L"),
        ("Lahore", "LAHORE"),
        ("609 Sample Roads, New Sampletown, AR 29478", "609 SAMPLE ROADS, NEW SAMPLETOWN, AR 29478"),
        ("پتہ: محلہ اسلام پورہ، قصور", "محلہ اسلام پورہ, قصور"),
    ],
)
def test_address_is_the_tidy_cell(value, cell: str, address: str):
    assert value("PK_ADDRESS")([cell]) == [address]


@pytest.mark.parametrize("cell", ["", "N/A", "PAKISTAN", "Muhammad Arshad", "03001000001", "12345", "Active", None])
def test_cell_without_any_word_of_addresses_has_none(value, cell: str | None):
    assert value("PK_ADDRESS")([cell]) == [None]


@pytest.mark.parametrize(
    ("address", "is_valid"),
    [
        ("HOUSE 12 STREET 4", True),
        ("GOTH ALI BUX SANGHAR", True),
        ("H NO R-412 SEC 11 C 1 NORTH KARACHI", True),
        ("KOT SAMPLE TEHSIL SAMPLE", True),
        ("HOUSE ARREST", False),
        ("HOUSE 12, STREET 4, DHAKA, BANGLADESH", False),
        ("FLAT 3, INDIA COLONY, STREET 4, MULTAN", True),
        ("LAHORE", False),
        ("DERA GHAZI KHAN", False),
        ("609 SAMPLE PIKE, NEW SAMPLETOWN", False),
        ("محلہ اسلام پورہ, ضلع قصور", True),
        ("گلی نمبر 3", False),
        (None, None),
    ],
)
def test_address_is_valid_with_two_parts_or_a_part_and_a_place(valid, address: str | None, is_valid: bool | None):  # noqa: FBT001
    assert valid("PK_ADDRESS")([address]) == [is_valid]


@pytest.mark.parametrize("row", [r for r in RULES.table("address_words") if not r["strength"]], ids=lambda r: r["word"])
def test_every_word_of_addresses_opens_a_part(value, row):
    cell = f"{row['word']} 12 Sample"

    assert value("PK_ADDRESS")([cell]) != [None]


@given(st.text(max_size=120))
def test_value_of_a_value_is_itself(text: str):
    address = load(RULES)["PK_ADDRESS"]
    once = pl.DataFrame({"cell": fold_column(pl.Series([text]))}).select(address.value(pl.col("cell")).alias("cell"))

    assert once.select(address.value(pl.col("cell")).alias("cell")).item() == once.item()


@pytest.mark.parametrize(
    ("cell", "is_one"),
    [
        ("Bhati Gate, Lahore", True),
        ("H 20 St 8 G-9/1", True),
        ("منڈی فیض آباد، ننکانہ صاحب", True),
        ("خسرہ نمبر 310، بھارہ کہو، اسلام آباد", True),
        ("Bhati Gate, Delhi", False),
        ("Col. Imran, Lahore", False),
        ("مسجد، لاہور نہیں", False),
    ],
)
def test_a_named_spot_is_an_address_before_the_place_in_which_it_lies(cell: str, is_one: bool) -> None:  # noqa: FBT001
    address = load(RULES)["PK_ADDRESS"]
    values = pl.DataFrame({"cell": fold_column(pl.Series([cell]))}).select(address.value(pl.col("cell")).alias("value"))

    assert bool(values.select(address.valid(pl.col("value"))).item()) == is_one
