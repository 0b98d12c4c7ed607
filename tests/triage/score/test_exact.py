from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from triage.score.exact import highest, lowest


@given(st.integers(1, 400), st.floats(0, 1), st.sampled_from([0.005, 0.025, 0.1]))
def test_limits_are_those_of_clopper_and_pearson(rows: int, share: float, risk: float):
    failed = round(rows * share)
    exact = binomtest(failed, rows).proportion_ci(1 - 2 * risk, "exact")

    assert lowest(failed, rows, risk) == pytest.approx(exact.low, abs=1e-9)
    assert highest(failed, rows, risk) == pytest.approx(exact.high, abs=1e-9)


def test_nothing_seen_says_nothing():
    assert (lowest(0, 0, 0.01), highest(0, 0, 0.01)) == (0.0, 1.0)
