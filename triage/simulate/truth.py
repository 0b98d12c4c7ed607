"""Compute the truth of a row, given the columns that a dump shows.

Rows of invented values are fabricated whatever is shown. Rows of true values that are wrongly combined (shuffles,
swapped names, changed phones) are fabricated only if what does not belong together is shown: a list of names from a
shuffled table is a list of true names.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from triage.simulate.fabricators import fabricator


def shown(labels: pl.DataFrame, columns: Iterable[str], had: Iterable[str]) -> pl.DataFrame:
    """Return the labels that are true for a reader of these columns.

    `had` are the columns that the records had when they were made.
    """
    seen, whole = frozenset(columns), frozenset(had)
    for name in labels["label_family"].unique().to_list():
        if not name:
            continue
        identity, linkage = _told(name, seen, whole)
        of_it = pl.col("label_family") == name
        labels = labels.with_columns(
            label_identity=pl.when(of_it).then(pl.lit(identity)).otherwise("label_identity"),
            label_linkage=pl.when(of_it).then(pl.lit(linkage)).otherwise("label_linkage"),
        )
    return labels


def _told(name: str, seen: frozenset[str], had: frozenset[str]) -> tuple[str, str]:
    module = fabricator(name)
    truth = (str(module.IDENTITY), str(module.LINKAGE))
    spoils = getattr(module, "spoils", None)
    if spoils is None:
        return truth
    identity, linkage = (told if wrong else "genuine" for told, wrong in zip(truth, spoils(seen, had), strict=True))
    return identity, linkage
