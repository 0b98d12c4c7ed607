"""Dumps whose masked names are alike are told apart wherever a dump is named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from triage.cli import main
from triage.core import alike
from triage.core.names import shown_file
from triage.simulate import DumpSpec, dump

KHALID, KASHIF = "Khalid Khan 35202-1234567-1.csv", "Kashif Khan 42101-1234567-1.csv"
ALIKE = "K*** K*** *****-*******-*"


def run(*arguments: object) -> str:
    done = CliRunner().invoke(main, [str(each) for each in arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / "ev").mkdir()
    for seed, name in enumerate((KHALID, KASHIF)):
        dump(DumpSpec("telecom", 60, seed=seed)).frame.write_csv(tmp_path / "ev" / name)
    run("scan", tmp_path / "ev", "--case", tmp_path / "case", "--format", "json")
    return tmp_path / "case"


def told(case: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("report", case, "--format", "json"))
    return found


def test_a_report_names_each_by_its_digest(case: Path) -> None:
    names = [each["dump"] for each in told(case)["dumps"]]

    assert len(set(names)) == 2
    assert all(name.startswith(f"{ALIKE} [") and name.endswith("].csv") for name in names)


def test_facts_are_kept_of_the_dump_that_is_meant(case: Path) -> None:
    one, other = (each["dump"] for each in told(case)["dumps"])
    run("case", "set", case, "--dump", one, "exhibit=E-1")
    facts = {each["dump"]: each.get("facts") for each in told(case)["dumps"]}

    assert facts[one] == {"exhibit": "E-1"}
    assert not facts[other]


@given(
    st.dictionaries(st.sampled_from([KHALID, KASHIF, "Sana Tariq.csv", "list.csv"]), st.sampled_from("ab"), min_size=1)
)
def test_no_two_dumps_are_shown_alike(digests: dict[str, str]) -> None:
    alike.tell_apart({name: each * 64 for name, each in digests.items()}, shown_file)
    shown = {shown_file(name) for name in digests}
    alike.tell_apart({}, shown_file)

    assert len(shown) == len(digests)
    assert all("Khan" not in name for name in shown)
