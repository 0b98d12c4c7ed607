"""Number C: estimate the share of genuine records in a dump, from a random sample that the authority has checked.

The range may be read after every answer, and the check may stop at any answer: it holds all the time with the stated
confidence (a confidence sequence by betting, for draws without replacement: Waudby-Smith and Ramdas, arXiv 2010.09686;
scores that were frozen before the draw as side information: Shekhar, Xu, Lipton, Liang and Ramdas, arXiv 2305.06884).

For each share that could be true a gambler bets, before each answer, on the difference between the answer and what this
share leads to expect. If the share were true, nobody could expect to gain; a share at which the gambler's wealth
reached 2 / (1 - confidence) at any time is ruled out. What the scores predict is subtracted from the differences, so
that good scores make a range narrow; wrong scores make it wider, never wrong.

A record without an answer counts as fabricated for the low end and as genuine for the high end, whoever chose it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

CONFIDENCE = 0.95

STEPS = 2000
"""Shares that are tried, evenly spaced; an end is moved outward by one step, so that none between two is lost."""

_WEIGHTS = np.array([0.55, 0.15, 0.10, 0.20])
_TIMES = np.array([1.0, 2.0, 0.5, np.inf])
"""Parts of the wealth, and the stake of each, in units of the stake that is best when the planned sample is full; the

last part stakes nearly all, which is best if every answer is the same.
"""

_MOST_STAKED = 0.99
"""Part of the wealth that is staked at most: one answer ruins nobody."""

_PRIOR = 4.0
"""Number of imagined answers before the first: without them two equal answers would look like certainty."""

_LEAST_VARIANCE = 1e-4


@dataclass(frozen=True, slots=True)
class Frame:
    """The records that the sample was drawn from: how many, and the mean and the extremes of their frozen scores.

    `planned` is how many answers were planned: only the stakes depend on it.
    """

    records: int
    mean: float
    least: float
    most: float
    planned: int


@dataclass(frozen=True, slots=True)
class ShareRange:
    """The estimate of a share in [0, 1] and its range, after `answered` records of which `unknown` had no answer."""

    estimate: float
    low: float
    high: float
    answered: int
    unknown: int

    @property
    def width(self) -> float:
        """The width of the range."""
        return self.high - self.low


def share_range(answers: Floats, scores: Floats, frame: Frame, steps: int = STEPS) -> ShareRange:
    """Return the range after these answers: 1 genuine, 0 not, NaN without an answer; in the order of the draw.

    `scores` are the frozen scores of the same records; `steps` is how many shares are tried.
    """
    limit, shares = math.log(2 / (1 - CONFIDENCE)), np.linspace(0, 1, steps + 1)
    is_low_open = wealth(np.nan_to_num(answers, nan=0.0), answers, scores, Bet(frame, shares, limit, 1)) < limit
    is_high_open = wealth(np.nan_to_num(answers, nan=1.0), answers, scores, Bet(frame, shares, limit, -1)) < limit
    known = np.isfinite(answers)
    certain = float(answers[known].sum()) / frame.records
    impossible = float((1 - answers[known]).sum()) / frame.records
    low = max(shares[is_low_open][0] - 1 / steps if is_low_open.any() else 0.0, certain)
    high = min(shares[is_high_open][-1] + 1 / steps if is_high_open.any() else 1.0, 1 - impossible)
    middle = _estimate(answers[known], scores[known], frame)
    return ShareRange(float(np.clip(middle, low, high)), float(low), float(high), len(answers), int((~known).sum()))


@dataclass(frozen=True, slots=True)
class Bet:
    """What is bet on: that the true share is above (`side` 1) or below (-1) each of `shares`.

    `limit` is the logarithm of the wealth that rules a share out.
    """

    frame: Frame
    shares: Floats
    limit: float
    side: int


def wealth(answers: Floats, known: Floats, scores: Floats, bet: Bet) -> Floats:
    """Return the largest logarithm of wealth that betting against each share reached; infinite for an impossible share.

    The last axis of `answers`, of `known` (NaN = without an answer) and of `scores` is time. Axes before it are samples
    that are judged at once; `bet.shares` has their shape, or holds all shares to try for one sample.
    """
    frame, shape = bet.frame, np.broadcast_shapes(answers.shape[:-1], bet.shares.shape)
    parts = np.zeros((*shape, len(_WEIGHTS)))
    best, drawn, seen = np.full(shape, -np.inf), np.zeros(shape), np.zeros(answers.shape[:-1])
    moments = _Moments.of(answers.shape[:-1])
    for turn in range(answers.shape[-1]):
        answer, score, left = answers[..., turn], scores[..., turn], frame.records - turn
        expected = (frame.records * bet.shares - drawn) / left
        score_expected = (frame.records * frame.mean - seen) / left
        slope, variance = moments.slope_and_variance()
        surprise = (answer - expected) - slope * (score - score_expected)
        ends = np.stack([slope * (frame.most - score_expected), slope * (frame.least - score_expected)])
        worst = expected + ends.max(axis=0) if bet.side > 0 else 1 - expected - ends.min(axis=0)
        most = _MOST_STAKED / np.maximum(worst, 1e-9)
        best_stake = np.sqrt(2 * bet.limit / (frame.planned * variance))
        stakes = np.minimum(np.multiply.outer(best_stake, _TIMES), most[..., None])
        parts += np.log(np.maximum(1 + bet.side * stakes * surprise[..., None], 1e-12))
        total = np.logaddexp.reduce(parts + np.log(_WEIGHTS), axis=-1)
        is_impossible = expected < -1e-12 if bet.side > 0 else expected > 1 + 1e-12
        best = np.maximum(best, np.where(is_impossible, np.inf, total))
        drawn, seen = drawn + answer, seen + score
        moments.add(known[..., turn], score)
    return best


@dataclass(slots=True)
class _Moments:
    """Sums over the known answers so far, from which the next bet is made."""

    count: Floats
    answers: Floats
    scores: Floats
    products: Floats
    squares: Floats

    @classmethod
    def of(cls, shape: tuple[int, ...]) -> _Moments:
        """Return the sums of imagined answers: half of them genuine, with scores that predict them."""
        full = np.full(shape, _PRIOR)
        return cls(full, full * 0.5, full * 0.5, full * 0.29, full * 0.30)

    def add(self, answer: Floats, score: Floats) -> None:
        """Add an answer; one that is not known (NaN) adds nothing."""
        is_known = np.isfinite(answer)
        value, weight = np.where(is_known, answer, 0.0), np.where(is_known, score, 0.0)
        self.count = self.count + is_known
        self.answers = self.answers + value
        self.scores = self.scores + weight
        self.products = self.products + value * weight
        self.squares = self.squares + weight * weight

    def slope_and_variance(self) -> tuple[Floats, Floats]:
        """Return how well scores predict answers (least-squares slope, in [-1, 1]), and the variance that is left."""
        mean, score = self.answers / self.count, self.scores / self.count
        spread = np.maximum(self.squares / self.count - score * score, 1e-6)
        covariance = self.products / self.count - mean * score
        slope = np.clip(covariance / spread, -1, 1)
        left = mean * (1 - mean) - 2 * slope * covariance + slope * slope * spread
        return slope, np.maximum(left, _LEAST_VARIANCE)


def _estimate(answers: Floats, scores: Floats, frame: Frame) -> float:
    """Return the share of genuine answers, corrected by how far the sample's scores differ from those of the frame."""
    if not len(answers):
        return frame.mean
    moments = _Moments.of(())
    for answer, score in zip(answers, scores, strict=True):
        moments.add(answer, score)
    slope = float(moments.slope_and_variance()[0])
    return float(answers.mean()) - slope * (float(scores.mean()) - frame.mean)


