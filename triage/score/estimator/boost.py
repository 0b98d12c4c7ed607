"""Two stages of boosted trees over rows, then one over dumps, then a calibrated interval.

rows + context -> stage 1 -> what its neighbours and its dump look like -> stage 2 -> a posterior for each row
both posteriors + features of the dump -> share consistent with genuine -> interval by conformal calibration
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import polars as pl
from numpy.typing import NDArray

from triage.score.estimator import context, dump, rows

Floats = NDArray[np.float64]

QUANTILES = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
WINDOWS = (3, 15)
"""Rows on either side that a window covers, within a block."""

STAGE1 = (*rows.R, *context.C)
DUMP_WIDE = (
    "beyond_sex_name", "beyond_sex_gender", "beyond_district", "beyond_operator", "beyond_family", "simpson_name_first",
    "simpson_name_last", "rare300_name_first", "top_name_first", "simpson_cnic_prefix", "simpson_mobile_code",
    "first_cnic", "first_mobile", "again_cnic", "steady_cnic", "rows",
)  # fmt: skip
"""Features of the dump that stage 2 uses beside those of a row."""
STAGE2 = (
    "logit", *(f"window{each}" for each in WINDOWS), "block", *(f"q{round(100 * q)}" for q in QUANTILES),
    *(f"dump_{name}" for name in DUMP_WIDE), *STAGE1,
)  # fmt: skip
LEVELS = ("one", "two")
WHOLE = (
    *dump.D,
    *(f"{level}_q{round(100 * q)}" for level in LEVELS for q in QUANTILES),
    *(f"{level}_{what}" for level in LEVELS for what in ("mean", "low", "high", "unsure", "em", "blocks")),
)
START = "two_mean"
"""The feature that the estimate starts from: the mean posterior of stage 2. The trees over dumps estimate its error."""


class Trees(Protocol):
    """The interface of a trained booster."""

    def predict(self, data: Any) -> Any:
        """Return raw scores or probabilities, one per row of `data`."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One dump as the estimator uses it: complete evidence, features of rows (`first`) and of the whole.

    `size` in rows.
    """

    evidence: pl.DataFrame
    first: pl.DataFrame
    whole: Mapping[str, float]
    size: int

    @classmethod
    def of(cls, evidence: pl.DataFrame, size: int, features: pl.DataFrame | None = None) -> Seen:
        """Return the evidence of one dump (from `rows.complete`) with its features.

        The features of rows are computed if they are not given.
        """
        if features is None:
            features = pl.concat([rows.features(evidence), context.features(evidence)], how="horizontal")
        own, beside = features.select(rows.R), features.select(context.C)
        return cls(evidence, features, dump.features(evidence, own, beside, size), size)


def second(seen: Seen, logit: Floats) -> pl.DataFrame:
    """Return the features of stage 2: the row, and the score of stage 1 of it, of its neighbours and of the dump.

    `logit` are the scores of stage 1, as log odds.
    """
    frame = pl.DataFrame({"logit": logit, "id": seen.evidence["block"]}, schema_overrides={"logit": pl.Float32})
    near = [
        pl.col("logit").rolling_mean(2 * each + 1, min_samples=1, center=True).over("id").alias(f"window{each}")
        for each in WINDOWS
    ]
    quantiles = np.quantile(logit, QUANTILES) if len(logit) else np.zeros(len(QUANTILES))
    wide = [
        pl.lit(float(q), dtype=pl.Float32).alias(f"q{round(100 * at)}")
        for at, q in zip(QUANTILES, quantiles, strict=True)
    ]
    wide += [pl.lit(seen.whole[name], dtype=pl.Float32).alias(f"dump_{name}") for name in DUMP_WIDE]
    told = frame.with_columns(*near, pl.col("logit").mean().over("id").alias("block"), *wide).drop("id")
    return pl.concat([told, seen.first], how="horizontal").select(STAGE2)


def whole(seen: Seen, one: Floats, two: Floats, names: Sequence[str] = WHOLE) -> Floats:
    """Return the features of the dump for the regression that have these names, in their order.

    `one` and `two` are the log odds of rows by both stages.
    """
    values = dict(seen.whole)
    for level, logit in zip(LEVELS, (one, two), strict=True):
        values |= {f"{level}_{name}": value for name, value in _told(logit, seen.evidence["block"]).items()}
    return np.array([values[name] for name in names], dtype=np.float64)


def _told(logit: Floats, block: pl.Series) -> dict[str, float]:
    p = sigmoid(logit)
    told = {f"q{round(100 * q)}": float(v) for q, v in zip(QUANTILES, np.quantile(logit, QUANTILES), strict=True)}
    means = (
        pl.DataFrame({"p": p, "block": block}).group_by("block").agg(pl.col("p").mean()).sort("block")["p"].to_numpy()
    )
    told |= {
        "mean": float(p.mean()),
        "low": float((p < 0.1).mean()),
        "high": float((p > 0.9).mean()),
        "unsure": float((p * (1 - p)).mean()),
        "em": em(p),
        "blocks": float(means.std(ddof=1)) if len(means) > 1 else 0.0,
    }
    return told


def em(p: Floats, prior: float = 0.5, turns: int = 30) -> float:
    """Return the share of genuine rows by expectation-maximisation (Saerens and others 2002): a diagnostic."""
    share = float(np.clip(p.mean(), 1e-3, 1 - 1e-3))
    for _ in range(turns):
        odds = p / prior * share
        other = (1 - p) / (1 - prior) * (1 - share)
        share = float(np.clip((odds / (odds + other + 1e-12)).mean(), 1e-4, 1 - 1e-4))
    return share


def sigmoid(logit: Floats) -> Floats:
    """Return the probabilities that belong to these log odds."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(logit, -30, 30))), dtype=np.float64)
