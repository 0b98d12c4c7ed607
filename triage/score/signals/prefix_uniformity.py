"""Check that codes are used unevenly, as people do: programs use them evenly, language models only the famous ones.

Mobile: some codes are full, some new, so their shares differ widely; a program draws all alike. CNIC: the populations
of districts differ as 1 to 100. A table over several provinces with a dozen places or fewer was written from memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import polars as pl

from triage.core.model import Reason
from triage.core.observe import Fields, Histogram, Observation
from triage.core.summary import Marks
from triage.recognizers.cnic import listed_prefix
from triage.recognizers.mobile import allocated, prefix
from triage.rules.model import Rules, SignalRule
from triage.score.row_checks import capped, histogram, setting


def observe(fields: Fields, rules: Rules) -> Mapping[str, Observation]:
    """Count the allotted codes of mobile numbers, and the listed places of CNICs."""
    found: dict[str, Observation] = {}
    if fields.has("mobile"):
        mobile = fields.value("mobile")
        found["mobile"] = Histogram(pl.when(allocated(mobile, rules)).then(prefix(mobile)))
    if fields.has("cnic"):
        cnic = fields.value("cnic")
        found["place"] = Histogram(pl.when(listed_prefix(cnic, rules)).then(cnic.str.slice(0, 5)))
    return found


def judge(marks: Marks, rule: SignalRule) -> Reason | None:
    """Judge the codes: even use and only famous places are evidence against; null if neither column has enough rows."""
    mobile, place = histogram(marks, "mobile"), histogram(marks, "place")
    said = [*_mobile(mobile, rule), *_place(place, rule)]
    if not said and max(mobile.total(), place.total()) < setting(rule, "rows_least"):
        return None
    decibans = sum(weight for weight, _ in said) if said else setting(rule, "uneven_weight")
    statement = "; ".join(text for _, text in said) or "Codes are used as unevenly as people use them"
    return Reason(
        rule.id,
        capped(decibans, rule),
        f"{statement}.",
        observed=", ".join(
            f"dispersion {dispersion(codes):.1f} of {len(codes)} {what}"
            for what, codes in (("mobile codes", mobile), ("places of CNICs", place))
            if len(codes) > 1
        )
        or "one code",
        expected="dispersion far above 1 (drawn evenly: about 1)",
        innocent=rule.innocent,
    )


def is_famous(marks: Marks, rule: SignalRule) -> bool:
    """Return true if nearly all CNICs are of a few places, in provinces far apart."""
    return _famous(histogram(marks, "place"), rule) is not None


def has_even_codes(marks: Marks, rule: SignalRule) -> bool:
    """Return true if the mobile codes in use, many or few, are used alike."""
    codes = histogram(marks, "mobile")
    if codes.total() < setting(rule, "rows_least") or len(codes) < setting(rule, "few_codes"):
        return False
    return dispersion(codes, setting(rule, "code_mean")) <= setting(rule, "dispersion_most")


def _mobile(codes: Counter[str], rule: SignalRule) -> list[tuple[float, str]]:
    if codes.total() < setting(rule, "rows_least") or len(codes) < setting(rule, "codes_least"):
        return []
    if dispersion(codes, setting(rule, "code_mean")) > setting(rule, "dispersion_most"):
        return []
    return [(-setting(rule, "even_weight"), f"All {len(codes)} mobile codes are used alike")]


def _place(places: Counter[str], rule: SignalRule) -> list[tuple[float, str]]:
    if places.total() < setting(rule, "rows_least"):
        return []
    if famous := _famous(places, rule):
        return [
            (
                -setting(rule, "famous_weight"),
                f"{famous[0]} places over {famous[1]} provinces make up nearly all CNICs",
            )
        ]
    spread = dispersion(places, setting(rule, "place_mean"))
    if len(places) >= setting(rule, "codes_least") and spread < setting(rule, "dispersion_most"):
        return [(-setting(rule, "even_weight"), f"All {len(places)} CNIC places are used alike")]
    return []


def _famous(places: Counter[str], rule: SignalRule) -> tuple[int, int] | None:
    """Return how many places in how many provinces make up nearly all CNICs; null if these are many, or near."""
    rows = places.total()
    if rows < setting(rule, "rows_least"):
        return None
    common = [code for code, count in places.items() if count >= setting(rule, "common_least") * rows]
    known = sum(places[code] for code in common)
    provinces = {code[0] for code in common}
    is_famous = (
        known >= setting(rule, "common_share") * rows
        and len(common) <= setting(rule, "places_most")
        and len(provinces) >= setting(rule, "provinces_least")
    )
    return (len(common), len(provinces)) if is_famous else None


def dispersion(counts: Counter[str], mean_least: float = 0.0) -> float:
    """Return variance over mean of the counts: 1 if all are drawn alike; infinite if the mean is below the least."""
    mean = counts.total() / len(counts) if counts else 0.0
    if len(counts) < 2 or mean < mean_least:
        return float("inf")
    return sum((count - mean) ** 2 for count in counts.values()) / (len(counts) - 1) / mean
