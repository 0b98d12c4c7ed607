from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from triage import read
from triage.app.audit import audit
from triage.app.facts import Change, from_csv, set_facts, shown
from triage.app.options import Options
from triage.app.report_case import report
from triage.app.scan import scan
from triage.core.errors import UsageError
from triage.core.progress import Silent
from triage.report import render

LIST = "name,cnic\n" + "".join(f"Sana Tariq,35202-{number:07}-2\n" for number in range(1_000_000, 1_000_050))


@pytest.fixture
def days(tmp_path: Path) -> tuple[Path, Path]:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
    (first / "list.csv").write_text(LIST)
    (first / "gone.csv").write_text("name,cnic\nBilal Khan,42101-7654321-3\n")
    (second / "list.csv").write_text(LIST.replace("35202", "42101"))
    return first, second


def rows(folder: Path) -> dict[str, int]:
    return {dump["dump"]: dump["coverage"]["rows_read"] for dump in report(folder).document["dumps"]}


def grown(path: Path, case: Path) -> None:
    scan([path], Options(case=case, jobs=1, ner="off"), Silent())


def test_evidence_of_another_day_is_added(days: tuple[Path, Path], tmp_path: Path):
    """A dump of the same name is told by its path: two lists are never one."""
    for day in days:
        grown(day, tmp_path / "case")

    assert rows(tmp_path / "case") == {"list.csv": 50, "gone.csv": 1, str(days[1] / "list.csv"): 50}


def test_what_is_unchanged_is_not_read_again(days: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    first, second = days
    grown(first, tmp_path / "case")
    identified: list[str] = []
    identify = read.identify
    monkeypatch.setattr(read, "identify", lambda item, call: identified.append(str(item.path)) or identify(item, call))
    grown(second, tmp_path / "case")

    assert identified == [str(second / "list.csv")]


def test_what_changed_or_vanished_is_said(days: tuple[Path, Path], tmp_path: Path):
    first, second = days
    grown(first, tmp_path / "case")
    (first / "gone.csv").unlink()
    (first / "list.csv").write_text(LIST + "Ali Raza,35202-2000000-1\n")
    grown(second, tmp_path / "case")
    told = report(tmp_path / "case")

    assert not told.complete
    assert rows(tmp_path / "case")["list.csv"] == 50
    for form in ("table", "html", "markdown", "csv"):
        text = " ".join(re.sub("</?b(di)?>", "", render(told.document, form)).replace(">", " ").split())
        places = [text.index(said) for said in ("CHANGED EVIDENCE: 2 files are", "is no longer where it was")]
        assert form == "csv" or max(places) < text.index("Case, 3 dumps")


def test_a_changed_file_that_is_named_again_is_read_anew(days: tuple[Path, Path], tmp_path: Path):
    first, _ = days
    grown(first, tmp_path / "case")
    (first / "list.csv").write_text(LIST + "Ali Raza,35202-2000000-1\n")
    grown(first, tmp_path / "case")

    (told,) = report(tmp_path / "case").document["case"]["other_evidence"]

    assert rows(tmp_path / "case")["list.csv"] == 51
    assert (told["state"], told["file"]) == ("read_anew", str(first / "list.csv"))
    assert len({told["sha256"], told["sha256_before"]}) == 2


def test_a_moved_case_keeps_its_answer(days: tuple[Path, Path], tmp_path: Path):
    grown(days[0], tmp_path / "case")
    shutil.move(tmp_path / "case", tmp_path / "moved")

    assert rows(tmp_path / "moved") == {"list.csv": 50, "gone.csv": 1}


def test_facts_are_printed_in_every_report(days: tuple[Path, Path], tmp_path: Path):
    case = tmp_path / "case"
    grown(days[0], case)
    table = tmp_path / "facts.csv"
    table.write_text("Dump,Exhibit,Platform,Number\nlist.csv,P-3,Telegram,\n,,,FIR 12/2026\n")
    set_facts(case, from_csv(table))
    set_facts(case, Change(dumps={"list.csv": {"notes": "sold as <new>"}}))
    document = report(case).document

    assert shown(case) == {
        "case": {"number": "FIR 12/2026"},
        "dumps": {"gone.csv": {}, "list.csv": {"exhibit": "P-3", "platform": "Telegram", "notes": "sold as <new>"}},
    }
    for form in ("table", "html", "markdown", "json", "csv"):
        text = render(document, form)
        assert "P-3" in text
        assert "Telegram" in text
        assert "FIR 12/2026" in text or form == "csv"
    assert "<new>" not in render(document, "html")


@pytest.mark.parametrize("comma", [";", "\t"])
def test_facts_are_read_from_any_spreadsheet_and_by_the_name_that_is_shown(tmp_path: Path, comma: str):
    seized = tmp_path / "Sana Tariq 35202-1234567-1.csv"
    seized.write_text(LIST)
    scan([seized], Options(case=tmp_path / "case", jobs=1), Silent())
    table = tmp_path / "facts.csv"
    table.write_text("dump,exhibit\nS*** T*** *****-*******-*.csv,P-4\n".replace(",", comma))

    assert set_facts(tmp_path / "case", from_csv(table))["dumps"] == {seized.name: {"exhibit": "P-4"}}


def test_facts_are_no_fault_of_the_report_before(days: tuple[Path, Path], tmp_path: Path):
    grown(days[0], tmp_path / "case")
    set_facts(tmp_path / "case", Change(case={"number": "12"}))

    assert not [check.fault for check in audit(tmp_path / "case") if check.fault]
    report(tmp_path / "case")
    assert not [check for check in audit(tmp_path / "case") if check.fault or check.is_open]


def test_an_empty_value_takes_a_fact_out(days: tuple[Path, Path], tmp_path: Path):
    grown(days[0], tmp_path / "case")
    set_facts(tmp_path / "case", Change(case={"examiner": "E. One", "number": "12"}))
    set_facts(tmp_path / "case", Change(case={"number": ""}))

    assert report(tmp_path / "case").document["case"]["facts"] == {"examiner": "E. One"}


@pytest.mark.parametrize("change", [Change(case={"colour": "red"}), Change(dumps={"no.csv": {"exhibit": "P-1"}})])
def test_unknown_facts_are_refused(days: tuple[Path, Path], tmp_path: Path, change: Change):
    grown(days[0], tmp_path / "case")

    with pytest.raises(UsageError):
        set_facts(tmp_path / "case", change)
