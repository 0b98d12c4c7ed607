from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from triage import app, cli
from triage.app.shards import WHOLE
from triage.cli import output, program
from triage.core.errors import CaseError, TriageError, UsageError, WrongCase
from triage.find import Budget
from triage.report.document import Meta, document
from triage.rules.model import RuleError
from triage.run.children import Limits
from triage.score import estimator, label

DOCUMENT = document([], Meta("cases/demo", "0.0.0", "ab" * 32, "3.11.0", "1.0.0", "", ""))
COMMAND = [sys.executable, "-c", "from triage.cli import main; main()"]


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
    return fake


def run(*args: str) -> Result:
    return CliRunner().invoke(cli.main, args)


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


def test_rules_list_and_show():
    listed = run("rules", "list")
    shown = run("rules", "show", "mobile_prefixes")

    assert "  mobile_prefixes " in listed.output
    assert "- prefix: '0300'\n  operator: Jazz" in shown.output
    assert run("rules", "show", "nothing").exit_code == 2


def test_rules_check_names_file_line_and_id(tmp_path: Path):
    (tmp_path / "entities").mkdir()
    (tmp_path / "entities" / "mine.yaml").write_text("id: mine\nentity: MINE\n", encoding="utf-8")
    done = run("rules", "check", "--rules", str(tmp_path))

    assert done.exit_code == 1
    assert re.search(r"^mine.yaml: line \d+: mine: ", done.stdout, re.MULTILINE)
    assert done.stdout.endswith("1 wrong\n")


def test_rules_of_a_folder_that_is_not_there():
    done = run("rules", "list", "--rules", "/nowhere")

    assert done.exit_code == 2
    assert done.stderr == "triage: /nowhere: no such folder of rules\n"


def test_simulate_lists_every_name():
    done = run("simulate", "--list")

    names = [line.split()[0] for line in done.stdout.splitlines() if line.startswith("  ")]
    assert {"tables", "households", "processes", "perturbed", "telecom", "shuffle", "blocks", "csv"} <= set(names)


def test_simulate_keeps_columns_and_writes_no_header_where_asked(tmp_path: Path):
    wish = (
        "--family",
        "tables",
        "--column",
        "name",
        "--column",
        "cnic",
        "--no-header",
        "--kind",
        "bank",
        "--rows",
        "9",
    )
    run("simulate", str(tmp_path / "a"), *wish, "--fabricator", "shuffle", "--second", "random_digits")
    (path,) = (tmp_path / "a" / "dump").iterdir()
    lines = path.read_text().splitlines()

    assert len(lines) == 9
    assert {line.count(",") for line in lines} == {1}
    assert "random_digits" in (tmp_path / "a" / "labels.csv").read_text()


def test_simulate_writes_a_dump_that_is_the_same_for_the_same_seed(tmp_path: Path):
    wish = ("--rows", "60", "--fabricator", "random_digits", "--fraction", "0.5", "--seed", "7")
    first, second = (run("simulate", str(tmp_path / name), *wish) for name in "ab")
    one, two = (Path(done.stdout.strip()) for done in (first, second))

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert one.read_bytes() == two.read_bytes()
    assert (tmp_path / "a" / "labels.csv").read_text(encoding="utf-8").count("fabricated") >= 30


def test_a_fabricator_alone_makes_all_rows(tmp_path: Path):
    done = run("simulate", str(tmp_path / "a"), "--rows", "20", "--fabricator", "random_digits")

    assert done.exit_code == 0
    assert "genuine" not in (tmp_path / "a" / "labels.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("wish", ["--kind", "--fabricator", "--layout", "--format"])
def test_a_wrong_name_lists_the_right_ones(tmp_path: Path, wish: str):
    done = run("simulate", str(tmp_path / "a"), wish, "nothing")

    assert done.exit_code == 2
    assert re.search(r"csv|telecom|random_digits|append", done.stderr)


def test_doctor_knows_formats_and_versions():
    done = run("doctor")

    assert done.exit_code == 0
    assert "  html" in done.output
    assert "polars " in done.output


@pytest.mark.parametrize(
    ("is_terminal", "environment", "wanted"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_colour(monkeypatch: pytest.MonkeyPatch, is_terminal: bool, environment: dict[str, str], wanted: bool):  # noqa: FBT001
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(isatty=lambda: is_terminal))
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert output._wants_color() is wanted  # noqa: SLF001


def test_version():
    assert run("--version").output.startswith("triage, version ")


def test_help_costs_little_and_loads_nothing_heavy():
    code = (
        "import sys, time\nfrom triage.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "print(sorted(sys.modules), file=sys.stderr)\nprint(time.process_time(), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    *_, modules, seconds = done.stderr.splitlines()

    assert float(seconds) < 0.3
    assert not {"polars", "spacy", "presidio_analyzer", "pandas", "numpy", "rich", "jinja2", "yaml"} & set(
        modules.strip("[]").replace("'", "").split(", ")
    )


def test_a_closed_pipe_is_quiet():
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [*COMMAND, "rules", "show", "names"], stdout=write, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(write)

    assert done.stderr == ""
    assert done.returncode == 1


def test_a_full_disk_under_the_answer_is_one_line():
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, "rules", "show", "names"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )

    assert done.stderr == "triage: No space left on device\n"
    assert done.returncode == 1


def test_a_report_of_no_case_is_called_wrongly(tmp_path: Path):
    done = run("report", str(tmp_path / "nothing"))

    assert done.exit_code == 2
    assert "no case here" in done.stderr


def test_a_terminal_that_lacks_a_letter_gets_an_escape():
    done = subprocess.run(
        [*COMMAND, "rules", "show", "districts"],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
    )

    assert rb"\u" in done.stdout
