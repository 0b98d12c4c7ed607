"""Find numbers to look into: a CNIC with several names or many SIMs, a SIM with several CNICs. Listed masked.

A name that is written in two ways counts as two: the examiner decides who is meant.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import polars as pl

from triage.core.described import AREA, INITIALS, NAME, NETWORK
from triage.core.safe import HIDDEN, mask
from triage.people.groups import Groups

NAMES, CARDS = "cnic with several names", "mobile with several cnics"

SIMS, BEYOND = "cnic with five or more mobiles", "cnic with over eight mobiles"
"""Numbers in one name that who sells or hides behind SIMs has: of a subscriber list, one CNIC in hundreds has five."""

MANY_SIMS, ALLOWED_SIMS = 5, 8
"""A CNIC may hold five SIMs for calls (since July 2012), and three for data (since November 2015): PTA, in the press,
commsupdate 2012-07-11, propakistani 2015-11-05, read 2026-11-23."""

BY_PERSON = (NAME, INITIALS, AREA, NETWORK, "mobile")
BY_MOBILE = ("mobile", "cnic", AREA, NETWORK, "dump")
"""What is asked of records: of those of a person, and of those with a mobile number and a CNIC."""

LISTED = 50
"""Most conflicts of a kind that are listed, those with the most values first; all are counted."""

_SHOWN = 8
"""Most values that are shown of one conflict."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A masked number, the number of its contradicting values, some of these masked, and the numbers of the dumps."""

    kind: str
    value: str
    number: int
    others: tuple[str, ...]
    dumps: tuple[int, ...]


@dataclass(slots=True)
class Conflicts:
    """The conflicts of all parts so far."""

    counts: Counter[str] = field(default_factory=Counter)
    _listed: dict[str, pl.DataFrame] = field(default_factory=dict)

    def add_names(self, part: pl.DataFrame, persons: Groups) -> None:
        """Add the records of some persons, with `BY_PERSON` and `dump`, grouped by person."""
        if part[NAME].null_count() == part.height or part[AREA].null_count() == part.height:
            return
        written = persons.only(part[AREA].is_not_null() & part[NAME].is_not_null())
        self._add(NAMES, part, written, (NAME, AREA, INITIALS))

    def add_sims(self, part: pl.DataFrame, persons: Groups) -> None:
        """Add the same records: the mobile numbers of each CNIC."""
        large = persons.least(MANY_SIMS)
        if not len(large):
            return
        held = large.only(part["mobile"].is_not_null() & part[AREA].is_not_null()).least(MANY_SIMS)
        numbers = self._add(SIMS, part, held, ("mobile", AREA, NETWORK), MANY_SIMS)
        self.counts[BEYOND] += int((numbers > ALLOWED_SIMS).sum())

    def add_cards(self, part: pl.DataFrame) -> None:
        """Add the records of some mobile numbers, with `BY_MOBILE`."""
        self._add(CARDS, part, Groups.by(part["mobile"]), ("cnic", NETWORK, AREA))

    def _add(
        self, kind: str, part: pl.DataFrame, groups: Groups, columns: tuple[str, str, str], least: int = 2
    ) -> pl.Series:
        """Add the groups with at least so many values of the first column; return how many each has."""
        other, shown, others = columns
        rows, number = groups.differing(part[other])
        found = (
            part[rows]
            .with_columns(pl.Series(".group", number))
            .group_by(".group")
            .agg(
                pl.col(other).n_unique().alias("number"),
                pl.col(shown).first().alias("shown"),
                pl.struct(other, others).unique().struct.field(others).cast(pl.String).sort().alias("others"),
                pl.col("dump").unique().sort().alias("dumps"),
            )
            .drop(".group")
            .filter(pl.col("number") >= least)
        )
        self.counts[kind] += found.height
        every = pl.concat([found, *([self._listed[kind]] if kind in self._listed else [])])
        told = pl.col("others").list.join(" "), pl.col("dumps").cast(pl.List(pl.String)).list.join(" ")
        self._listed[kind] = every.sort(-pl.col("number").cast(pl.Int64), "shown", *told).head(LISTED)
        return found["number"]

    def listed(self) -> list[Conflict]:
        """Return the listed conflicts, the most contradicted first."""
        return [
            Conflict(kind, _value(kind, shown), number, tuple(_others(kind, others)[:_SHOWN]), tuple(dumps))
            for kind, rows in sorted(self._listed.items())
            for number, shown, others, dumps in rows.select("number", "shown", "others", "dumps").iter_rows()
        ]


def _value(kind: str, shown: int | None) -> str:
    if shown is None:
        return HIDDEN
    return (
        mask("PK_CNIC", f"{shown:05}{0:08}")
        if kind in (NAMES, SIMS)
        else mask("PK_MOBILE_NUMBER", f"0{shown:03}{0:07}")
    )


def _others(kind: str, others: list[str | None]) -> list[str]:
    if kind == CARDS:
        return [HIDDEN if each is None else _value(NAMES, int(each)) for each in others]
    if kind == SIMS:
        return [HIDDEN if each is None else _value(CARDS, int(each)) for each in others]
    return [mask("PERSON", " ".join(each or "")) for each in others]
