"""Forms of labels and values: one record a form, in each container that holds two columns."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import triage.rules
from tests.triage.containers import CONTAINERS, Cells
from tests.triage.formats.spreadsheet.test_workbooks import parts, row, sheet, written
from triage import find, read
from triage.core.model import AT, Source
from triage.core.summary import Coverage
from triage.read import form_rows

LABELS = ("Name", "Father Name", "CNIC", "Mobile", "Address")
PEOPLE = [
    (f"Gulsher {a}", f"Nadir {a}", f"35202-12345{i:02}-1", f"0300-12345{i:02}", f"House {i}, Street 7, Gulberg, Lahore")
    for i, a in enumerate(("Khan", "Mirza", "Butt"))
]
TITLE = ("Customer Profile", "")


BETWEEN: dict[str, list[tuple[str, str]]] = {"a gap": [("", "")], "nothing": [], "a title": [("", ""), TITLE]}


def forms(count: int, between: list[tuple[str, str]], sign: str = "") -> list[tuple[str, str]]:
    return [
        cell
        for index, person in enumerate(PEOPLE[:count])
        for cell in [
            *(between if index else ()),
            *((name + sign, value) for name, value in zip(LABELS, person, strict=True)),
        ]
    ]


def told(path: Path, spool: Path) -> list[tuple[str | None, ...]]:
    """Return the values under the labels of all rows that have some."""
    (evidence,) = find.evidence([path], spool)
    rows, books = list[tuple[str | None, ...]](), Coverage()
    for each in read.identify(evidence):
        source, _ = read.opened(each, triage.rules.load())
        for chunk in read.split(source):
            for batch in read.batches(chunk):
                books += batch.coverage
                places = [str(source.columns.index(name)) for name in LABELS if name in source.columns]
                rows += batch.frame.select(places).rows()
    assert books.balances(evidence.size_bytes)
    return [each for each in rows if any(each)]


@pytest.mark.parametrize("container", CONTAINERS)
@pytest.mark.parametrize("between", BETWEEN)
@pytest.mark.parametrize(("count", "sign"), [(1, ""), (3, ""), (3, ":")])
def test_each_form_is_a_record(container: str, between: str, count: int, sign: str, tmp_path: Path) -> None:
    path = CONTAINERS[container](forms(count, BETWEEN[between], sign), tmp_path)

    assert told(path, tmp_path) == PEOPLE[:count]


def test_two_pairs_of_columns_are_one_form(tmp_path: Path) -> None:
    rows = [[*zip(LABELS, person, strict=True)] for person in PEOPLE]
    beside = [(*each[i], *(each[i + 1] if i + 1 < len(each) else ("", ""))) for each in rows for i in range(0, 5, 2)]
    path = written(tmp_path / "a.xlsx", parts(sheet("".join(row(*cells) for cells in beside))))

    assert told(path, tmp_path) == PEOPLE


@pytest.mark.parametrize("container", sorted({*CONTAINERS} - {"csv"}))
def test_labels_may_stand_behind_their_values(container: str, tmp_path: Path) -> None:
    path = CONTAINERS[container]([(value, label) for label, value in forms(3, BETWEEN["a gap"])], tmp_path)

    assert told(path, tmp_path) == PEOPLE


@pytest.mark.parametrize(
    "cells",
    [
        [("Name", "CNIC"), *((person[0], person[2]) for person in PEOPLE)],
        [(person[0], person[3]) for person in PEOPLE],
        [("Total", "7"), ("January", "3"), ("February", "4"), ("March", "9")],
        [("Name", "Sana Tariq")],
    ],
)
def test_a_table_of_two_columns_is_no_form(cells: Cells) -> None:
    frame = pl.DataFrame({str(i): [cell[i] for cell in cells] for i in range(2)})
    source = Source(None, "excel", "", ("column 1", "column 2"))  # type: ignore[arg-type]

    assert form_rows.told(source, frame) == source


@given(st.lists(st.tuples(st.sampled_from([*LABELS, "Remarks", ""]), st.text("ab7 ", max_size=5))))
def test_no_value_of_a_form_is_lost(cells: list[tuple[str, str]]) -> None:
    every = [*forms(3, []), *cells]
    frame = pl.DataFrame({str(i): [cell[i] or None for cell in every] for i in range(2)})
    source = form_rows.told(Source(None, "excel", "", ("column 1", "column 2")), frame.head(15))  # type: ignore[arg-type]
    opened = form_rows.opened(source, frame.with_columns(pl.Series(AT, range(len(every)), pl.UInt64)))
    text = "\n".join(str(cell) for line in opened.rows() for cell in line)

    assert opened.columns == [*map(str, range(len(source.columns))), AT]
    assert all(" ".join(value.split()) in text for _, value in every)
