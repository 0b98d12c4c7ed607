from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

HOME = "HOUSE 5, STREET 7, SAMANABAD, LAHORE"


def people(copies: int, address: str = HOME, children: int = 3) -> dict[str, list[str]]:
    """Return a hundred people, each under so many CNICs; so many of them have one father."""
    rows = [(person, copy) for person in range(100) for copy in range(copies)]
    return {
        "cnic": [f"35202{2011 + 7 * person:04d}{305 + copy:03d}1" for person, copy in rows],
        "name": [f"NAME{person} KHAN" for person, _ in rows],
        "father": [f"AKRAM{person // children} KHAN" for person, _ in rows],
        "address": [address for _ in rows],
    }


@pytest.mark.parametrize(("copies", "failed"), [(1, 0), (2, 100), (4, 300)])
def test_every_further_number_of_a_person_is_a_copy(look: Callable[..., Any], copies: int, failed: int):
    bound = look("near_duplicates", people(copies)).bound

    assert (bound.rows, bound.failed) == (100 * copies, failed)


def test_several_rows_of_one_number_are_no_copies(look: Callable[..., Any]):
    cells = {field: values * 3 for field, values in people(1).items()}

    assert look("near_duplicates", cells).bound.failed == 0


def test_a_bare_town_is_no_address(look: Callable[..., Any]):
    assert look("near_duplicates", people(3, "LAHORE")) is None


def test_namesakes_of_a_village_are_no_copies_where_fathers_are_not_told(look: Callable[..., Any]):
    cells = people(2, "CHAK NO 10 TEHSIL PASRUR DISTRICT SIALKOT")

    assert look("near_duplicates", cells).bound.failed == 100
    assert look("near_duplicates", {field: told for field, told in cells.items() if field != "father"}) is None


def test_namesakes_of_a_village_of_one_tribe_are_no_copies(look: Callable[..., Any]):
    village = people(2, "GOTH HAJI TALUKA KOT DIJI KHAIRPUR", children=10)

    assert look("near_duplicates", village) is None
