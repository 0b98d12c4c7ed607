"""Tell rows of one hand in which habits of made-up tables come together, behind or among rows of others.

True rows hide an invented part: as many habits as give a whole table away (`score/habits.py`) are gone among them. So
they are counted once more in the rows of each form of writing (`score/hands.py`), and in those of all forms together in
which nobody moved while others did (`score/unmoved.py`). Who pads a list writes his rows in forms of his own; an office
that does has one or two of the habits, as any list has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from triage.core.model import Reason
from triage.core.summary import Marks
from triage.core.sums import BottomK
from triage.rules.model import Rules, SignalRule
from triage.score import habits
from triage.score.combine import Combined
from triage.score.estimator import Seen
from triage.score.row_checks import percent, setting
from triage.score.scope import Scope
from triage.score.unmoved import Unmoved, homes, is_unmoved


@dataclass(frozen=True, slots=True)
class Invented:
    """Rows of hands with too many habits: their share of all rows, and the most habits that such rows have."""

    share: float
    habits: tuple[str, ...]


def invented(
    seen: Seen, rules: Rules, rule: SignalRule, still: Unmoved | None, of_still: SignalRule
) -> Invented | None:
    """Return the rows whose hands have enough habits; null if there are none.

    `still` are the rows of which nobody moved, `of_still` is the rule about them: that is a habit too.
    """
    rows, moved = seen.evidence, homes(seen)
    least = max(setting(rule, "hand_rows_least"), setting(rule, "hand_share_least") * rows.height)
    hands = rows["hand"].drop_nulls().value_counts(sort=True).filter(pl.col("count") >= least)["hand"]
    told: dict[tuple[int, ...], tuple[str, ...]] = {}
    for group in {(hand,) for hand in hands} | ({still.hands} if still and still.hands else set()):
        own = _is_of(group)
        is_still = is_unmoved(moved.filter(own).drop_nulls(("zone", "moved")), of_still)
        found = habits.seen(Scope(0, 0, _marks(rows.filter(own))), rules, is_still=is_still)
        if len(found) >= setting(rule, "groups_least"):
            told[group] = found
    if not told:
        return None
    of_any = rows.filter(_is_of({hand for group in told for hand in group}))
    return Invented(of_any.height / rows.height, max(told.values(), key=lambda each: (len(each), each)))


def reason(found: Invented | None, rule: SignalRule) -> Reason | None:
    """Return the line of evidence, which weighs nothing by itself; null if no hand has enough habits."""
    if found is None:
        return None
    return Reason(
        rule.id,
        0.0,
        f"In {percent(found.share)} of the rows, which are written in a form of their own, {len(found.habits)} habits "
        f"of made-up tables come together: {', '.join(found.habits)}.",
        observed=f"{len(found.habits)} of {habits.GROUPS} habits in rows of one form",
        expected="genuine: at most three of them",
        innocent=rule.innocent,
    )


def limited(found: Mapping[str, Combined], of: Invented | None, rule: SignalRule) -> dict[str, Combined]:
    """Return number B of each preset: the estimate leaves these rows out, the high end most of them."""
    if of is None:
        return dict(found)
    left, most = 1 - of.share, 1 - of.share * (1 - setting(rule, "genuine_most"))
    return {
        preset: each
        if each.share.gate
        else replace(each, share=replace(each.share.at_most(most), estimate=min(each.share.estimate, left),
                                         low=min(each.share.low, left)))
        for preset, each in found.items()
    }  # fmt: skip


def _is_of(hands: Collection[int]) -> pl.Expr:
    return pl.col("hand").is_in(pl.Series(sorted(hands), dtype=pl.UInt64).implode())


def _marks(rows: pl.DataFrame) -> dict[str, Marks]:
    """Return the marks from which habits are seen, of some rows of complete evidence."""
    day = rows.filter(pl.col("born_valid") == 1)["born_day"].drop_nulls() % 100
    codes = _counts("mobile", rows.filter(pl.col("mobile_valid") == 1)["mobile_code"].cast(pl.String))
    places = _counts("place", rows.filter(pl.col("cnic_listed") == 1)["cnic_prefix"].cast(pl.String).str.zfill(5))
    first = rows["name_first"].drop_nulls().to_numpy().astype(np.uint64)
    births = {"rows": len(day), "after12": int((day > 12).sum()), "after28": int((day > 28).sum())}
    return {
        "name_support": Marks(sketches={"first": BottomK.of(first)}),
        "prefix_uniformity": Marks(codes + places),
        "digit_spread": Marks(_counts("digit0", rows["cnic_head"].cast(pl.String))),
        "dob_calendar": Marks(Counter(births)),
    }


def _counts(name: str, values: pl.Series) -> Counter[str]:
    return Counter({f"{name}={value}": count for value, count in values.drop_nulls().value_counts().iter_rows()})
