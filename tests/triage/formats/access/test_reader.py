"""Access: nothing here writes such a file, so programs of the same names stand in for mdbtools.

What they print is as mdb-json 1.0 prints it; that a true database is read is not shown here.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.triage.formats.conftest import told_by
from tests.triage.formats.damage import damaged
from triage.core.errors import EvidenceError
from triage.formats.access import mdbtools
from triage.formats.access import reader as access

HEAD = b"\0\1\0\0Standard Jet DB\0\1"
ROWS = [{"id": i, "name": f'علی\n"{i}"', "note": "x;y"} for i in range(5)]
texts = st.text(st.characters(exclude_categories=("Cs",), include_characters="علی\"'\n;,"), max_size=12)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Stand-ins whose output, status and complaints a test gives."""
    folder = tmp_path / "bin"
    folder.mkdir()

    def make(**said: str) -> None:
        usual = {
            "tables": "echo people",
            "export": 'echo \'id,name,"a ""note""",note\'',
            "count": "echo 5",
            "json": f"cat {folder}/rows",
        }
        (folder / "rows").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS), "utf-8")
        for name, body in {**usual, **said}.items():
            program = folder / f"mdb-{name}"
            program.write_text(f"#!/bin/sh\n{body}\n", "utf-8")
            program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")

    return make


def database(folder: Path, size: int = 8192) -> Path:
    path = folder / "people.mdb"
    path.write_bytes(HEAD.ljust(size, b"\0"))
    return path


def test_tables_are_told_with_every_column(tmp_path: Path, programs) -> None:
    programs()
    path = database(tmp_path)

    told = told_by(path, tmp_path)
    assert told.sources[0].columns == ("id", "name", 'a "note"', "note", "(other keys)")
    assert told.rows == [(str(i), f'علی\n"{i}"', None, "x;y", None) for i in range(5)]
    assert not told.coverage.reasons
    assert told.coverage.balances(8192)


@pytest.mark.parametrize(
    ("said", "reason", "count"),
    [
        ({"count": "echo 8"}, "rows_missing", 3),
        ({"count": "echo 3"}, "rows_beyond_count", 2),
        ({"count": "exit 1"}, "count_unknown", 1),
        ({"json": "echo one >&2; echo two >&2; echo '{\"id\":1}'"}, "damaged_database", 2),
        ({"json": "echo '{\"id\":1}'; exit 1"}, "damaged_database", 1),
        ({"json": "echo '{\"id\":'"}, "bad_row", 1),
        ({"json": "echo '[1]'"}, "bad_row", 1),
    ],
)
def test_what_programs_leave_out_is_counted(
    tmp_path: Path, programs, said: dict[str, str], reason: str, count: int
) -> None:
    programs(**said)
    path = database(tmp_path)

    told = told_by(path, tmp_path)
    assert told.coverage.reasons[reason].count == count
    assert "books_do_not_balance" not in told.coverage.reasons
    assert told.coverage.balances(8192)


def test_columns_that_are_computed_have_no_values_and_are_told(tmp_path: Path, programs) -> None:
    programs(prop="printf 'name: id\\n\\tColumnWidth: 7\\nname: name\\n\\tResultType: 10\\n\\tExpression: [id] + 1\\n'")
    path = tmp_path / "people.accdb"
    path.write_bytes((HEAD[:20] + b"\3").ljust(8192, b"\0"))

    told = told_by(path, tmp_path)
    assert told.rows == [(str(i), None, None, "x;y", None) for i in range(5)]
    assert told.sources[0].notes == ("computed of other columns: name",)
    assert {reason: each.count for reason, each in told.coverage.reasons.items()} == {"computed_columns_not_read": 1}


def test_columns_of_older_databases_are_not_asked_for_what_computes_them(tmp_path: Path, programs) -> None:
    programs(prop="printf 'name: name\\n\\tExpression: [id] + 1\\n'")

    assert told_by(database(tmp_path), tmp_path).rows[0][1] == 'علی\n"0"'


def test_a_partial_last_page_is_counted(tmp_path: Path, programs) -> None:
    programs()

    assert "partial_last_page" in told_by(database(tmp_path, 9000), tmp_path).coverage.reasons


def test_a_program_that_hangs_is_ended(tmp_path: Path, programs, monkeypatch: pytest.MonkeyPatch) -> None:
    programs(json="echo '{\"id\":1}'; exec sleep 60")
    monkeypatch.setattr(mdbtools, "_SECONDS", 0.3)

    told = told_by(database(tmp_path), tmp_path)
    assert len(told.rows) == 1
    assert {"over_time", "rows_missing"} <= set(told.coverage.reasons)


def test_silence_of_the_lister_is_damage(tmp_path: Path, programs) -> None:
    programs(tables="exit 0")

    with pytest.raises(EvidenceError, match="damaged_database"):
        told_by(database(tmp_path), tmp_path)


def test_missing_programs_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = database(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert "apt install mdbtools" in access.missing()
    with pytest.raises(EvidenceError, match="unsupported:access"):
        told_by(path, tmp_path)


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        (HEAD + b'<?xml?><encryption xmlns="">', "encrypted:access"),
        (b"\0\1\0\0MSISAM Database\0", "unsupported:money"),
    ],
)
def test_what_is_not_read_is_named(tmp_path: Path, head: bytes, reason: str) -> None:
    path = tmp_path / "a.accdb"
    path.write_bytes(head.ljust(4096, b"\0"))

    with pytest.raises(EvidenceError, match=reason):
        told_by(path, tmp_path)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        (b'{"a":{"$binary":"YWJj","$type":"00"}}', "abc"),
        (b'{"a":{"$binary":"/wA=","$type":"00"}}', "0xff00"),
        (b'{"a":3520210000011}', "3520210000011"),
        (b'{"a":0.10}', "0.10"),
        (b'{"a":true}', True),
        (b'{"a":"x\xff"}', "x\udcff"),
    ],
)
def test_values_are_as_a_person_sees_them(line: bytes, value: object) -> None:
    assert list(access.row(line)) == [("a", value)]


@given(st.dictionaries(texts, texts, max_size=5))
def test_texts_come_back(given_row: dict[str, str]) -> None:
    assert dict(access.row(json.dumps(given_row).encode())) == given_row


@pytest.mark.programs("mdb-tables", "mdb-json")
@given(change=damaged())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
def test_damaged_heads_are_reasons_to_the_true_programs(tmp_path: Path, change) -> None:
    path = tmp_path / "a.mdb"
    path.write_bytes(change(HEAD.ljust(40_960, b"\1")))
    if path.stat().st_size < 40 or path.read_bytes()[4:19] != HEAD[4:19]:
        return

    with pytest.raises(EvidenceError, match="damaged_database"):
        told_by(path, tmp_path)
