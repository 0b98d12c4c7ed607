from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.triage.formats.conftest import told_by
from triage import find, read
from triage.core.errors import EvidenceError
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


def as_array(rows: list[dict[str, object]]) -> str:
    return json.dumps(rows)


def as_pretty(rows: list[dict[str, object]]) -> str:
    return json.dumps({"status": "ok", "data": rows}, indent=2, ensure_ascii=True)


def as_lines(rows: list[dict[str, object]]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def as_keyed(rows: list[dict[str, object]]) -> str:
    return json.dumps({f"id{i}": row for i, row in enumerate(rows)})


SHAPES = [as_array, as_pretty, as_lines, as_keyed]


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


def test_a_bad_line_is_rejected_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "dump.ndjson"
    path.write_text('{"a": 1}\n{"a": 2}\n{"a": \n{"a": 4}\n')

    told = told_by(path, tmp_path)
    assert [row[0] for row in told.rows] == ["1", "2", "4"]
    assert told.coverage.reasons["not_json"].first_offset.value == 18
    assert told.coverage.balances(path.stat().st_size)


def test_a_cut_array_keeps_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "dump.json"
    data = json.dumps([{"n": i, "t": "x" * 50} for i in range(1_000)])
    path.write_text(data[:30_000])

    told = told_by(path, tmp_path)
    whole = data[:30_000].count("}")
    assert [row[0] for row in told.rows] == [str(i) for i in range(whole)]
    assert told.coverage.reasons["truncated"].count == 1
    assert told.coverage.balances(30_000)


@pytest.mark.parametrize(("module", "shape"), [(json_reader, as_array), (json_reader, as_pretty), (ndjson, as_lines)])
def test_any_chunk_size_gives_the_same(module, shape, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "dump.json"
    path.write_text(shape([{"n": i, "t": 'br{a]ce"s \\ ' * (i % 5)} for i in range(20_000)]))

    whole = told_by(path, tmp_path)
    monkeypatch.setattr(module, "CHUNK_BYTES", 65_536)
    cut = told_by(path, tmp_path)

    assert (whole.rows, whole.at, whole.coverage) == (cut.rows, cut.at, cut.coverage)


def test_elasticsearch_hits_are_their_source(tmp_path: Path) -> None:
    path = tmp_path / "dump.json"
    path.write_text(as_lines([{"_index": "x", "_source": {"cnic": str(i)}} for i in range(3)]))

    assert [row[0] for row in told_by(path, tmp_path).rows] == ["0", "1", "2"]


VALID = [
    "[]", "{}", "0", "-0", '"x"', "null", "true", " [1] ", "[1,2]", '{"a":[]}', '[{"a":1}]', '["\\u0000"]', "[[[]]]",
    '{"a":"b","a":"c"}', '["\\ud83d\\ude00"]', '["\u00e9"]', "[1E+2]", "[123.456789]", '{"":0}', "[\n]",
]  # fmt: skip
INVALID = [
    "[1,]", "[1 2]", "{1:1}", '{"a":1,}', "[+1]", "[.1]", "[1.]", "[01]", "[NaN]", "['x']", '["x', "[", "{", "]",
    '{"a" 1}', "[tru]", '["\\x00"]', '["\t"]', "[1]x", "[,1]", "{}}", '{"a":/*c*/1}', "[\u00a01]", "#", "[\f1]", "[][",
]  # fmt: skip
"""Documents that RFC 8259 allows, and some that it does not."""


@pytest.mark.parametrize("text", VALID)
def test_what_the_standard_allows_is_read_whole(text: str, tmp_path: Path) -> None:
    path = tmp_path / "dump.json"
    path.write_text(text, encoding="utf-8")
    told = told_by(path, tmp_path)

    assert told.coverage.reasons == {}
    assert told.coverage.balances(path.stat().st_size)


@pytest.mark.parametrize("text", INVALID)
def test_what_the_standard_forbids_has_a_reason(text: str, tmp_path: Path) -> None:
    path = tmp_path / "dump.json"
    path.write_text(text, encoding="utf-8")
    reasons = set()
    try:
        reasons |= set(told_by(path, tmp_path).coverage.reasons)
    except EvidenceError as error:
        reasons.add(error.reason)

    assert reasons


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 50_000, "[" * 600 + "]" * 600])
def test_nesting_is_a_reason_and_no_crash(text: str, tmp_path: Path) -> None:
    path = tmp_path / "dump.json"
    path.write_text(text)

    with pytest.raises(EvidenceError, match=r"nested_too_deep|not_json"):
        told_by(path, tmp_path)


