"""People who are the names of columns: each is a record, and the counts below them stay rows."""

from __future__ import annotations

from pathlib import Path

import pytest

import triage.rules
from tests.triage.containers import CONTAINERS
from triage import find, read
from triage.core.summary import Coverage

MOBILES = [f"0300{1234560 + i}" for i in range(10)]
CNICS = [f"35202-12345{i:02}-1" for i in range(6)]
NAMES = ["Ahmed Raza", "Sana Tariq", "Zulqarnain Jogezai", "Bilal Khan"]
URDU = ["علی رضا", "ذوالقرنین جوگیزئی", "گلمکئی وزیرزادہ"]
Rows = list[tuple[str, ...]]


def below(count: int, cells: tuple[str, ...]) -> Rows:
    return [(f"2021-01-{day:02}", *(cells[(day * i) % len(cells)] for i in range(count))) for day in range(1, 20)]


def told(rows: Rows, container: str, folder: Path) -> tuple[list[str], Rows]:
    """Return what stands in the column of people, and all other rows."""
    found, others, books = list[str](), list[tuple[str, ...]](), Coverage()
    (evidence,) = find.evidence([CONTAINERS[container](rows, folder)], folder)
    for each in read.identify(evidence):
        source, _ = read.opened(each, triage.rules.load())
        for batch in (batch for chunk in read.split(source) for batch in read.batches(chunk)):
            books += batch.coverage
            width = len(source.columns) - ("(names of the columns)" in source.columns)
            for row in batch.frame.drop("at").rows():
                found += filter(None, row[width:])
                others += [tuple(filter(None, row[:width]))] if any(row[:width]) else []
    assert books.balances(evidence.size_bytes)
    return found, others


@pytest.mark.parametrize("container", CONTAINERS)
@pytest.mark.parametrize("people", [MOBILES, CNICS, NAMES, URDU], ids=["mobiles", "CNICs", "names", "Urdu"])
def test_each_person_above_the_counts_is_a_record(container: str, people: list[str], tmp_path: Path) -> None:
    rows = below(len(people), ("0", "12", "7", "P", "A"))

    assert told([("date", *people), *rows], container, tmp_path) == (people, [("date",), *rows])


@pytest.mark.parametrize(
    "rows",
    [
        [("Name", "Father Name", "Home Phone", "City"), *below(3, ("a", "b"))],
        [("1", *MOBILES[:3]), *((str(i), *MOBILES[i : i + 3]) for i in range(1, 6))],
        [("area", "North Zone", "South Zone", "East Zone"), *below(3, ("3", "4"))],
    ],
    ids=["words of headers", "a list of numbers", "areas"],
)
def test_other_tables_stand_as_they_are(rows: Rows, tmp_path: Path) -> None:
    assert told(rows, "xlsx", tmp_path)[0] == []
