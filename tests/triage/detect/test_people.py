"""Tests of columns of names: several people in a cell, and things and remarks that only look like names."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from triage.app.reading import detector
from triage.core.model import AT, Batch, Evidence, Source
from triage.core.summary import Coverage

LOOK = detector((), "off")


def source(header: str, cells: list[str]) -> tuple[Source, pl.DataFrame]:
    path = Path("t.csv")
    table = Source(Evidence("t.csv", path, (), path, 1, "00"), "delimited", "", (header,))
    return table, pl.DataFrame({"0": cells})


def people(cells: list[str]) -> list[int]:
    """Return found, valid and distinct people in a column of names with three ordinary ones before."""
    table, sample = source("name", ["Imran Butt", "Nadia Khan", "Asif Javed", *cells])
    batch = Batch(sample.with_columns(pl.int_range(pl.len(), dtype=pl.UInt64).alias(AT)), Coverage())
    told = LOOK.observe(LOOK.decide(table, sample), batch).columns["0"].entities["PERSON"]
    return [told.found - 3, told.valid - 3, told.distinct.distinct() - 3]


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        ("Ahmed Raza", 1),
        ("Ahmed Raza & Sana Bibi", 2),
        ("Ahmed Raza and Sana Bibi", 2),
        ("Ahmed Raza / Sana Bibi", 2),
        ("Ahmed Raza/Sana Bibi", 2),
        ("Ahmed Raza aur Sana Bibi", 2),
        ("AHMED RAZA; SANA BIBI", 2),
        ("Ahmed Raza, Sana Bibi, Bilal Khan", 3),
        ("Ahmed Raza s/o Karim Bakhsh", 2),
        ("Ahmed Raza S/O Karim Bakhsh & Bilal Khan S/O Noor Khan", 4),
        ("محمد اکرم اور نسرین بی بی", 2),
        ("Mr & Mrs Tariq Mehmood", 1),
        ("Khan, Muhammad Ali", 1),
        ("Ahmed Raza @ Kala", 1),
        ("Ahmed Raza Khan-1", 1),
        ("Ahmed Raza R/o Lahore", 1),
        ("Sana Batool w/o Ghulam Rasool", 2),
    ],
)
def test_each_of_several_people_in_a_cell_counts(cell: str, count: int) -> None:
    assert people([cell]) == [count, count, count]


@pytest.mark.parametrize("cell", ["M. Ali & Sons", "N/A", "Nishat Linen Suit", "WAPDA BILL"])
def test_companies_things_and_remarks_are_no_people(cell: str) -> None:
    assert people([cell])[1] == 0


THINGS = ["Gul Ahmed Bed Sheet", "Sana Safinaz Lawn", "Khaadi Kurta", "Al Karam Shawl", "Junaid Jamshed Kameez"]
SHOPS = ["Rehmat Shereen", "Data Sons", "Imtiaz Wholesale", "Bundu Khan", "Ideas Kids", "Chase Up"]
REMARKS = ["PROFIT", "WAPDA BILL", "ZAKAT DEDUCTION", "ATM WDL LAHORE", "IBFT FROM AHMED RAZA A/C 0123"]


@pytest.mark.parametrize(
    ("header", "cells", "entity"),
    [
        ("product_name", THINGS, None),
        ("item", THINGS, None),
        ("", THINGS, None),
        ("shop name", SHOPS, None),
        ("Particulars", REMARKS, "TEXT"),
        ("narration", REMARKS, "TEXT"),
        ("Particulars", ["Ahmed Raza", "Sana Bibi", "Muhammad Aslam", "Bilal Khan"], "PERSON"),
        ("customer name", ["Ahmed Raza", "Sana Bibi", "Ali Traders", "Bilal Khan"], "PERSON"),
    ],
)
def test_a_header_of_things_or_remarks_needs_real_names_below_it(
    header: str, cells: list[str], entity: str | None
) -> None:
    (role,) = LOOK.decide(*source(header, cells * 4)).roles

    assert (role.entity or None) == entity


THINGS = {
    "streets": ["Jinnah Road", "Allama Iqbal Town", "Shah Alam Market", "Fatima Jinnah Park", "Faisal Chowk"],
    "hospitals": ["Fatima Memorial Hospital", "Shaukat Khanum Hospital", "Nishtar Hospital", "Bilal Clinic"],
    "schools": ["GPS Usmania", "GGHS Fatima Jinnah", "Allied School Bilal Campus", "GBHS Sultan Abad"],
    "villages": ["Chak Muhammad Ali", "Basti Ahmed", "Kot Sultan", "Pind Dadan Khan", "Goth Haji Umar"],
    "companies": ["Gul Ahmed Textile Mills", "Sitara Traders", "Imran Brothers", "Bismillah Sweets"],
    "dishes": ["Chicken Karahi", "Seekh Kabab", "Saima Special Biryani", "Shahi Qorma"],
    "teams": ["Lahore Qalandars", "Karachi Kings", "Multan Sultans", "Peshawar Zalmi"],
    "Urdu": ["جناح روڈ", "فاطمہ میموریل ہسپتال", "اقبال ٹاؤن", "شاہ عالم مارکیٹ"],
    "trees": ["Betula pendula", "Acer rubrum", "Pinus nigra", "Salix alba"],
}


@pytest.mark.parametrize("header", ["name", "Name", "full_name"])
@pytest.mark.parametrize("kind", THINGS)
def test_a_list_of_places_goods_or_institutions_under_a_header_of_names_is_no_list_of_people(
    kind: str, header: str
) -> None:
    table, sample = source(header, THINGS[kind] * 12)

    (role,) = LOOK.decide(table, sample).roles

    assert role.entity != "PERSON"
    assert role.reasons[0] == "the header says name, the cells do not"


def test_customers_of_whom_some_are_shops_are_people() -> None:
    people = [
        "Imran Butt",
        "Nadia Khan",
        "Asif Javed",
        "Sana Bibi",
        "Muhammad Ali",
        "Bismillah Traders",
        "Sitara Mills",
    ]
    table, sample = source("customer name", people * 8)

    assert LOOK.decide(table, sample).roles[0].entity == "PERSON"


@pytest.mark.parametrize(
    "cell", ["KHAN, Imran (Mr)", "Khan, Imran", "Ali Raza / علی رضا", "علی رضا / Ali Raza", "Ali Raza (علی رضا)"]
)
def test_one_person_written_twice_or_family_name_first_is_one(cell: str) -> None:
    assert people([cell])[1] == 1
