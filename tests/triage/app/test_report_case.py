from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from triage.app import report_case
from triage.app import scan as pipeline
from triage.app.scan import Options, scan
from triage.core.errors import UsageError
from triage.core.progress import Silent
from triage.simulate import DumpSpec, simulate

RULE = "id: office\nentity: PK_CNIC\nallow: ['3520210000012']\n"


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Path:
    spec = DumpSpec(rows=300, fabricator="random_digits", fraction=0.5, seed=11)
    return simulate(spec, tmp_path_factory.mktemp("evidence") / "made")


@pytest.fixture
def case(evidence: Path, tmp_path: Path) -> Path:
    """Return a case with rules of its own, whose evidence is gone."""
    own = tmp_path / "own" / "lists"
    own.mkdir(parents=True)
    (own / "office.yaml").write_text(RULE, encoding="utf-8")
    copy = tmp_path / evidence.name
    copy.write_bytes(evidence.read_bytes())
    scan([copy], Options(case=tmp_path / "case", rules=(tmp_path / "own",)), Silent())
    copy.unlink()
    return tmp_path / "case"


def audit(case: Path) -> list[tuple[str, dict[str, Any]]]:
    with sqlite3.connect(case / "case.db") as journal:
        return [
            (action, json.loads(body))
            for action, body in journal.execute("select action, body from audit order by seq")
        ]


def preset(document: dict[str, Any]) -> str:
    name: str = document["dumps"][0]["genuineness"]["consistent_with_genuine"]["preset"]
    return name


def test_a_case_is_scored_without_its_evidence_and_the_chain_tells(case: Path):
    told, again = pipeline.report(case).document, pipeline.scored(case).document
    action, body = audit(case)[-1]

    assert again["case"].pop("audit")["links"] > told["case"].pop("audit")["links"]
    assert again == told
    assert again["case"]["notes"] == []
    assert action == "scored"
    assert body["families"] == "strangers"
    assert body["rules_sha256"] == again["tool"]["rules_sha256"]
    assert body["verdicts"] == {dump["dump"]: dump["genuineness"]["verdict"] for dump in again["dumps"]}


def test_another_list_of_families_heads_the_verdict_and_stays_a_question(case: Path):
    assert preset(pipeline.scored(case, "adversarial").document) == "adversarial"
    assert audit(case)[-1][1]["families"] == "adversarial"
    assert preset(pipeline.report(case).document) == "strangers"


def test_a_scan_keeps_its_families(evidence: Path, tmp_path: Path):
    scan([evidence], Options(case=tmp_path / "case", families="adversarial"), Silent())

    assert preset(pipeline.report(tmp_path / "case").document) == "adversarial"
    assert preset(pipeline.scored(tmp_path / "case", "common").document) == "common"


def test_other_rules_than_those_of_the_scan_are_told(case: Path, tmp_path: Path):
    """In a run of its own: a run reads its rules once."""
    before = pipeline.report(case).document["tool"]["rules_sha256"]
    (tmp_path / "own" / "lists" / "office.yaml").write_text(RULE.replace("00012", "00020"), encoding="utf-8")
    command = [sys.executable, "-m", "triage", "score", str(case), "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)

    assert told["tool"]["rules_sha256"] != before
    (note,) = told["case"]["notes"]
    assert note.startswith("Judged with other rules")
    assert before in note
    assert note in done.stderr


def test_other_models_than_those_of_the_scan_are_told(case: Path, monkeypatch: pytest.MonkeyPatch):
    versions = report_case.versions
    monkeypatch.setattr(report_case, "versions", lambda rules: {**versions(rules), "model_sha256": "cd" * 32})
    told = pipeline.scored(case).document

    assert told["tool"]["model_sha256"] == "cd" * 32
    assert told["case"]["notes"][0].startswith("Judged with other models")


def test_what_is_no_case_cannot_be_scored(tmp_path: Path):
    with pytest.raises(UsageError, match="no case here"):
        pipeline.scored(tmp_path)
