"""Address labels two, three or four across: each label is a record, in each container of rows and in printed text."""

from __future__ import annotations

from pathlib import Path

import pytest

import triage.rules
from tests.triage.containers import CONTAINERS
from triage import find, read
from triage.core.summary import Coverage

FIRST = ("Ahmed", "Sana", "Bilal", "Hina", "Kashif", "Amna", "Usman")
LAST = ("Raza", "Tariq", "Malik")
PEOPLE = [
    (f"{first} {last}", f"35202-12345{i:02}-1", f"0300-12345{i:02}", f"House {i + 1}, Street {i + 7}, Lahore")
    for i, (first, last) in enumerate((first, last) for last in LAST for first in FIRST)
]
Person = tuple[str, ...]
Table = list[tuple[str, ...]]


def sheet(people: list[Person], across: int, labels: Person = ("", "CNIC: ", "Cell: ", "")) -> Table:
    """Return the rows of a sheet of labels."""
    made = list[tuple[str, ...]]()
    for together in (people[i : i + across] for i in range(0, len(people), across)):
        for label, values in zip(labels, zip(*together, strict=True), strict=True):
            made.append((*(f"{label}{value}" for value in values), *[""] * (across - len(together))))
    return made


def told(path: Path, folder: Path) -> list[Person]:
    """Return the rows of what is found, each without its empty cells."""
    found, books = list[Person](), Coverage()
    (evidence,) = find.evidence([path], folder)
    for each in read.identify(evidence):
        source, _ = read.opened(each, triage.rules.load())
        for batch in (batch for chunk in read.split(source) for batch in read.batches(chunk)):
            books += batch.coverage
            found += [tuple(filter(None, row)) for row in batch.frame.drop("at").rows()]
    assert books.balances(evidence.size_bytes)
    return found


def printed(rows: Table, path: Path) -> Path:
    """Write rows as a program prints them, in columns of 44 signs and with an empty line between labels."""
    lines = ["".join(cell.ljust(44) for cell in row) for row in rows]
    path.write_text("".join(f"{line}\n" if (i + 1) % 4 else f"{line}\n\n" for i, line in enumerate(lines)))
    return path


@pytest.mark.parametrize("container", CONTAINERS)
@pytest.mark.parametrize("across", [2, 3, 4])
def test_each_label_of_a_sheet_is_a_record(container: str, across: int, tmp_path: Path) -> None:
    path = CONTAINERS[container](sheet(PEOPLE, across), tmp_path)

    assert told(path, tmp_path) == PEOPLE


@pytest.mark.parametrize("across", [2, 3])
def test_each_label_of_a_printed_text_is_a_record(across: int, tmp_path: Path) -> None:
    assert told(printed(sheet(PEOPLE, across), tmp_path / "labels.txt"), tmp_path) == PEOPLE


@pytest.mark.parametrize(
    "labels",
    [("", "", "", ""), ("Name: ", "CNIC No. ", "Mobile ", "Address: ")],
    ids=["without words", "each with its word"],
)
def test_labels_may_have_no_words_or_one_for_each_line(labels: Person, tmp_path: Path) -> None:
    assert told(CONTAINERS["xlsx"](sheet(PEOPLE, 3, labels), tmp_path), tmp_path) == PEOPLE


def test_numbers_may_stand_above_the_names(tmp_path: Path) -> None:
    people = [(cnic, mobile, name, address) for name, cnic, mobile, address in PEOPLE]

    assert told(CONTAINERS["xlsx"](sheet(people, 3, ("", "", "", "")), tmp_path), tmp_path) == people


def test_two_names_above_the_number_stay_apart(tmp_path: Path) -> None:
    people = [(name, f"S/O {PEOPLE[-i][0]}", cnic, mobile) for i, (name, cnic, mobile, _) in enumerate(PEOPLE)]

    assert told(CONTAINERS["xlsx"](sheet(people, 3, ("", "", "CNIC ", "Tel ")), tmp_path), tmp_path) == people


def test_a_second_line_of_an_address_belongs_to_it(tmp_path: Path) -> None:
    rows = sheet(PEOPLE, 3)
    rows.insert(8, ("Near Bank", "", "Flat 2"))
    found = told(CONTAINERS["xlsx"](rows, tmp_path), tmp_path)

    assert [person[:3] for person in found] == [person[:3] for person in PEOPLE]
    assert [person[3] for person in found[3:6]] == [
        f"{PEOPLE[3][3]}\nNear Bank",
        PEOPLE[4][3],
        f"{PEOPLE[5][3]}\nFlat 2",
    ]


def test_a_title_stays_a_row(tmp_path: Path) -> None:
    rows = [("Labels of the ward", "", ""), *sheet(PEOPLE, 3)]

    assert told(CONTAINERS["xlsx"](rows, tmp_path), tmp_path) == [("Labels of the ward",), *PEOPLE]


@pytest.mark.parametrize(
    "rows",
    [
        [("Name", "CNIC", "Mobile", "Address"), *PEOPLE],
        PEOPLE,
        [(name, PEOPLE[-1 - i][0], "") for i, (name, *_) in enumerate(PEOPLE)],
        [(mobile, PEOPLE[-1 - i][2], "") for i, (_, _, mobile, _) in enumerate(PEOPLE)],
        [(name, "", "") if i % 2 else (name, cnic, mobile) for i, (name, cnic, mobile, _) in enumerate(PEOPLE)],
    ],
    ids=["header", "no header", "names alone", "numbers alone", "rows with gaps"],
)
def test_other_tables_stand_as_they_are(rows: Table, tmp_path: Path) -> None:
    (evidence,) = find.evidence([CONTAINERS["xlsx"](rows, tmp_path)], tmp_path)
    (source,) = read.identify(evidence)
    opened, _ = read.opened(source, triage.rules.load())

    assert opened.columns[: len(source.columns)] == source.columns
