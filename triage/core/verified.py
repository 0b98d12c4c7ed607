"""Data classes of number C: the share of genuine records, from an authority's answers on a random sample."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VerifiedShare:
    """A share in [0, 1] of the records sampled from, with a confidence range that stays valid after every answer."""

    part: str
    estimate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Verified:
    """Number C of one dump.

    `records` is the number of distinct records that the sample was drawn from, `rows_apart` that of rows without a
    number that an authority could look up. Of `planned` records `answered` came back, `unknown` of them without an
    answer. `shares` are of "genuine" (every value shown is right), "identity" and "linkage". `plans` is how many plans
    were ever drawn.
    """

    plan: str
    records: int
    rows_apart: int
    planned: int
    answered: int
    unknown: int
    confidence: float
    shares: tuple[VerifiedShare, ...]
    plans: int = 1

    @property
    def genuine(self) -> VerifiedShare:
        """Return the share of records of which every value shown is right."""
        return next(each for each in self.shares if each.part == "genuine")
