"""Addresses as structure: what each part is, in three ways of writing, and that spans and columns agree."""

from __future__ import annotations

import polars as pl
import pytest

import triage.rules
from triage.recognizers.address_parts import PARTS, parts_of, spans
from triage.recognizers.text import fold

RULES = triage.rules.load()

WRITTEN = {
    "MAKAN NO 47 GALI NO 3 MOHALLA ISLAMPURA DAKKHANA KHAS TEHSIL CHUNIAN ZILA KASUR": {
        "house": "47", "street": "3", "mohalla": "ISLAMPURA", "post_office": "KHAS", "tehsil": "Chunian",
        "district": "Kasur", "province": "Punjab",
    },
    "CHAK NO 77 GB DAK KHANA KHAS TEHSIL JARANWALA ZILA FAISALABAD": {
        "chak": "77 GB", "post_office": "KHAS", "tehsil": "Jaranwala", "district": "Faisalabad", "province": "Punjab",
    },
    "مکان نمبر ۴۷، گلی نمبر ۳، محلہ اسلام پورہ، ڈاکخانہ خاص، تحصیل چونیاں، ضلع قصور": {
        "house": "47", "street": "3", "mohalla": "اسلام پورہ", "post_office": "خاص", "tehsil": "Chunian",
        "district": "Kasur", "province": "Punjab",
    },
    "House 12, Street 45, F-10/2, Islamabad": {
        "house": "12", "street": "45", "sector": "F-10/2", "district": "Islamabad", "city": "Islamabad",
        "province": "Islamabad Capital Territory",
    },
    "DHA phase 5, Y block, house 220, Lahore cantt": {
        "house": "220", "block": "Y", "phase": "5", "district": "Lahore", "city": "Lahore", "province": "Punjab",
    },
    "GOTH ALI BUX TALUKA SINJHORO ZILA SANGHAR": {
        "village": "ALI BUX", "tehsil": "Sinjhoro", "district": "Sanghar", "province": "Sindh",
    },
    "gali no 2 muhalla farooqabad near girls school mardan": {
        "street": "2", "mohalla": "FAROOQABAD", "landmark": "GIRLS SCHOOL MARDAN", "district": "Mardan",
        "province": "Khyber Pakhtunkhwa",
    },
    "12-A, Model Town, Link Road, Lahore 54700, Punjab, Pakistan": {
        "mohalla": "MODEL TOWN", "street": "LINK ROAD", "city": "Lahore", "district": "Lahore", "province": "Punjab",
        "postcode": "54700",
    },
    "VILL SAMPLE, UC 14, P/O TOPI, DISTT SWABI, KPK": {
        "village": "SAMPLE", "uc": "14", "post_office": "TOPI", "district": "Swabi",
        "province": "Khyber Pakhtunkhwa",
    },
}  # fmt: skip
"""Invented addresses in the orders of writing that cards, telecom files, shops and tenants use."""


def parts(text: str) -> dict[str, str]:
    frame = pl.DataFrame({"text": [fold(text)]}).select(**parts_of(pl.col("text"), RULES))
    return {part: value for part, value in frame.to_dicts()[0].items() if value}


@pytest.mark.parametrize(("text", "told"), WRITTEN.items(), ids=range(len(WRITTEN)))
def test_an_address_falls_into_its_parts(text: str, told: dict[str, str]):
    assert parts(text) == told


@pytest.mark.parametrize("text", WRITTEN, ids=range(len(WRITTEN)))
def test_spans_tell_the_parts_that_columns_tell(text: str):
    found = {each.part: fold(text)[each.start : each.end].upper() for each in spans(text, RULES)}
    columns = parts(text)

    assert found
    assert set(found) <= set(columns)
    assert all(columns[part] in words for part, words in found.items() if part not in {"tehsil", "district"})


@pytest.mark.parametrize(
    ("text", "district"),
    [
        ("House 3, Sadiqabad Colony, Topi", "Swabi"),  # a common word, at the end
        ("Topi Street 3, Lahore", "Lahore"),
        ("Tehsil Kingri, Zilla Khaipur", "Khairpur"),  # a letter lost
        ("Tehsil Nowshera, District Khuhab", "Khushab"),
        ("House 4, Civil Lines, Khanpur", None),  # in three districts
    ],
)
def test_district_is_told_by_the_end_and_by_slips(text: str, district: str | None):
    frame = pl.DataFrame({"text": [fold(text)]}).select(parts_of(pl.col("text"), RULES)["district"].alias("district"))

    assert frame.item() == district


def test_what_is_no_address_has_no_parts():
    assert parts("the quick brown fox") == {}


def test_all_parts_are_told_for_a_whole_column_at_once():
    frame = pl.DataFrame({"text": [fold(text) for text in WRITTEN] + [None]}).select(**parts_of(pl.col("text"), RULES))

    assert frame.columns == list(PARTS)
    assert frame.height == len(WRITTEN) + 1
    assert frame.row(-1) == (None,) * len(PARTS)
