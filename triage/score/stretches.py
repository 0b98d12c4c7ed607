"""Find where in a dump rows change their look: change points of the rows' probability to be genuine, table by table.

The rows of a table, in its order, are put into bins; the bins are divided where that explains their means best, and
each division has a price (optimal partitioning: Jackson et al. 2005, IEEE Signal Processing Letters 12(2), 105-108, as
quoted by Killick et al. 2012, JASA 107(500); the price is of the kind of Yao 1988, Statistics & Probability Letters
6(3)). A division that makes no difference to a reader is removed, and the exact row of each division is searched among
the rows of the bins beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import polars as pl
from numpy.typing import NDArray

from triage.core.block_sample import AT, BLOCK, SOURCE
from triage.core.model import Stretch
from triage.core.summary import Summary

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

BINS = 512
BIN_ROWS = 20
"""Most bins of a table, and fewest rows of a bin."""

MOST = 12
"""Most stretches of a table: the divisions that explain least are removed first."""

_PRICE = 5.0
"""Price of a division, in variances of a row times the logarithm of the number of bins."""

_DIFFERENCE = 0.3
"""Difference of mean probabilities below which two stretches are one."""

_GENUINE, _FABRICATED = 0.7, 0.3
"""Mean probabilities from which rows look genuine, and up to which they look fabricated."""

_VARIANCE_LEAST = 0.01
"""Smallest variance of a row's probability: a model that is sure of every row is not believed that much."""


def stretches(evidence: pl.DataFrame, posterior: Floats, rows_by_source: Mapping[int, int]) -> tuple[Stretch, ...]:
    """Return the stretches of every table, in the order of its rows; they cover 1 to its number of rows without gaps.

    `evidence` has `BLOCK`, `AT` and `SOURCE` of the sampled rows, `posterior` the probability of each to be genuine;
    rows with NaN are left out. If not every row of a table is sampled, row numbers are estimated.
    """
    seen = evidence.select(BLOCK, AT, SOURCE).with_columns(p=pl.Series(posterior, dtype=pl.Float64))
    # Two copies of a file in one dump are one source, and their rows are seen twice.
    seen = seen.filter(pl.col("p").is_finite()).unique([SOURCE, AT], keep="first").sort(SOURCE, AT)
    found: list[Stretch] = []
    for (source,), rows in seen.group_by([SOURCE], maintain_order=True):
        number = int(source)
        found += _of_source(number, rows, max(rows_by_source.get(number, rows.height), rows.height))
    return tuple(found)


def rows_by_source(summary: Summary, signal: str) -> dict[int, int]:
    """Return the number of rows of each table of which a signal has kept rows, by `Source.number`."""
    kept = ((table, table.marks[signal].rows.frame) for table in summary.tables.values() if signal in table.marks)
    return {int(frame[SOURCE][0]): table.rows for table, frame in kept if frame is not None and frame.height}


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """Probabilities of the sampled rows in order, as running sums (of them and of their squares) from 0."""

    sums: Floats
    squares: Floats

    @classmethod
    def of(cls, p: Floats) -> _Rows:
        return cls(np.concatenate([[0.0], np.cumsum(p)]), np.concatenate([[0.0], np.cumsum(p * p)]))

    def mean(self, first: int, stop: int) -> float:
        """Return the mean of rows `first` to `stop` - 1."""
        return float(self.sums[stop] - self.sums[first]) / (stop - first)

    def costs(self, first: int | Ints, stop: int | Ints) -> Floats:
        """Return the sum of squared distances of rows `first` to `stop` - 1 from their mean."""
        total = self.sums[stop] - self.sums[first]
        return np.asarray(self.squares[stop] - self.squares[first] - total * total / (stop - first))


def _of_source(source: int, seen: pl.DataFrame, rows: int) -> list[Stretch]:
    p = _Rows.of(seen["p"].to_numpy())
    ends = _parted(p, _bins(seen.height))
    is_about = seen.height < rows
    numbers = _row_numbers(seen, rows) if is_about else np.arange(1.0, rows + 1)
    # A stretch ends half way between the last row seen of it and the first of the next.
    last = [int((numbers[end - 1] + numbers[end]) / 2) for end in ends[1:-1]]
    limits = [0, *_apart(last, rows), rows]
    told = [p.mean(first, stop) for first, stop in pairwise(ends)]
    return [
        Stretch(source, limits[i] + 1, limits[i + 1], is_about, min(max(share, 0.0), 1.0), _looks(share))
        for i, share in enumerate(told)
    ]


def _apart(ends: list[int], rows: int) -> list[int]:
    """Return the estimated ends, each at least a row after the one before, with a row left for each that follows."""
    kept: list[int] = []
    for i, end in enumerate(ends):
        kept.append(max(min(end, rows - len(ends) + i), kept[-1] + 1 if kept else 1))
    return kept


def _looks(share: float) -> str:
    if share >= _GENUINE:
        return "genuine"
    return "fabricated" if share <= _FABRICATED else "unclear"


