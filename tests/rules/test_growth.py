"""A user's pattern that would never end is refused when rules are loaded, by file, line and id."""

from __future__ import annotations

from pathlib import Path

import pytest

import triage.rules
from triage.rules.growth import refuse_growth
from triage.rules.model import RuleError

RULE = """id: staff_number
entity: PK_STAFF_NUMBER
title: Number of a member of staff
patterns:
  - {{name: own, regex: '{pattern}', score: 0.5}}
fields:
  - {{name: staff, title: Staff, headers: {{en: [staff no]}}}}
examples: [{{text: a, value: a}}, {{text: b, value: b}}, {{text: c, value: c}}]
counter_examples: [{{text: d}}, {{text: e}}, {{text: f}}]
references: [{{title: invented, read: "2026-11-29"}}]
"""


def folder(home: Path, pattern: str) -> Path:
    (home / "entities").mkdir()
    (home / "entities" / "staff_number.yaml").write_text(RULE.format(pattern=pattern), encoding="utf-8")
    return home


@pytest.mark.parametrize(
    "pattern",
    ["((x|x)*)*(a|aa)+$", "^(a|aa)+$", "((?:a|a)+)b", "((?:x|xx)+)+y"],
)
def test_a_pattern_without_end_is_refused(tmp_path: Path, pattern: str) -> None:
    with pytest.raises(RuleError, match=r"staff_number\.yaml: line 1: staff_number: pattern 'own' takes ever longer"):
        triage.rules.load(folder(tmp_path, pattern))


@pytest.mark.parametrize("pattern", ["(PPO-[0-9]{7})", r"(?:^|[^0-9])([0-9]{5}-[0-9]{7}-[0-9])(?:[^0-9]|$)"])
def test_an_ordinary_pattern_is_taken(tmp_path: Path, pattern: str) -> None:
    assert triage.rules.load(folder(tmp_path, pattern)).entities["staff_number"].patterns[0].regex == pattern


def test_our_own_patterns_end() -> None:
    ours = triage.rules.load().entities.values()

    for rule in ours:
        refuse_growth(rule)
    assert ours
