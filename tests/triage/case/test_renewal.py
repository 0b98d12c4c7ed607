"""A case of an earlier layout keeps names of files as digests without the key: it is brought to the present layout."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from triage.app import audit
from triage.app import scan as pipeline
from triage.app.compare import compare
from triage.app.report_case import report
from triage.app.scan import Options, scan
from triage.case import Case, keyed_record
from triage.core import journal
from triage.core.journal import LAYOUT, MOVED, NAMES_SEALED, RECORDS_ALIKE
from triage.core.model import digest
from triage.core.progress import Silent

ROW = "Ali Raza,35202-123456{}-1,0300-123456{}\n"


def made(home: Path) -> None:
    """Scan two lists."""
    seized = home / "seized"
    seized.mkdir()
    for number, name in enumerate(("one.csv", "two.csv")):
        (seized / name).write_text("name,cnic,mobile\n" + ROW.format(number, number) * 3)
    scan([seized], Options(case=home / "case", jobs=1, key=home / "a.key"), Silent())


@pytest.fixture
def earlier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a case of the layout before names of rows were encrypted."""
    with monkeypatch.context() as before:
        before.setattr(journal, "LAYOUT", NAMES_SEALED - 1)
        before.setattr(keyed_record, "renew", lambda *_: None)
        made(tmp_path)
    assert kept(tmp_path)
    return tmp_path


def layout(home: Path) -> int:
    """Return the layout of the case."""
    with sqlite3.connect(home / "case" / "case.db") as file:
        return int(file.execute("pragma user_version").fetchone()[0])


def kept(home: Path) -> list[str]:
    """Return the names and paths whose digests stand in the bytes of the case."""
    data = (home / "case" / "case.db").read_bytes()
    names = ["one.csv", "two.csv", *(str(home / "seized" / name) for name in ("one.csv", "two.csv"))]
    return [name for name in names if digest(name).encode() in data]


def without_chain(document: dict[str, Any]) -> dict[str, Any]:
    """Return a report without what it prints of the chain."""
    case = {name: value for name, value in document["case"].items() if name != "audit"}
    return {**document, "case": case}


def test_the_key_moves_it_and_the_report_stays(earlier: Path) -> None:
    with pytest.MonkeyPatch.context() as before:
        before.setattr(keyed_record, "renew", lambda *_: None)
        told = pipeline.scored(earlier / "case").document
    now = pipeline.scored(earlier / "case").document

    assert without_chain(now) == without_chain(told)
    assert layout(earlier) == LAYOUT
    assert not kept(earlier)
    assert not [check.fault for check in audit.audit(earlier / "case") if check.fault]
    with Case.open(earlier / "case") as case:
        case.verify()
        assert case.links(MOVED)[0]["from"] == NAMES_SEALED - 1


def test_what_was_read_is_not_read_again_and_more_is_added(earlier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (earlier / "seized" / "three.csv").write_text("name,cnic,mobile\n" + ROW.format(7, 7) * 3)
    read: list[str] = []
    plain = pipeline.read.split
    monkeypatch.setattr(
        pipeline.read, "split", lambda source, *call: read.append(source.evidence.name) or plain(source, *call)
    )
    options = Options(case=earlier / "case", jobs=1, key=earlier / "a.key")
    document = scan([earlier / "seized"], options, Silent()).document

    assert set(read) == {"three.csv"}
    assert document["case"]["persons"]["distinct"] == 3
    assert not kept(earlier)


def test_without_the_key_or_in_an_audit_it_stays_as_it_is(earlier: Path) -> None:
    data = (earlier / "case" / "case.db").read_bytes()
    assert not [check.fault for check in audit.audit(earlier / "case") if check.fault]
    assert (earlier / "case" / "case.db").read_bytes() == data
    (earlier / "a.key").rename(earlier / "away.key")
    report(earlier / "case")

    assert layout(earlier) == NAMES_SEALED - 1


def test_a_case_that_was_changed_is_not_moved_but_named(earlier: Path) -> None:
    with sqlite3.connect(earlier / "case" / "case.db") as file:
        file.execute("delete from token_source")
    with Case.open(earlier / "case") as case, pytest.raises(journal.CaseError, match="token_source"):
        case.verify()

    assert layout(earlier) == NAMES_SEALED - 1


def test_a_disk_that_fills_while_it_is_moved_costs_nothing(earlier: Path) -> None:
    put, left = journal.Journal.put, [3]

    def full(self: journal.Journal, query: str, rows: Any) -> None:
        left[0] -= query.startswith("update")
        if left[0] == 0:
            raise journal.CaseError
        put(self, query, rows)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(journal.Journal, "put", full)
        told = pipeline.scored(earlier / "case").document
    assert layout(earlier) == NAMES_SEALED - 1

    assert without_chain(pipeline.scored(earlier / "case").document) == without_chain(told)
    assert layout(earlier) == LAYOUT
    assert not [check.fault for check in audit.audit(earlier / "case") if check.fault]


def test_a_case_whose_records_are_of_another_form_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setattr(journal, "LAYOUT", RECORDS_ALIKE - 1)
        before.setattr(keyed_record, "renew", lambda *_: None)
        made(tmp_path)
    (tmp_path / "seized" / "three.csv").write_text("name,cnic,mobile\n" + ROW.format(7, 7) * 3)
    options = Options(case=tmp_path / "case", jobs=1, key=tmp_path / "a.key")
    document = scan([tmp_path / "seized"], options, Silent()).document

    assert [note for note in document["case"]["notes"] if "scan the evidence into a new case" in note]
    assert [note for note in compare([tmp_path / "case"])["notes"] if "scan the evidence into a new case" in note]
    assert layout(tmp_path) == LAYOUT
    assert not [check.fault for check in audit.audit(tmp_path / "case") if check.fault]


def test_a_case_of_today_says_nothing_of_it(tmp_path: Path) -> None:
    made(tmp_path)

    assert not compare([tmp_path / "case"])["notes"]
