"""Rows in which nobody lives elsewhere than the card was issued: told where others move, and accusing nobody."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.genuineness import innocent, made_up
from triage import rules as rulebook
from triage import score
from triage.core.model import Verdict
from triage.core.summary import Summary
from triage.detect import Detector
from triage.detect.evidence import batch_of, source_of
from triage.rules.model import Rules, SignalRule
from triage.score.combine import Combined
from triage.score.estimate import Share
from triage.score.estimator import Seen
from triage.score.one_kind import UNMOVED
from triage.score.unmoved import Unmoved, limited, reason, unmoved


@pytest.fixture(scope="module")
def rule() -> SignalRule:
    return rulebook.load().signals[UNMOVED]


def seen(parts: Sequence[tuple[int, int, float]], districts: int = 10) -> Seen:
    """Return evidence of (hand, rows, share that moved) after each other, in so many districts in turn."""
    hand = np.concatenate([np.full(rows, number) for number, rows, _ in parts])
    moved = np.concatenate([np.random.default_rng(7).random(rows) < share for _, rows, share in parts])
    evidence = pl.DataFrame(
        {"hand": pl.Series(hand, dtype=pl.UInt64), "place_zone": 300 + np.arange(len(hand)) % districts}
    )
    first = pl.DataFrame({"district_same": (~moved).astype(np.float32)})
    return Seen(evidence, first, {}, len(hand))


def test_a_hand_of_which_nobody_moved_is_told_beside_others(rule: SignalRule) -> None:
    found = unmoved(seen([(1, 400, 0.0), (2, 600, 0.25)]), rule)

    assert found is not None
    assert found.share == 0.4
    assert found.elsewhere == pytest.approx(0.25, abs=0.05)
    assert found.left(rule) == 0.6


def test_a_list_of_which_nobody_moved_gets_no_word_for_genuine(rule: SignalRule, rules: Rules) -> None:
    found = unmoved(seen([(1, 500, 0.0), (2, 500, 0.0)]), rule)

    assert found is not None
    assert found.left(rule) < rules.signals["verdict"].settings["estimate_least"]


@pytest.mark.parametrize(
    ("parts", "districts"),
    [
        ([(1, 400, 0.0), (2, 600, 0.25)], 1),
        ([(1, 400, 0.05), (2, 600, 0.25)], 10),
        ([(1, 60, 0.0), (2, 600, 0.05)], 10),
        ([(1, 100, 0.0), (2, 50, 0.3)], 10),
        ([(1, 900, 0.0), (2, 100, 0.98)], 10),
        ([(1, 500, 0.02), (2, 500, 0.02)], 10),
    ],
    ids=["one district", "some moved", "too few would have", "few rows", "the others move by chance", "a few moved"],
)
def test_what_true_people_do_tells_nothing(
    parts: list[tuple[int, int, float]], districts: int, rule: SignalRule
) -> None:
    assert unmoved(seen(parts, districts), rule) is None


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.none() | st.floats(0.05, 0.6))
def test_the_estimate_alone_is_limited(estimate: float, spare: float, share: float, elsewhere: float | None) -> None:
    rule = rulebook.load().signals[UNMOVED]
    own = Share(estimate, estimate / 2, estimate + (1 - estimate) * spare)
    of = Unmoved(share, elsewhere, 5.0)

    told = limited({"common": Combined(own)}, of, rule)["common"].share

    assert told.high == own.high
    is_sure = elsewhere is None and estimate >= rule.settings["whole_sure"]
    assert told.low <= told.estimate <= (own.estimate if is_sure else min(own.estimate, of.left(rule)))


@pytest.mark.parametrize(("wary", "kept"), [(0.95, 0.99), (0.9, 0.85)])
def test_an_unmoved_list_of_which_both_presets_are_sure_stays(wary: float, kept: float, rule: SignalRule) -> None:
    found = {"common": Combined(Share(0.99, 0.6, 1.0)), "adversarial": Combined(Share(wary, 0.0, 1.0))}

    assert limited(found, Unmoved(1.0, None, 9.0), rule)["common"].share.estimate == kept


def test_reasons_in_the_place_of_an_estimate_stay(rule: SignalRule) -> None:
    found = {"common": Combined(Share(0.5, 0.0, 1.0, "too few rows"))}

    assert limited(found, Unmoved(0.5, 0.3, 9.0), rule) == found


def test_the_line_of_evidence_weighs_nothing_and_is_innocent(rule: SignalRule) -> None:
    assert reason(None, rule) is None
    for each in (Unmoved(0.4, 0.25, 9.0), Unmoved(1.0, None, 9.0)):
        said = reason(each, rule)
        assert said is not None
        assert said.decibans == 0
        assert said.bound is None
        assert said.innocent


def judged(frame: pl.DataFrame, rules: Rules) -> Verdict:
    detector = Detector(rules, score.observers(rules), "off")
    source = source_of(tuple(frame.columns), detector, "list")
    batch = batch_of(frame.rename(dict(zip(frame.columns, source.columns, strict=True))))
    return score.judge(Summary({source.key: detector.observe(source, batch)}), rules)


def test_homes_invented_for_half_of_the_cards_are_half_of_the_estimate(rules: Rules) -> None:
    (_, truth, frame), *_ = made_up.dumps(62, 800, ["homes_of_the_code"])
    verdict = judged(frame.rename({"born": "dob"}), rules)

    assert UNMOVED in {each.signal for each in verdict.reasons}
    assert verdict.estimate == pytest.approx(truth, abs=0.1)
    assert verdict.high is not None
    assert verdict.high >= 0.95
    assert verdict.label == "undetermined"


def test_a_roll_of_permanent_homes_is_told_and_not_accused(rules: Rules) -> None:
    names = {"Name": "name", "Father/Husband": "father", "CNIC": "cnic", "Permanent Address": "address",
             "Gender": "gender"}  # fmt: skip
    verdict = judged(innocent.drawn("homes_of_the_card", 61, 500).rename(names), rules)

    assert UNMOVED in {each.signal for each in verdict.reasons}
    assert verdict.fabricated_at_least == 0
    assert verdict.high is not None
    assert verdict.high >= 0.95
