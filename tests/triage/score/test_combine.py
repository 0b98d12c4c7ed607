from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import triage.rules
from triage.score.combine import Combined, against_strangers
from triage.score.estimate import Share

RULE = triage.rules.load().signals["verdict"]
shares = st.lists(st.floats(0, 1), min_size=3, max_size=3).map(sorted).map(lambda e: Share(e[1], e[0], e[2]))


@given(shares, shares)
def test_the_range_takes_in_that_of_each_preset_and_the_estimate_is_that_of_the_first(first: Share, other: Share):
    told = against_strangers({"common": Combined(first), "adversarial": Combined(other)}, 1000, RULE)

    assert told.estimate == first.estimate
    assert told.low == min(first.low, other.low)
    assert told.high == max(first.high, other.high)


@given(shares)
def test_size_alone_makes_no_range_narrow(first: Share):
    told = against_strangers({"common": Combined(first)}, 10_000, RULE)

    assert told.low <= max(0.0, first.estimate - 0.1)
    assert told.high == first.high


def test_no_estimate_stays_none():
    gated = Share(0.5, 0.0, 1.0, "too few")

    assert (
        against_strangers({"common": Combined(gated), "adversarial": Combined(Share(0.5, 0.2, 0.8))}, 50, RULE) == gated
    )
