"""Estimate counts of a whole table from a random sample of its segments, with 95 % intervals.

The intervals hold if values cluster. Segments are clusters: rows beside each other are alike, so that 48 segments of
3,000 rows are worth far less than 144,000 independent rows. A count is a ratio estimate: what was counted in the sample
per unit read, times all units. A count of rows with a property is the share of such rows, with the interval of Korn and
Graubard, times the rows; it also holds if few segments have all of them, or if none or all rows have the property. A
count is never below what was counted.

References: Cochran, "Sampling Techniques", 3rd ed. 1977, sections 6.3 and 9A.1; Korn and Graubard, "Confidence
intervals for proportions with small expected number of positive counts estimated from survey data", Survey Methodology
24 (1998).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from triage.score import exact

_RISK = 0.025
"""Risk on each side, so that the interval has 95 %."""

_Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Total:
    """A count of the whole table with its 95 % interval; all three are equal if everything was read."""

    estimate: int
    low: int
    high: int

    @classmethod
    def of(cls, middle: float, ends: tuple[float, float], counted: int) -> Total:
        """Return a count of at least what was counted, its ends rounded outward."""
        low, high = max(counted, floor(ends[0])), max(counted, ceil(ends[1]))
        return cls(min(max(round(middle), low), high), low, high)


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample of a table's segments: the `units` (mostly bytes) and the `rows` of each.

    `all_units` and `all_segments` are those of the whole table.
    """

    units: Sequence[int]
    rows: Sequence[int]
    all_units: int
    all_segments: int

    def total_rows(self) -> Total:
        """Return the number of rows of the whole table."""
        return self.total(self.rows)

    def total(self, counts: Sequence[int]) -> Total:
        """Return the total of what was counted segment by segment, for counts without a known bound in a segment."""
        middle, spread = _ratio(np.array(counts, float), np.array(self.units, float), self._unread())
        reach = _t(len(counts)) * spread
        ends = ((middle - reach) * self.all_units, (middle + reach) * self.all_units)
        return Total.of(middle * self.all_units, ends, sum(counts))

    def total_of_rows(self, counts: Sequence[int]) -> Total:
        """Return how many rows of the whole table have a property, from how many rows of each segment have it."""
        if any(count > rows for count, rows in zip(counts, self.rows, strict=True)) or not sum(self.rows):
            return self.total(counts)
        rows = self.total_rows()
        share, spread = _ratio(np.array(counts, float), np.array(self.rows, float), self._unread())
        low, high = self._share_ends(share, spread)
        return Total.of(share * rows.estimate, (low * rows.low, high * rows.high), sum(counts))

    def _unread(self) -> float:
        """Return the share of segments that were not read: only they add uncertainty."""
        return 1 - len(self.units) / self.all_segments

    def _share_ends(self, share: float, spread: float) -> tuple[float, float]:
        """Return the ends of a share: those of as many independent rows as would have this spread."""
        segments, rows = len(self.rows), sum(self.rows)
        # If all segments have the same share, their spread is 0 and shows nothing: each counts as one row.
        alike = share * (1 - share) / spread**2 if spread > 0 else segments
        effective = max(1.0, min(rows, alike) * (_t(rows) / _t(segments)) ** 2)
        return exact.lowest(share * effective, effective, _RISK), exact.highest(share * effective, effective, _RISK)


def _ratio(counts: _Numbers, sizes: _Numbers, unread: float) -> tuple[float, float]:
    """Return the ratio of the sums, and its standard error from the spread between segments."""
    ratio = counts.sum() / sizes.sum()
    rest = counts - ratio * sizes
    variance = unread * (rest @ rest) / (len(counts) - 1) * len(counts) / sizes.sum() ** 2
    return float(ratio), float(np.sqrt(variance))


@lru_cache(maxsize=1024)
def _t(number: int) -> float:
    """Return the 97.5 % quantile of Student's distribution for this number of observations."""
    from scipy.special import stdtrit  # noqa: PLC0415 - only samples need it, and it takes long to load

    return float(stdtrit(max(1, number - 1), 1 - _RISK))
