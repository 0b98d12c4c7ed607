from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from triage.app.evaluation.judged import Judged
from triage.app.evaluation.metrics import auc, calibration_error, lines, metrics, records

NO_ROWS = (np.zeros(0, dtype=np.bool_), np.zeros(0))
ONE = Judged("one.csv", 1_000, 0.6, 0.35, 0.5, 0.4, 0.65, "mixed", "", *NO_ROWS)
GENUINE = replace(ONE, dump="genuine", genuine=1.0, at_least=0.0, estimate=0.97, low=0.9, high=1.0)
MADE_UP = replace(ONE, dump="made up", genuine=0.0, at_least=0.9, estimate=0.01, low=0.0, high=0.04)
UNTOLD = replace(ONE, dump="small", estimate=None, low=None, high=None, at_least=0.0, gate="fewer than 100 rows")


def test_figures_of_a_few_dumps_are_those_of_paper():
    told = metrics([ONE, GENUINE, MADE_UP, UNTOLD])

    assert (told["dumps"], told["with_estimate"]) == (4, 3)
    assert told["estimate"]["mean_absolute_error"] == pytest.approx((0.1 + 0.03 + 0.01) / 3, abs=1e-4)
    assert told["estimate"]["bias"] == pytest.approx((-0.1 - 0.03 + 0.01) / 3, abs=1e-4)
    assert told["estimate"]["largest_error"] == 0.1
    assert told["interval"] == {"held": 3, "of": 3, "median_width": 0.1}
    assert told["bound"] == {"valid": 4, "of": 4, "largest_overshoot": 0.0}
    assert told["genuine_dumps"] == {"of": 1, "accused_by_estimate": 0, "accused_by_bound": 0}
    assert told["fabricated_dumps"] == {"of": 1, "missed": 0}
    assert told["records"] is None


def test_what_is_wrong_is_counted_as_wrong():
    accused = replace(GENUINE, high=0.94, at_least=0.06)
    missed = replace(MADE_UP, low=0.06, high=0.3)
    told = metrics([accused, missed, replace(ONE, high=0.55)])

    assert told["interval"]["held"] == 0
    assert told["bound"] == {"valid": 2, "of": 3, "largest_overshoot": 0.06}
    assert told["genuine_dumps"] == {"of": 1, "accused_by_estimate": 1, "accused_by_bound": 1}
    assert told["fabricated_dumps"] == {"of": 1, "missed": 1}


def test_rows_of_stretches_are_added_up():
    told = metrics([replace(ONE, rows_told=900, rows_right=880), ONE])["where"]

    assert told == {"rows": 2_000, "told": 900, "right": 880}


def test_without_any_estimate_nothing_is_made_up():
    told = metrics([UNTOLD])

    assert set(told["estimate"].values()) == {None}
    assert told["interval"] == {"held": 0, "of": 0, "median_width": None}


def test_no_dump_has_figures_too():
    assert metrics([])["dumps"] == 0


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 20)), min_size=2, max_size=60))
def test_auc_is_that_of_scikit_learn(rows: list[tuple[bool, int]]):
    truth, p = np.array([each for each, _ in rows]), np.array([each / 20 for _, each in rows])
    if truth.all() or not truth.any():
        assert auc(truth, p) is None
    else:
        assert auc(truth, p) == pytest.approx(roc_auc_score(truth, p))


def test_calibration_error_is_the_distance_of_what_is_said_from_what_is_true():
    truth = np.array([True, True, False, False])

    assert calibration_error(truth, np.array([1.0, 1.0, 0.0, 0.0])) == 0
    assert calibration_error(truth, np.full(4, 0.5)) == 0
    assert calibration_error(truth, np.array([0.0, 0.0, 1.0, 1.0])) == 1
    assert calibration_error(truth, np.full(4, 0.72)) == pytest.approx(0.22)


def test_rows_are_ranked_within_dumps_and_all_together():
    truth = np.array([True, False, True, False])
    low, high = np.array([0.2, 0.1, 0.2, 0.1]), np.array([0.9, 0.8, 0.9, 0.8])
    told = records([replace(ONE, is_genuine=truth, posterior=p) for p in (low, high)])

    assert told is not None
    assert (told["rows"], told["genuine"]) == (8, 4)
    assert told["auc_within"] == 1.0
    assert told["auc"] == 0.75
    assert told["brier"] == pytest.approx(np.mean([0.64, 0.01, 0.64, 0.01, 0.01, 0.64, 0.01, 0.64]), abs=1e-4)


def test_a_person_is_told_what_held_and_what_did_not():
    dump = {
        "dump": "one.csv", "rows": 1_000, "genuine": 0.6, "estimate": 0.5, "low": 0.4, "high": 0.55, "held": False,
        "fabricated_at_least": 0.35, "bound_valid": True, "verdict": "mixed", "gate": "",
    }  # fmt: skip
    untold = {**dump, "dump": "small", "estimate": None, "low": None, "high": None, "held": None, "bound_valid": False}
    seen = replace(ONE, is_genuine=np.array([True, False]), posterior=np.array([0.9, 0.2]))
    told = lines({"dumps": [dump, untold], "metrics": metrics([seen]), "targets": [], "cells": []})

    assert told[2].split() == "one.csv 1,000 0.600 0.500 (0.400 to 0.550) NO 0.350 yes looks partly fabricated".split()
    assert told[3].split() == "small 1,000 0.600 - - 0.350 NO looks partly fabricated".split()
    assert any(line.split() == "mean absolute error 0.100".split() for line in told)
    assert any(line.split() == "AUC of rows, mean within dumps 1.000".split() for line in told)
