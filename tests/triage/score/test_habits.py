"""Habits of made-up tables: one or two are an honest list's, four together are nobody's."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import polars as pl
import pytest

from benchmarks.genuineness import chat_tables, innocent
from benchmarks.genuineness.innocent_lists.people import ALL, Who, people
from triage import score
from triage.core.model import Verdict
from triage.core.summary import Summary
from triage.detect import Detector
from triage.detect.evidence import batch_of, source_of
from triage.rules.model import Rules
from triage.score import habits
from triage.score.combine import Combined
from triage.score.estimate import Share
from triage.score.one_kind import HABITS
from triage.score.scope import Kinds

ROWS = 400

FIELDS = {
    "Name": "name", "Winner": "name", "Owner": "name", "W/O": "father", "CNIC": "cnic", "DOB": "dob", "born": "dob",
    "Mobile": "mobile", "Dealer SIM": "mobile", "Village": "address", "Address": "address", "City": "city",
    "District": "district",
}  # fmt: skip
"""What the headers of the lists mean."""


@pytest.fixture(scope="module")
def seen(rules: Rules) -> Callable[[pl.DataFrame], Summary]:
    """Return the sums of a table as a scan makes them, of columns that are known."""
    detector = Detector(rules, score.observers(rules), "off")

    def summed(frame: pl.DataFrame) -> Summary:
        frame = frame.rename(FIELDS, strict=False)
        source = source_of(tuple(frame.columns), detector, "list")
        batch = batch_of(frame.rename(dict(zip(frame.columns, source.columns, strict=True))))
        return Summary({source.key: detector.observe(source, batch)})

    return summed


def groups(summary: Summary, rules: Rules) -> int:
    return len(habits.seen(Kinds.of(summary).judged[0], rules))


def told(verdict: Verdict) -> list[str]:
    return [each.signal for each in verdict.reasons if each.signal == HABITS]


@pytest.mark.parametrize("style", ["markdown_answer", "counted_cards", "flats"])
def test_a_table_of_a_chat_model_is_told_by_its_habits(
    style: str, seen: Callable[[pl.DataFrame], Summary], rules: Rules
) -> None:
    summary = seen(chat_tables.tables(31, ROWS)[style])
    verdict = score.judge(summary, rules)

    assert groups(summary, rules) >= 4
    assert told(verdict)
    assert verdict.high is not None
    assert verdict.high <= 0.4
    assert verdict.label in {"mostly_fabricated", "fabricated"}


@pytest.mark.parametrize(
    "name", ["cards_of_one_drive", "winners_of_a_quiz", "payroll_by_grade", "one_surname_village", "dealers_of_sims"]
)
def test_honest_lists_have_two_habits_at_most(name: str, seen: Callable[[pl.DataFrame], Summary], rules: Rules) -> None:
    assert groups(seen(innocent.drawn(name, 31, ROWS)), rules) <= 2


def test_among_as_many_true_people_the_habits_are_gone(seen: Callable[[pl.DataFrame], Summary], rules: Rules) -> None:
    made = chat_tables.tables(31, ROWS)["markdown_answer"]
    true = people(np.random.default_rng(31), ROWS, Who(ALL)).with_columns(pl.col("district").alias("address"))

    assert groups(seen(pl.concat([made, true.select(made.columns)])), rules) < 4


@pytest.mark.parametrize(("count", "high"), [(0, 1.0), (3, 1.0), (4, 0.4), (5, 0.4)])
def test_only_four_habits_limit_what_may_be_genuine(count: int, high: float, rules: Rules) -> None:
    found = {"common": Combined(Share(0.3, 0.0, 1.0)), "adversarial": Combined(Share(0.5, 0.0, 1.0, "too few"))}

    limited = habits.limited(found, tuple("abcde"[:count]), rules.signals[HABITS])

    assert limited["common"].share == Share(0.3, 0.0, high)
    assert limited["adversarial"] == found["adversarial"]


def test_three_habits_are_no_line_of_evidence(rules: Rules) -> None:
    rule = rules.signals[HABITS]

    assert habits.reason(("few first names",) * 3, rule) is None
    assert (said := habits.reason(("few first names",) * 4, rule)) is not None
    assert said.innocent
