"""From a dump seen to the share consistent with genuine and its interval, calibrated on simulated dumps.

The interval is the estimate plus and minus the scale of error that dumps of this look have, times a quantile of the
errors of other dumps in units of that scale (split conformal prediction), by size and by what can be compared. Errors
above and below the truth are calibrated apart: a seller who leaves few marks is believed too much, never too little.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from triage.score.estimator import boost
from triage.score.estimator.boost import Floats, Seen

LEVEL = 0.98
"""Aimed at on each side, so that 95 % hold on both where dumps differ a little from the simulated ones."""

STRANGERS = 1.2
"""Factor by which intervals are wider than calibrated: populations that others make differ from all of ours."""

_SCALE_LEAST = 0.012
"""Smallest scale of error: no dump is known better than this before verification."""

_SIZES = (100, 400, 3000)
_JOINT = ("beyond_sex_name", "beyond_sex_gender", "beyond_district")


@dataclass(frozen=True, slots=True)
class Told:
    """The estimate in [0, 1], the scale of its error, its cell of calibration, log odds of rows, features of the dump.

    `one` and `two` are the log odds of both stages, one per row; `whole` are the features of the dump.
    """

    share: float
    scale: float
    cell: str
    one: Floats
    two: Floats
    whole: Floats


def raw(boosters: Mapping[str, Any], seen: Seen) -> Told:
    """Return the estimate of the trained trees for a dump, without an interval.

    Trees are given the features that they were trained with: the program may know more.
    """
    one = _raw(boosters["one"], seen.first)
    two = _raw(boosters["two"], boost.second(seen, one))
    names = boosters["share"].feature_name()
    features = boost.whole(seen, one, two, names)
    start = features[names.index(boost.START)]
    said = float(start + boosters["share"].predict(features[None, :])[0])
    scale = float(boosters["scale"].predict(np.append(features, said)[None, :])[0])
    return Told(float(np.clip(said, 0, 1)), max(scale, 0.0) + _SCALE_LEAST, cell(seen), one, two, features)


def cell(seen: Seen) -> str:
    """Return the name of the cell of calibration of a dump: its size, and how many pairs of columns can be compared.

    Errors are calibrated separately in each cell.
    """
    size = next((str(most) for most in _SIZES if seen.evidence.height < most), "more")
    joint = sum(np.isfinite(seen.whole[name]) for name in _JOINT)
    return f"{size}/{('none', 'one', 'several', 'several')[joint]}"


def quantiles(errors: Sequence[float]) -> tuple[float, float]:
    """Return the conformal quantiles of errors (estimate - truth) above the truth and below it, neither negative.

    Each is the ceil((n + 1) level)-th smallest.
    """
    at = min(len(errors) - 1, int(np.ceil((len(errors) + 1) * LEVEL)) - 1)
    above, below = (float(np.sort(each)[at]) for each in (np.asarray(errors), -np.asarray(errors)))
    return round(max(above, 0.0), 4), round(max(below, 0.0), 4)


def ends(told: Told, errors: Mapping[str, tuple[float, float]]) -> tuple[float, float]:
    """Return the interval of an estimate; `errors` are `quantiles` by cell."""
    known = (told.cell, told.cell.split("/", maxsplit=1)[0], "all")
    above, below = next(errors[each] for each in known if each in errors)
    half = STRANGERS * told.scale
    return float(np.clip(told.share - above * half, 0, 1)), float(np.clip(told.share + below * half, 0, 1))


def _raw(booster: Any, frame: Any) -> NDArray[np.float64]:
    import polars as pl  # noqa: PLC0415

    data = frame.select(booster.feature_name()).cast(pl.Float32).fill_null(float("nan")).to_numpy()
    return np.asarray(booster.predict(data, raw_score=True), dtype=np.float64)
