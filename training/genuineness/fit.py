"""Train the estimator on labelled dumps: stages cross-fitted by dump, an interval calibrated on other dumps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import lightgbm as lgb
import numpy as np
import polars as pl
from numpy.typing import NDArray

from training.genuineness import logistic
from training.genuineness.making import WAY_OF, WAYS
from triage.score.estimator import boost, explain, interval
from triage.score.estimator.boost import Seen
from triage.score.estimator.rows import SURE

Floats = NDArray[np.float64]

ROWS_A_DUMP = 160
"""Rows of a dump that the stages learn from: all share one world, and large dumps must not outweigh small ones."""

FOLDS = 3
FOLDS_WHOLE = 6
ROUNDS_WHOLE = 300

_RISING = (
    "placed", "listed", "sex_of_name", "sex_of_gender", "name_of_gender", "district_same", "province_same",
    "mobile_valid", "operator_same", "iban_valid", "imei_valid", "card_valid", "born_valid", "weighed_sex",
    "weighed_gender", "weighed_district", "weighed_family", "tehsil_same", "weighed_tehsil", "landline_same",
    "closed_home",
)  # fmt: skip
"""Features of which a larger value is never evidence against a row."""
_FALLING = ("generated", "nobody", "last_zero", "father_female", "holders", "cards_alike", "failed")
"""Features of which a larger value is never evidence for a row."""

_WAY_LEAST = 12
"""Fewest dumps of one method of fabrication from which it is learnt."""

_MADE_LEAST = 0.85
"""Largest share of genuine rows at which a dump shows how the rest was made."""

_TREES = {
    "objective": "binary", "learning_rate": 0.08, "num_leaves": 24, "min_data_in_leaf": 60, "feature_fraction": 0.7,
    "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 5.0, "verbosity": -1, "seed": 1, "deterministic": True,
    "force_row_wise": True, "num_threads": 2, "max_bin": 127,
}  # fmt: skip
_WHOLE = _TREES | {"num_leaves": 12, "min_data_in_leaf": 12, "learning_rate": 0.05, "feature_fraction": 0.4}


@dataclass(slots=True, eq=False)
class Labelled:
    """The evidence of a dump, the truth of its rows (1 genuine), and where it comes from."""

    seen: Seen
    truth: Floats
    world: str = ""
    fabricator: str = ""
    kind: str = ""
    layout: str = ""
    seed: int = 0
    schema: str = ""

    @property
    def share(self) -> float:
        """The true share of genuine rows."""
        return float(self.truth.mean())


@dataclass(slots=True)
class Fit:
    """Boosters by name, and the calibration."""

    boosters: dict[str, lgb.Booster] = field(default_factory=dict)
    calibration: dict[str, Any] = field(default_factory=dict)


def fit(dumps: Sequence[Labelled], calibrating: Sequence[Labelled], rounds: int = 140) -> Fit:
    """Return the estimator learnt from `dumps`; its interval comes from `calibrating`, which no stage has seen."""
    rng = np.random.default_rng(7)
    result = Fit()
    picks = [_pick(rng, len(each.truth)) for each in dumps]
    truth = np.concatenate([each.truth[pick] for each, pick in zip(dumps, picks, strict=True)])
    owner = np.repeat(np.arange(len(dumps)), [len(pick) for pick in picks])
    folds = np.arange(len(dumps)) % FOLDS
    rng.shuffle(folds)

    first = np.concatenate([_array(each.seen.first)[pick] for each, pick in zip(dumps, picks, strict=True)])
    own = first[:, [boost.STAGE1.index(name) for name in SURE]]
    result.boosters["rows"] = _train(own, truth, SURE, rounds // 2)
    result.boosters["one"] = _train(first, truth, boost.STAGE1, rounds)
    by_fold = [_train(first[folds[owner] != k], truth[folds[owner] != k], boost.STAGE1, rounds) for k in range(FOLDS)]
    ones = [_raw(by_fold[folds[i]], each.seen.first) for i, each in enumerate(dumps)]

    seconds = [boost.second(each.seen, one) for each, one in zip(dumps, ones, strict=True)]
    chosen = np.concatenate([_array(each)[pick] for each, pick in zip(seconds, picks, strict=True)])
    result.boosters["two"] = _train(chosen, truth, boost.STAGE2, rounds)
    by_fold = [_train(chosen[folds[owner] != k], truth[folds[owner] != k], boost.STAGE2, rounds) for k in range(FOLDS)]
    twos = [_raw(by_fold[folds[i]], each) for i, each in enumerate(seconds)]

    whole = np.array([boost.whole(each.seen, one, two) for each, one, two in zip(dumps, ones, twos, strict=True)])
    shares = np.array([each.share for each in dumps])
    _fit_whole(result, whole, shares, rng)
    _fit_ways(result, whole, dumps)
    ratio = np.concatenate([explain.ratios(each.seen.first)[pick] for each, pick in zip(dumps, picks, strict=True)])
    result.calibration |= _calibrated(result, calibrating) | _scope(whole) | {"weights": logistic.weights(ratio, truth)}
    return result


def _pick(rng: np.random.Generator, rows: int) -> NDArray[np.int64]:
    return np.sort(rng.choice(rows, min(rows, ROWS_A_DUMP), replace=False)).astype(np.int64)


def _array(frame: pl.DataFrame) -> Floats:
    return np.asarray(frame.cast(pl.Float32).fill_null(float("nan")).to_numpy(), dtype=np.float32)


def _train(data: Floats, truth: Floats, names: Sequence[str], rounds: int, **more: Any) -> lgb.Booster:
    monotone = [1 if name in _RISING else -1 if name in _FALLING else 0 for name in names]
    settings = _TREES | {"monotone_constraints": monotone} | more
    return lgb.train(settings, lgb.Dataset(data, truth, feature_name=list(names)), rounds)


def _raw(booster: lgb.Booster, frame: pl.DataFrame) -> Floats:
    return np.asarray(booster.predict(_array(frame), raw_score=True), dtype=np.float64)


def _fit_whole(result: Fit, whole: Floats, shares: Floats, rng: np.random.Generator) -> None:
    """Fit the regression to the error of the mean posterior, and the scale to the error that is left."""
    settings = _WHOLE | {"objective": "regression_l1"}
    start = whole[:, boost.WHOLE.index(boost.START)]
    fold = np.arange(len(shares)) % FOLDS_WHOLE
    rng.shuffle(fold)
    said = np.zeros(len(shares))
    for k in range(FOLDS_WHOLE):
        inside = fold != k
        booster = lgb.train(settings, lgb.Dataset(whole[inside], (shares - start)[inside]), ROUNDS_WHOLE)
        said[~inside] = start[~inside] + booster.predict(whole[~inside])
    data = lgb.Dataset(whole, shares - start, feature_name=list(boost.WHOLE))
    result.boosters["share"] = lgb.train(settings, data, ROUNDS_WHOLE)
    missed = np.abs(np.clip(said, 0, 1) - shares)
    with_said = np.column_stack([whole, said])
    scale = _WHOLE | {"objective": "quantile", "alpha": 0.8, "num_leaves": 8, "min_data_in_leaf": 25}
    names = [*boost.WHOLE, "said"]
    result.boosters["scale"] = lgb.train(scale, lgb.Dataset(with_said, missed, feature_name=names), 150)


def _fit_ways(result: Fit, whole: Floats, dumps: Sequence[Labelled]) -> None:
    """Fit trees that separate the methods of fabrication, on dumps with one method alone."""
    names = [name for name in WAYS if sum(_way(each) == name for each in dumps) >= _WAY_LEAST]
    chosen = [i for i, each in enumerate(dumps) if _way(each) in names and each.share < _MADE_LEAST]
    if len(names) < 2:
        return
    target = np.array([names.index(_way(dumps[i])) for i in chosen])
    settings = _WHOLE | {"objective": "multiclass", "num_class": len(names), "num_leaves": 8}
    data = lgb.Dataset(whole[chosen], target, feature_name=list(boost.WHOLE))
    result.boosters["ways"] = lgb.train(settings, data, 60)
    result.calibration["ways"] = {name: int((target == k).sum()) for k, name in enumerate(names)}


def _way(each: Labelled) -> str:
    ways = {WAY_OF.get(name, "") for name in each.fabricator.split("+") if name}
    return ways.pop() if len(ways) == 1 else ""


def _calibrated(result: Fit, dumps: Sequence[Labelled]) -> dict[str, Any]:
    """Quantiles of the errors above and below the truth, in units of the stated scale, by cell."""
    errors: dict[str, list[float]] = {}
    for each in dumps:
        told = interval.raw(result.boosters, each.seen)
        error = (told.share - each.share) / told.scale
        for cell in (told.cell, told.cell.split("/")[0], "all"):
            errors.setdefault(cell, []).append(error)
    return {
        "errors": {
            cell: interval.quantiles(found)
            for cell, found in sorted(errors.items())
            if len(found) >= 60 or cell == "all"
        }
    }


def _scope(whole: Floats) -> dict[str, Any]:
    """Return the range of each feature in the training, by which unlike dumps are recognised."""
    empty = ~np.isfinite(whole).any(axis=0)
    low, high = np.nanquantile(np.where(empty, 0.0, whole), [0.001, 0.999], axis=0)
    ends = {"low": low, "high": high}
    return {
        name: [None if empty[i] else round(float(each), 6) for i, each in enumerate(end)] for name, end in ends.items()
    }
