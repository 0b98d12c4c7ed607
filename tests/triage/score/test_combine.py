from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import triage.rules
from triage.score.combine import Combined, against_strangers, believed
from triage.score.estimate import Share

RULE = triage.rules.load().signals["verdict"]
shares = st.lists(st.floats(0, 1), min_size=3, max_size=3).map(sorted).map(lambda e: Share(e[1], e[0], e[2]))


def told_of(first: Share, other: Share, rows: int = 1000) -> Share:
    return against_strangers({"common": Combined(first), "adversarial": Combined(other)}, rows, RULE)


@given(shares, shares)
def test_the_range_holds_its_estimate_and_both_low_ends(first: Share, other: Share):
    told = told_of(first, other)

    assert told.low <= told.estimate <= told.high
    assert told.low <= min(first.low, other.low)


@given(shares, shares)
def test_the_estimate_is_hardly_above_that_of_the_wary(first: Share, other: Share):
    assert told_of(first, other).estimate == min(first.estimate, other.estimate + 0.05)


@given(shares, shares)
def test_nobody_is_accused_by_one_preset_alone(first: Share, other: Share):
    told = told_of(first, other)

    assert (told.high < 0.95) == (first.high < 0.95 and other.high < 0.95)
    assert told.high < 0.95 or told.high == max(first.high, other.high)


def test_where_both_say_that_a_part_is_made_up_the_lower_of_their_upper_ends_is_taken():
    assert told_of(Share(0.3, 0.1, 0.9), Share(0.2, 0.0, 0.5)).high == 0.5
    assert told_of(Share(0.3, 0.1, 0.9), Share(0.2, 0.0, 0.25)).high == 0.25


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


@given(shares, shares)
def test_careful_sellers_accuse_nobody_whom_the_listed_ones_do_not(wary: Share, listed: Share):
    told = believed(Combined(wary), Combined(listed), RULE).share

    assert (told.estimate, told.low) == (wary.estimate, wary.low)
    assert told.high == (max(wary.high, listed.high) if listed.high >= 0.95 else wary.high)
