"""Draw random numbers for whole columns by a seed: PCG64 only, and a stream of its own for every purpose."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Rng = np.random.Generator


def stream(seed: int, *purpose: str) -> Rng:
    """Return the generator of one purpose: a new draw in one place moves no number anywhere else."""
    text = "/".join((str(seed), *purpose))
    words = np.frombuffer(hashlib.sha256(text.encode()).digest(), dtype="<u4")
    return np.random.Generator(np.random.PCG64(words.tolist()))


def chance(rng: Rng, share: float | Floats, rows: int) -> Bools:
    """Return true with probability `share`, one per row (a share per row may be given)."""
    return rng.random(rows) < share


def pick(rng: Rng, weights: Floats, rows: int) -> Ints:
    """Return indices drawn in proportion to `weights`, which need not sum to one."""
    return pick_by(rng, weights.reshape(1, -1), np.zeros(rows, dtype=np.int64))


def pick_by(rng: Rng, weights: Floats, group: Ints) -> Ints:
    """Return for each row an index, drawn in proportion to the weights of its group (a line of `weights` each)."""
    return _found(rng, _steps(weights), group, weights.shape[1])


def _steps(weights: Floats) -> Floats:
    share = np.cumsum(weights, axis=1)
    share /= share[:, -1:]
    steps: Floats = (share + np.arange(len(weights))[:, None]).ravel()
    return steps


def _found(rng: Rng, steps: Floats, group: Ints, size: int) -> Ints:
    found = np.searchsorted(steps, rng.random(len(group)) + group, side="right")
    inside: Ints = np.minimum(found - group * size, size - 1)
    return inside


@dataclass(frozen=True, slots=True)
class Choice:
    """A draw by group that is repeated many times: the options of all groups, and their cumulated shares."""

    options: Ints
    steps: Floats

    @classmethod
    def of(cls, weights: Floats) -> Choice:
        """Return the choice of one line of weights per group; it draws exactly the numbers that `pick_by` draws."""
        options = np.flatnonzero(weights.any(axis=0))
        return cls(options, _steps(weights[:, options]))

    def draw(self, rng: Rng, group: Ints) -> Ints:
        """Return for each row an index into its group's line of weights."""
        chosen: Ints = self.options[_found(rng, self.steps, group, len(self.options))]
        return chosen


def zipf(size: int, slope: float) -> Floats:
    """Return the weights of ranks 1..size under Zipf's law."""
    return np.arange(1, size + 1, dtype=np.float64) ** -slope


def uneven(rng: Rng, size: int, spread: float) -> Floats:
    """Return positive weights around one; `spread` is the standard deviation of their logarithms."""
    return np.exp(rng.normal(0.0, spread, size))


def sample(rng: Rng, weights: Floats, rows: int) -> Ints:
    """Return indices of `rows` distinct things, heavier ones likelier, in random order.

    The method is that of Efraimidis and Spirakis (2006).
    """
    with np.errstate(divide="ignore"):
        keys = np.log(rng.random(len(weights))) / weights
    best = np.argpartition(-keys, rows - 1)[:rows]
    return best[np.argsort(-keys[best], kind="stable")]


def unit(*keys: Ints | int) -> Floats:
    """Return a number in [0, 1) that depends only on the keys, so that a clerk spells a word alike everywhere."""
    # Each key is mixed in by the finaliser of SplitMix64; wrapping at 64 bits is intended.
    mixed: npt.NDArray[np.uint64] = np.asarray(0x9E3779B97F4A7C15, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for key in keys:
            mixed = mixed ^ np.asarray(key, dtype=np.int64).astype(np.uint64)
            mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
            mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
            mixed = mixed ^ (mixed >> np.uint64(31))
    return (mixed >> np.uint64(11)).astype(np.float64) / float(1 << 53)
