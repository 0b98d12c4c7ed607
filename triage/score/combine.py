"""Combine numbers A and B of a dump from the explained checks and the trees, and note if these contradict each other.

The trees (`estimator`) give the estimate; the checks (`estimate`, `bounds`) are what a person can follow. If the two
exclude each other, the interval covers both, and the report states it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    """Return number B: that of the trees, at most 1 - number A; that of the checks if there are no trees.

    `by_checks` are for trees the checks that have a known genuine rate: a habit of names or dates that a judgement
    calls rare contradicts nobody. No estimate if neither checks nor trees can give one.
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
    """Return number B with an estimate and a range that hold against sellers and populations that no training saw.

    An unknown seller leaves fewer marks than the listed ones: the estimate is hardly above that of the preset which
    knows sellers who leave few, and the low end is the lowest. The high end accuses: it is the lower of both only if
    both say that a part is made up. Nothing shrinks with size below what foreign populations justify.
    """
    first, *others = (each.share for each in found.values())
    known = [first, *(each for each in others if not each.gate)]
    if first.gate or len(known) == 1:
        return first if first.gate else replace(first, low=_low(known, rows, rule))
    wary = min(each.estimate for each in known[1:])
    estimate = min(first.estimate, wary + setting(rule, "wary_margin"))
    ends = [each.high for each in known]
    high = max(ends) if max(ends) >= setting(rule, "accused_most") else min(ends)
    return replace(first, estimate=estimate, low=min(_low(known, rows, rule), estimate), high=max(estimate, high))


def believed(wary: Combined, listed: Combined, rule: SignalRule) -> Combined:
    """Return what the preset of sellers who leave few marks says, accusing nobody whom the listed ones do not accuse.

    Genuine lists of few people, as of women with their husbands, have such marks too.
    """
    may_be_all = not listed.share.gate and listed.share.high >= setting(rule, "accused_most")
    return wary.up_to(listed.share.high) if may_be_all else wary


def _low(known: Sequence[Share], rows: int, rule: SignalRule) -> float:
    """Return the low end of a range that takes in that of each preset."""
    half = setting(rule, "foreign_half") if rows >= setting(rule, "foreign_rows") else 0.0
    return min(max(0.0, known[0].estimate - half), *(each.low for each in known))


_NOTE = (
    "The explained checks and the trained estimator exclude each other here; the interval takes both in. "
    "Have a sample checked before anything is built on it."
)
