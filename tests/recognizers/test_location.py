from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Lahore", "Lahore"),
        (" LAHORE ", "Lahore"),
        ("District Lahore", "Lahore"),
        ("LAHORE DISTRICT", "Lahore"),
        ("D.G. Khan", "Dera Ghazi Khan"),
        ("dgkhan", "Dera Ghazi Khan"),
        ("RAHIMYAR KHAN", "Rahim Yar Khan"),
        ("Koh-E-Suleman", "Koh-E-Suleman"),
        ("Karachi", "Karachi"),
        ("KPK", "Khyber Pakhtunkhwa"),
        ("A.J.K", "Azad Jammu and Kashmir"),
        ("لاہور", "Lahore"),
        ("ضلع لاہور", "Lahore"),
        ("پنجاب", "Punjab"),
        ("Saddar", "Saddar"),
        ("Lahore and Kasur", None),
        ("Springfield", None),
        ("54000", None),
        ("", None),
        (None, None),
    ],
)
def test_cell_that_names_a_place_has_its_one_spelling(value, cell: str | None, name: str | None):
    assert value("LOCATION")([cell]) == [name]


@pytest.mark.parametrize(
    ("name", "district", "province"),
    [
        ("Lahore", "Lahore", "Punjab"),
        ("Jaranwala", "Faisalabad", "Punjab"),
        ("Punjab", None, "Punjab"),
        ("Khanpur", None, None),
        ("Nowshera", "Nowshera", "Khyber Pakhtunkhwa"),
    ],
)
def test_parts_say_where_it_lies(parts, name: str, district: str | None, province: str | None):
    assert parts("LOCATION", name) == {"district": district, "province": province}


def test_every_place_is_valid(valid):
    assert valid("LOCATION")(["Lahore", None]) == [True, None]
