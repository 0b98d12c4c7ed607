"""Replace the rules' rates of genuine failures by those measured on a lawful reference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from triage.rules.model import Rules
from triage.score.exact import highest, lowest

CALIBRATED = "calibrated"
"""The kind of link that a calibration has in the audit chain."""

_RISK = 0.005
"""Risk that a limit of the reference's own rate is wrong."""

_TIMES = 2.0
"""How many times as often, or as rarely, another genuine list may fail as the reference: one list is not all."""


@dataclass(frozen=True, slots=True)
class Rate:
    """The rate of a check on genuine rows: of `rows` rows that it could examine, `failed` failed."""

    failed: int
    rows: int

    @property
    def ends(self) -> tuple[float, float]:
        """The range of the failure rate of genuine lists."""
        high = min(1.0, _TIMES * highest(self.failed, self.rows, _RISK))
        return lowest(self.failed, self.rows, _RISK) / _TIMES, high


def calibrated(rules: Rules, rates: Mapping[str, Rate]) -> Rules:
    """Return the rules with the ranges of these checks in place of their own; `rates` is by signal."""
    signals = dict(rules.signals)
    for name, rate in rates.items():
        low, high = rate.ends
        settings = {**signals[name].settings, "genuine_low": low, "genuine_high": high}
        signals[name] = replace(signals[name], settings=settings)
    return replace(rules, signals=signals)
