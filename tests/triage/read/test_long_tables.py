"""A row for a field of somebody is no record: all rows of one id are."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import polars as pl
import pytest

import triage.rules
from triage import find, read
from triage.records.key_values import OTHER

PEOPLE = [
    (f"Sana {name}", f"35202-{1234500 + i}-1", f"03001{234500 + i}") for i, name in enumerate(["Tariq", "Mir"] * 9)
]
FIELDS = ("full_name", "cnic_number", "phone")
LONG = [
    (str(7 + i), field, value)
    for i, person in enumerate(PEOPLE)
    for field, value in zip(FIELDS, person, strict=True)
]  # fmt: skip


def opened(path: Path) -> tuple[tuple[str, ...], list[tuple[str | None, ...]]]:
    (evidence,) = find.evidence([path], path.parent)
    source, _ = read.opened(next(read.identify(evidence)), triage.rules.load())
    batches = [batch for chunk in read.split(source) for batch in read.batches(chunk)]
    assert all(batch.coverage.records_found == batch.frame.height for batch in batches)
    return source.columns, pl.concat([batch.frame for batch in batches]).drop("at").rows()


def as_csv(path: Path, names: tuple[str, ...], rows: list[tuple[str, ...]]) -> Path:
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([*([names] if names else []), *rows])
    return path


def as_json(path: Path, names: tuple[str, ...], rows: list[tuple[str, ...]]) -> Path:
    path.write_text(json.dumps([dict(zip(names, row, strict=True)) for row in rows]))
    return path


def as_sql(path: Path, names: tuple[str, ...], rows: list[tuple[str, ...]]) -> Path:
    columns = ", ".join(f"`{name}` varchar(99)" for name in names)
    path.write_text(f"CREATE TABLE `meta` ({columns});\nINSERT INTO `meta` VALUES {', '.join(map(str, rows))};\n")
    return path


@pytest.mark.parametrize(("name", "written"), [("a.csv", as_csv), ("a.json", as_json), ("a.sql", as_sql)])
@pytest.mark.parametrize("rows", [LONG, sorted(LONG, key=lambda row: row[1])], ids=["by person", "by field"])
def test_the_rows_of_an_id_are_a_record(name: str, written, rows, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    columns, records = opened(written(tmp_path / name, ("entry", "meta_key", "meta_value"), rows))

    places = [columns.index(each) for each in ("entry", *FIELDS)]
    assert [tuple(row[i] for i in places) for row in records] == [(str(7 + i), *each) for i, each in enumerate(PEOPLE)]


def test_what_a_sample_did_not_show_is_kept(tmp_path: Path) -> None:
    many = [(str(i), field, value) for i in range(300) for field, value in zip(FIELDS, PEOPLE[i % 18], strict=True)]
    columns, records = opened(as_csv(tmp_path / "a.csv", (), [*many, ("299", "old_phone", "03219876543")]))

    assert len(records) == 300
    assert records[-1][columns.index(OTHER)] == "old_phone: 03219876543"


def test_a_list_of_relatives_is_no_long_table(tmp_path: Path) -> None:
    relatives = ("Father", "Mother", "Husband")
    family = [(f"F{i // 3}", relatives[i % 3], *person[:2]) for i, person in enumerate(PEOPLE)]
    numbers = [(f"F{i // 3}", relatives[i % 3], person[2]) for i, person in enumerate(PEOPLE)]

    for rows in (family, numbers):
        assert len(opened(as_csv(tmp_path / "a.csv", (), rows))[1]) == len(PEOPLE)
