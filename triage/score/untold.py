"""Decide where a range tells nothing and the estimate inside it would mislead: the reason takes its place.

A colony of migrants, a barracks or a hostel looks to the trees like rows put together wrongly: most people live
elsewhere than their CNIC was issued, and how many may is known to nobody. And where no two columns could be compared,
a middling estimate stands on habits of writing alone.
"""

from __future__ import annotations

from dataclasses import replace

from triage.rules.model import SignalRule
from triage.score.combine import Combined
from triage.score.estimate import Share
from triage.score.estimator import Seen
from triage.score.row_checks import percent, setting

_HOME = "mean_district_same"
"""The feature of a dump that holds the share of rows whose CNIC was issued in the district where they live."""

_ONE_PLACE = "top_place_zone"
"""The feature that holds the share of rows with the commonest district."""


def spared(own: Combined, most: float, explained: Share, rule: SignalRule) -> Combined:
    """Return number B, accusing nobody a little where no check that a person can follow says that a part is made up.

    Few first names in a ward's list, a clan's name in every row or women from everywhere are habits that the trees know
    from fakes; who made up more than half leaves more than that. `most` is the largest share that number A leaves,
    `explained` what the explained checks say.
    """
    is_weak = setting(rule, "half_most") < own.share.high < setting(rule, "accused_most")
    may_be_all = not explained.high < setting(rule, "accused_most")
    return own.up_to(most) if is_weak and may_be_all else own


def told(share: Share, seen: Seen | None, rule: SignalRule, *, is_joint: bool) -> Share:
    """Return number B, or the reason why there is none where its range tells nothing."""
    is_open = share.low <= setting(rule, "open_most") and share.high >= setting(rule, "accused_most")
    if share.gate or not is_open or share.estimate >= setting(rule, "estimate_least"):
        return share
    return replace(share, gate=_moved(seen, rule) or _bare(share, rule, is_joint=is_joint))


def _moved(seen: Seen | None, rule: SignalRule) -> str:
    home = seen.whole[_HOME] if seen else 1.0
    if not home < setting(rule, "moved_most"):
        return ""
    if seen and seen.whole.get(_ONE_PLACE, 0.0) >= setting(rule, "one_place_least"):
        return (
            f"all rows name one district, and {percent(home)} of the CNICs were issued there: a value that was filled "
            "in for all says nothing of where people live; or they moved there together, or the rows were put "
            "together wrongly, and nothing else decides"
        )
    return (
        f"only {percent(home)} of the CNICs were issued where the people live: they moved there together, as to a "
        "colony, a barracks or a hostel, or the rows were put together wrongly, and nothing else decides"
    )


def _bare(share: Share, rule: SignalRule, *, is_joint: bool) -> str:
    if is_joint or share.estimate < setting(rule, "bare_least"):
        return ""
    return "no two columns could be compared, and what else was seen fits a genuine list and an invented one"
