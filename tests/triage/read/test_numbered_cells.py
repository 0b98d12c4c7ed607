"""A running number and a name in one cell are two columns, in each container of rows."""

from __future__ import annotations

from pathlib import Path

import pytest

import triage.rules
from tests.triage.containers import CONTAINERS
from triage import find, read
from triage.core.model import Source

NAMES = ["Ahmed Raza", "Sana Tariq", "احمد رضا", "Bilal Khan", "Hina Butt", "Kashif Malik", "Amna Bibi"]
CNICS = [f"35202-12345{i:02}-1" for i in range(len(NAMES))]
Rows = list[tuple[str | None, ...]]


def told(rows: list[tuple[str, ...]], container: str, folder: Path) -> tuple[Source, Rows]:
    (evidence,) = find.evidence([CONTAINERS[container](rows, folder)], folder)
    *_, source = (read.opened(each, triage.rules.load())[0] for each in read.identify(evidence))
    made = [batch for chunk in read.split(source) for batch in read.batches(chunk)]

    assert all(batch.frame.columns == [*map(str, range(len(source.columns))), "at"] for batch in made)
    return source, [row for batch in made for row in batch.frame.drop("at").rows()]


@pytest.mark.parametrize("container", sorted({*CONTAINERS} - {"csv"}))  # in which numbers stand before whole lines
@pytest.mark.parametrize("form", ["{:<5} {}", "{}. {}", "{}) {}", " {}\u00a0{}"])
@pytest.mark.parametrize("first", [1, 998])
def test_number_and_name_of_a_cell_are_parted(container: str, form: str, first: int, tmp_path: Path) -> None:
    rows = [(form.format(i, name), cnic) for i, (name, cnic) in enumerate(zip(NAMES, CNICS, strict=True), first)]
    source, found = told(rows, container, tmp_path)

    assert source.columns[2:] == ("column 1 without its number",)
    assert [row[1:] for row in found] == [*zip(CNICS, NAMES, strict=True)]
    assert [int((row[0] or "").strip(".)")) for row in found] == [*range(first, first + len(NAMES))]


def test_a_cell_without_a_number_stays(tmp_path: Path) -> None:
    rows = [(f"{i} {name}", CNICS[0]) for i, name in enumerate(NAMES * 3, 1)]
    _, found = told([*rows, ("Gulsher Bozdar", "21")], "xlsx", tmp_path)

    assert found[-1] == ("Gulsher Bozdar", "21", None)


@pytest.mark.parametrize("title", ["List of candidates", "Merit list 2023 (page 1)", "7", None])
@pytest.mark.parametrize("container", ["xlsx", "html"])
def test_a_cell_of_another_form_costs_no_name(title: str | None, container: str, tmp_path: Path) -> None:
    rows = [(f"{i}. {name}", CNICS[0]) for i, name in enumerate(NAMES * 4, 1)]
    source, found = told([*rows[:9], (title or "", CNICS[0]), *rows[9:]], container, tmp_path)

    assert len(source.columns) == 3
    assert [row[2] for row in found if row[2]] == NAMES * 4


def test_a_numbered_list_under_a_title_is_read(tmp_path: Path) -> None:
    lines = [
        f"{i}. {name} S/O Ali Abbasi, CNIC # {cnic}" for i, (name, cnic) in enumerate(zip(NAMES, CNICS, strict=True))
    ]
    path = tmp_path / "list.txt"
    path.write_text("\n".join(["List of candidates for interview", "", *lines * 3]), encoding="utf-8")
    (evidence,) = find.evidence([path], tmp_path)

    assert [read.opened(each, triage.rules.load())[0] for each in read.identify(evidence)]


@pytest.mark.parametrize(
    "cells",
    [
        [f"{i * 7} Street {i}" for i in range(100, 109)],
        [f"{i} 0300-123456{i}" for i in range(9)],
        [f"{i}" for i in range(9)],
        NAMES,
    ],
    ids=["houses", "numbers", "numbers alone", "names"],
)
def test_other_cells_stand_as_they_are(cells: list[str], tmp_path: Path) -> None:
    source, found = told([(cell, CNICS[0]) for cell in cells], "xlsx", tmp_path)

    assert len(source.columns) == 2
    assert [row[0] for row in found] == cells
