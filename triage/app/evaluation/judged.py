"""One labelled dump with its answer, and what counts as few, as accused and as partly genuine."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]

FEW = 20
"""Dumps of a cell below which its rates say little."""

PARTLY = 0.8
"""A dump with a smaller share of genuine rows should show a sign of fabrication."""

ACCUSED = 0.95
"""A wholly genuine dump is accused if a range of it ends below this, or number A leaves less."""

_ROUNDING = 5e-5
"""Half of the last decimal place of a share in a report."""


@dataclass(frozen=True, slots=True)
class Told:
    """To which cells a dump belongs, by what it was made of, and what is said of it beside numbers A and B."""

    kind: str = ""
    schema: str = ""
    world: str = ""
    made_by: str = ""
    wary_high: float | None = None
    power: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """One labelled dump and its answer.

    `genuine` is the true share; `at_least` number A; `estimate`, `low`, `high` number B, null if none is offered.
    `is_genuine` and `posterior` are the truth and the probability of the rows that were looked at one by one; empty
    if none were. `rows_told` rows are in a stretch that looks genuine or made up; `rows_right` of them are so. `told`
    holds the cells that the dump belongs to.
    """

    dump: str
    rows: int
    genuine: float
    at_least: float
    estimate: float | None
    low: float | None
    high: float | None
    verdict: str
    gate: str
    is_genuine: Truths
    posterior: Floats
    rows_told: int = 0
    rows_right: int = 0
    told: Told = field(default_factory=Told)

    @property
    def is_held(self) -> bool | None:
        """Return whether the interval of number B contains the truth; null if there is no interval."""
        if self.low is None or self.high is None:
            return None
        return self.low <= self.genuine <= self.high

    @property
    def overshoot(self) -> float:
        """Return by how much number A exceeds the truth; not above 0 if it is valid."""
        return self.at_least - (1 - self.genuine)

    @property
    def is_bound_valid(self) -> bool:
        """Return whether number A does not exceed the truth; shares of a report have four decimal places."""
        return self.overshoot <= _ROUNDING
