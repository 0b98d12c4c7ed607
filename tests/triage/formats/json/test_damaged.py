from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.triage.formats.conftest import told_by
from triage import find, read
from triage.core.errors import EvidenceError


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


VALID = [
    "[]", "{}", "0", "-0", '"x"', "null", "true", " [1] ", "[1,2]", '{"a":[]}', '[{"a":1}]', '["\\u0000"]', "[[[]]]",
    '{"a":"b","a":"c"}', '["\\ud83d\\ude00"]', '["\u00e9"]', "[1E+2]", "[123.456789]", '{"":0}', "[\n]",
]  # fmt: skip


INVALID = [
    "[1,]", "[1 2]", "{1:1}", '{"a":1,}', "[+1]", "[.1]", "[1.]", "[01]", "[NaN]", "['x']", '["x', "[", "{", "]",
    '{"a" 1}', "[tru]", '["\\x00"]', '["\t"]', "[1]x", "[,1]", "{}}", '{"a":/*c*/1}', "[\u00a01]", "#", "[\f1]", "[][",
]  # fmt: skip


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


@pytest.mark.parametrize("line", ["{'a': 'x', 'b': None, 'c': 7}", '{"a" : "x", "c" : NumberLong("7")}'])
def test_lines_that_look_like_json_are_read_and_counted(line: str, tmp_path: Path) -> None:
    (tmp_path / "dump.txt").write_text(f"{line}\n" * 3)
    told = told_by(tmp_path / "dump.txt", tmp_path)

    assert told.rows == [("x", "7", None)] * 3
    assert told.coverage.reasons["not_strict_json"].count == 3


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
