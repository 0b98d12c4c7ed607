from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import triage.rules
from triage import cli
from triage.app.calibration import calibrate
from triage.app.scan import Options, report, scan
from triage.core.errors import UsageError
from triage.core.progress import Silent
from triage.score.calibrated import Rate, calibrated

SEXES = {"M": "1", "F": "2"}


def table(path: Path, wrong: int, rows: int = 1200) -> Path:
    """Write people of whom `wrong` in a hundred have another sex in the column than in the card."""
    lines = ["cnic,name,gender"]
    for n in range(rows):
        sex = "MF"[n % 2]
        shown = sex if n % 100 >= wrong else "FM"[n % 2]
        lines.append(f"35202-{1_000_003 + n * 37:07d}-{SEXES[sex]},{'AHMED' if sex == 'M' else 'AYESHA'} KHAN,{shown}")
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return path


@pytest.fixture
def case(tmp_path: Path) -> Path:
    scan([table(tmp_path / "dump.csv", 12)], Options(case=tmp_path / "case", jobs=1, ner="off"), Silent())
    return tmp_path / "case"


def check(document: dict[str, Any]) -> dict[str, Any]:
    evidence = document["dumps"][0]["genuineness"]["evidence"]
    found: dict[str, Any] = next(each for each in evidence if each["signal"] == "sex_digit_gender")
    return found


def test_a_reference_moves_what_is_expected_of_genuine_rows_and_the_report_names_it(case: Path, tmp_path: Path) -> None:
    before = report(case).document
    told = calibrate(case, table(tmp_path / "lawful.csv", 10))
    after = report(case).document

    assert told.rates["sex_digit_gender"] == Rate(120, 1200)
    assert "genuine 0.1% to 3.0%" in check(before)["expected"]
    assert check(after)["expected"] != check(before)["expected"]
    assert check(after)["decibans"] > check(before)["decibans"]
    assert any("Judged with the rates of a reference of 1,200 records" in note for note in after["case"]["notes"])
    assert before["case"]["notes"] == []


def test_nothing_of_the_reference_is_kept_but_counts(case: Path, tmp_path: Path) -> None:
    calibrate(case, table(tmp_path / "lawful.csv", 10))
    with sqlite3.connect(case / "case.db") as journal:
        ((body,),) = journal.execute("select body from audit where action = 'calibrated'")

    assert {"reference_sha256", "records", "rates"} <= set(json.loads(body))
    assert all(isinstance(count, int) for counts in json.loads(body)["rates"].values() for count in counts)
    assert "35202" not in body


def test_a_small_reference_is_refused(case: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="a reference has at least 1,000"):
        calibrate(case, table(tmp_path / "lawful.csv", 10, 200))


@given(st.integers(0, 5000), st.integers(1, 5000))
def test_the_range_of_a_rate_takes_the_reference_in(failed: int, rows: int) -> None:
    rate = Rate(min(failed, rows), rows)
    low, high = rate.ends

    assert 0 <= low <= rate.failed / rows <= high <= 1


def test_only_the_checks_of_the_reference_change() -> None:
    rules = triage.rules.load()
    told = calibrated(rules, {"sex_digit_gender": Rate(10, 1000)})
    changed = [name for name, rule in rules.signals.items() if rule.settings != told.signals[name].settings]

    assert changed == ["sex_digit_gender"]
    assert calibrated(rules, {}) == rules


def test_the_command_says_the_rates(case: Path, tmp_path: Path) -> None:
    table(tmp_path / "lawful.csv", 10)
    done = CliRunner().invoke(cli.main, ["calibrate", str(case), "--reference", str(tmp_path / "lawful.csv")])

    assert done.exit_code == 0, done.output
    assert "sex_digit_gender: 120 of 1,200 rows fail" in done.output
