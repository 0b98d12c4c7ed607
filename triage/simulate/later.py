"""Facts that were added to worlds after their families were written, each by a stream of its own.

merged           some lists are of two offices, whose clerks, places and errors differ: one after the other, or mixed
registered.py    people register in the tehsil of their row
phones.py        landlines of the district; numbers of the closed network where it is sold
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl

from triage.simulate.ask import Ask
from triage.simulate.draw import stream
from triage.simulate.families import genuine
from triage.simulate.phones import by_place, closed_since, with_landlines
from triage.simulate.registered import registered

_MERGED = 0.15
"""Lists that are of two offices."""

_PART = (0.15, 0.85)
"""Range of the share of the first office."""

_OTHER = 700_000_001
"""Distance of the seed of the second office."""


def later(family: str, ask: Ask) -> pl.DataFrame:
    """Return genuine records of a family of worlds with what later editions add."""
    frame = registered(_merged(family, ask), ask.seed)
    placed = by_place(frame, ask.seed) if ask.people.year >= closed_since() else frame
    return with_landlines(placed, ask.seed)


def _merged(family: str, ask: Ask) -> pl.DataFrame:
    """Return the records of one office, or of two; the second lacks columns that it never had."""
    made, rng = genuine(family, ask), stream(ask.seed, "offices")
    if rng.random() >= _MERGED:
        return made
    other = genuine(family, replace(ask, seed=ask.seed + _OTHER))
    cut = int(made.height * rng.uniform(*_PART))
    rest = other.head(made.height - cut)
    both = pl.concat([made.head(cut), rest.select(set(made.columns) & set(rest.columns))], how="diagonal")
    if rng.random() < 1 / 2:
        return both
    return both.select(pl.all().gather(pl.Series(np.asarray(rng.permutation(both.height)))))
