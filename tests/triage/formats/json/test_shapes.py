from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.triage.formats.conftest import told_by
from tests.triage.formats.json.told import PHONES, as_lines, rows_of, tables


def test_nested_objects_are_columns_by_path(tmp_path: Path) -> None:
    path = tmp_path / "dump.json"
    path.write_text(json.dumps([{"a": {"b": 1, "c": [1, 2]}, "d": [{"e": 3}, {"e": 4}]}] * 3))

    told = told_by(path, tmp_path)
    assert told.sources[0].columns[:4] == ("a.b", "a.c", "d[0].e", "d[1].e")
    assert told.rows[0][:4] == ("1", "1; 2", "3", "4")


def test_keys_met_later_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "dump.ndjson"
    rows = [{"a": i, "b": "x" * 400} for i in range(9_000)]
    rows[4_000]["late"] = 7
    path.write_text(as_lines(rows))

    told = told_by(path, tmp_path)
    assert told.rows[4_000][-1] == "late=7"


def test_twice_the_same_key_is_kept_twice(tmp_path: Path) -> None:
    path = tmp_path / "dump.json"
    path.write_text('[{"a": 1, "a": 2}, {"a": 3}, {"a": 4}]')

    assert told_by(path, tmp_path).rows[0][:2] == ("1", "2")


def test_elasticsearch_hits_are_their_source(tmp_path: Path) -> None:
    path = tmp_path / "dump.json"
    path.write_text(as_lines([{"_index": "x", "_source": {"cnic": str(i)}} for i in range(3)]))

    assert [row[0] for row in told_by(path, tmp_path).rows] == ["0", "1", "2"]


def test_several_arrays_are_several_tables(tmp_path: Path) -> None:
    path = tmp_path / "dump.json"
    path.write_text(json.dumps({"users": [{"cnic": 1}, {"cnic": 2}], "about": "x", "calls": [{"to": 3}]}))
    told = told_by(path, tmp_path)

    assert [source.table for source in told.sources] == ["users", "calls", ""]
    assert told.coverage.balances(path.stat().st_size)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('[["name","cnic"],["A","35202-1"]]', [{"name": "A", "cnic": "35202-1"}]),
        ('[["A",1],["B",2]]', [{"[0]": "A", "[1]": "1"}, {"[0]": "B", "[1]": "2"}]),
        ('{"n":{"0":"A","1":"B"},"c":{"0":1,"1":2}}', [{"n": "A", "c": "1"}, {"n": "B", "c": "2"}]),
        ('{"n":["A","A","A","A","A"],"c":[1,1,1,1,1]}', [{"n": "A", "c": "1"}] * 5),
        ('{"35202-1":"A","35202-2":"B"}', [{"(key)": "35202-1", "value": "A"}, {"(key)": "35202-2", "value": "B"}]),
        ('[{"a":1},{"a":2}]\n[{"a":3}]', [{"a": "1"}, {"a": "2"}, {"a": "3"}]),
        ('var data = [{"a":1},{"a":2}];', [{"a": "1"}, {"a": "2"}]),
        ('show([{"a":1},{"a":2}]);', [{"a": "1"}, {"a": "2"}]),
        ('[{"_id":ObjectId("5f"),"n":NumberLong(7),"s":"UUID(1)"}]', [{"_id": "5f", "n": "7", "s": "UUID(1)"}]),
    ],
)  # fmt: skip
def test_every_shape_of_a_table_is_one(text: str, rows: list[dict[str, str]], tmp_path: Path) -> None:
    (tmp_path / "dump.json").write_text(text)

    assert tables(tmp_path / "dump.json")[""] == rows


def test_names_beside_rows_are_their_columns(tmp_path: Path) -> None:
    (tmp_path / "dump.json").write_text('{"columns":["name","cnic"],"data":[["A","1"],["B","2"]]}')

    assert tables(tmp_path / "dump.json")["data"] == [{"name": "A", "cnic": "1"}, {"name": "B", "cnic": "2"}]


def test_the_id_of_a_hit_is_a_cell(tmp_path: Path) -> None:
    (tmp_path / "dump.json").write_text('{"_id":"35202-1","_source":{"a":1}}\n{"_id":"35202-2","_source":{"a":2}}\n')

    assert tables(tmp_path / "dump.json")[""] == [{"a": "1", "_id": "35202-1"}, {"a": "2", "_id": "35202-2"}]


@pytest.mark.parametrize(
    ("document", "rows"),
    [
        ({"35202-1234567-1": PHONES}, [{"(key)": "35202-1234567-1", "value": "; ".join(PHONES)}]),
        (
            {"35202-1234567-1": PHONES, "35202-1234567-3": []},
            [{"(key)": "35202-1234567-1", "value": "; ".join(PHONES)}, {"(key)": "35202-1234567-3"}],
        ),
        ({"3520212345671": {"name": "Sana"}}, [{"(key)": "3520212345671", "name": "Sana"}]),
        ({"total": 1, "+92 300 1234567": "Sana"}, [{"(key)": "+92 300 1234567", "value": "Sana"}, {"total": "1"}]),
        ([{"id": 1, "by": {"a@example.com": "x"}}], [{"id": "1", "by.(key)": "a@example.com", "by.value": "x"}]),
        (
            [{"id": 1, "by": {"03001234567": "home", "03011234568": "work"}}],
            [
                {
                    "id": "1",
                    "by[0].(key)": "03001234567",
                    "by[0].value": "home",
                    "by[1].(key)": "03011234568",
                    "by[1].value": "work",
                }
            ],
        ),
        (
            {f"Sana Tariq {each}": f"0300-123456{i}" for i, each in enumerate("abcdef")},
            [{"(key)": f"Sana Tariq {each}", "value": f"0300-123456{i}"} for i, each in enumerate("abcdef")],
        ),
        (
            {"name": "Sana", "cnic": "35202-1234567-1", "mobile": "03001234567"},
            [{"name": "Sana", "cnic": "35202-1234567-1", "mobile": "03001234567"}],
        ),
    ],
)
def test_keys_that_are_values_are_read_as_values(document: object, rows: list[dict[str, str]], tmp_path: Path) -> None:
    assert rows_of(json.dumps(document), tmp_path) == rows


def test_keys_that_are_values_are_read_in_lines_too(tmp_path: Path) -> None:
    lines = [json.dumps({f"0300123456{i}": {"name": "Sana"}}) for i in range(3)]

    assert rows_of("\n".join(lines), tmp_path, "dump.ndjson") == [
        {"(key)": f"0300123456{i}", "name": "Sana"} for i in range(3)
    ]
