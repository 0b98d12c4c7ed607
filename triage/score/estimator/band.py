"""Number A from the scores of rows: compare the share of high scores with the least that genuine populations have.

Each row has a score that depends on no other row (`rows.SURE`). Over a thousand simulated genuine populations the share
of rows above a threshold t stays above `floor[t]` at all thresholds at once, in 99.5 % of populations. If the share of
a dump falls below, at least 1 - share / floor of its rows are of no such population, whoever made them up.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from triage.score import exact
from triage.score.estimator import models, rows
from triage.score.estimator.boost import Floats, Seen
from triage.score.estimator.models import model

THRESHOLDS = tuple(round(float(each), 3) for each in [*np.linspace(-6, 0, 25), *np.linspace(0.25, 4, 16)])
"""Log odds at which the shares are compared, denser where made-up rows score."""

RISK = 0.005
"""Risk of the scores: half of the 1 % that number A may be wrong; the other half belongs to the checks."""

_EASY = "nobody"
"""The feature of numbers and names that look like nobody's."""

_EASY_MOST = 0.4
"""Largest share of rows with one in a genuine list, as in `rules/signals/placeholders.yaml`."""

_FLOOR_LEAST = 0.3
"""Smallest floor of a usable threshold: one that even genuine populations pass with few rows shows nothing."""


@dataclass(frozen=True, slots=True)
class Band:
    """`floor` by threshold for one schema, and the number of populations it comes from."""

    floor: tuple[float, ...]
    worlds: int


def band_of(shares: Floats) -> Band:
    """Return the band of genuine populations; `shares` has a row per population and a column per threshold.

    Half of the populations give the mean and the spread at each threshold. The other half give how many spreads below
    the mean the lowest of them are (a studentised band, one-sided, at 1 - `RISK`).
    """
    first, second = shares[::2], shares[1::2]
    middle, spread = first.mean(axis=0), np.maximum(first.std(axis=0, ddof=1), 0.004)
    depth = ((middle - second) / spread).max(axis=1)
    times = float(np.quantile(depth, 1 - RISK, method="higher"))
    floor = np.maximum(middle - times * spread, 0.0)
    return Band(tuple(round(float(each), 5) for each in floor), len(shares))


def survival(scores: Floats) -> Floats:
    """Return the share of rows above each threshold."""
    ordered = np.sort(scores)
    return 1.0 - np.searchsorted(ordered, np.asarray(THRESHOLDS), side="right") / len(ordered)


def scores(seen: Seen, schema: Sequence[str], trees: Any = None) -> Floats:
    """Return the log odds of each row by the trees that use no other row; fields outside `schema` are hidden from them.

    `trees` null = those of the preset `common`. Numbers that are easy to remember are sold as golden ones and typed by
    lazy clerks, up to 40 % of them in a genuine list: until then nobody is accused by one.
    """
    trees = trees or model("common").boosters["rows"]
    names = trees.feature_name()
    features = seen.first.select(names)
    data = np.array(features.fill_null(float("nan")).to_numpy(), dtype=np.float32)
    hidden = [i for i, name in enumerate(names) if not set(rows.NEEDS[name]) <= set(schema)]
    data[:, hidden] = np.nan
    for i, name in enumerate(names):
        if name == _EASY and (data[:, i] > 0).mean() <= _EASY_MOST:
            data[:, i] = 0
    return np.asarray(trees.predict(data, raw_score=True), dtype=np.float64)


def key(schema: Sequence[str]) -> str:
    """Return the name of a schema: its fields, sorted and joined by "+"."""
    return "+".join(sorted(schema))


@cache
def known() -> Mapping[str, Band]:
    """Return the bands that were made with the models, by name of the schema."""
    text = (models.HOME / "common" / "band.json").read_text(encoding="utf-8")
    return {name: Band(tuple(each["floor"]), each["worlds"]) for name, each in json.loads(text)["schemas"].items()}


def widest(schema: Sequence[str]) -> tuple[tuple[str, ...], Band] | None:
    """Return the largest known schema within these fields, and its band; null if there is none.

    Fields that are left out only weaken the bound.
    """
    fitting = [name for name in known() if set(name.split("+")) <= set(schema)]
    if not fitting:
        return None
    best = max(fitting, key=lambda name: (name.count("+"), name))
    return tuple(best.split("+")), known()[best]


def fabricated_at_least(own: Floats, band: Band) -> float:
    """Return the share of rows that are of no genuine population.

    That is 1 - the least of (upper limit of the share above t) / floor.
    """
    count = len(own)
    above = np.rint(survival(own) * count)
    risk = RISK / 20
    upper = np.array([exact.highest(int(each), count, risk) for each in above])
    floor = np.asarray(band.floor)
    usable = floor >= _FLOOR_LEAST
    if not usable.any():
        return 0.0
    return float(max(0.0, 1.0 - (upper[usable] / floor[usable]).min()))
