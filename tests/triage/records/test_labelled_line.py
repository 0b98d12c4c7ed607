from __future__ import annotations

from pathlib import Path

import pytest

from tests.triage.formats.conftest import told_by
from triage.records.labelled_line import labelled

PEOPLE = [(f"Bano Memon {'ab'[i % 2]}", f"35202-12345{i:02}-{i % 9 + 1}", f"0300-12345{i:02}") for i in range(12)]
STYLES = [
    "Name: {}, CNIC: {}, Mobile: {}",
    "{{n}}. Name: {}, CNIC: {}, Mobile: {}",
    "name={}; cnic={}; mobile={}",
    "Name: {} CNIC: {} Mobile: {}",
    'name="{}" cnic={} mobile={}',
    "name={}&cnic={}&mobile={}",
    "- *Name:* {} / *CNIC:* {} / *Mobile:* {}",
    "نام: {}، شناختی کارڈ: {}، موبائل: {}",
    "NAME:{},CNIC:{},MOBILE:{}",
]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("count", [1, 3, 12])
def test_a_line_of_labelled_values_is_a_record(style: str, count: int, tmp_path: Path) -> None:
    path = tmp_path / "people.txt"
    lines = [style.format(*row).replace("{n}", str(i)) for i, row in enumerate(PEOPLE[:count], 1)]
    path.write_text("\n".join(lines), encoding="utf-8")
    told = told_by(path, tmp_path)

    assert [row[:3] for row in told.rows] == PEOPLE[:count]
    assert all(len(row) == 4 and row[3] is None for row in told.rows)


@pytest.mark.parametrize(
    ("line", "right"),
    [
        (
            "Name: Sana, Address: House 1, Street 2, Lahore, Mobile: 0300",
            [("Name", "Sana"), ("Address", "House 1, Street 2, Lahore"), ("Mobile", "0300")],
        ),
        ("Name: Sana, Time: 12:30, CNIC: 3", [("Name", "Sana"), ("Time", "12:30"), ("CNIC", "3")]),
        ("Full Name: Sana, S/O: Raza, NIC No.: 3", [("Full Name", "Sana"), ("S/O", "Raza"), ("NIC No.", "3")]),
        ("Name: Sana, URL: http://x.pk/a, CNIC: 3", [("Name", "Sana"), ("URL", "http://x.pk/a"), ("CNIC", "3")]),
        ("Name: , CNIC: 3", [("Name", ""), ("CNIC", "3")]),
        ("Price: Rs 500, Contact: 0300, Offer: all of Lahore", []),
        ("Dear sir, my name: Sana, CNIC: 3", []),
        ("{'name': 'Sana', 'cnic': '3'}", []),
        ("x == y: 3", []),
        ("Name: Sana", []),
    ],
)
def test_labels_of_a_line(line: str, right: list[tuple[str, str]]) -> None:
    assert labelled(line) == right


@pytest.mark.parametrize("part", ["ab:", "a,b:", "  ;=", ", x y z w v:"])
def test_a_very_long_line_of_signs_ends(part: str) -> None:
    """A cost by the square of the length would take minutes here."""
    assert labelled(part * 100_000) == []


def test_labels_are_found_far_into_a_line() -> None:
    line = f"Remarks: {'as told ' * 200}, Name: Sana Tariq, CNIC: 35202-1234567-1"

    assert labelled(line)[1:] == [("Name", "Sana Tariq"), ("CNIC", "35202-1234567-1")]


@pytest.mark.parametrize(
    "line",
    [
        "Price: Rs 500, Contact: 0300-1234567, Offer: all citizens",
        "Mobile: 0300-1234567, WhatsApp: 0300-1234567, Rate: 9",
    ],
)
def test_an_advertisement_is_no_record(line: str, tmp_path: Path) -> None:
    path = tmp_path / "offer.txt"
    path.write_text(f"{line}\n{line.replace('5', '6')}\n", encoding="utf-8")

    assert all(source.reader != "blocks" for source in told_by(path, tmp_path).sources)
