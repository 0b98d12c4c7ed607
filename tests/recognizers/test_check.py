"""Each kind of mistake is found, with file, id and line; and our own rules have none."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from triage.recognizers.base import COLUMN_ONLY
from triage.recognizers.check import Problem, check
from triage.rules import load as load_rules
from triage.rules.model import Rule, RuleError

GOOD = """\
id: ticket
entity: TICKET
title: Ticket number
patterns:
  - {name: two letters and three digits, regex: '(?:^|[^A-Z])([A-Z]{2}[0-9]{3})(?:[^0-9]|$)', score: 0.4}
fields:
  - {name: ticket, title: Ticket, headers: [ticket no]}
examples:
  - {text: "AB123", value: "AB123"}
  - {text: "ticket CD456.", value: "CD456"}
  - {text: "(EF789)", value: "EF789"}
counter_examples:
  - {text: "A123"}
  - {text: "AB12"}
  - {text: "ab123"}
references:
  - {title: invented, read: "2026-11-23"}
"""
PATTERN_LINE, FIELD_LINE, EXAMPLE_LINE, COUNTER_LINE = 5, 7, 9, 13
REGEX = "(?:^|[^A-Z])([A-Z]{2}[0-9]{3})(?:[^0-9]|$)"


def folder(tmp_path: Path, **files: str) -> Path:
    for name, text in files.items():
        path = tmp_path / "entities" / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def mistakes(home: Path) -> list[Problem]:
    """Those of the rules in this folder."""
    names = {path.name for path in (home / "entities").iterdir()}
    return [each for each in check(home) if each.file in names]


def test_our_own_rules_have_no_mistake():
    assert check() == []


def test_a_rule_of_patterns_alone_holds_in_both_doors(tmp_path: Path):
    assert mistakes(folder(tmp_path, ticket=GOOD)) == []


@pytest.mark.parametrize(
    ("wrong", "right", "line", "message"),
    [
        (f"'{REGEX}'", "'([A-Z'", PATTERN_LINE, "does not compile in Python's regex"),
        (f"'{REGEX}'", "'(?<![A-Z])([A-Z]{2}[0-9]{3})'", PATTERN_LINE, "no look-around and no back-references"),
        (f"'{REGEX}'", r"'([A-Z])\1[0-9]{3}'", PATTERN_LINE, "no look-around and no back-references"),
        (f"'{REGEX}'", "'([A-Z]++[0-9]{3})'", PATTERN_LINE, "possessive"),
        (f"'{REGEX}'", "'([A-Z&&[A-Y]]{2}[0-9]{3})'", PATTERN_LINE, "set of sets"),
        (f"'{REGEX}'", "'[A-Z]{2}[0-9]{3}'", PATTERN_LINE, "needs a group"),
        (f"'{REGEX}'", "'([A-Z]{2}[0-9]{3}|)'", PATTERN_LINE, "empty text"),
        ("score: 0.4", "score: 1.4", PATTERN_LINE, "the score 1.4"),
        ('"AB123", value: "AB123"', '"AB123", value: "AB124"', EXAMPLE_LINE, "column door finds 'AB123', not 'AB124'"),
        ('"AB123", value: "AB123"', '"AB123", value: "AB124"', EXAMPLE_LINE, "text door finds 'AB123', not 'AB124'"),
        ('"A123"', '"AA123"', COUNTER_LINE, "column door finds 'AA123', not nothing"),
        ('"A123"', '"AA123"', COUNTER_LINE, "text door finds 'AA123', not nothing"),
        ("[ticket no]", "[CNIC_No]", FIELD_LINE, "header word 'CNIC_No' belongs to cnic: cnic too"),
        ("entity: TICKET", "entity: PK_CNIC", 2, "entity PK_CNIC belongs to the rule cnic too"),
        ("title: Ticket number\n", "title: Ticket number\ncolour: red\n", 1, "unknown key 'colour'"),
        ("patterns:\n", "recognizer: nowhere\npatterns:\n", 1, "no module recognizers/nowhere.py"),
        ("patterns:\n", "recognizer: age\npatterns:\n", 1, "settings: oldest_years: needs a whole number"),
        ("title: Ticket number\n", "title: @ticket\n", 3, "not YAML"),
    ],
)
def test_a_mistake_is_told_with_its_line(wrong: str, right: str, line: int, message: str, tmp_path: Path):
    assert wrong in GOOD
    problems = mistakes(folder(tmp_path, ticket=GOOD.replace(wrong, right)))

    assert [each for each in problems if each.line == line and each.file == "ticket.yaml" and message in each.message]


def test_a_rule_without_pattern_and_recognizer_finds_nothing(tmp_path: Path):
    lines = GOOD.splitlines(keepends=True)
    problems = mistakes(folder(tmp_path, ticket="".join(lines[:3] + lines[5:])))

    assert [each.message for each in problems] == ["needs a pattern, or a recognizer"]


def test_an_id_stands_once_in_a_folder(tmp_path: Path):
    problems = mistakes(folder(tmp_path, ticket=GOOD, token=GOOD))

    assert problems == [Problem("token.yaml", 1, "ticket", "the id stands in ticket.yaml too: choose another")]


def test_signs_in_sets_and_named_classes_are_no_quantifiers(tmp_path: Path):
    harmless = GOOD.replace(REGEX, r"(?:^|[^A-Z*+\p{Lu}]|[?+]+\p{Nd}+)([A-Z]{2}[0-9]{3})(?:[^0-9]|$)")

    assert mistakes(folder(tmp_path, ticket=harmless)) == []


def test_a_pattern_may_need_its_label(tmp_path: Path):
    labelled = GOOD.replace(REGEX, "ticket ([A-Z]{2}[0-9]{3})").replace('"AB123", value', '"ticket AB123", value')

    assert mistakes(folder(tmp_path, ticket=labelled.replace('"(EF789)"', '"a ticket EF789 of mine"'))) == []


def test_a_folder_may_replace_a_rule_of_ours(tmp_path: Path):
    ours = (Path(__file__).parents[2] / "rules/entities/age.yaml").read_text(encoding="utf-8")

    assert mistakes(folder(tmp_path, mine=ours.replace("oldest_years: 122", "oldest_years: 100"))) == []


def test_a_problem_reads_as_one_line():
    assert str(Problem("a.yaml", 3, "a", "is wrong")) == "a.yaml: line 3: a: is wrong"


def test_a_missing_folder_is_an_error(tmp_path: Path):
    with pytest.raises(RuleError, match="no such folder"):
        check(tmp_path / "nowhere")


def test_without_patterns_only_the_column_door_is_looked_through(tmp_path: Path):
    lines = GOOD.splitlines(keepends=True)
    problems = mistakes(folder(tmp_path, ticket="".join([*lines[:3], "recognizer: imei\n", *lines[5:]])))

    assert ["column door" in each.message for each in problems] == [True] * 3


SIGNED = [each for each in load_rules().entities.values() if each.settings.get("sign_in_all")]


@pytest.mark.parametrize("rule", SIGNED, ids=lambda rule: str(rule.id))
def test_what_patterns_find_has_the_sign_that_is_said_to_be_in_all(rule: Rule) -> None:
    texts = pl.Series([example.text for example in (*rule.examples, *rule.counter_examples)])
    for pattern in rule.patterns:
        if pattern.score >= COLUMN_ONLY:
            assert texts.filter(texts.str.contains(pattern.regex)).str.contains(rule.sign).all()