def _bins(rows: int) -> Ints:
    """Return the ends of the bins, from 0 to `rows`."""
    bins = max(1, min(BINS, rows // BIN_ROWS))
    return np.linspace(0, rows, bins + 1).round().astype(np.int64)


def _parted(p: _Rows, bins: Ints) -> list[int]:
    """Return the ends of the stretches, from 0 to the number of rows seen."""
    ends = _cheapest(p, bins, _PRICE * _variance(p, bins) * np.log(max(len(bins) - 1, 2)))
    ends = _merged(p, [int(bins[end]) for end in ends])
    bin_rows = int(np.diff(bins).max())
    return _merged(p, _sharpened(p, ends, bin_rows))


def _variance(p: _Rows, bins: Ints) -> float:
    """Return the variance of a row within its stretch: the larger of that within bins and that between adjacent bins.

    Rows of a block share what depends on their neighbours: then bins vary more than independent rows would let them.
    """
    rows = np.diff(bins)
    within = float(p.costs(bins[:-1], bins[1:]).sum()) / max(int(bins[-1]) - len(rows), 1)
    if len(rows) < 2:
        return max(within, _VARIANCE_LEAST)
    means = np.diff(p.sums[bins]) / rows
    # Median of a squared normal of variance 1 is 0.455; few partings do not move a median.
    between = float(np.median(np.diff(means) ** 2)) / 2 / 0.455 * float(np.median(rows))
    return max(within, between, _VARIANCE_LEAST)


def _cheapest(p: _Rows, bins: Ints, price: float) -> list[int]:
    """Return the ends of the partition with the lowest sum of costs, each part with a price.

    Both outer ends included.
    """
    count = len(bins) - 1
    best = np.zeros(count + 1)
    best[0] = -price
    before = np.zeros(count + 1, dtype=np.int64)
    for stop in range(1, count + 1):
        costs = best[:stop] + p.costs(bins[:stop], bins[stop]) + price
        before[stop] = int(np.argmin(costs))
        best[stop] = costs[before[stop]]
    ends = [count]
    while ends[-1]:
        ends.append(int(before[ends[-1]]))
    return ends[::-1]


def _merged(p: _Rows, ends: list[int]) -> list[int]:
    """Return the ends without divisions between stretches that a reader would call the same.

    At most `MOST` stretches.
    """
    ends = list(ends)
    while len(ends) > 2:
        shares = [p.mean(first, stop) for first, stop in pairwise(ends)]
        alike = [
            i
            for i, (left, right) in enumerate(pairwise(shares), start=1)
            if abs(left - right) < _DIFFERENCE or _looks(left) == _looks(right)
        ]
        if not alike and len(ends) <= MOST + 1:
            break
        candidates = alike or range(1, len(ends) - 1)
        del ends[min(candidates, key=lambda i: _gain(p, ends, i))]
    return ends


def _gain(p: _Rows, ends: list[int], i: int) -> float:
    """Return how much the division at this end explains."""
    first, end, stop = ends[i - 1], ends[i], ends[i + 1]
    return float(p.costs(first, stop) - p.costs(first, end) - p.costs(end, stop))


def _sharpened(p: _Rows, ends: list[int], bin_rows: int) -> list[int]:
    """Return the same divisions, each at the best row of the bins beside it."""
    ends = list(ends)
    for i in range(1, len(ends) - 1):
        lowest, highest = max(ends[i - 1] + 1, ends[i] - bin_rows), min(ends[i + 1] - 1, ends[i] + bin_rows)
        at = np.arange(lowest, highest + 1)
        ends[i] = int(at[np.argmin(p.costs(ends[i - 1], at) + p.costs(at, ends[i + 1]))])
    return ends


def _row_numbers(seen: pl.DataFrame, rows: int) -> Floats:
    """Return the estimated row number of each sampled row, from its locator and from how dense rows are around it.

    Sampled blocks lie evenly among all blocks, so the table extends beyond the first and the last by about the distance
    between them. Between two blocks rows are as dense as in both.
    """
    at = seen[AT].to_numpy().astype(np.float64)
    block = seen[BLOCK].to_numpy()
    firsts = np.flatnonzero(np.concatenate([[True], block[1:] != block[:-1]]))
    lasts = np.concatenate([firsts[1:], [len(at)]]) - 1
    span, steps = at[lasts] - at[firsts], lasts - firsts
    usual = max(float(span.sum()) / max(int(steps.sum()), 1), 1e-9)
    lengths = np.where(steps > 0, span / np.maximum(steps, 1), usual)
    lengths = np.where(lengths > 0, lengths, usual)
    gap = (at[lasts[-1]] - at[0]) / max(len(firsts) - 1, 1)
    before = min(gap, at[0]) / lengths[0]
    between = (at[firsts[1:]] - at[lasts[:-1]]) * (1 / lengths[1:] + 1 / lengths[:-1]) / 2
    starts = before + np.concatenate([[0.0], np.cumsum(steps[:-1] + between)])
    own = np.repeat(np.arange(len(firsts)), lasts - firsts + 1)
    numbers = starts[own] + (np.arange(len(at)) - firsts[own])
    whole = numbers[-1] + max(gap, lengths[-1]) / lengths[-1]
    return np.asarray(1 + numbers * rows / whole)
