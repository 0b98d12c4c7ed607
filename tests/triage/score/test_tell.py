from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from triage import rules as rulebook
from triage.core.summary import Marks
from triage.rules.model import RuleError, SignalRule
from triage.score.row_checks import Check, checked, clash, histogram, percent, setting

RULE = SignalRule(
    "invented",
    "An invented check",
    "invented.yaml",
    1,
    {"rows_least": 50, "rows_most": 60, "gap_least": 0.1, "genuine_low": 0.0, "genuine_high": 0.1, "cap": 20},
    ("an innocent cause",),
    (),
)


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.0, "0%"), (0.0004, "under 0.1%"), (0.031, "3.1%"), (0.47, "47%"), (0.9996, "over 99.9%"), (1.0, "100%")],
)
def test_a_share_is_told_with_two_digits(share: float, text: str):
    assert percent(share) == text


def test_columns_of_one_value_never_clash():
    assert clash({"M": 10}, {"M": 7}) == 0.0


def test_even_columns_clash_half_of_the_time():
    assert clash({"M": 10, "F": 10}, {"M": 3, "F": 3}) == pytest.approx(0.5)


def test_a_histogram_is_read_by_its_name():
    marks = Marks()
    marks.counts.update({"place=35202": 3, "place=42101": 1, "places=1": 9, "rows": 4})

    assert histogram(marks, "place") == {"35202": 3, "42101": 1}


@pytest.mark.parametrize(
    ("check", "why"), [(Check(49, 40, 0.9), "too few rows"), (Check(900, 100, 0.15), "chance is like genuine")]
)
def test_a_check_that_cannot_tell_says_nothing(check: Check, why: str):
    assert checked(check, RULE, "A statement.") is None, why


@pytest.mark.parametrize(("failed", "decibans"), [(0, 20), (40, 20), (900, -20)])
def test_weight_is_capped(failed: int, decibans: float):
    reason = checked(Check(1000, failed, 0.9), RULE, "A statement.")

    assert reason is not None
    assert reason.decibans == decibans
    assert reason.innocent == ("an innocent cause",)


def test_a_missing_threshold_names_its_rule():
    with pytest.raises(RuleError, match=r"invented\.yaml: line 1: invented: settings: needs heap_least"):
        setting(RULE, "heap_least")


@given(st.integers(50, 5000), st.floats(0, 1), st.floats(0.0, 1.0), st.sampled_from(sorted(rulebook.load().signals)))
def test_a_failure_above_the_genuine_range_never_speaks_for_genuine(rows: int, rate: float, chance: float, name: str):
    rule = rulebook.load().signals[name]
    assume({"genuine_low", "genuine_high"} <= set(rule.settings))
    reason = checked(Check(rows, round(rate * rows), chance), rule, "A statement.")
    assume(reason is not None)
    assert reason is not None
    assert reason.bound is not None

    assert reason.decibans <= 0 or reason.bound.failed / rows <= reason.bound.genuine_high