def test_several_arrays_are_several_tables(tmp_path: Path) -> None:
    path = tmp_path / "dump.json"
    path.write_text(json.dumps({"users": [{"cnic": 1}, {"cnic": 2}], "about": "x", "calls": [{"to": 3}]}))
    told = told_by(path, tmp_path)

    assert [source.table for source in told.sources] == ["users", "calls", ""]
    assert told.coverage.balances(path.stat().st_size)


def test_messages_of_a_chat_are_a_table_with_their_texts_joined(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    text = ["call ", {"type": "phone", "text": "0300"}, "1000001 ", {"type": "text_link", "text": "x", "href": "u"}]
    messages = [{"id": i, "from": "Sana", "text": text} for i in range(30)]
    path.write_text(json.dumps({"chats": {"list": [{"name": "Leads", "type": "c", "messages": messages}]}}))
    told = told_by(path, tmp_path)
    source = told.sources[0]

    assert source.table == "chats.list.messages"
    assert source.columns[:4] == ("(name)", "(type)", "id", "from")
    assert told.rows[0][4] == "call 03001000001 x"


def test_letters_of_facebook_and_json_in_strings_are_put_right(tmp_path: Path) -> None:
    path = tmp_path / "dump.json"
    wrong = "علی".encode().decode("latin-1")
    path.write_text(json.dumps([{"name": wrong, "data": json.dumps({"cnic": "x"})}] * 3))
    told = told_by(path, tmp_path)

    assert told.sources[0].columns[:2] == ("name", "data.cnic")
    assert told.rows[0][:2] == ("علی", "x")


def test_text_that_is_no_json_is_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "dump.json"
    path.write_text("Sana Tariq 35202-1000001-2\nBilal\n")
    spool = tmp_path / "spool"
    evidence = next(find.evidence([path], spool))
    found = read.identify(evidence)
    sources = [next(found)]
    with pytest.raises(EvidenceError, match="not_json"):
        next(found)

    assert [source.reader for source in sources] == ["lines"]


def tables(path: Path) -> dict[str, list[dict[str, str]]]:
    """Return records by table, without the column of other keys."""
    told = told_by(path, path.parent)
    assert told.coverage.balances(path.stat().st_size)
    return {
        source.table: [
            {name: cell for name, cell in zip(source.columns, row, strict=True) if cell is not None}
            for row in frame.drop("at").rows()
        ]
        for source, frame in zip(told.sources, told.frames, strict=True)
    }


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


@pytest.mark.parametrize("line", ["{'a': 'x', 'b': None, 'c': 7}", '{"a" : "x", "c" : NumberLong("7")}'])
def test_lines_that_look_like_json_are_read_and_counted(line: str, tmp_path: Path) -> None:
    (tmp_path / "dump.txt").write_text(f"{line}\n" * 3)
    told = told_by(tmp_path / "dump.txt", tmp_path)

    assert told.rows == [("x", "7", None)] * 3
    assert told.coverage.reasons["not_strict_json"].count == 3


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


@pytest.mark.parametrize("text", ['{"a":[{"b":1},{"b":2},{"b', '[{"b":1},{"b":2} {"b":3}', '[{"b":1},{"b":2},]'])
def test_units_of_a_broken_document_are_kept_and_it_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "dump.json").write_text(text)
    told = told_by(tmp_path / "dump.json", tmp_path)

    assert [row[0] for row in told.rows[:2]] == ["1", "2"]
    assert told.coverage.breaks


def test_damage_costs_the_value_that_it_is_in(tmp_path: Path) -> None:
    people = {str(i): {"name": f"N {i}", "cnic": f"35202-{i}"} for i in range(30)}
    text = json.dumps({"data": people}).replace("N 17", "N \\u00x")
    (tmp_path / "dump.json").write_text(text)
    told = told_by(tmp_path / "dump.json", tmp_path)

    assert len(told.rows) == 29
    assert told.coverage.reasons["not_json"].size_bytes < 30
    assert told.coverage.balances(len(text))


def rows_of(text: str, tmp_path: Path, name: str = "dump.json") -> list[dict[str, str]]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    told = told_by(path, tmp_path)
    return [
        {source.columns[int(key)]: value for key, value in row.items() if key != "at" and value}
        for source, frame in zip(told.sources, told.frames, strict=True)
        for row in frame.to_dicts()
    ]


PHONES = ["0300-1234567", "0301-1234568"]


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


