from __future__ import annotations

from pathlib import Path

import pytest

from tests.triage.formats.conftest import told_by
from triage.records.header_row import find_header, is_header_again, names, tells

LABELS = ("name", "cnic", "mobile")
PEOPLE = [("Gulsher Bozdar", f"35202-12345{i:02}-1", f"0300-12345{i:02}") for i in range(9)]
WIDE = [(*person, "Dadu") for person in PEOPLE]
SIDE_BY_SIDE = [(*person[:2], "", *person[:2]) for person in PEOPLE]
NARROW = [person[:2] for person in PEOPLE]
UNKNOWN = "Zubaidah Qalandri"


@pytest.mark.parametrize(
    "rows",
    [
        [(UNKNOWN, "teacher", "Dadu"), ("Gulsher Bozdar", "farmer", "Dadu")],
        [(UNKNOWN, "teacher", "Dadu"), ("Gulsher Bozdar", "farmer", "Dadu"), ("Aftab Unar", "clerk", "Thatta")],
        [(UNKNOWN, "A", "Dadu"), ("Gulsher Bozdar", "17", "Dadu"), ("Aftab Unar", "18", "Thatta")],
        [(UNKNOWN, "Gulsher Bozdarr"), ("03001234567", "03001234568"), ("03001234569", "03001234570")],
        [("zubaidah", "qalandri"), ("35202-1234567-1", "03001234568")],
        [(UNKNOWN, "Dadu"), ("Gulsher Bozdar", "Dadu")],
        [(UNKNOWN, "secretpass", "x")],
    ],
)
def test_the_first_line_of_a_short_list_is_data(rows: list[tuple[str, ...]], tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("".join(",".join(row) + "\n" for row in rows), encoding="utf-8")
    told = told_by(path, tmp_path)

    assert told.rows == rows
    assert told.sources[0].columns == tuple(f"column {i + 1}" for i in range(len(rows[0])))


@pytest.mark.parametrize(
    ("above", "columns"),
    [
        ([LABELS], LABELS),
        ([LABELS, LABELS], LABELS),
        ([LABELS, ("NAME", "CNIC", "MOBILE")], LABELS),
        ([LABELS, ("نام", "شناختی کارڈ", "موبائل")], LABELS),
        ([("Voters of Dadu",), LABELS], LABELS),
        ([("Voters of Dadu", "", ""), LABELS], LABELS),
        ([("Voters of Dadu", "", ""), ("", "", ""), LABELS, LABELS], LABELS),
        ([("0", "1", "2")], ("0", "1", "2")),
        ([("1", "2", "3")], ("1", "2", "3")),
    ],
)
@pytest.mark.parametrize("count", [2, 9])
def test_what_names_the_columns_is_no_record(
    above: list[tuple[str, ...]], columns: tuple[str, ...], count: int, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("".join(",".join(row) + "\n" for row in [*above, *PEOPLE[:count]]), encoding="utf-8")
    told = told_by(path, tmp_path)

    assert (told.sources[0].columns, told.rows) == (columns, PEOPLE[:count])


@pytest.mark.parametrize(
    ("rows", "top"),
    [
        ([("", "0", "1"), ("0", "Gulsher Bozdar", "7")], 0),
        ([("name", "2019", "2020"), ("Gulsher Bozdar", "4", "5")], 0),
        ([("1", "2", "3"), ("4", "5", "6")], None),
        ([("1", "2", "3"), ("2", "3", "4"), ("Gulsher", "5", "6")], None),
        ([("4", "5"), ("Gulsher", "Dadu")], None),
        ([("2019", "2020"), ("Gulsher", "Dadu")], None),
        ([("03001234567", "", ""), LABELS, *PEOPLE], None),
        ([("Dadu", "", ""), *PEOPLE], None),
        ([("Branch:", "Gulberg", "", ""), ("", "", "", ""), ("name", "cnic", "mobile", "city"), *WIDE], 2),
        ([("Printed", "12/03/2024", "", ""), ("name", "cnic", "mobile", "city"), *WIDE], 1),
        ([("Data of Dadu, call 0300-1234567", "", "", ""), ("name", "cnic", "mobile", "city"), *WIDE], 1),
        ([("Voters of Dadu", ""), ("", ""), ("name", "cnic"), *NARROW], 2),
        ([("Gulsher Bozdar", ""), ("Aftab Unar", "35202-1234501-1"), *NARROW], None),
        ([("Gulsher Bozdar", "", "", "Dadu"), *WIDE], None),
        ([("name", "cnic", "", "name", "cnic"), *SIDE_BY_SIDE], 0),
        ([("Gulsher", "Aftab", "", "Gulsher", "Aftab"), *SIDE_BY_SIDE], None),
    ],
)
def test_numbers_name_columns_where_they_count(rows: list[tuple[str, ...]], top: int | None) -> None:
    assert find_header(rows, len(rows[0])) == top


def test_a_list_of_names_of_columns_is_data() -> None:
    assert is_header_again(("نام", "موبائل"), ("Gulsher Bozdar", "0300-1234567"))
    assert not is_header_again(("cnic", "mobile"), ("mobile", "cnic"))
    assert not is_header_again(("Gulsher Bozdar", "mobile"), ("Aftab Unar", "landline"))


def test_a_header_in_capitals_among_rows_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    rows = [LABELS, *PEOPLE[:4], ("NAME", "CNIC", "MOBILE"), *PEOPLE[4:]]
    path.write_text("".join(",".join(row) + "\n" for row in rows), encoding="utf-8")
    told = told_by(path, tmp_path)

    assert told.rows == PEOPLE
    assert told.coverage.reasons["repeated_header"].count == 1


def test_a_title_that_names_somebody_is_more_than_a_title() -> None:
    assert tells(["Data of Sana Mirza", "", ""])
    assert not tells(["List of customers, Lahore", "", ""])
    assert not tells(["University of Karachi", "2020", ""])


@pytest.mark.parametrize(
    "line", ["join t.me/dataplace", "Price Rs 900 a file", "all at dataplace.pk", "#voters", "ask on WhatsApp"]
)
def test_an_advertisement_above_a_header_is_more_than_a_title(line: str) -> None:
    assert tells([line])


@pytest.mark.parametrize("line", ["Amount, Rs. in million", "Voters list no. 5, U.C. 12", "Total records: 1500"])
def test_a_title_with_an_abbreviation_is_a_title(line: str) -> None:
    assert not tells([line])


def test_names_below_names_over_several_columns_are_the_header():
    rows = [
        ["List of beneficiaries", "", "", "", "", ""],
        ["Sr", "Beneficiary", "", "Identity", "", "Amount"],
        ["", "Name", "Husband/Father", "CNIC", "Family No", "PKR"],
        *([str(i), "Gulsher Bozdar", "Aftab Unar", f"35202-123450{i}-1", f"1200{i}", "9000"] for i in range(6)),
    ]

    assert find_header(rows, 6) == 2
    assert find_header([rows[1], *rows[3:]], 6) != 1


def test_a_name_over_two_lines_is_not_lost() -> None:
    rows = [["Sr No", "Particulars", ""], ["", "Name", "CNIC"], *([str(i), *PEOPLE[i][:2]] for i in range(6))]

    assert names(rows, 1) == ["Sr No", "Name", "CNIC"]
    assert names(rows[1:], 0) == rows[1]


def test_numbers_of_columns_below_a_header_are_no_record() -> None:
    assert is_header_again(["1", "2", "3"], PEOPLE[0])
    assert not is_header_again(["1", "3", "2"], PEOPLE[0])


PEOPLE_OF = [["NK-1", "Gulsher Bozdar", "35202-1234501-1", "Zubaidah", "35202-1234502-2", "50000"]] * 6
STAMPED = [["Mar 2, 2023 @ 12:01:11.000", "aX9_1kQ", "Gulsher Bozdar", "35202-1234501-1", "OK for him"]] * 6


@pytest.mark.parametrize(
    ("rows", "top"),
    [
        ([["@timestamp", "_id", "user.name", "user.cnic", "message"], *STAMPED], 0),
        ([["@gulsher", "Gulsher", "x", "03001234567", "hi"], *STAMPED], None),
        ([["Reg No", "Groom Name", "Groom CNIC", "Bride Name", "Bride CNIC", "Haq Mehr"], *PEOPLE_OF], 0),
        ([["Sr", *LABELS, "", "Sr", *LABELS], *([str(i), *PEOPLE[i], "", "9", *PEOPLE[i]] for i in range(9))], 0),
        (
            [
                ["Form No", "Candidate", "", "CNIC", "Marks", ""],
                ["Form No", "Name", "Father Name", "CNIC", "Obt.", "Total"],
                ["BS Physics", "", "", "", "", ""],
                *([f"{i}7", *PEOPLE[i][:1], "Aftab Unar", PEOPLE[i][1], "954", "1100"] for i in range(9)),
            ],
            1,
        ),
        (
            [
                ["", "Collector:", "Team 3", "", "", "", ""],
                ["", "", "", "Name", "CNIC", "Mobile", "Amount"],
                *(["", "", "", *person, "9000"] for person in PEOPLE),
            ],
            1,
        ),
        (
            [
                ["HOUSING SOCIETY LTD", "", "", "", ""],
                ["Ph: 021-34567890", "", "", "", ""],
                ["S. #", "Member", "NIC No.", "Cell", "Dues (Rs)"],
                *([str(i), *PEOPLE[i], "59,000"] for i in range(9)),
            ],
            2,
        ),
    ],
    ids=["kibana", "handles", "marriages", "side by side", "merit list", "table in a corner", "letterhead"],
)
def test_a_header_of_programs_and_clerks_is_found(rows: list[list[str]], top: int | None) -> None:
    assert find_header(rows, len(rows[0])) == top