def answers_needed(answers: Floats, scores: Floats, frame: Frame, width: float) -> int | None:
    """Return about how many more answers make the range this narrow; null if more than `FAR` are needed.

    Assumes that answers continue as before; if fewer than 20 are known, that they continue as the scores predict.
    """
    if share_range(answers, scores, frame).width <= width:
        return 0
    future = _Future(answers, scores, frame)
    low, high, most = len(answers), max(2 * len(answers), 64), min(frame.records, len(answers) + FAR)
    while future.width_after(min(high, most)) > width:
        if high >= most:
            return None
        low, high = high, 2 * high
    high = min(high, most)
    while high - low > max(1, low // 50):
        middle = (low + high) // 2
        low, high = (low, middle) if future.width_after(middle) <= width else (middle, high)
    return high - len(answers)


FAR = 5000
"""Most answers that are predicted: nobody asks an authority for more."""

_ENOUGH = 20
"""Known answers from which they predict the next ones."""

_COARSE = 400
"""Shares that are tried if the range is only predicted."""


@dataclass(frozen=True, slots=True)
class _Future:
    """Predicted answers: drawn in a fixed order from those that are known."""

    answers: Floats
    scores: Floats
    frame: Frame

    def width_after(self, count: int) -> float:
        """Return the predicted width of the range after this number of answers."""
        pool, pool_scores = self._pool()
        more = np.random.default_rng(0).permutation(np.arange(count - len(self.answers)) % len(pool))
        told = np.concatenate([self.answers, pool[more]]), np.concatenate([self.scores, pool_scores[more]])
        return share_range(*told, self.frame, _COARSE).width

    def _pool(self) -> tuple[Floats, Floats]:
        if np.isfinite(self.answers).sum() >= _ENOUGH:
            return self.answers, self.scores
        # A share as the mean score, all with that score.
        genuine = (np.arange(_ENOUGH) + 0.5) / _ENOUGH < self.frame.mean
        return genuine.astype(np.float64), np.full(_ENOUGH, self.frame.mean)
