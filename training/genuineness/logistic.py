"""Fit the weights of the explanation: a logistic regression by L-BFGS-B, one weight per group, none below zero."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from triage.score.estimator.boost import sigmoid
from triage.score.estimator.explain import GROUPS

Floats = NDArray[np.float64]


def weights(ratios: Floats, truth: Floats) -> dict[str, float]:
    """Return the weights by group and the constant, by maximum likelihood."""
    data = np.column_stack([ratios * np.log(10), np.ones(len(ratios))])

    def loss(point: Floats) -> tuple[float, Floats]:
        p = np.clip(sigmoid(data @ point), 1e-9, 1 - 1e-9)
        value = -(truth * np.log(p) + (1 - truth) * np.log(1 - p)).mean()
        return float(value), data.T @ (p - truth) / len(truth)

    bounds = [(0.0, 1.5)] * len(GROUPS) + [(-3.0, 3.0)]
    found = minimize(loss, np.full(data.shape[1], 0.3), jac=True, bounds=bounds, method="L-BFGS-B")
    names = (*GROUPS, "constant")
    return {name: round(float(each), 4) for name, each in zip(names, found.x, strict=True)}
