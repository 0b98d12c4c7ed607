"""A scan that lasts: one object's trouble, or ours, costs that object; a case that is left is taken up again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from triage import read
from triage import report as reports
from triage.app import report_case
from triage.app import scan as pipeline
from triage.app.audit import audit
from triage.app.scan import Options, scan
from triage.core.errors import CaseError
from triage.core.progress import Silent

TABLE = "name,cnic,mobile\nSana Tariq,35202-1234567-1,0300-1234567\nBilal Khan,42101-7654321-2,0321-7654321\n"


@pytest.fixture
def seized(tmp_path: Path) -> Path:
    folder = tmp_path / "seized"
    folder.mkdir()
    (folder / "good.csv").write_text(TABLE)
    return folder


def rows(result: pipeline.ScanResult) -> dict[str, int]:
    return {dump["dump"]: dump["coverage"]["rows_read"] for dump in result.document["dumps"]}


def reasons(result: pipeline.ScanResult) -> set[str]:
    return {each["reason"] for dump in result.document["dumps"] for each in dump["coverage"]["reasons"]}


def test_a_name_that_is_no_utf8_is_a_dump_like_any_other(seized: Path, tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(seized) + b"/liste-\xe9.csv")).write_text(TABLE)
    how = Options(case=tmp_path / "case", jobs=1)

    assert rows(scan([seized], how, Silent())) == {"good.csv": 2, "liste-\\udce9.csv": 2}
    assert rows(scan([seized], how, Silent())) == {"good.csv": 2, "liste-\\udce9.csv": 2}


def test_evidence_named_from_another_folder_is_the_same(
    seized: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert seized.parent == tmp_path
    how = Options(case=tmp_path / "case", jobs=1)
    (elsewhere := tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path)
    assert rows(scan([Path("seized")], how, Silent())) == {"good.csv": 2}
    monkeypatch.chdir(elsewhere)

    assert not [check for check in audit(tmp_path / "case") if check.fault]
    again = scan([Path("../seized")], how, Silent())
    assert (rows(again), again.document["case"].get("changed_evidence", [])) == ({"good.csv": 2}, [])


def test_a_path_longer_than_the_system_opens_has_a_reason(seized: Path, tmp_path: Path) -> None:
    above = os.open(seized, os.O_RDONLY)
    for _ in range(30):
        os.mkdir("d" * 200, dir_fd=above)
        below = os.open("d" * 200, os.O_RDONLY, dir_fd=above)
        os.close(above)
        above = below
    os.close(above)
    result = scan([seized], Options(case=tmp_path / "case", jobs=1), Silent())

    assert rows(result)["good.csv"] == 2
    assert reasons(result) == {"path_too_long"}


def test_an_empty_folder_is_listed(seized: Path, tmp_path: Path) -> None:
    (seized / "nothing").mkdir()

    assert reasons(scan([seized], Options(case=tmp_path / "case", jobs=1), Silent())) == {"empty_folder"}


@pytest.mark.parametrize("step", ["identify", "split", "batches"])
def test_a_fault_of_ours_costs_the_object_at_hand(
    seized: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    (seized / "bad.csv").write_text(TABLE.replace("Sana", "Hina"))
    right = getattr(read, step)

    def wrong(noun, *rest):  # noqa: ANN002, ANN202 - stands in for functions of several kinds
        evidence = getattr(getattr(noun, "source", noun), "evidence", noun)
        if evidence.name == "bad.csv":
            raise ZeroDivisionError
        return right(noun, *rest)

    monkeypatch.setattr(read, step, wrong)
    result = scan([seized], Options(case=tmp_path / "case", jobs=1), Silent())

    assert rows(result) == {"bad.csv": 0, "good.csv": 2}
    assert not result.complete
    (reason,) = reasons(result)
    assert reason.startswith("reader_failed: ZeroDivisionError in ")


def test_evidence_that_changed_before_a_scan_is_resumed_is_read_anew(seized: Path, tmp_path: Path) -> None:
    how = Options(case=tmp_path / "case", jobs=1)
    scan([seized], how, Silent())
    (seized / "good.csv").write_text(TABLE.rsplit("\n", 2)[0] + "\n")
    result = scan([seized], how, Silent())

    assert rows(result) == {"good.csv": 1}
    assert [each["state"] for each in result.document["case"]["other_evidence"]] == ["read_anew"]
    assert not result.complete


def test_what_is_read_whole_is_not_opened_again(seized: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    how = Options(case=tmp_path / "case", jobs=1)
    first = scan([seized], how, Silent()).document

    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(read, "identify", never)
    second = scan([seized], how, Silent()).document

    assert second == first


@pytest.mark.parametrize("place", ["/dev/null", "/proc/nothing"])
def test_a_case_that_cannot_be_written_is_one_line(seized: Path, place: str) -> None:
    with pytest.raises(CaseError, match="cannot be a case folder"):
        scan([seized], Options(case=Path(place)), Silent())


def test_what_a_killed_scan_left_in_the_spool_is_removed(seized: Path, tmp_path: Path) -> None:
    how = Options(case=tmp_path / "case", jobs=1)
    scan([seized], how, Silent())
    (tmp_path / "case" / "spool").mkdir()
    (tmp_path / "case" / "spool" / "left").write_text("of a person")
    pipeline.report(tmp_path / "case")

    assert not (tmp_path / "case" / "spool").exists()


def test_a_report_that_was_told_is_not_judged_again(
    seized: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = scan([seized], Options(case=tmp_path / "case", jobs=1), Silent()).document

    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(report_case.score, "judge", never)

    assert pipeline.report(tmp_path / "case").document == first


def test_a_scan_that_was_stopped_says_how_far_it_came(
    seized: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(read, "split", stopped)
    with pytest.raises(KeyboardInterrupt):
        scan([seized], Options(case=tmp_path / "case", jobs=1), Silent())
    told = pipeline.report(tmp_path / "case")

    assert not told.complete
    assert told.document["case"]["unfinished"]["files_found"] == 1
    assert told.document["case"]["unfinished"]["files_listed"] == 1
    assert told.document["case"]["unfinished"]["files_read"] == 0
    for form in ("table", "csv", "markdown", "html"):
        assert "UNFINISHED" in reports.render(told.document, form)
