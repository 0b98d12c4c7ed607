from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import click
import pytest

from tests.triage.cli.run import run
from triage import app, cli
from triage.app.shards import WHOLE
from triage.cli import program
from triage.core.errors import CaseError, TriageError, UsageError, WrongCase
from triage.find import Budget
from triage.report.document import Meta, document
from triage.rules.model import RuleError
from triage.run.children import Limits
from triage.score import estimator, label

DOCUMENT = document([], Meta("cases/demo", "0.0.0", "ab" * 32, "3.11.0", "1.0.0", "", ""))


class Pipeline:
    """Stands in for `triage.app.scan`: remembers what it was asked, answers or raises."""

    def __init__(self) -> None:
        self.asked: list[Any] = []
        self.complete = True
        self.error: BaseException | None = None
        self.Options, self.WHOLE = SimpleNamespace, WHOLE
        self.document = DOCUMENT

    def scan(self, paths: Any, options: Any, progress: Any) -> SimpleNamespace:
        progress.start(1)
        self.asked.append((paths, options))
        return self._answer()

    def report(self, case: Path, key: Path | None, *, reveal: bool) -> SimpleNamespace:
        assert key is None
        assert not reveal
        self.asked.append(case)
        return self._answer()

    def scored(self, case: Path, families: str, key: Path | None) -> SimpleNamespace:
        assert key is None
        self.asked.append((case, families))
        return self._answer()

    def _answer(self) -> SimpleNamespace:
        if self.error:
            raise self.error
        return SimpleNamespace(document=self.document, complete=self.complete, case=Path("cases/demo"))


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Pipeline:
    fake = Pipeline()
    monkeypatch.setattr(app, "scan", fake, raising=False)
    monkeypatch.setattr("triage.app.report_case.noted", lambda *_: None)
    monkeypatch.setattr("triage.app.evidence_paths.check_outside_of", lambda *_: None)
    return fake


def test_scan_hands_over_what_was_asked(pipeline: Pipeline, tmp_path: Path):
    done = run("scan", "a", "b", "--case", "c", "--jobs", "3", "--ner", "off", "--isolate", "--rules", str(tmp_path))
    (paths, options), *_ = pipeline.asked

    assert done.exit_code == 0
    assert paths == (Path("a"), Path("b"))
    asked = (options.case, options.jobs, options.rules, options.ner, options.isolate)
    assert asked == (Path("c"), 3, (tmp_path,), "off", True)


def test_scan_hands_over_budgets_limits_and_passwords(pipeline: Pipeline, tmp_path: Path):
    (tmp_path / "words").write_bytes(b"first\n\nsecond\n")
    limits = ["--max-depth", "3", "--max-members", "7", "--max-unpacked", "2", "--max-ratio", "50"]
    run(
        "scan",
        "a",
        *limits,
        "--reader-memory",
        "256",
        "--reader-seconds",
        "9",
        "--password-file",
        str(tmp_path / "words"),
    )
    (_, options), *_ = pipeline.asked

    assert options.budget == Budget(depth=3, members=7, total_bytes=2 * 1024**3, ratio=50)
    assert options.limits == Limits(memory_bytes=256 * 1024**2, seconds=9.0)
    assert options.passwords == (b"first", b"second")


@pytest.mark.parametrize(("wish", "families"), [((), "strangers"), (("--families", "adversarial"), "adversarial")])
def test_scan_hands_over_the_families(pipeline: Pipeline, wish: tuple[str, ...], families: str):
    run("scan", "a", *wish)
    (_, options), *_ = pipeline.asked

    assert options.families == families


def test_families_are_those_of_the_verdict():
    assert tuple(label.FAMILIES) == program.FAMILIES
    assert {label.listed(each) for each in program.FAMILIES} == set(estimator.PRESETS)


@pytest.mark.parametrize(("wish", "families"), [((), ""), (("--families", "adversarial"), "adversarial")])
def test_score_judges_a_case_and_tells_notes_apart(pipeline: Pipeline, wish: tuple[str, ...], families: str):
    case = {**DOCUMENT["case"], "notes": ["Judged with other rules."]}
    pipeline.document = {**DOCUMENT, "case": case}
    done = run("score", "cases/demo", *wish, "--format", "json")

    assert pipeline.asked == [(Path("cases/demo"), families)]
    assert json.loads(done.stdout)["case"]["notes"] == ["Judged with other rules."]
    assert done.stderr == "triage: Judged with other rules.\n"
    assert done.exit_code == 0


