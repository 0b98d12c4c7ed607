"""Combine numbers A and B of a dump from the explained checks and the trees, and note if these contradict each other.

The trees (`estimator`) give the estimate; the checks (`estimate`, `bounds`) are what a person can follow. If the two
exclude each other, the interval covers both, and the report states it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from triage.rules.model import SignalRule
from triage.score.estimate import Share
from triage.score.estimator import Estimate
from triage.score.row_checks import setting


@dataclass(frozen=True, slots=True)
class Combined:
    """Number B as it is offered, and a note that a reader must know about how it came about ("" = no note)."""

    share: Share
    note: str = ""

    def up_to(self, high: float) -> Combined:
        """Return the same with a range up to `high`, because so much may be genuine.

        Without an estimate it stays as it is.
        """
        if self.share.gate or high <= self.share.high:
            return self
        return replace(self, share=replace(self.share, high=high))


def combined(by_checks: Share, by_trees: Estimate | None, rows: int, at_least: float, rule: SignalRule) -> Combined:
    """Return number B: that of the trees, at most 1 - number A.

    No estimate if neither checks nor trees can give one.
    """
    if by_trees is None:
        return Combined(by_checks.at_most(1 - at_least))
    if rows < setting(rule, "trees_rows_least"):
        least = int(setting(rule, "trees_rows_least"))
        return Combined(Share(0.5, 0.0, 1.0, f"fewer than {least} different rows can be judged"))
    if by_trees.is_unlike:
        return Combined(Share(0.5, 0.0, 1.0, "the dump is unlike all simulated ones: only a checked sample can tell"))
    own = Share(by_trees.share, by_trees.low, by_trees.high)
    margin = setting(rule, "contradiction_least")
    apart = max(own.low - by_checks.high, by_checks.low - own.high)
    if not by_checks.gate and apart > margin:
        wide = Share(own.estimate, min(own.low, by_checks.low), max(own.high, by_checks.high))
        return Combined(wide.at_most(1 - at_least), _NOTE)
    return Combined(own.at_most(1 - at_least))


def against_strangers(found: Mapping[str, Combined], rows: int, rule: SignalRule) -> Share:
    """Return number B with a range that holds against sellers and populations that no training saw.

    Nearly all ranges that miss lie above the truth, because an unknown seller leaves fewer marks than the listed ones:
    the range covers that of each preset. It does not shrink with size below what foreign populations justify.
    """
    first, *others = (each.share for each in found.values())
    if first.gate:
        return first
    known = [first, *(each for each in others if not each.gate)]
    half = setting(rule, "foreign_half") if rows >= setting(rule, "foreign_rows") else 0.0
    lows = [max(0.0, first.estimate - half), *(each.low for each in known)]
    return replace(first, low=min(lows), high=max(first.estimate, *(each.high for each in known)))


_NOTE = (
    "The explained checks and the trained estimator exclude each other here; the interval takes both in. "
    "Have a sample checked before anything is built on it."
)
