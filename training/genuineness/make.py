"""Make simulated dumps as tables of evidence: drawn by seed, read by the recognizers, kept for training and tests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from triage import simulate
from triage.detect import Detector
from triage.detect.evidence import many
from triage.simulate import LABELS, DumpSpec

TOGETHER = 40
"""Dumps that are read together."""


@dataclass(frozen=True, slots=True)
class Made:
    """Evidence of simulated dumps: `rows` has evidence (`score.signals.records`), "table", "at" and labels; `specs`.

    `rows` has one row per record; `specs` is by "table".
    """

    rows: pl.DataFrame
    specs: dict[int, DumpSpec]


def make(specs: Sequence[DumpSpec], detector: Detector) -> Made:
    """Return the evidence of the dumps of these specs; "table" is the index of a spec in the sequence."""
    found = []
    waiting: dict[tuple[str, ...], dict[int, pl.DataFrame]] = defaultdict(dict)
    labels: dict[int, pl.DataFrame] = {}
    for number, spec in enumerate(specs):
        made = simulate.dump(spec)
        fields = tuple(made.frame.columns)
        written = made.as_written
        waiting[fields][number] = written.rename(dict(zip(written.columns, fields, strict=True)))
        labels[number] = made.labels
        if len(waiting[fields]) >= TOGETHER:
            found.append(_seen(waiting.pop(fields), labels, detector))
    found.extend(_seen(frames, labels, detector) for frames in waiting.values())
    return Made(pl.concat(found, how="diagonal_relaxed").sort("table", "at"), dict(enumerate(specs)))


def _seen(frames: dict[int, pl.DataFrame], labels: dict[int, pl.DataFrame], detector: Detector) -> pl.DataFrame:
    rows = many(frames, detector)
    truth = pl.concat([labels.pop(number).select(LABELS) for number in frames])
    return pl.concat([rows, truth], how="horizontal")
