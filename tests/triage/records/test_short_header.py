from __future__ import annotations

from pathlib import Path

import pytest

from tests.triage.formats.conftest import told_by
from triage.records.short_header import labels_above

PEOPLE = [("Ali Raza", "35202-2869979-2", "0300-3658875"), ("Sara Bibi", "42101-2877898-5", "0301-3763604")] * 4
NUMBERED = [(str(i), *row) for i, row in enumerate(PEOPLE, 1)]


@pytest.mark.parametrize(
    ("labels", "rows", "right"),
    [
        (("name", "cnic", "mobile"), NUMBERED, ("", "name", "cnic", "mobile")),
        (("id", "name", "cnic"), NUMBERED, ("id", "name", "cnic", "")),
        (("name", "cnic", "mobile", "city"), PEOPLE, ("name", "cnic", "mobile")),
        (("sr", "name", "cnic", "mobile"), PEOPLE, ("name", "cnic", "mobile")),
        (("name", "cnic", "mobile", ""), PEOPLE, ("name", "cnic", "mobile")),
        (("name", "cnic", "mobile", "city", "district"), PEOPLE, ("name", "cnic", "mobile")),
        (("name", "cnic"), [(*row, "x", "7") for row in PEOPLE], ("name", "cnic", "", "", "")),
        (("name", "cnic", "mobile"), [row[:2] for row in PEOPLE], ("name", "cnic")),
        (
            ("name", "", "cnic", "", "", "mobile"),
            [(a, "", "", b, c) for a, b, c in PEOPLE],
            ("name", "", "", "cnic", "mobile"),
        ),
        (("name", "cnic"), [*PEOPLE, ("Bano", "42101-2877898-5")], ("name", "cnic", "")),
    ],
)
def test_labels_stand_over_their_columns(
    labels: tuple[str, ...], rows: list[tuple[str, ...]], right: tuple[str, ...]
) -> None:
    assert labels_above([labels, *rows], len(rows[0])) == (0, right)


@pytest.mark.parametrize(
    "first",
    [("Ali", "35202-2869979-2"), ("SUBSCRIBERS", "2024"), ("a title",), ("name", "name"), ("name", "cnic", "mobile")],
)
def test_other_rows_are_no_header(first: tuple[str, ...]) -> None:
    assert labels_above([first, *PEOPLE], 3) is None


def test_a_width_that_comes_again_is_that_of_rows() -> None:
    assert labels_above([("alpha", "beta"), *PEOPLE, ("Bano", "42101")], 3) is None


@pytest.mark.parametrize("title", ["", "List of people\n"])
def test_a_header_of_another_width_is_no_record(title: str, tmp_path: Path) -> None:
    path = tmp_path / "dump.csv"
    path.write_text(title + "name,cnic,mobile\n" + "".join(",".join(row) + "\n" for row in NUMBERED), encoding="utf-8")
    told = told_by(path, tmp_path)

    assert told.sources[0].has_header
    assert told.sources[0].columns == ("", "name", "cnic", "mobile")
    assert told.rows == NUMBERED
    assert told.coverage.balances(path.stat().st_size)


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        ("name,cnic,mobile,,,,", ",,,,"),
        ("List,,,,,\nname,cnic,mobile,,,", ",,,"),
        ("name,cnic,mobile,city,district", ""),
        ("name,cnic,mobile,,,", ""),
        ("name,cnic,mobile", ",,,"),
    ],
)
def test_empty_columns_cost_no_header(head: str, tail: str, tmp_path: Path) -> None:
    path = tmp_path / "dump.csv"
    path.write_text(f"{head}\n" + "".join(f"{','.join(row)}{tail}\n" for row in PEOPLE), encoding="utf-8")
    told = told_by(path, tmp_path)

    assert told.sources[0].columns[:3] == ("name", "cnic", "mobile")
    assert [row[:3] for row in told.rows] == PEOPLE


def test_names_of_columns_that_few_rows_fill_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "dump.csv"
    rows = "".join(f"{','.join(row)}\n" for row in PEOPLE)
    path.write_text(f"name,cnic,mobile,city,district\n{rows}Bano,42101-2877898-5,0302-3763604,Lahore,Kasur\n")
    told = told_by(path, tmp_path)

    assert told.sources[0].columns == ("name", "cnic", "mobile", "city", "district")
    assert told.rows[-1][3:] == ("Lahore", "Kasur")
    assert told.coverage.reasons["short_row"].count == len(PEOPLE)
