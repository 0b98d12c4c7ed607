"""A logistic regression on likelihood ratios in four groups: the estimate that can be followed on paper.

Each row has a log likelihood ratio for each group (who, where, phone, copies), from the same features that the trees
use; a weight per group states how much of it may be believed, since the groups are not independent. If this and the
trees contradict each other, the report states it.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from triage.score.estimator.boost import Floats, Seen, sigmoid

_CHECKS: Mapping[str, tuple[str, float, float]] = {
    "placed": ("where", 0.97, 0.02), "mobile_valid": ("phone", 0.99, 0.5), "operator_same": ("phone", 0.92, 0.25),
    "iban_valid": ("who", 0.98, 0.02), "imei_valid": ("phone", 0.98, 0.1), "card_valid": ("who", 0.98, 0.1),
    "born_valid": ("who", 0.995, 0.9),
}  # fmt: skip
"""Checks that a row passes or fails: group, rate at which genuine rows pass, rate at which made-up rows pass."""

_WEIGHED = {"weighed_sex": "who", "weighed_gender": "who", "weighed_family": "who", "weighed_district": "where"}
"""Likelihood ratios (log10) that `context` has weighed against the dump's own columns, with their groups."""

_AGAINST: Mapping[str, tuple[str, float]] = {
    "generated": ("who", -2.0), "nobody": ("who", -1.5), "cards_alike": ("copies", -0.5), "holders": ("copies", -0.3),
    "steady_cnic": ("copies", -1.0),
}  # fmt: skip
"""Marks that are evidence against a row, with their group and weight (log10)."""

GROUPS = ("who", "where", "phone", "copies")

CAP = 2.0
"""Limit of a group's ratio (log10): never more than a hundred to one for one row."""


def ratios(first: pl.DataFrame) -> Floats:
    """Return log10 likelihood ratios of each row, genuine : made up, one column per group; 0 if nothing is known."""
    said = {group: np.zeros(first.height) for group in GROUPS}
    for name, (group, true, made) in _CHECKS.items():
        passed = _known(first, name)
        ratio = np.where(passed > 0.5, np.log10(true / made), np.log10((1 - true) / (1 - made)))
        said[group] += np.where(np.isfinite(passed), ratio, 0.0)
    for name, group in _WEIGHED.items():
        said[group] += np.nan_to_num(_known(first, name))
    for name, (group, weight) in _AGAINST.items():
        said[group] += weight * np.nan_to_num(_known(first, name))
    return np.clip(np.column_stack([said[group] for group in GROUPS]), -CAP, CAP)


def explanation(seen: Seen, weights: Mapping[str, float]) -> tuple[tuple[tuple[str, float], ...], float]:
    """Return the mean weighted decibans of a row by group, and the mean probability of a row to be genuine."""
    ratio = ratios(seen.first)
    own = np.array([weights[group] for group in GROUPS])
    logit = ratio @ own * np.log(10) + weights["constant"]
    decibans = (10 * ratio * own).mean(axis=0)
    told = tuple((group, float(each)) for group, each in zip(GROUPS, decibans, strict=True))
    return told, float(sigmoid(logit).mean())


def _known(first: pl.DataFrame, name: str) -> Floats:
    return first[name].cast(pl.Float64).fill_null(float("nan")).to_numpy()