def message(parts: list[object]) -> dict[str, object]:
    return {"id": 1, "text": parts}


@pytest.mark.parametrize("count", [1, 30])
def test_parts_of_a_message_are_one_text_however_many(count: int, tmp_path: Path) -> None:
    parts = ["word ", {"type": "bold", "text": "35202-"}, "1234567-1 "] * count
    document = {"name": "group", "messages": [message(parts), message(["other"])]}
    rows = rows_of(json.dumps(document), tmp_path)

    assert [row["text"] for row in rows if "text" in row] == ["word 35202-1234567-1 " * count, "other"]


def test_the_second_telling_of_a_message_is_left_out_and_its_links_are_kept(tmp_path: Path) -> None:
    again = [
        {"type": "plain", "text": "call "},
        {"type": "text_link", "text": "me", "href": "https://wa.me/923001234567"},
    ]
    (row,) = rows_of(json.dumps([{"text": "call me", "text_entities": again}]), tmp_path)
    (other,) = rows_of(json.dumps([{"text": "", "text_entities": again}]), tmp_path)

    assert row == {"text": "call me", "text_entities[1].href": "https://wa.me/923001234567"}
    assert other["text_entities"] == "call me"


def test_objects_with_a_text_are_no_parts_of_it(tmp_path: Path) -> None:
    comments = [{"text": "hi", "phone": "0300-1234567"}, {"text": "ho", "phone": "0301-1234568"}]
    (row,) = rows_of(json.dumps([{"id": 1, "comments": comments}]), tmp_path)

    assert [row["comments[0].phone"], row["comments[1].phone"]] == ["0300-1234567", "0301-1234568"]


def test_labels_with_values_are_fields(tmp_path: Path) -> None:
    fields = [{"label": "CNIC", "value": "35202-1234567-1"}, {"label": "Phones", "value": PHONES}]
    rows = rows_of(json.dumps([{"id": 1, "form": fields}, {"id": 2, "form": fields[::-1]}]), tmp_path)

    told = {"form.CNIC": "35202-1234567-1", "form.Phones": "; ".join(PHONES)}
    assert rows == [{"id": "1", **told}, {"id": "2", **told}]


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


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ('{"a": "1"} // 0300-1234567', ["// 0300-1234567"]),
        ('[{"a": "1"}] # 0300-1234567\nSana Tariq', ["# 0300-1234567", "Sana Tariq"]),
        ('{"a": "1"}, 0300-1234567', [", 0300-1234567"]),
        ('{"a": "1"}\nfrom here\n{"a": "2"}\nto here', ["from here", "to here"]),
    ],
)
def test_text_behind_a_document_is_read_as_text(text: str, lines: list[str], tmp_path: Path) -> None:
    path = tmp_path / "dump.json"
    path.write_text(text)

    told = told_by(path, tmp_path)
    assert told.rows[0][0] == "1"
    assert told.frames[-1]["0"].to_list() == lines
    assert told.coverage.reasons["not_json"].count == 1
    assert told.coverage.balances(path.stat().st_size)


def test_a_broken_document_behind_another_loses_nothing_silently(tmp_path: Path) -> None:
    path = tmp_path / "dump.json"
    path.write_text('{"a": "1"}\n[{"a": "2"}, {"a": 0300-1234567}]')

    told = told_by(path, tmp_path)
    assert told.coverage.bytes_rejected
    assert told.coverage.balances(path.stat().st_size)


@pytest.mark.parametrize(
    "line",
    [
        "[80][http-post-form] host: 203.0.113.7   login: sana@example.pk   password: secret{n}",
        "[1] Gulsher Bozdar 35202-1234{n}-1 sana@example.pk",
        "[12345] INFO saved sana@example.pk",
    ],
)
def test_a_line_that_begins_with_a_number_in_brackets_is_text(line: str, tmp_path: Path) -> None:
    path = tmp_path / "found.txt"
    path.write_text("".join(line.replace("{n}", f"{i:03}") + "\n" for i in range(12)))
    told = told_by(path, tmp_path)

    assert told.sources[0].reader != "json_document"
    assert sum("sana@example.pk" in "|".join(filter(None, row)) for row in told.rows) == 12
    assert not told.coverage.rows_rejected


@pytest.mark.parametrize("text", ["[1]", "[1]\n[2]\n", "[1, 2]", "[1,\n2]", '[1]{"a": 2}'])
def test_an_array_of_a_number_is_json(text: str) -> None:
    assert json_reader.claims(text.encode(), "a.txt") >= Claim.NAME
