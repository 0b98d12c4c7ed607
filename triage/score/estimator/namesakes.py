"""Keep namesakes of one place apart: they are not one person with many cards.

Who copies people and alters their numbers leaves one name and one address under several CNICs. So does a list whose
addresses name a village or a ward and no house: there, namesakes are as frequent as everywhere in the list.
"""

from __future__ import annotations

import polars as pl

_BY_CHANCE = 0.25
"""Share of the equal descriptions that namesakes explain, from which a description names nobody."""

_ELSEWHERE = 0.1
"""Share of the pairs of rows at different addresses, below which nothing shows how frequent namesakes are."""


def apart(evidence: pl.DataFrame) -> pl.DataFrame:
    """Return complete evidence in which a description belongs to one card, if namesakes explain what repeats.

    Else as it is, and without addresses: then nothing shows how many namesakes to expect.
    """
    if not _are_namesakes(evidence.select("name", "father", "address", "person", "cnic")):
        return evidence
    has_card = pl.col("person").is_not_null() & pl.col("cnic").is_not_null()
    return evidence.with_columns(
        pl.when(has_card).then(pl.struct("person", "cnic").hash()).otherwise("person").alias("person")
    )


def _are_namesakes(evidence: pl.DataFrame) -> bool:
    """Return true if chance leads to expect a good part of the rows of one description and several cards.

    Chance is how often rows at different addresses bear the same names: copies at one address do not raise it.
    """
    people = evidence.drop_nulls(("name", "address", "person", "cnic")).unique()
    here, alike = _pairs(people, "address"), _pairs(people, "name", "father", "address")
    elsewhere = people.height * (people.height - 1) / 2 - here
    if not alike:
        return False
    if elsewhere <= _ELSEWHERE * (here + elsewhere):
        return True
    chance = (_pairs(people, "name", "father") - alike) / elsewhere
    return chance * here >= _BY_CHANCE * alike


def _pairs(people: pl.DataFrame, *keys: str) -> float:
    """Return how many pairs of rows have the same values in these columns."""
    rows = people.group_by(keys).len("rows")["rows"].cast(pl.Float64)
    return float((rows * (rows - 1)).sum() / 2)
