"""Count cards of women beside names of men and cards of men beside names of women, and what both say together.

Who shuffles columns or draws them apart makes both as often as the shares of the sexes in the list let expect. Honest
lists make one of them, at the most: a husband's or father's card stands in a woman's row, names of one sex are misread.
So the rarer of both, measured by what chance would give, is how much of a list was put together wrongly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from triage.core.summary import Marks
from triage.rules.model import SignalRule
from triage.score.combine import Combined
from triage.score.exact import lowest
from triage.score.pairs import SEAM
from triage.score.row_checks import histogram, setting
from triage.score.scope import Scope

MARKS = "sex_digit_name"
"""The signal that counts the pairs of sexes."""


@dataclass(frozen=True, slots=True)
class Crossed:
    """Rows with a sex of the card and of the name, and the rarer kind of crossing.

    Of `rows` rows `side` have a name of that kind's sex; `failed` of them have a card of the other sex, which by chance
    a share `chance` would have. `clash` is how often both sexes would differ by chance. `both` is the rate of both
    crossings together, if they are as frequent as each other but for chance (`are_even`); else that of the rarer.
    """

    rows: int
    side: int
    failed: int
    chance: float
    clash: float
    both: float = 0.0
    are_even: bool = False

    @property
    def rate(self) -> float:
        """How often the rarer crossing occurs, in units of what chance gives: 1 if the columns are unrelated."""
        return self.failed / self.side / self.chance

    def least(self, risk: float) -> float:
        """Return the lower limit of `rate`."""
        return lowest(self.failed, self.side, risk) / self.chance


def crossed(marks: Marks, rule: SignalRule) -> Crossed | None:
    """Return what is crossed; null if chance would give too few of either kind to tell."""
    told = histogram(marks, "pair")
    rows = sum(told.values())
    named = {sex: sum(count for pair, count in told.items() if pair.endswith(f"{SEAM}{sex}")) for sex in "MF"}
    carded = {sex: sum(count for pair, count in told.items() if pair.startswith(f"{sex}{SEAM}")) for sex in "MF"}
    least = setting(rule, "expected_least")
    if any(named[one] * carded[other] < least * max(rows, 1) for one, other in ("MF", "FM")):
        return None
    clash = (named["M"] * carded["F"] + named["F"] * carded["M"]) / rows**2
    both = [
        Crossed(rows, named[one], told[f"{other}{SEAM}{one}"], carded[other] / rows, clash)
        for one, other in ("MF", "FM")
    ]
    rarer = min(both, key=lambda each: each.rate)
    awaited = [each.side * each.chance for each in both]
    pooled = sum(each.failed for each in both) / sum(awaited)
    error = (pooled * sum(1 / each for each in awaited)) ** 0.5
    are_even = abs(both[0].rate - both[1].rate) <= 2 * error
    return replace(rarer, both=pooled if are_even else rarer.rate, are_even=are_even)


@dataclass(frozen=True, slots=True)
class Limits:
    """Shares of rows that crossed sexes leave genuine.

    `shuffled` if the made-up rows have the sexes of the others, as in a shuffle; `most` whatever sexes they have, and
    `high` the same with the risk of chance and with what genuine lists cross. `is_shuffle` if both crossings agree and
    are frequent in rows enough to speak for all: then the share that is left is known without the trees.
    """

    shuffled: float = 1.0
    most: float = 1.0
    high: float = 1.0
    is_shuffle: bool = False


def limits(scope: Scope, rule: SignalRule, risk: float) -> Limits:
    """Return what crossed sexes leave; all, if they tell nothing or may be as rare as is usual.

    Made-up rows whose columns are unrelated are at least four times the rarer crossing: the least of the shares m e and
    (1 - m)(1 - e) is at most a quarter. Rows that could not be compared may all be genuine: made-up names can be the
    known ones. For a shuffle they are taken to be like the others, if these are half of all; and both crossings are
    counted if they agree, since a shuffle makes both alike.
    """
    found = crossed(scope.marks[MARKS], rule) if MARKS in scope.marks else None
    if found is None or found.rows < setting(rule, "rows_least"):
        return Limits()
    usual, granted = setting(rule, "genuine_low"), setting(rule, "genuine_high")
    least = found.least(risk)
    if least <= usual:
        return Limits()
    compared = min(1.0, found.rows / max(scope.rows_sampled, 1))
    reach = min(1.0, compared / setting(rule, "reach_least"))
    by_chance = 4 * found.side * found.chance / found.rows
    made_up = min(1.0, (found.both - usual) / (1 - usual))
    return Limits(
        1 - reach * made_up,
        1 - compared * min(1.0, by_chance * (found.rate - usual)),
        1 - compared * min(1.0, by_chance * max(0.0, least - granted)),
        reach == 1.0 and found.are_even and made_up >= setting(rule, "shuffle_least"),
    )


def limited(found: Mapping[str, Combined], left: Limits, rule: SignalRule) -> dict[str, Combined]:
    """Return number B of each preset within these limits; without an estimate it stays as it is.

    An estimate further above `most` than the margin has passed over a shuffle. In a shuffle that the first preset
    passes over, and the others see as the crossings do, the estimate is the mean of the lowest of these and of what the
    crossings leave. Else the presets after the first, which list sellers who leave hardly a mark, are not below what
    both the first and the crossings say.
    """
    told = {preset: _limited(each, left, setting(rule, "passed_over_least")) for preset, each in found.items()}
    if not left.is_shuffle:
        return told
    if (seen := _seen_by_others(found, left, rule)) is not None:
        return {preset: _settled(each, seen) for preset, each in told.items()}
    first = next(iter(told.values())).share
    least = 0.0 if first.gate else min(first.estimate, left.shuffled)
    return {preset: _raised(each, least) for preset, each in told.items()}


def _seen_by_others(found: Mapping[str, Combined], left: Limits, rule: SignalRule) -> float | None:
    """Return the share of a shuffle that the first preset passes over and the others see; null if it is another case.

    Rows of a generator are seen by the first preset as well, and their sexes need not be those of the others.
    """
    first, *others = (each.share.estimate for each in found.values() if not each.share.gate)
    lowest = min(others, default=first)
    has_passed_over = first - lowest >= setting(rule, "passed_over_by_one")
    if not has_passed_over or abs(lowest - left.shuffled) > setting(rule, "agree_most"):
        return None
    return (lowest + left.shuffled) / 2


def _settled(own: Combined, share: float) -> Combined:
    told = own.share
    if told.gate:
        return own
    estimate = min(share, told.high)
    return replace(own, share=replace(told, estimate=estimate, low=min(told.low, estimate)))


def _raised(own: Combined, least: float) -> Combined:
    told = own.share
    return own if told.gate else replace(own, share=replace(told, estimate=min(max(told.estimate, least), told.high)))


def _limited(own: Combined, left: Limits, margin: float) -> Combined:
    told = own.share
    if told.gate:
        return own
    has_passed_over = told.estimate > left.most + margin
    estimate = min(told.estimate, left.shuffled if has_passed_over else left.most)
    high = max(estimate, min(told.high, left.high))
    return replace(own, share=replace(told, estimate=estimate, low=min(told.low, estimate), high=high))
