"""Number B: the share of rows consistent with genuine, by trees that were trained on simulated dumps alone.

blocks.py     blocks of neighbours
rows.py       a row by itself              models/    the trained trees as text, with a manifest
context.py    a row beside its dump        interval.py  from a dump to an estimate and its interval
dump.py       a dump as a whole            models.py  the files
boost.py      the stages of trees

`python -m training.genuineness` makes the models. Nothing in them was learnt from any person's data.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from triage.core.block_sample import BlockSample
from triage.score.estimator import band, explain, interval, rows
from triage.score.estimator.blocks import evened
from triage.score.estimator.boost import Floats, Seen, sigmoid
from triage.score.estimator.models import Model, model
from triage.score.estimator.settling import people, settled, without

__all__ = ["PRESETS", "Estimate", "Seen", "at_least", "estimate", "row_scores", "see", "unseen"]

PRESETS = ("common", "adversarial")
"""Presets of trees: trained without and with fabricators that leave hardly a mark in a file."""

_OUTSIDE = 0.06
"""Share of features outside the range of the training, from which a dump is unlike any simulated one."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """The share consistent with genuine in [0, 1] with its interval, given the fabricators of a preset.

    `outside` is the share of the dump's features outside the range of the training: see `is_unlike`. `posterior` is the
    probability of each sampled row to be genuine, in the order of the evidence. `whole` are the features of the dump.
    `explanation` are mean decibans of a row by group of evidence, and `by_hand` the mean probability that these give.
    """

    share: float
    low: float
    high: float
    outside: float
    posterior: Floats
    whole: Floats
    explanation: tuple[tuple[str, float], ...]
    by_hand: float

    @property
    def is_unlike(self) -> bool:
        """Whether the dump is unlike those that the estimator was trained on."""
        return self.outside > _OUTSIDE


def see(sample: BlockSample, size: int) -> Seen | None:
    """Return the evidence of the sampled rows with a person, with its features; null if there are no such rows.

    `size` is the number of rows of the dump.
    """
    if sample.frame is None or not sample.frame.height:
        return None
    return Seen.of(settled(evened(rows.complete(people(sample.frame)), size)), size)


def unseen(seen: Seen, fields: Collection[str]) -> Seen:
    """Return the same dump as if it lacked these fields."""
    return Seen.of(without(seen.evidence, fields), seen.size)


def estimate(seen: Seen, preset: str) -> Estimate:
    """Return the estimate that the trees of a preset make of a dump."""
    trained = model(preset)
    told = interval.raw(trained.boosters, seen)
    low, high = interval.ends(told, trained.errors)
    said, by_hand = explain.explanation(seen, trained.manifest["calibration"]["weights"])
    outside = _outside(told.whole, trained)
    return Estimate(told.share, low, high, outside, sigmoid(told.two), told.whole, said, by_hand)


def row_scores(evidence: pl.DataFrame, preset: str) -> Floats:
    """Return the probability to be genuine of each row of some evidence, in its order, looked at as one dump."""
    given = rows.complete(evidence)
    order = given.select(pl.arg_sort_by("source", "at", maintain_order=True)).to_series().to_numpy()
    seen = Seen.of(settled(evened(given, given.height)), given.height)
    scores = np.empty(given.height)
    scores[order] = sigmoid(interval.raw(model(preset).boosters, seen).two)
    return scores


def at_least(seen: Seen, lied: Collection[str] = ()) -> float:
    """Return number A by the scores of rows: a share that no genuine population of this schema leaves, at 99.5 %.

    Fields that `lied`, whose values are of another kind than their header says, are left out, and places: how many live
    elsewhere than their CNIC was issued is a judgement, and nobody is accused by one. Rows without one of the other
    fields count as genuine.
    """
    found = band.widest([field for field in rows.schema(seen.evidence) if field not in {*lied, _PLACE}])
    if found is None:
        return 0.0
    schema, own = found
    whole = _filled(seen.evidence, schema)
    if int(whole.sum()) < _ROWS_LEAST:
        return 0.0
    return band.fabricated_at_least(band.scores(seen, schema)[whole], own) * float(whole.mean())


_PLACE = "place"

_ROWS_LEAST = 50
"""Fewest rows with all fields from which anything is proved."""


def _filled(evidence: pl.DataFrame, schema: Collection[str]) -> NDArray[np.bool_]:
    """Return the rows with all fields of a schema: what was left empty proves nothing."""
    columns = [rows.FIELDS[field] for field in schema]
    filled = evidence.select(pl.all_horizontal(pl.lit(value=True), *(pl.col(name).is_not_null() for name in columns)))
    return filled.to_series().to_numpy()


def _outside(whole: Floats, trained: Model) -> float:
    known = np.isfinite(whole) & np.isfinite(trained.lowest) & np.isfinite(trained.highest)
    margin = 0.02 * (trained.highest - trained.lowest) + 1e-6
    beyond = (whole < trained.lowest - margin) | (whole > trained.highest + margin)
    return float((beyond & known).sum() / max(known.sum(), 1))
