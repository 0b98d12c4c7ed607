"""Rows padded by a maker of tables: told by the habits of their own form, however many true rows are around them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import polars as pl
import pytest

from benchmarks.genuineness import chat_tables, innocent
from benchmarks.genuineness.innocent_lists.people import ALL, Who, homes, paired, people
from triage import score
from triage.core.model import Verdict
from triage.core.summary import Summary
from triage.detect import Detector
from triage.detect.evidence import batch_of, source_of
from triage.rules.model import Rules
from triage.score.combine import Combined
from triage.score.estimate import Share
from triage.score.hand_habits import Invented, limited, reason
from triage.score.one_kind import HABITS, HAND

TRUE, MADE = 500, 400

FIELDS = {
    "Name": "name", "Father": "father", "CNIC": "cnic", "Mobile": "mobile", "Address": "address", "DOB": "dob",
    "born": "dob", "Birth": "dob", "District": "district",
}  # fmt: skip
"""What the headers of the lists mean."""


@pytest.fixture(scope="module")
def judged(rules: Rules) -> Callable[[pl.DataFrame], Verdict]:
    detector = Detector(rules, score.observers(rules), "off")

    def told(frame: pl.DataFrame) -> Verdict:
        frame = frame.rename(FIELDS, strict=False)
        source = source_of(tuple(frame.columns), detector, "list")
        batch = batch_of(frame.rename(dict(zip(frame.columns, source.columns, strict=True))))
        return score.judge(Summary({source.key: detector.observe(source, batch)}), rules)

    return told


def padded(style: str) -> pl.DataFrame:
    """Return true rows, and rows of a chat model behind them."""
    rng = np.random.default_rng(31)
    own = people(rng, TRUE, Who(ALL))
    home = pl.Series("address", paired(homes(rng, TRUE, "H NO {a} MOHALLA {s}"), own["district"], form="{} {}"))
    made = chat_tables.tables(31, MADE)[style]
    true = own.with_columns(home).select(made.columns)
    return pl.concat([true, made])


def said(verdict: Verdict, signal: str) -> bool:
    return any(each.signal == signal for each in verdict.reasons)


@pytest.mark.parametrize("style", ["markdown_answer", "csv_on_request"])
@pytest.mark.parametrize("is_mixed", [False, True], ids=["behind", "among"])
def test_rows_of_a_chat_model_limit_a_list_of_true_rows(
    style: str, is_mixed: object, judged: Callable[[pl.DataFrame], Verdict]
) -> None:
    rows = padded(style)
    verdict = judged(rows.sample(fraction=1, shuffle=True, seed=3) if is_mixed else rows)

    assert said(verdict, HAND)
    assert not said(verdict, HABITS)
    assert verdict.high is not None
    assert TRUE / (TRUE + MADE) <= verdict.high <= 0.9
    assert verdict.label in {"mixed", "mostly_fabricated"}


@pytest.mark.parametrize(
    "name", ["one_office_copies_homes", "office_behind_office", "list_and_its_urgent_cases", "register_by_card"]
)
def test_hands_of_honest_offices_have_few_habits(name: str, judged: Callable[[pl.DataFrame], Verdict]) -> None:
    assert not said(judged(innocent.drawn(name, 31, 800)), HAND)


def test_the_estimate_leaves_these_rows_out_and_the_high_end_most_of_them(rules: Rules) -> None:
    found = {"common": Combined(Share(0.9, 0.6, 1.0)), "adversarial": Combined(Share(0.5, 0.0, 1.0, "too few"))}

    told = limited(found, Invented(0.5, tuple("abcd")), rules.signals[HAND])

    assert told["common"].share == Share(0.5, 0.5, 0.7)
    assert told["adversarial"] == found["adversarial"]
    assert limited(found, None, rules.signals[HAND]) == found


def test_the_line_of_evidence_names_the_habits_and_weighs_nothing(rules: Rules) -> None:
    line = reason(Invented(0.3, ("few first names",) * 4), rules.signals[HAND])

    assert line is not None
    assert (line.decibans, "few first names" in line.statement, bool(line.innocent)) == (0.0, True, True)
    assert reason(None, rules.signals[HAND]) is None
