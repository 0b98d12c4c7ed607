"""Compute repetition from sketches: shares of copies, several values of one kind under one key."""

from __future__ import annotations

from dataclasses import dataclass

from triage.core.sums import BottomK


def repeats(sketch: BottomK | None) -> float:
    """Return the share of values that repeat an earlier one; 0 if nothing was seen. Exact below `sums.K` values."""
    if not sketch:
        return 0.0
    seen = int(sketch.counts.sum())
    return 1.0 - len(sketch.hashes) / seen


def seen(sketch: BottomK | None) -> float:
    """Return how many values were seen, repeats included: exact while the sketch is, else estimated."""
    if not sketch:
        return 0.0
    return float(sketch.counts.sum()) / len(sketch.hashes) * sketch.distinct()


@dataclass(frozen=True, slots=True)
class Nested:
    """Counts of keys and of key-value pairs: how many keys have more than one value.

    `keys` and `extra` are counts (of the whole, estimated if the sketches are full); `extra` counts every value of a
    key after its first. `is_exact` is false if both are estimates, with an error of about 3 % of the keys.
    """

    keys: int
    extra: int
    is_exact: bool

    @classmethod
    def of(cls, keys: BottomK | None, pairs: BottomK | None) -> Nested:
        """Return the counts from the sketches of keys and of pairs; zeros if one is missing."""
        if not keys or not pairs:
            return cls(0, 0, is_exact=True)
        return cls(keys.distinct(), max(0, pairs.distinct() - keys.distinct()), keys.is_exact and pairs.is_exact)

    @property
    def extra_least(self) -> int:
        """The extra values that exceed the error of the sketches."""
        return self.extra if self.is_exact else max(0, round(self.extra - _NOISE * (self.keys + self.extra)))


_NOISE = 0.045
"""Relative error of the difference of two sketches: two independent errors of 3.1 % (95 %)."""
