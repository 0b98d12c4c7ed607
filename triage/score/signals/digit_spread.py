"""Check that serial digits of CNICs are spread: one in ten begins with 0, and no inner digit is preferred.

Programs that draw a serial from 1000000 to 9999999 never make a leading zero; people who type serials prefer digits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from triage.core.model import Reason
from triage.core.observe import Fields, Histogram, Observation
from triage.core.summary import Marks
from triage.recognizers import cnic as of_cnic
from triage.rules.model import Rules, SignalRule
from triage.score.exact import highest
from triage.score.row_checks import capped, histogram, percent, setting

_INNER = (2, 4, 6)
"""Inner places of the serial, from 0, that are counted; the first drifts with time, so its unevenness is genuine."""


def observe(fields: Fields, rules: Rules) -> Mapping[str, Observation]:
    """Count the first and some inner digits of the serial."""
    del rules
    if not fields.has("cnic"):
        return {}
    serial = of_cnic.serial(fields.value("cnic"))
    return {f"digit{place}": Histogram(serial.str.slice(place, 1)) for place in (0, *_INNER)}


def judge(marks: Marks, rule: SignalRule) -> Reason | None:
    """Judge the digits: missing leading zeros and preferred digits are evidence against, each with its weight."""
    first = histogram(marks, "digit0")
    rows = first.total()
    if rows < setting(rule, "rows_least"):
        return None
    zeros = first["0"] / rows
    uneven = max(unevenness(histogram(marks, f"digit{place}")) for place in _INNER)
    is_uneven = uneven > setting(rule, "uneven_most")
    decibans = setting(rule, "even_weight")
    if has_no_zeros(marks, rule):
        decibans = -setting(rule, "zeros_weight")
    if is_uneven:
        decibans = min(decibans, 0.0) - setting(rule, "uneven_weight")
    return Reason(
        rule.id,
        capped(decibans, rule),
        f"{percent(zeros)} of CNIC serials begin with 0, and inner digits are {'un' if is_uneven else ''}evenly used.",
        observed=f"{percent(zeros)} leading zeros, unevenness {uneven:.2f}",
        expected="about 10% leading zeros, unevenness under 0.1",
        innocent=rule.innocent,
    )


def has_no_zeros(marks: Marks, rule: SignalRule) -> bool:
    """Return true if hardly a serial begins with 0: a program drew them from 1000000 up."""
    first = histogram(marks, "digit0")
    rows = first.total()
    if rows < setting(rule, "rows_least"):
        return False
    return highest(first["0"], rows, setting(rule, "zeros_risk")) < setting(rule, "zeros_least")


def unevenness(digits: Counter[str]) -> float:
    """Return Cramer's V of ten digits against even use, less what chance gives: 0 is even, 1 is one digit only."""
    rows = digits.total()
    if not rows:
        return 0.0
    even = rows / 10
    chi2 = sum((digits[str(digit)] - even) ** 2 / even for digit in range(10))
    return float((max(0.0, chi2 - 9) / (rows * 9)) ** 0.5)
