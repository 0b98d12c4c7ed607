"""Tell rows whose people all live where their cards were issued: beside rows of another hand, or in the whole list.

Of true people in several districts some live elsewhere than their card was issued. Who invents homes to fit cards, or
cards to fit homes, makes no such row, and writes in a form of his own. An office that copies homes from cards does the
same, so it accuses nobody: the high end of number B stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from triage.core.model import Reason
from triage.rules.model import SignalRule
from triage.score.combine import Combined
from triage.score.estimator import Seen
from triage.score.row_checks import percent, setting


@dataclass(frozen=True, slots=True)
class Unmoved:
    """Rows of which nobody moved.

    `share` of all rows are of hands of which nobody moved, though of the other rows of the same districts a share
    `elsewhere` did; if `elsewhere` is null, nobody moved in the whole list. `districts` as if all had as many rows.
    `hands` are the hashes of these hands, none if it is the whole list.
    """

    share: float
    elsewhere: float | None
    districts: float
    hands: tuple[int, ...] = ()

    def left(self, rule: SignalRule) -> float:
        """Return the highest estimate of number B that the unmoved rows leave."""
        return setting(rule, "whole_most") if self.elsewhere is None else 1 - self.share


def unmoved(seen: Seen, rule: SignalRule) -> Unmoved | None:
    """Return what is unmoved in the evidence of one kind of record; null if nothing, or too few rows to tell."""
    rows = homes(seen)
    known = rows.drop_nulls(("zone", "moved"))
    if known.height < setting(rule, "rows_least"):
        return None
    hands = _still(known, rule)
    others = _others(known, hands, rule)
    apart = _apart(known, hands, others, rule)
    if not apart.is_empty():
        share = rows.join(apart, on="hand", how="semi").height / rows.height
        districts = float(apart["districts"].max())  # type: ignore[arg-type]
        return Unmoved(share, _mean(others["moved"]), districts, tuple(apart["hand"]))
    return Unmoved(1.0, None, _even(known["zone"])) if is_unmoved(known, rule) else None


def homes(seen: Seen) -> pl.DataFrame:
    """Return of each row its "hand", the "zone" of its place, and whether the card was issued elsewhere ("moved")."""
    return seen.evidence.select("hand", zone="place_zone").with_columns(
        moved=1 - seen.first["district_same"].cast(pl.Float64)
    )


def is_unmoved(known: pl.DataFrame, rule: SignalRule) -> bool:
    """Return whether of enough rows of several districts, whose homes are all known, hardly any moved."""
    return (
        known.height >= setting(rule, "rows_least")
        and _even(known["zone"]) >= setting(rule, "districts_least")
        and _mean(known["moved"]) <= setting(rule, "whole_moved")
    )


def reason(found: Unmoved | None, rule: SignalRule) -> Reason | None:
    """Return the line of evidence, which weighs nothing by itself; null if nothing is unmoved."""
    if found is None:
        return None
    where = f"{percent(found.share)} of the rows, which are written in a form of their own" if found.elsewhere else ""
    return Reason(
        rule.id,
        0.0,
        f"In {where or 'all rows'}, nobody lives in another district than that where the CNIC was issued: one of both "
        "was taken from the other, or both were made up to agree.",
        observed=f"nobody of {found.districts:.0f} districts"
        + (f", where {percent(found.elsewhere)} of the others live elsewhere" if found.elsewhere else ""),
        expected="genuine: some live elsewhere, in all parts of a list; it accuses nobody",
        innocent=rule.innocent,
    )


def limited(found: Mapping[str, Combined], of: Unmoved | None, rule: SignalRule) -> dict[str, Combined]:
    """Return number B of each preset with an estimate that leaves out unmoved rows; the high end stays.

    A list that is unmoved as a whole, as a roll of permanent homes is, keeps estimates of which each preset is sure.
    """
    if of is None or (of.elsewhere is None and _are_sure(found, rule)):
        return dict(found)
    left = of.left(rule)
    return {
        preset: each
        if each.share.gate
        else replace(
            each,
            share=replace(each.share, estimate=min(each.share.estimate, left), low=min(each.share.low, left)),
        )
        for preset, each in found.items()
    }


def _are_sure(found: Mapping[str, Combined], rule: SignalRule) -> bool:
    """Return whether each preset that has an estimate finds next to nothing made up."""
    known = [each.share.estimate for each in found.values() if not each.share.gate]
    return min(known, default=0.0) >= setting(rule, "whole_sure")


def _still(known: pl.DataFrame, rule: SignalRule) -> pl.DataFrame:
    """Return the hands of several districts and enough rows of which hardly anybody moved: "hand", "districts"."""
    by_zone = known.drop_nulls("hand").group_by("hand", "zone").agg(pl.len().alias("n"), pl.col("moved").sum())
    hands = by_zone.group_by("hand").agg(
        pl.col("n", "moved").sum(),
        (pl.col("n").sum() ** 2 / (pl.col("n").cast(pl.Float64) ** 2).sum()).alias("districts"),
    )
    return hands.filter(
        pl.col("n") >= setting(rule, "hand_rows_least"),
        pl.col("districts") >= setting(rule, "districts_least"),
        pl.col("moved") <= setting(rule, "moved_most") * pl.col("n"),
    )


def _others(known: pl.DataFrame, hands: pl.DataFrame, rule: SignalRule) -> pl.DataFrame:
    """Return the rows of other hands, if they move as true people do: who invents both places moves nearly always."""
    others = known.join(hands, on="hand", how="anti", nulls_equal=True)
    most = setting(rule, "genuine_high")
    is_small = pl.len().over("hand") < setting(rule, "hand_rows_least")
    others = others.filter(is_small | (pl.col("moved").mean().over("hand") <= most))
    return others if _mean(others["moved"]) <= most else others.clear()


def _apart(known: pl.DataFrame, hands: pl.DataFrame, others: pl.DataFrame, rule: SignalRule) -> pl.DataFrame:
    """Return those of the hands in whose districts many would have moved, if they had as the other rows did.

    In districts of no or few other rows as many as the others of all districts, but no more than in villages.
    """
    usual = others.group_by("zone").agg(pl.col("moved").mean().alias("usual"), pl.len().alias("rows"))
    usual = usual.filter(pl.col("rows") >= setting(rule, "zone_rows_least"))
    elsewhere = min(_mean(others["moved"]), setting(rule, "village_moved"))
    awaited = (
        known.join(hands.select("hand"), on="hand", how="semi")
        .join(usual, on="zone", how="left")
        .with_columns(pl.col("usual").fill_null(elsewhere))
        .group_by("hand")
        .agg(pl.col("usual").sum().alias("awaited"), pl.col("moved").sum().alias("met"))
    )
    told = awaited.filter(
        pl.col("awaited") >= setting(rule, "hand_expected_least"),
        pl.col("met") <= setting(rule, "met_most") * pl.col("awaited"),
    )
    is_enough = told["awaited"].sum() >= setting(rule, "expected_least")
    return hands.join(told, on="hand", how="semi") if is_enough else hands.clear()


def _even(zones: pl.Series) -> float:
    """Return the number of zones of even size that would be as mixed (the inverse of Simpson's index)."""
    counts = zones.value_counts()["count"].to_numpy().astype(np.float64)
    return float(counts.sum() ** 2 / (counts**2).sum())


def _mean(column: pl.Series) -> float:
    return float(column.mean() or 0.0)  # type: ignore[arg-type]
