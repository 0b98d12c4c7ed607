from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage import rules as rulebook
from triage.core.summary import Marks
from triage.rules.model import SignalRule
from triage.score.combine import Combined
from triage.score.crossed_sexes import Limits, crossed, limited, limits
from triage.score.estimate import Share
from triage.score.scope import Scope

counts = st.integers(0, 400)


@pytest.fixture(scope="module")
def rule() -> SignalRule:
    return rulebook.load().signals["sexes_crossed"]


def marks(mm: int, ff: int, woman_s_card: int, man_s_card: int) -> Marks:
    """Return the marks of men, women, men's names on women's cards, women's names on men's cards."""
    told = {"M|M": mm, "F|F": ff, "F|M": woman_s_card, "M|F": man_s_card}
    return Marks(Counter({f"pair={pair}": count for pair, count in told.items()}))


def told(of: Marks, rows: int, rule: SignalRule) -> Limits:
    return limits(Scope(marks={"sex_digit_name": of}, rows=rows, rows_sampled=rows), rule, 0.025)


def test_shuffled_rows_are_counted(rule: SignalRule) -> None:
    most = told(marks(425, 425, 75, 75), 1000, rule)

    assert most.shuffled == pytest.approx(0.7, abs=0.01)
    assert most.most == pytest.approx(0.7, abs=0.02)
    assert 0.7 < most.high < 0.9


def test_cards_of_husbands_in_rows_of_women_limit_nothing(rule: SignalRule) -> None:
    most = told(marks(500, 200, 3, 297), 1000, rule)

    assert most == Limits()


@pytest.mark.parametrize("found", [(990, 3, 4, 3), (1000, 0, 0, 0), (0, 0, 0, 0), (20, 20, 1, 1)])
def test_a_list_of_one_sex_or_of_few_rows_says_nothing(found: tuple[int, int, int, int], rule: SignalRule) -> None:
    assert told(marks(*found), sum(found), rule) == Limits()


def test_in_a_shuffle_both_crossings_count(rule: SignalRule) -> None:
    agreeing, apart = (crossed(marks(425, 425, *few), rule) for few in ((66, 84), (30, 150)))

    assert agreeing is not None
    assert agreeing.rate < agreeing.both < 0.35
    assert apart is not None
    assert apart.both == apart.rate


@pytest.mark.parametrize(("is_shuffle", "kept"), [(True, 0.68), (False, 0.5)])
def test_in_a_shuffle_the_wary_preset_is_not_below_the_crossings(
    kept: float, rule: SignalRule, *, is_shuffle: bool
) -> None:
    found = {"common": Combined(Share(0.68, 0.1, 1.0)), "adversarial": Combined(Share(0.5, 0.0, 1.0))}

    told = limited(found, Limits(0.71, 0.71, 0.9, is_shuffle=is_shuffle), rule)

    assert told["common"].share.estimate == 0.68
    assert told["adversarial"].share.estimate == kept


def test_few_rows_that_show_both_sexes_speak_for_few(rule: SignalRule) -> None:
    most = told(marks(50, 50, 50, 50), 2000, rule)

    assert most.shuffled == pytest.approx(0.8, abs=0.01)


def test_a_fifth_made_up_in_a_list_of_men_is_not_called_more(rule: SignalRule) -> None:
    most = told(marks(800 + 50, 50, 50, 50), 1000, rule)

    assert most.shuffled < 0.5
    assert most.most == pytest.approx(0.8, abs=0.01)
    assert most.high >= 0.8


@given(counts, counts, counts, counts)
def test_the_sexes_and_the_columns_may_change_places(mm: int, ff: int, one: int, other: int) -> None:
    rule = rulebook.load().signals["sexes_crossed"]
    own, turned = crossed(marks(mm, ff, one, other), rule), crossed(marks(ff, mm, other, one), rule)

    assert (own is None) == (turned is None)
    if own and turned:
        assert own.rate == pytest.approx(turned.rate)
        assert 0 <= own.least(0.01) <= own.rate


@pytest.mark.parametrize(("said", "kept"), [(0.95, 0.3), (0.82, 0.8), (0.75, 0.75)])
def test_only_an_estimate_that_passed_over_a_shuffle_is_that_of_a_shuffle(
    said: float, kept: float, rule: SignalRule
) -> None:
    found = limited({"common": Combined(Share(said, 0.7, 1.0))}, Limits(0.3, 0.8, 0.9), rule)

    assert found["common"].share == Share(kept, min(0.7, kept), 0.9)


def test_reasons_in_the_place_of_an_estimate_stay(rule: SignalRule) -> None:
    found = {"common": Combined(Share(0.5, 0.0, 1.0, "too few rows"))}

    assert limited(found, Limits(0.3, 0.3, 0.6), rule) == found


@pytest.mark.parametrize(("first", "wary", "kept"), [
    (0.9, 0.36, 0.30),  # the first preset passes over a shuffle, the other sees what the crossings say
    (0.26, 0.25, 0.25),  # both see a generator's rows, whose sexes are not those of the list
    (0.9, 0.55, 0.55),  # the wary preset sees something else than the crossings
])  # fmt: skip
def test_a_shuffle_that_one_preset_passes_over_is_told_by_the_other_and_the_crossings(
    first: float, wary: float, kept: float, rule: SignalRule
) -> None:
    found = {"common": Combined(Share(first, 0.0, 1.0)), "adversarial": Combined(Share(wary, 0.0, 1.0))}

    told = limited(found, Limits(0.24, 0.6, 0.9, is_shuffle=True), rule)

    assert told["adversarial"].share.estimate == pytest.approx(kept)
    if kept == pytest.approx(0.3):
        assert told["common"].share.estimate == pytest.approx(kept)