def test_score_writes_a_new_file_and_never_over_one(pipeline: Pipeline, tmp_path: Path):
    out = tmp_path / "page.html"

    assert pipeline.complete
    assert run("score", "cases/demo", "--format", "html", "-o", str(out)).exit_code == 0
    assert out.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert run("score", "cases/demo", "--format", "html", "-o", str(out)).exit_code == 2


def test_scan_prints_a_table_and_where_the_case_lies(pipeline: Pipeline):
    assert pipeline.complete
    assert "Case folder: cases/demo" in run("scan", "a").output


def test_scan_prints_the_document(pipeline: Pipeline):
    assert pipeline.complete
    assert '"schema": "triage/report@1"' in run("scan", "a", "--format", "json").stdout


def test_status_says_that_some_was_not_read(pipeline: Pipeline):
    pipeline.complete = False

    assert run("scan", "a").exit_code == 3


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (UsageError("no such path: x"), 2),
        (CaseError("cases/x is locked"), 1),
        (WrongCase("cases/x is another case"), 2),
        (TriageError("two\nlines \x1b[2J"), 1),
        (RuleError("mine.yaml: line 3: no id"), 2),
        (KeyboardInterrupt(), 130),
    ],
)
def test_an_error_is_one_line_and_a_status(pipeline: Pipeline, error: BaseException, status: int):
    pipeline.error = error
    done = run("scan", "a")

    assert done.exit_code == status
    assert done.stdout == ""
    assert done.stderr.lstrip("\n").startswith("triage: ")
    assert len(done.stderr.split("\n")) == (3 if status == program.STOPPED else 2)
    assert "\x1b" not in done.stderr


def test_a_bug_is_not_hidden(pipeline: Pipeline):
    pipeline.error = ZeroDivisionError()

    assert isinstance(run("scan", "a").exception, ZeroDivisionError)


@pytest.mark.parametrize(
    "args",
    [
        ("scan",),
        ("scan", ""),
        ("scan", "a", "--format", "pdf"),
        ("scan", "a", "--jobs", "-1"),
        ("scan", "a", "--nothing"),
        ("scan", "a", "--families", "any"),
        ("score",),
        ("score", "case", "--families", "any"),
        ("report",),
        ("report", "case", "--format", "pdf"),
        ("nothing",),
    ],
)
def test_a_wrong_call_is_one_line(args: tuple[str, ...]):
    done = run(*args)

    assert done.exit_code == 2
    assert done.stderr.count("\n") == 1
    assert "--help)" in done.stderr


@pytest.mark.parametrize("args", [(), ("rules",), ("verify",), ("case",)])
def test_a_group_without_a_command_shows_help_and_is_no_error(args: tuple[str, ...]):
    done = run(*args)

    assert done.exit_code == 0
    assert "Commands:" in done.stdout
    assert not done.stderr


def test_only_commands_that_make_a_case_say_that_a_key_is_made():
    said = {
        name: " ".join(run(name, "--help").stdout.split()) for name in cli.main.list_commands(click.Context(cli.main))
    }

    assert [name for name, text in said.items() if "made if it is not there" in text] == ["merge", "scan"]


@pytest.mark.parametrize(
    ("form", "begins"),
    [("csv", "dump,"), ("html", "<!DOCTYPE html>"), ("json", "{"), ("markdown", "# "), ("table", "No dump")],
)
def test_report_in_every_format(pipeline: Pipeline, form: str, begins: str):
    assert pipeline.complete
    assert run("report", "cases/demo", "--format", form).stdout.startswith(begins)


def test_report_writes_a_new_file_and_never_over_one(pipeline: Pipeline, tmp_path: Path):
    out = tmp_path / "report.json"
    first = run("report", "cases/demo", "--format", "json", "-o", str(out))
    written = out.read_text(encoding="utf-8")
    second = run("report", "cases/demo", "--format", "table", "-o", str(out))

    assert pipeline.asked == [Path("cases/demo")] * 2
    assert (first.exit_code, first.output) == (0, "")
    assert '"triage/report@1"' in written
    assert out.stat().st_mode & 0o777 == 0o600
    assert second.exit_code == 2
    assert out.read_text(encoding="utf-8") == written


def test_report_says_why_it_cannot_write(pipeline: Pipeline, tmp_path: Path):
    done = run("report", "cases/demo", "-o", str(tmp_path / "none" / "x"))

    assert pipeline.asked
    assert done.exit_code == 2
    assert "No such file or directory" in done.stderr


def test_doctor_knows_formats_and_versions():
    done = run("doctor")

    assert done.exit_code == 0
    assert "  html" in done.output
    assert "polars " in done.output


def test_a_report_of_no_case_is_called_wrongly(tmp_path: Path):
    done = run("report", str(tmp_path / "nothing"))

    assert done.exit_code == 2
    assert "no case here" in done.stderr
