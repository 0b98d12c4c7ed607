from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.score.sample_range import Floats, Frame, answers_needed, share_range

RECORDS = 600


def population(share: float, seed: int = 1, sharp: float = 3.0) -> tuple[Floats, Floats, Frame]:
    """Return truths and scores of the records of a frame."""
    rng = np.random.default_rng(seed)
    truth = (np.arange(RECORDS) < share * RECORDS).astype(np.float64)
    scores = np.where(truth == 1, rng.beta(sharp, 2, RECORDS), rng.beta(2, sharp, RECORDS))
    return truth, scores, Frame(RECORDS, scores.mean(), scores.min(), scores.max(), 200)


def drawn(count: int, seed: int = 1) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.random.default_rng(seed).permutation(RECORDS)[:count]


@settings(max_examples=10)
@given(st.sampled_from([0.0, 0.1, 0.5, 0.97, 1.0]), st.integers(0, 10**6), st.integers(0, 300))
def test_the_range_is_ordered_and_holds_the_estimate(share: float, seed: int, count: int) -> None:
    truth, scores, frame = population(share)
    sample = drawn(count, seed)
    told = share_range(truth[sample], scores[sample], frame, 100)

    assert 0 <= told.low <= told.estimate <= told.high <= 1


@settings(max_examples=10)
@given(st.integers(0, 10**6))
def test_a_record_without_an_answer_only_widens_the_range(seed: int) -> None:
    truth, scores, frame = population(0.6)
    sample = drawn(120, seed)
    silent = truth[sample].copy()
    silent[np.random.default_rng(seed).permutation(120)[:12]] = np.nan
    answered, told = (share_range(each, scores[sample], frame, 200) for each in (truth[sample], silent))

    assert told.low < answered.low + 0.02
    assert told.high > answered.high - 0.02
    assert told.width > answered.width
    assert told.unknown == 12


def test_no_answer_at_all_says_nothing() -> None:
    truth, scores, frame = population(0.6)
    sample = drawn(100)
    told = share_range(np.full(100, np.nan), scores[sample], frame)

    assert (told.low, told.high) == (0.0, 1.0)
    assert truth.any()


def test_all_records_answered_is_certainty() -> None:
    truth, scores, frame = population(0.35)
    sample = drawn(RECORDS)
    told = share_range(truth[sample], scores[sample], frame, 400)

    assert told.low == pytest.approx(0.35)
    assert told.high == pytest.approx(0.35)


def test_scores_that_tell_narrow_the_range_and_misleading_ones_do_not_break_it() -> None:
    widths = {}
    for name, sharp in (("sharp", 60.0), ("blunt", 2.0)):
        truth, scores, frame = population(0.5, sharp=sharp)
        sample = drawn(200)
        told = share_range(truth[sample], scores[sample], frame)
        assert told.low <= 0.5 <= told.high
        widths[name] = told.width
    truth, scores, frame = population(0.5, sharp=60.0)
    wrong = 1 - scores
    frame = Frame(RECORDS, wrong.mean(), wrong.min(), wrong.max(), 200)
    misled = share_range(truth[drawn(200)], wrong[drawn(200)], frame)

    assert widths["sharp"] < widths["blunt"] / 3
    assert misled.low <= 0.5 <= misled.high


@pytest.mark.parametrize("share", [0.02, 0.5, 0.9])
def test_the_range_holds_at_every_look(share: float) -> None:
    truth, scores, frame = population(share)
    missed = 0
    for seed in range(20):
        sample = drawn(100, seed)
        looks = (share_range(truth[sample[:n]], scores[sample[:n]], frame, 100) for n in (5, 50, 100))
        missed += any(not told.low <= share <= told.high for told in looks)

    assert missed <= 4  # 1 is expected at most


def test_more_answers_are_foretold_for_a_narrower_range() -> None:
    truth, scores, frame = population(0.5)
    sample = drawn(60)
    wide, narrow = (answers_needed(truth[sample], scores[sample], frame, width) for width in (0.3, 0.15))

    assert wide is not None
    assert narrow is not None
    assert wide < narrow
    then = drawn(60 + narrow)
    assert share_range(truth[then], scores[then], frame).width < 0.2
    assert answers_needed(truth[sample], scores[sample], frame, 1.0) == 0


def test_a_width_that_nobody_can_reach_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("triage.score.sample_range.FAR", 300)
    frame = Frame(10**7, 0.5, 0.0, 1.0, 400)
    truth = np.tile([1.0, 0.0], 50)

    assert answers_needed(truth, np.full(100, 0.5), frame, 0.001) is None
