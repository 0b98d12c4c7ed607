"""Laws of maximum entropy from tables that were flattened, blurred and exchanged."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from triage.simulate.draw import Floats, Ints, Rng
from triage.simulate.families.perturbed.world import Wrong


def blurred(rng: Rng, weights: Floats, wrong: Wrong) -> Floats:
    """Return a table's weights as this world wrongly has them; they sum to one, and zero stays zero."""
    known = np.flatnonzero(weights > 0)
    some = (weights[known] / weights[known].max()) ** wrong.power
    moved = np.flatnonzero(rng.random(len(known)) < wrong.exchanged)
    some[moved] = some[rng.permutation(moved)]
    some = some * np.exp(rng.normal(0, wrong.noise, len(known)))
    whole = np.zeros(len(weights))
    whole[known] = some / some.sum()
    return whole


@dataclass(frozen=True, slots=True)
class Law:
    """A probability law over 0..n-1, by its distribution function."""

    steps: Floats

    @classmethod
    def of(cls, weights: Floats) -> Law:
        """Return the law in proportion to these weights."""
        steps = np.cumsum(weights, dtype=np.float64)
        return cls(steps / steps[-1])

    def draw(self, rng: Rng, rows: int) -> Ints:
        """Return numbers drawn by inversion."""
        found: Ints = np.searchsorted(self.steps, rng.random(rows), side="right")
        return np.minimum(found, len(self.steps) - 1)
