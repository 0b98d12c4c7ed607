"""Tables that lie on their side: each column is a record, in each container of rows."""

from __future__ import annotations

from pathlib import Path

import pytest

import triage.rules
from tests.triage.containers import CONTAINERS
from triage import find, read
from triage.core.summary import Coverage

PEOPLE = [
    (f"{name} Raza", f"35202-12345{i:02}-1", f"0300-12345{i:02}", city)
    for i, (name, city) in enumerate([("Ahmed", "Lahore"), ("Sana", "Quetta"), ("Bilal", "Multan"), ("Hina", "Swat")])
]
LABELS = ("Name", "CNIC", "Mobile", "City")
Row = tuple[str | None, ...]


def turned(order: tuple[int, ...] = (0, 1, 2, 3)) -> list[tuple[str, ...]]:
    return [(LABELS[i], *(person[i] for person in PEOPLE)) for i in order]


def told(rows: list[tuple[str, ...]], container: str, folder: Path) -> tuple[list[Row], list[Row]]:
    """Return the records under the labels, and all other rows that hold something."""
    (evidence,) = find.evidence([CONTAINERS[container](rows, folder)], folder)
    found, others, books = list[Row](), list[Row](), Coverage()
    for each in read.identify(evidence):
        source, _ = read.opened(each, triage.rules.load())
        named = [str(source.columns.index(label)) for label in LABELS if label in source.columns]
        for batch in (batch for chunk in read.split(source) for batch in read.batches(chunk)):
            books += batch.coverage
            for row in batch.frame.select(named if len(named) == len(LABELS) else []).rows():
                found.append(row) if any(row) else None
            rest = batch.frame.drop([*named, "at"] if len(named) == len(LABELS) else ["at"])
            others += [row for row in rest.rows() if any(row)]
    assert books.balances(evidence.size_bytes)
    return found, others


@pytest.mark.parametrize("container", CONTAINERS)
@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 0, 1, 2), (1, 0, 3, 2)], ids=["name", "city", "cnic"])
def test_each_column_is_a_record(container: str, order: tuple[int, ...], tmp_path: Path) -> None:
    found, others = told(turned(order), container, tmp_path)

    assert found == PEOPLE
    assert others == []


@pytest.mark.parametrize("container", sorted({*CONTAINERS} - {"csv"}))
def test_a_title_above_stays_a_row(container: str, tmp_path: Path) -> None:
    found, others = told([("Staff of the office",), *turned()], container, tmp_path)

    assert found == PEOPLE
    assert [[cell for cell in row if cell] for row in others] in ([["Staff of the office"]], [])


def test_an_empty_column_is_no_record(tmp_path: Path) -> None:
    rows = [(*row[:2], "", *row[2:]) for row in turned()]

    assert told(rows, "xlsx", tmp_path)[0] == PEOPLE


@pytest.mark.parametrize(
    "rows",
    [
        [LABELS, *PEOPLE],
        PEOPLE,
        [("Field", "Type", "Length", "Title"), ("name", "text", "80", "Name"), ("cnic", "text", "15", "CNIC")],
        [("Name", "Total", "January", "March"), ("City", "7000000", "8000000", "9000000")],
        [("Mobile", "0300-1234567", "0300-1234568", "0300-1234569"), ("Phone", "0300-1234567", "042-1234567", "")],
    ],
    ids=["header", "no header", "list of fields", "figures", "numbers alone"],
)
def test_other_tables_stand_as_they_are(rows: list[tuple[str, ...]], tmp_path: Path) -> None:
    (evidence,) = find.evidence([CONTAINERS["xlsx"](rows, tmp_path)], tmp_path)
    (source,) = read.identify(evidence)

    assert read.opened(source, triage.rules.load())[0].columns[: len(rows[0])] == source.columns
