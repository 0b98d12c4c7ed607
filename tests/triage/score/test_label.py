from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import triage.rules
from triage.core.model import LABELS
from triage.score.estimate import Share
from triage.score.label import label
from triage.score.noticed import SILENT

RULE = triage.rules.load().signals["verdict"]
QUIET = Share(0.98, 0.92, 1.0)
shares = st.lists(st.floats(0, 1), min_size=3, max_size=3).map(sorted).map(lambda e: Share(e[1], e[0], e[2]))


@pytest.mark.parametrize(
    ("head", "signs", "rows", "word"),
    [
        (Share(0.98, 0.3, 1.0), QUIET, 1000, "genuine"),
        (Share(0.98, 0.3, 1.0), QUIET, 999, "mostly_genuine"),
        (Share(0.98, 0.3, 1.0), QUIET, 99, "undetermined"),
        (Share(0.89, 0.3, 1.0), QUIET, 1000, "undetermined"),
        (Share(0.98, 0.3, 1.0), Share(0.98, 0.49, 1.0), 1000, "mostly_genuine"),
        (Share(0.5, 0.1, 0.94), Share(0.5, 0.1, 0.94), 1000, "mixed"),
        (Share(0.05, 0.0, 0.6), Share(0.05, 0.0, 0.6), 1000, "mixed"),
        (Share(0.5, 0.1, 0.95), Share(0.5, 0.1, 0.95), 1000, "undetermined"),
        (Share(0.2, 0.1, 0.4), Share(0.2, 0.1, 0.4), 50, "mostly_fabricated"),
        (Share(0.2, 0.1, 0.41), Share(0.2, 0.1, 0.41), 50, "mixed"),
        (Share(0.1, 0.0, 0.5), Share(0.1, 0.0, 0.5), 50, "mostly_fabricated"),
        (Share(0.1, 0.0, 0.15), Share(0.1, 0.0, 0.15), 50, "fabricated"),
    ],
)
def test_words(head: Share, signs: Share, rows: int, word: str):
    assert label((head, signs), rows, 1.0, RULE) == word


@given(shares, shares, st.integers(20, 5000), st.floats(0, 1))
def test_nothing_is_called_quiet_that_a_wary_estimate_doubts(head: Share, signs: Share, rows: int, joint: float):
    word = label((head, signs), rows, joint, RULE)

    assert word in LABELS
    assert word not in SILENT or (head.estimate >= 0.9 and joint >= 0.5)


@given(shares, st.integers(20, 5000))
def test_without_an_estimate_there_is_no_word(head: Share, rows: int):
    gated = Share(head.estimate, head.low, head.high, "too few")

    assert label((gated, QUIET), rows, 1.0, RULE) == "undetermined"
