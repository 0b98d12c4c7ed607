"""Columns of many records hold the cells that the records have one by one."""

from __future__ import annotations

import json
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.triage.formats.json.test_quick import MESSAGES
from triage.formats.json import by_column, quick
from triage.records.nested_values import cells, loads
from triage.records.quick_cells import quick_cells
from triage.records.record_frame import Rows, columns_of


def texts(values: list[Any], indent: int | None) -> bytes:
    """Return the elements of a list as JSON, without the brackets around them."""
    return json.dumps(values, ensure_ascii=False, indent=indent).encode("utf-8", "surrogatepass")[1:-1].strip()


@given(st.lists(MESSAGES, min_size=2, max_size=12), st.sampled_from([None, 1]))
def test_columns_have_the_cells_of_each_record(values: list[Any], indent: int | None) -> None:
    text = texts(values, indent)
    try:
        found, places = by_column.columns(text)
    except quick.Unproven:
        return

    written = [loads(text[start:stop]) for start, stop in places]
    assert len(written) == len(values)
    for row, record in enumerate(written):
        if row in found.apart:
            assert cells(found.apart[row]) == cells(record)
            assert all(column[row] is None for column in found.cells.values())
        else:
            assert {path: column[row] for path, column in found.cells.items() if column[row] is not None} == cells(
                record
            )


@given(st.lists(MESSAGES, min_size=2, max_size=12))
def test_rows_of_columns_are_rows_of_records(values: list[Any]) -> None:
    text = texts(values, 1)
    try:
        found, places = by_column.columns(text)
        records, _ = quick.elements(text)
    except quick.Unproven:
        return
    if found.apart:
        return
    names = columns_of(records[:2])
    fast, slow = Rows(names), Rows(names)
    fast.add_columns([start for start, _ in places], found.cells)
    for (start, _), record in zip(places, records, strict=True):
        slow.add(start, record)

    assert fast.batch(1).frame.drop(str(len(names) - 1)).equals(slow.batch(1).frame.drop(str(len(names) - 1)))
    loose = [
        [set((each or "").split("; ")) for each in rows.batch(1).frame[str(len(names) - 1)]] for rows in (fast, slow)
    ]
    assert loose[0] == loose[1] or any("; " in str(record) for record in values)


@pytest.mark.parametrize(
    "text",
    [
        b'{"a":1,"a":2},{"a":3}',
        b'{"a":-0},{"a":3}',
        b'{"a":01},{"a":3}',
        b'{"a":"\x0b"},{"a":3}',
        b'{"a":"\xff"},{"a":3}',
        b'{"a":"\\ud800"},{"a":3}',
        b'{"a":NaN},{"a":3}',
        b'{"a":1},{"a":3},',
        b'{"a":{"b":1,"b":2}},{"a":3}',
        b'{"text":"x","text_entities":[{"type":"bold","text":"y","text":"x"}]},{"text":"y"}',
    ],
)
def test_a_text_with_two_readings_is_refused(text: bytes) -> None:
    with pytest.raises(quick.Unproven):
        by_column.columns(text)


def test_only_a_text_with_a_link_is_read_slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    link = {"type": "text_link", "text": "here", "href": "https://wa.me/923001234567"}
    values = [{"id": i, "text": "ok", "text_entities": [{"type": "plain", "text": "ok"}]} for i in range(50)]
    values[7] = {"id": 7, "text": ["order ", link], "text_entities": [{"type": "plain", "text": "order "}, link]}
    slow = []
    monkeypatch.setattr(by_column, "quick_cells", lambda record: slow.append(record["id"]) or quick_cells(record))

    found, _ = by_column.columns(texts(values, 1))

    assert slow == [7]
    assert found.cells["text"][6:9] == ["ok", "order here", "ok"]
    assert found.cells["text[1].href"][7] == "https://wa.me/923001234567"


def test_records_with_unknown_keys_keep_them() -> None:
    found, places = by_column.columns(b'{"id": 1, "odd": 7}, {"id": 2}, {"id": 3, "odd": null, "more": true}')
    rows = Rows(("id", "(other keys)"))
    rows.add_columns([start for start, _ in places], found.cells)

    batch = rows.batch(60)

    assert batch.frame.select("0", "1").rows() == [("1", "odd=7"), ("2", None), ("3", "more=true")]
    assert batch.frame.schema["1"] == pl.String
    assert batch.coverage.rows_read == 3


def test_json_inside_a_text_that_is_told_twice_is_parsed() -> None:
    told = '{"cnic": "35202-1234567-1"}'
    values = [{"text": each, "text_entities": [{"type": "plain", "text": each}]} for each in ("ok", told)]

    found, _ = by_column.columns(texts(values, 1))

    assert {path: column[1] for path, column in found.cells.items()} == {
        "text": None,
        "text_entities": None,
        "text.cnic": "35202-1234567-1",
    }
