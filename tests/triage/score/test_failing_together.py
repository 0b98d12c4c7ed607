from __future__ import annotations

import polars as pl
import pytest

from triage import rules as rulebook
from triage.detect import Detector
from triage.detect.evidence import many
from triage.rules.model import SignalRule
from triage.score import observers
from triage.score.estimator import Seen
from triage.score.estimator.rows import complete
from triage.score.estimator.settling import settled
from triage.score.estimator.together import CHECKS
from triage.score.failing_together import NAMES, reason
from triage.simulate import DumpSpec, dump


@pytest.fixture(scope="module")
def rule() -> SignalRule:
    return rulebook.load().signals["fails_together"]


def seen(spec: DumpSpec) -> Seen:
    book = rulebook.load()
    detector = Detector(book, {"records": observers(book)["records"]}, "off")
    evidence = settled(complete(many({0: dump(spec).frame}, detector)))
    return Seen.of(evidence, evidence.height)


def implied(told: str) -> float:
    (share,) = pl.Series([told]).str.extract(r"as if (\d+)%").cast(pl.Float64)
    return float(share) / 100


@pytest.mark.parametrize("kind", ["telecom", "bank"])
def test_a_half_shuffled_list_fails_checks_in_the_same_rows(kind: str, rule: SignalRule) -> None:
    genuine, shuffled = (reason(seen(DumpSpec(kind, 1000, *made, seed=7)), rule) for made in ((), ("shuffle", 0.5)))

    assert genuine is not None
    assert shuffled is not None
    assert implied(genuine.observed) >= 0.85
    assert implied(shuffled.observed) < 0.8
    assert "no more often" in genuine.statement
    assert "more often than in genuine lists" in shuffled.statement
    assert shuffled.innocent


def test_it_is_shown_and_weighs_nothing(rule: SignalRule) -> None:
    told = reason(seen(DumpSpec("bank", 1000, "shuffle", 0.5, seed=7)), rule)

    assert told is not None
    assert told.decibans == 0
    assert told.bound is None


def test_few_rows_say_nothing(rule: SignalRule) -> None:
    assert reason(seen(DumpSpec("telecom", 150, "shuffle", 0.5, seed=7)), rule) is None


def test_every_check_has_a_name() -> None:
    assert set(NAMES) == set(CHECKS)
