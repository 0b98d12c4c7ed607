"""Two tables below each other in one sheet: each keeps its own columns, in every container of rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.triage.containers import CONTAINERS
from tests.triage.formats.conftest import told_by

NAMES = ("Ahmed Raza", "Sana Tariq", "Bilal Khan", "Hina Butt", "Imran Shah", "Nadia Malik")
FIRST, SECOND = ("Name", "CNIC", "Mobile"), ("Mobile", "Name", "CNIC", "City")
PEOPLE = [(name, f"35202-12345{i:02}-1", f"0300-12345{i:02}") for i, name in enumerate(NAMES)]
OTHERS = [(f"0301-76543{i:02}", f"{name} Jr", f"61101-76543{i:02}-2", "Quetta") for i, name in enumerate(NAMES)]
BETWEEN = {"nothing": [], "a gap": [("", "", "")], "a title": [("", ""), ("Second list", "", "")]}


def told(rows: list[tuple[str, ...]], container: str, folder: Path) -> dict[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the rows of each table by its named columns; cells without a name must be empty."""
    read = told_by(CONTAINERS[container](rows, folder), folder)
    assert read.coverage.balances(read.evidence.size_bytes)
    found: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for source, frame in zip(read.sources, read.frames, strict=True):
        named = [i for i, name in enumerate(source.columns) if name and not source.is_text]
        if frame.height and named:
            cells = frame.select(str(i) for i in named).fill_null("")
            found.setdefault(tuple(source.columns[i] for i in named), []).extend(filter(any, cells.rows()))
    return found


@pytest.mark.parametrize("container", CONTAINERS)
@pytest.mark.parametrize("between", BETWEEN)
def test_a_second_header_begins_a_second_table(container: str, between: str, tmp_path: Path) -> None:
    found = told([FIRST, *PEOPLE, *BETWEEN[between], SECOND, *OTHERS], container, tmp_path)

    assert found[SECOND] == OTHERS
    assert found[FIRST][: len(PEOPLE)] == PEOPLE
    assert sum(map(len, found.values())) == len(PEOPLE) + len(OTHERS) + (between == "a title")


@pytest.mark.parametrize("container", CONTAINERS)
def test_pages_of_two_lists_in_turn_are_two_tables(container: str, tmp_path: Path) -> None:
    pages = [row for i in range(3) for row in (FIRST, *PEOPLE[2 * i : 2 * i + 2], SECOND, *OTHERS[2 * i : 2 * i + 2])]

    assert told(pages, container, tmp_path) == {FIRST: PEOPLE, SECOND: OTHERS}


@pytest.mark.parametrize("container", CONTAINERS)
def test_a_list_without_header_may_come_first(container: str, tmp_path: Path) -> None:
    found = told([*PEOPLE, SECOND, *OTHERS], container, tmp_path)

    assert found[SECOND] == OTHERS
    assert PEOPLE in found.values()
