"""What opens and closes a file of a bank is no row; a person is one whatever letter stands before."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import triage.rules
from triage import find, read

PEOPLE = [("Sana Tariq", f"35202-12345{i:02}-1", f"030012345{i:02}", "House 4, Lahore") for i in range(30)]


def rows(path: Path) -> list[tuple[str | None, ...]]:
    (evidence,) = find.evidence([path], path.parent)
    source, _ = read.opened(next(read.identify(evidence)), triage.rules.load())
    batches = [batch for chunk in read.split(source) for batch in read.batches(chunk)]
    assert all(batch.coverage.records_found == batch.frame.height for batch in batches)
    return pl.concat([batch.frame for batch in batches]).drop("at").rows()


@pytest.mark.parametrize(
    ("first", "kind", "last"),
    [
        ("H|20221130|BANK|CUSTOMER FILE|1", "D", "T|60"),
        ("HDR|20221130|CUSTOMERS||", "DTL", "TRL|60|000000123||"),
        ("00|20221130|FILE|1|", "10", "99|60|0|0|0"),
        ("", "D", "T|60|||"),
    ],
)
def test_records_around_a_list_are_no_rows(first: str, kind: str, last: str, tmp_path: Path) -> None:
    lines = [first, *("|".join((kind, *person)) for person in PEOPLE), last]
    (tmp_path / "a.txt").write_text("\n".join(filter(None, lines)) + "\n")

    assert rows(tmp_path / "a.txt") == [(kind, *person) for person in PEOPLE]


@pytest.mark.parametrize(
    ("first", "kind", "last"),
    [
        ("H|Prepared by Sana Tariq|03001234567||", "D", "D|Zubaidah|x|1|y"),
        ("M|Gulsher|x|1|y", "M", "T|Zubaidah|35202-1234567-2|1|Dadu"),
        ("M|Gulsher|x|1|y", "M", "T|03001234567|||"),
    ],
)
def test_a_person_is_a_row_behind_any_letter(first: str, kind: str, last: str, tmp_path: Path) -> None:
    lines = [first, *("|".join((kind, *person)) for person in PEOPLE), last]
    (tmp_path / "a.txt").write_text("\n".join(lines) + "\n")

    assert len(rows(tmp_path / "a.txt")) == len(PEOPLE) + 2
