from __future__ import annotations

import polars as pl
import pytest

from triage import rules as rulebook
from triage.rules.model import SignalRule
from triage.score.combine import Combined
from triage.score.estimate import Share
from triage.score.estimator import Seen
from triage.score.untold import spared, told


@pytest.fixture(scope="module")
def rule() -> SignalRule:
    return rulebook.load().signals["verdict"]


def seen(home: float) -> Seen:
    return Seen(pl.DataFrame(), pl.DataFrame(), {"mean_district_same": home}, 600)


def test_people_who_moved_together_get_a_reason_and_no_estimate(rule: SignalRule) -> None:
    share = told(Share(0.2, 0.0, 1.0), seen(0.05), rule, is_joint=True)

    assert share.gate.startswith("only 5.0% of the CNICs were issued where the people live")


def test_one_district_in_all_rows_says_nothing_of_where_people_live(rule: SignalRule) -> None:
    whole = Seen(pl.DataFrame(), pl.DataFrame(), {"mean_district_same": 0.002, "top_place_zone": 1.0}, 600)

    gate = told(Share(0.2, 0.0, 1.0), whole, rule, is_joint=True).gate

    assert gate.startswith("all rows name one district, and 0.2% of the CNICs were issued there")


@pytest.mark.parametrize(("estimate", "is_gated"), [(0.01, False), (0.5, True), (0.95, False)])
def test_without_two_columns_to_compare_a_middling_estimate_is_none(
    estimate: float, is_gated: object, rule: SignalRule
) -> None:
    share = told(Share(estimate, 0.0, 1.0), seen(float("nan")), rule, is_joint=False)

    assert bool(share.gate) is is_gated


@pytest.mark.parametrize(
    "share",
    [Share(0.2, 0.0, 0.6), Share(0.2, 0.1, 1.0), Share(0.95, 0.0, 1.0), Share(0.5, 0.0, 1.0, "fewer than 40 rows")],
    ids=["accused", "narrow", "few signs", "without an estimate"],
)
def test_an_answer_that_tells_something_stays(share: Share, rule: SignalRule) -> None:
    assert told(share, seen(0.05), rule, is_joint=True) == share


def test_people_at_home_keep_their_estimate(rule: SignalRule) -> None:
    assert told(Share(0.2, 0.0, 1.0), seen(0.8), rule, is_joint=True).gate == ""


@pytest.mark.parametrize(
    ("high", "explained", "spared_to"), [(0.3, 1.0, 0.3), (0.8, 1.0, 0.97), (0.96, 1.0, 0.96), (0.8, 0.9, 0.8)]
)
def test_a_little_is_said_to_be_made_up_only_if_an_explained_check_says_so(
    high: float, explained: float, spared_to: float, rule: SignalRule
) -> None:
    own = Combined(Share(0.2, 0.0, high))

    assert spared(own, 0.97, Share(0.9, 0.1, explained), rule).share.high == spared_to
