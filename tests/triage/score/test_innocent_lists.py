"""Genuine lists that were accused for an innocent reason, found by lists of other populations."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from click.testing import CliRunner

from benchmarks.genuineness import innocent
from triage.cli import main
from triage.score.estimator import rows
from triage.score.estimator.settling import settled
from triage.simulate import DumpSpec, dump


def judged(frame: pl.DataFrame, folder: Path) -> dict[str, Any]:
    frame.write_csv(folder / "list.csv")
    asked = ["scan", str(folder / "list.csv"), "--case", str(folder / "case"), "--format", "json"]
    told: dict[str, Any] = json.loads(CliRunner().invoke(main, asked).stdout)["dumps"][0]["genuineness"]
    return told


@pytest.fixture(scope="module")
def people() -> pl.DataFrame:
    made = dump(DumpSpec("voter_roll", 300, seed=5, columns=("name", "father", "cnic", "gender", "address"))).frame
    assert made["cnic"].str.contains("^[0-9]{13}$").all()
    return made


def test_children_beside_their_fathers_numbers_are_not_accused(people: pl.DataFrame, tmp_path: Path) -> None:
    fathers = people.with_columns((pl.col("cnic").str.head(12) + "1").alias("Father CNIC")).drop("cnic")
    told = judged(fathers, tmp_path)

    assert told["fabricated_at_least"]["value"] == 0
    assert told["consistent_with_genuine"]["high"] in {1.0, None}
    assert not [each for each in told["evidence"] if each["signal"].startswith("sex_digit")]


def test_last_digits_that_a_spreadsheet_cut_are_no_evidence(people: pl.DataFrame, tmp_path: Path) -> None:
    told = judged(people.with_columns(pl.col("cnic").str.head(12) + "0"), tmp_path)

    assert told["fabricated_at_least"]["value"] == 0
    assert told["consistent_with_genuine"]["high"] in {1.0, None}


@pytest.mark.parametrize(("zeros", "kept"), [(0, True), (30, True), (60, False), (100, False)])
def test_a_few_zeros_stay_evidence(zeros: int, kept: object) -> None:
    evidence = rows.complete(pl.DataFrame({"cnic_last": [0] * zeros + [3] * (100 - zeros), "at": range(100)}))

    assert settled(evidence)["cnic_last"].is_not_null().all() is kept


@pytest.mark.parametrize(("easy", "kept"), [(0, True), (10, True), (30, False), (100, False)])
def test_digits_of_golden_numbers_are_no_evidence(easy: int, kept: object) -> None:
    digits = {"mobile_digits": [2] * easy + [5] * (100 - easy), "mobile": range(100), "at": range(100)}

    told = settled(rows.complete(pl.DataFrame(digits)))

    assert told["mobile_digits"].is_not_null().all() is kept
    assert told["mobile"].is_not_null().all() is kept


def test_buyers_of_golden_numbers_are_not_accused(tmp_path: Path) -> None:
    assert innocent.accused({"genuineness": judged(innocent.drawn("mostly_sixes", 22, 350), tmp_path)}) == []


@pytest.mark.parametrize("name", [
    "one_surname_village", "mostly_sixes", "hospital_children", "microfinance_women", "migrants_colony",
    "women_by_zipf", "clan_in_households", "households_of_many_districts", "women_with_fillers", "drivers_of_an_app",
])  # fmt: skip
def test_odd_lists_of_honest_offices_are_not_accused(name: str, tmp_path: Path) -> None:
    told = judged(innocent.drawn(name, 2, 400), tmp_path)

    assert innocent.accused({"genuineness": told}) == []


def test_people_who_moved_together_have_a_reason_and_no_estimate(tmp_path: Path) -> None:
    told = judged(innocent.drawn("migrants_colony", 2, 400), tmp_path)

    assert told["consistent_with_genuine"]["estimate"] is None
    assert "of the CNICs were issued there" in told["consistent_with_genuine"]["gate"]
    assert told["verdict"] == "undetermined"
