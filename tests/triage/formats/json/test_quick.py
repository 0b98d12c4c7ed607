"""The fast parser gives what the exact one gives, or refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.formats.json import borders, document, quick, stream
from triage.records import quick_cells as quick_module
from triage.records.json_pairs import Pairs
from triage.records.nested_values import cells, loads
from triage.records.quick_cells import quick_cells
from triage.records.record_frame import columns_of

KEYS = st.sampled_from(
    [
        "id",
        "from",
        "from_id",
        "text",
        "text_entities",
        "type",
        "date",
        "Full Name",
        "35202-1234567-1",
        "علی",
        "a:",
        "$oid",
    ]
)
TEXTS = st.sampled_from(
    ["", "ok", ": x", '"', '\\":', '{"cnic": "35202-1234567-1"}', "[1]", "علی", "علی".encode().decode("latin-1")]
) | st.text(alphabet='ab0-: {}[],"\\/é\u00d8\u00b9ع😀\n\x0b', max_size=6)  # fmt: skip
LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS
PARTS = st.lists(TEXTS | st.fixed_dictionaries({"type": st.sampled_from(["plain", "bold", "odd"]), "text": TEXTS}))
VALUES = st.recursive(
    LEAVES | PARTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
MESSAGES = st.builds(
    lambda told, parts, is_twice: told | {"text": parts} | ({"text_entities": parts} if is_twice else {}),
    st.dictionaries(KEYS, VALUES, max_size=6),
    PARTS | TEXTS,
    st.booleans(),
)
LISTS = st.lists(MESSAGES, min_size=3, max_size=9)


def told(found: document.Document) -> dict[str, list[dict[str, str]]]:
    """Return the cells of each record by table."""
    return {
        name: [quick_cells(each) if isinstance(each, dict) else cells(each) for each in records]
        for name, records in found.tables.items()
    }


@given(LISTS | st.fixed_dictionaries({"name": TEXTS, "type": TEXTS, "messages": LISTS}), st.sampled_from([None, 1]))
def test_documents_have_the_same_tables(value: Any, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quick, "LONG", 3)
        try:
            found = document.of_value(quick.parsed(text.encode("utf-8", "surrogatepass")))
        except quick.Unproven:
            return
    assert told(found) == told(document.parse(text))


@given(MESSAGES)
def test_cells_of_a_plain_record_are_those_of_its_pairs(record: dict[str, Any]) -> None:
    text = json.dumps(record)
    plain = json.loads(text, parse_float=str)  # as the fast parser leaves it

    assert [*quick_cells(plain).items()] == [*cells(loads(text)).items()]


@pytest.mark.parametrize(
    "text",
    [
        b'[{"a":1,"a":2},{"a":3}]',
        b'[{"a":-0},{"a":3}]',
        b'[{"a":01},{"a":3}]',
        b'[{"a":"\x0b"},{"a":3}]',
        b'[{"a":"\\x0b"},{"a":3}]',
        b'[{"a":"\xff"},{"a":3}]',
        b'[{"a":"\\ud800"},{"a":3}]',
        b'[{"a":NaN},{"a":3}]',
        b'[{"a":1},{"a":3},]',
        b'[{"a:":1,"a:":2},{"b":": "}]',
        b"[" * 400 + b"]" * 400,
    ],
)
def test_a_text_with_two_readings_is_refused(text: bytes) -> None:
    with pytest.raises(quick.Unproven):
        quick.parsed(text)


def test_numbers_keep_their_digits_and_colons_in_texts_are_no_keys() -> None:
    text = b'[{"n":1.50,"m":12345678901234567890123,"t":": x \\": y","e" : "{\\"a\\":1}"}]'

    assert quick.parsed(text) == [
        Pairs([("n", "1.50"), ("m", "12345678901234567890123"), ("t", ': x ": y'), ("e", '{"a":1}')])
    ]


@given(
    st.lists(MESSAGES, min_size=1, max_size=40), st.sampled_from([None, 1]), st.binary(max_size=3), st.integers(0, 400)
)
def test_runs_hold_the_units_that_are_read_one_by_one(
    tmp_path_factory: pytest.TempPathFactory, values: list[Any], indent: int | None, harm: bytes, at: int
) -> None:
    path = tmp_path_factory.mktemp("runs") / "list.json"
    text = json.dumps({"name": "x", "messages": values}, ensure_ascii=False, indent=indent).encode("utf-8", "replace")
    path.write_bytes(text[:at] + harm + text[at:] if at < len(text) else text)
    place = (0, path.stat().st_size)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(borders, "RUN", 300)
        patch.setattr(stream, "RUN", 300)  # as in the program, a run is shorter than the longest unit
        patch.setattr(stream, "LONGEST", 2_000)
        slow = [*stream.units(path, place)]
        fast = [
            each for found in stream.runs(path, place, (), "utf-8")
            for each in (found.units() if isinstance(found, stream.Run) else [found])
        ]  # fmt: skip

    assert [(u.start, u.stop, u.frames, u.key, u.reason) for u in fast] == [
        (u.start, u.stop, u.frames, u.key, u.reason) for u in slow
    ]
    assert [of(each.value) for each in fast] == [of(each.value) for each in slow]


def of(value: Any) -> Any:
    """Return a value in a form that is the same for both parsers."""
    return quick_module.pairs_of(value) if isinstance(value, dict) else value


def test_many_messages_are_read_as_runs_and_a_broken_one_costs_itself_alone(tmp_path: Path) -> None:
    messages = [{"id": i, "from": "Sana", "text": f"ok {i}", "text_entities": []} for i in range(40_000)]
    lines = json.dumps({"name": "x", "messages": messages}, indent=1).replace('"ok 20000"', '"ok \\x0b 20000"')
    path = tmp_path / "result.json"
    path.write_text(lines.replace('"id": 30000,', '"id": 3x,'), encoding="utf-8")

    found = [*stream.runs(path, (0, path.stat().st_size), (), "utf-8")]
    whole = [each for each in found if isinstance(each, stream.Run)]

    assert sum(len(run.values) for run in whole) > 39_000
    assert sum(len(run.values) for run in whole) + sum(isinstance(u, stream.Unit) for u in found) > 39_990


def test_a_part_whose_type_is_a_list_is_no_part_of_a_text() -> None:
    told = '{"id": 1, "text": [{"type": [], "text": "03009990001"}]}'

    assert cells(loads(told)) == quick_cells(json.loads(told)) == {"id": "1", "text[0].text": "03009990001"}


def test_columns_of_plain_records_are_those_of_their_pairs() -> None:
    record = {"id": 1, "text": "x", "reactions": [{"type": "emoji", "count": 2}]}

    assert columns_of([record]) == columns_of([loads(json.dumps(record))])
