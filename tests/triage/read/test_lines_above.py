"""What stands above a header is read, and is no record of the table."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import polars as pl
import pytest

import triage.rules
from triage import find, read
from triage.records.key_values import OTHER

NAMES = ["Name", "Father Name", "CNIC", "Mobile", "Address"]
ROWS = [
    ["Ali Raza", "Akram Raza", f"35202-12345{i:02}-1", f"030012345{i:02}", f"House {i}, Street 4, Model Town, Lahore"]
    for i in range(20)
]
ABOVE = [
    [["List of women: Ayesha Khan, Fatima Bibi"]],
    [["Authority, Phone 042-35761234"], ["Prepared by: Muhammad Imran, 0300-7654321"]],
    [["Branch", "Gulberg", "Code", "0123456", ""], ["Manager", "Imran Ali"]],
    [["Date: 12/03/2024", "Branch: 0123", "User: imran", "Page: 1", "Rows: 20"]],
    [["info@example.com", "", "www.example.com"]],
    [["Customer List", "", "Date", "12/03/2024"]],
]


def opened(path: Path, spool: Path) -> tuple[tuple[str, ...], pl.DataFrame]:
    (evidence,) = (each for each in find.evidence([path], spool) if not each.is_container or each.is_read_too)
    (source,) = read.identify(evidence)
    source, _ = read.opened(source, triage.rules.load())
    frames = [batch.frame for chunk in read.split(source) for batch in read.batches(chunk)]
    return source.columns, pl.concat(frames).drop("at")


def written(path: Path, rows: list[list[str]]) -> Path:
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append([cell or None for cell in row])
        book.save(path)
    else:
        with path.open("w", newline="") as file:
            csv.writer(file, delimiter="\t" if path.suffix == ".tsv" else ",").writerows(rows)
    return path


@pytest.mark.parametrize("above", ABOVE, ids=range(len(ABOVE)))
@pytest.mark.parametrize("ending", ["csv", "tsv", "xlsx"])
def test_lines_above_a_header_are_text(above: list[list[str]], ending: str, tmp_path: Path) -> None:
    padded = [[*row, *[""] * (len(NAMES) - len(row))] for row in above] if ending == "csv" else above
    columns, frame = opened(written(tmp_path / f"list.{ending}", [*padded, NAMES, *ROWS]), tmp_path)

    assert columns == (*NAMES, OTHER)
    assert frame.drop_nulls("0").drop(str(len(NAMES))).rows() == [tuple(row) for row in ROWS]
    assert frame[str(len(NAMES))].drop_nulls().to_list() == [" ".join(filter(None, row)) for row in above]


def test_records_above_a_header_stay_records(tmp_path: Path) -> None:
    columns, frame = opened(written(tmp_path / "list.csv", [*ROWS[:2], NAMES, *ROWS[2:]]), tmp_path)

    assert OTHER not in columns
    assert set(frame.rows()) >= {tuple(row) for row in ROWS}
