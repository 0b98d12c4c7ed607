from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.triage.formats.conftest import told_by
from tests.triage.formats.json.told import SHAPES, as_array, as_lines, as_pretty, rows_of, tables
from triage.core.format_info import Claim
from triage.formats.json import ndjson
from triage.formats.json import reader as json_reader
from triage.formats.json import stream as json_stream
from triage.formats.json import window as json_window
from triage.records.json_pairs import repaired

keys = st.text("abc .ی", min_size=1, max_size=4).filter(str.strip)
scalars = st.one_of(st.text(max_size=8), st.integers(), st.booleans(), st.none())
objects = st.dictionaries(keys, scalars, min_size=1, max_size=4)


def as_text(value: object) -> str | None:
    if value is None:
        return None
    return (
        str(value).lower()
        if isinstance(value, bool)
        else repaired(str(value)).encode("utf-8", "backslashreplace").decode()
    )


@pytest.mark.parametrize("shape", SHAPES)
@given(st.lists(objects, min_size=3, max_size=8))
def test_objects_are_read_back(shape: Callable[[list[dict[str, object]]], str], rows: list[dict[str, object]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "dump.json")
        path.write_text(shape(rows), encoding="utf-8")
        told = told_by(path, Path(folder))
        columns = told.sources[0].columns

        assert told.coverage.balances(path.stat().st_size)
        found = [
            {c: v for c, v in zip(columns, row, strict=True) if v is not None and c != "(key)"} for row in told.rows
        ]
        assert found == [{k: as_text(v) for k, v in row.items() if v is not None} for row in rows]


@pytest.mark.parametrize("shape", SHAPES)
def test_numbers_keep_their_digits(shape: Callable[[list[dict[str, object]]], str], tmp_path: Path) -> None:
    path = tmp_path / "dump.json"
    path.write_text(shape([{"cnic": 3520210000011, "mobile": "03001234567", "long": 10**40}] * 3))

    row = [cell for cell in told_by(path, tmp_path).rows[0] if cell != "id0"]
    assert row[:3] == ["3520210000011", "03001234567", "1" + "0" * 40]


@pytest.mark.parametrize(("module", "shape"), [(json_reader, as_array), (json_reader, as_pretty), (ndjson, as_lines)])
def test_any_chunk_size_gives_the_same(module, shape, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "dump.json"
    path.write_text(shape([{"n": i, "t": 'br{a]ce"s \\ ' * (i % 5)} for i in range(20_000)]))

    whole = told_by(path, tmp_path)
    monkeypatch.setattr(module, "CHUNK_BYTES", 65_536)
    cut = told_by(path, tmp_path)

    assert (whole.rows, whole.at, whole.coverage) == (cut.rows, cut.at, cut.coverage)


"""Documents that RFC 8259 allows, and some that it does not."""


def test_letters_of_facebook_and_json_in_strings_are_put_right(tmp_path: Path) -> None:
    path = tmp_path / "dump.json"
    wrong = "علی".encode().decode("latin-1")
    path.write_text(json.dumps([{"name": wrong, "data": json.dumps({"cnic": "x"})}] * 3))
    told = told_by(path, tmp_path)

    assert told.sources[0].columns[:2] == ("name", "data.cnic")
    assert told.rows[0][:2] == ("علی", "x")


def test_any_depth_that_is_allowed_is_read(tmp_path: Path) -> None:
    (tmp_path / "dump.json").write_text("[" * 500 + '"x"' + "]" * 500)

    assert "x" in told_by(tmp_path / "dump.json", tmp_path).rows[0]


BIG = {
    "about": "03001112222",
    "people": [{"cnic": f"35202-{i}", "tags": [1, 2], "at": {"town": 'L"a}h{'}} for i in range(60)],
    "by id": {f"0300{i:07}": {"name": f"N {i}"} for i in range(60)},
    "values": {f"0301{i:07}": f"M {i}" for i in range(60)},
    "rows": [[f"a{i}", i] for i in range(60)],
    "chats": {"list": [{"name": f"c{c}", "messages": [{"id": i, "text": "علی"} for i in range(60)]} for c in range(3)]},
    "last": {"x": 1},
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("longest", [300, 2_000, 1 << 20])
def test_nothing_of_a_large_document_is_lost(
    longest: int, encoding: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_reader, "WHOLE", 0)
    monkeypatch.setattr(json_reader, "CHUNK_BYTES", 1_000)
    monkeypatch.setattr(json_stream, "LONGEST", longest)
    monkeypatch.setattr(json_window, "_BLOCK", 257)
    (tmp_path / "dump.json").write_bytes(json.dumps(BIG, ensure_ascii=False).encode(encoding))
    found = tables(tmp_path / "dump.json")
    cells = [cell for rows in found.values() for row in rows for cell in row.values()]

    assert [row["cnic"] for row in found["people"]] == [f"35202-{i}" for i in range(60)]
    assert cells.count("علی") == 180
    assert all(cells.count(f"{key}") == 1 for key in [*BIG["by id"], *BIG["values"], "03001112222"])
    assert sum(cell.startswith(("N ", "M ")) for cell in cells) == 120
    assert {f"a{i}" for i in range(60)} <= set(cells)


@pytest.mark.parametrize("codec", ["latin-1", "cp1252"])
def test_letters_put_right_in_keys_too(codec: str, tmp_path: Path) -> None:
    wrong = "علی".encode().decode(codec)

    assert rows_of(json.dumps([{wrong: wrong}]), tmp_path) == [{"علی": "علی"}]


@pytest.mark.parametrize("name", ["dump.json", "dump.ndjson"])
def test_escapes_of_other_languages_cost_no_value(name: str, tmp_path: Path) -> None:
    text = '{"a": "x", "b": 1}\n{"a": "\\x0bC:\\data\\", "b": 2}\n'.replace('\\", "b"', '\\\\", "b"')
    text = (
        text
        if name.endswith("ndjson")
        else json.dumps({"v": 1})[:-1] + ', "rows": [' + text.replace("}\n{", "},{") + "]}"
    )

    assert [row["a"] for row in rows_of(text, tmp_path, name) if "a" in row] == ["x", "\x0bC:\\data\\"]


@pytest.mark.parametrize("text", ["[1]", "[1]\n[2]\n", "[1, 2]", "[1,\n2]", '[1]{"a": 2}'])
def test_an_array_of_a_number_is_json(text: str) -> None:
    assert json_reader.claims(text.encode(), "a.txt") >= Claim.NAME
