"""Rates of genuine failures as a lawful reference has them, put in place of those of the rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from triage.rules.model import Rules
from triage.score.exact import highest, lowest

CALIBRATED = "calibrated"
"""What the link of a calibration is called in the audit chain."""

_RISK = 0.005
"""That a limit of the reference's own rate is wrong."""

_TIMES = 2.0
"""Another genuine list may fail so many times as often as the reference, or as rarely: one list is not all."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Of `rows` genuine rows that a check could look at, `failed` failed."""

    failed: int
    rows: int

    @property
    def ends(self) -> tuple[float, float]:
        """The range of the rate of genuine lists."""
        high = min(1.0, _TIMES * highest(self.failed, self.rows, _RISK))
        return lowest(self.failed, self.rows, _RISK) / _TIMES, high


def calibrated(rules: Rules, rates: Mapping[str, Rate]) -> Rules:
    """Return the rules with the ranges of these checks in place of their own."""
    signals = dict(rules.signals)
    for name, rate in rates.items():
        low, high = rate.ends
        settings = {**signals[name].settings, "genuine_low": low, "genuine_high": high}
        signals[name] = replace(signals[name], settings=settings)
    return replace(rules, signals=signals)
