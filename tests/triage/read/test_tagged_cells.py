"""Lines that tags end are lines: of a person on a map, in a shop, in a blog."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from xml.sax.saxutils import escape

import polars as pl
import pytest

import triage.rules
from triage import find, read

PEOPLE = [(f"Sana {name}", f"35202-12345{i:02}-1", f"030012345{i:02}") for i, name in enumerate(["Tariq", "Mir"] * 9)]


def opened(path: Path) -> tuple[tuple[str, ...], list[tuple[str | None, ...]]]:
    (evidence,) = find.evidence([path], path.parent)
    source, _ = read.opened(next(read.identify(evidence)), triage.rules.load())
    batches = [batch for chunk in read.split(source) for batch in read.batches(chunk)]
    return source.columns, pl.concat([batch.frame for batch in batches]).drop("at").rows()


def as_csv(path: Path, cells: list[str]) -> None:
    with path.open("w", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows(
            [["id", "body"], *([str(i), cell] for i, cell in enumerate(cells))]
        )


def as_json(path: Path, cells: list[str]) -> None:
    path.write_text(json.dumps([{"id": i, "body": cell} for i, cell in enumerate(cells)]))


def as_kml(path: Path, cells: list[str]) -> None:
    marks = "".join(
        f"<Placemark><id>{i}</id><description>{escape(cell)}</description></Placemark>" for i, cell in enumerate(cells)
    )
    path.write_text(f'<?xml version="1.0"?><kml><Document>{marks}</Document></kml>')


@pytest.mark.parametrize(("name", "written"), [("a.csv", as_csv), ("a.json", as_json), ("a.kml", as_kml)])
@pytest.mark.parametrize(
    "form", ["Name: {}<br>CNIC: {}<BR />Mobile: {}", "<p><b>Name:</b> {}</p><p>CNIC: {}</p><p>Mobile: {}</p>"]
)
def test_lines_in_tags_are_records(form: str, name: str, written, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    written(tmp_path / name, [form.format(*person) for person in PEOPLE])
    columns, rows = opened(tmp_path / name)

    places = [columns.index(each) for each in ("Name", "CNIC", "Mobile")]
    assert [tuple(row[i] for i in places) for row in rows] == PEOPLE


def test_a_link_and_a_sign_of_less_stay(tmp_path: Path) -> None:
    as_csv(tmp_path / "a.csv", ['open<br>at <a href="tel:03001234567">nine</a> < ten'] * 9)

    assert opened(tmp_path / "a.csv")[1][0][1] == 'open\nat <a href="tel:03001234567">nine</a> < ten'
