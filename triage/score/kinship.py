"""Records that two dumps share: which dump was sold again as another.

The sketch of a dump's records (numbers and name of each, `signals/duplicate_rows.py`) is compared with that of every
other dump of the case. Below the smaller of both largest hashes each sketch holds all records of its dump, so the share
found there is a fair estimate of containment, however unequal the dumps are (Cohen and Kaplan 2007).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from triage.core.summary import Marks, Summary
from triage.core.sums import BottomK
from triage.score.scope import Scope

LEAST = 0.02
"""A smaller share is not told: namesakes, and the error of the sketches."""

_RECORDS_LEAST = 10
"""Of fewer records in common range nothing is told."""


def shared(sketches: Mapping[str, BottomK]) -> dict[str, dict[str, float]]:
    """By dump: the other dumps that hold at least `LEAST` of its distinct records, and which share, in [0, 1]."""
    found: dict[str, dict[str, float]] = {dump: {} for dump in sketches}
    for one, other in _meeting(sketches):
        for own, their in ((one, other), (other, one)):
            if (share := contained(sketches[own], sketches[their])) >= LEAST:
                found[own][their] = share
    return found


def records(summary: Summary) -> BottomK:
    """The sketch of the records of a dump; empty where it holds none."""
    return Scope.of(summary).marks.get("duplicate_rows", Marks()).sketches.get("content") or BottomK.empty()


def _meeting(sketches: Mapping[str, BottomK]) -> list[tuple[str, str]]:
    """Pairs of dumps that have a record in common: of thousands of dumps few meet."""
    names = sorted(sketches)
    parts = [
        pl.DataFrame({"record": sketches[name].hashes}).with_columns(pl.lit(number, pl.UInt32).alias("dump"))
        for number, name in enumerate(names)
        if sketches[name]
    ]
    if not parts:
        return []
    all_of = pl.concat(parts)
    twice = all_of.filter(pl.len().over("record") > 1)
    pairs = twice.join(twice, on="record").filter(pl.col("dump") < pl.col("dump_right"))
    met = pairs.select("dump", "dump_right").unique().sort("dump", "dump_right")
    return [(names[one], names[other]) for one, other in met.iter_rows()]


def contained(own: BottomK, other: BottomK) -> float:
    """The share of the distinct records of one sketch that stand in the other's dump too; 0 where too few tell."""
    last = [sketch.hashes[-1] for sketch in (own, other) if not sketch.is_exact]
    mine = own.hashes[own.hashes <= min(last)] if last else own.hashes
    if len(mine) < _RECORDS_LEAST:
        return 0.0
    return float(np.isin(mine, other.hashes, assume_unique=True).mean())
