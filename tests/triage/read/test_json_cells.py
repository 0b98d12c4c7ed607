"""JSON inside cells: a column for each key, a row for each object, the same in each container."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import triage.rules
from triage import find, read
from triage.core.model import AT, Source
from triage.core.summary import Coverage
from triage.read import json_cells

PEOPLE = [
    {"name": f"Gulsher {word}", "cnic": f"35202-12345{i:02}-1"} for i, word in enumerate("Khan Mirza Butt Dar".split())
]
PAIRS = [PEOPLE[:2], PEOPLE[2:]]


def _csv(rows: list[list[str]]) -> str:
    told = io.StringIO()
    csv.writer(told, lineterminator="\n").writerows(rows)
    return told.getvalue()


CONTAINERS: dict[str, Callable[[], str]] = {
    "one.json": lambda: json.dumps({"payload": json.dumps(PEOPLE)}),
    "wrapped.json": lambda: json.dumps({"status": "ok", "payload": json.dumps({"data": PEOPLE})}),
    "twice.json": lambda: json.dumps(json.dumps(PEOPLE)),
    "array.json": lambda: json.dumps([{"id": i, "payload": json.dumps(each)} for i, each in enumerate(PAIRS)]),
    "nested.json": lambda: json.dumps([{"id": i, "members": each} for i, each in enumerate(PAIRS)]),
    "lines.jsonl": lambda: "".join(json.dumps({"id": i, "payload": json.dumps(x)}) + "\n" for i, x in enumerate(PAIRS)),
    "nested.jsonl": lambda: "".join(json.dumps({"id": i, "members": each}) + "\n" for i, each in enumerate(PAIRS)),
    "arrays.csv": lambda: _csv([["id", "payload", "on"], *([str(i), json.dumps(x), ""] for i, x in enumerate(PAIRS))]),
    "objects.csv": lambda: _csv([["id", "payload"], *([str(i), json.dumps(x)] for i, x in enumerate(PEOPLE))]),
    "python.csv": lambda: _csv([["id", "payload"], *([str(i), str(x)] for i, x in enumerate(PEOPLE))]),
    "dump.sql": lambda: "".join(
        f"INSERT INTO q (id, payload) VALUES ({i}, '{json.dumps(x)}');\n" for i, x in enumerate(PAIRS)
    ),
}


def told(path: Path, spool: Path) -> tuple[list[tuple[str | None, ...]], Coverage]:
    """Return name and CNIC of each row that has either."""
    (evidence,) = find.evidence([path], spool)
    rows, books = list[tuple[str | None, ...]](), Coverage()
    for each in read.identify(evidence):
        source, _ = read.opened(each, triage.rules.load())
        for chunk in read.split(source):
            for batch in read.batches(chunk):
                books += batch.coverage
                last = [column.rpartition(".")[2] for column in source.columns]
                rows += batch.frame.select(str(last.index("name")), str(last.index("cnic"))).rows()
    assert books.balances(evidence.size_bytes)
    return [row for row in rows if any(row)], books


@pytest.mark.parametrize("name", CONTAINERS)
def test_every_object_is_a_row_in_each_container(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(CONTAINERS[name]())
    rows, _ = told(tmp_path / name, tmp_path)

    assert rows == [(each["name"], each["cnic"]) for each in PEOPLE]


def test_cells_of_a_database_are_opened_too(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "a.db") as made:
        made.execute("create table q (id integer, payload text)")
        made.executemany("insert into q values (?, ?)", [(i, json.dumps(each)) for i, each in enumerate(PAIRS)])
    made.close()
    rows, books = told(tmp_path / "a.db", tmp_path)

    assert rows == [(each["name"], each["cnic"]) for each in PEOPLE]
    assert books.rows_read == len(PEOPLE)


def test_objects_beside_a_person_are_no_fields_of_that_person() -> None:
    frame = pl.DataFrame({"0": ["Sana Tariq"] * 2, "1": [json.dumps(each) for each in PAIRS], AT: [0, 90]})
    source = json_cells.told(Source(None, "delimited", "", ("name", "children")), frame.drop(AT))  # type: ignore[arg-type]
    rows = json_cells.opened(source, frame)

    assert source.columns == ("name", "children", "children.name", "children.cnic")
    assert rows["0"].to_list() == ["Sana Tariq", None, None] * 2
    assert rows["2"].drop_nulls().to_list() == [each["name"] for each in PEOPLE]
    assert rows[AT].to_list() == [0, 0, 0, 90, 90, 90]


@pytest.mark.parametrize(
    "cells",
    [['{"a": 1}', '{"b": [2]}'] * 3, ["[1, 2]", "{x}", "[a] b"], [None, ""], [*['{"cnic": "1"'] * 5], ["{'a': f()}"]],
)
def test_a_column_without_people_stays_as_it_is(cells: list[str | None]) -> None:
    frame = pl.DataFrame({"0": cells}, schema={"0": pl.String})
    source = Source(None, "delimited", "", ("payload",))  # type: ignore[arg-type]

    assert json_cells.told(source, frame) == source


@given(
    st.lists(st.lists(st.dictionaries(st.sampled_from(["cnic", "b", "c"]), st.text('x7[{,"', min_size=1)), max_size=3))
)
def test_no_value_is_lost(arrays: list[list[dict[str, str]]]) -> None:
    first = json.dumps(PEOPLE[:1])
    frame = pl.DataFrame({"0": [*[first] * len(arrays), *map(json.dumps, arrays), first]})
    source = json_cells.told(Source(None, "delimited", "", ("payload",)), frame)  # type: ignore[arg-type]
    text = "\n".join(cell for row in json_cells.opened(source, frame).rows() for cell in row if cell)

    assert all(value in text or json.dumps(value) in text for each in arrays for row in each for value in row.values())
