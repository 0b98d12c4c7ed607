"""The noun of number C: what the authority's answers to a random sample say of a dump."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VerifiedShare:
    """A share in [0, 1] of the records of the frame, with a range that holds after every answer."""

    part: str
    estimate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Verified:
    """Number C of one dump.

    `records` are the distinct records that the sample was drawn from, `rows_apart` the rows without a number that an
    authority could look up. Of `planned` records `answered` came back, `unknown` of them without an answer. `shares`
    are of "genuine" (every value shown is right), "identity" and "linkage". `plans` is how many were ever drawn.
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
        """The share of records of which every value shown is right."""
        return next(each for each in self.shares if each.part == "genuine")
