"""Write records of people: canonical columns of an extract, one row per chosen person."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl

from triage import rules as rulebook
from triage.simulate import addresses
from triage.simulate import names as naming
from triage.simulate.draw import Ints, Rng, chance, pick, zipf
from triage.simulate.names import SLOTS, Bearers
from triage.simulate.numbers import text
from triage.simulate.places import places
from triage.simulate.population import People
from triage.simulate.words import DOMAINS, NOTHING
from triage.simulate.world import World

_CLERKS = 8
"""Clerks in each district."""

_WIDTHS = (0, 0, 0, 30, 40, 50, 60, 100)
"""Lengths at which address columns of old systems are cut; 0 = not cut."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Writes columns of an extract: people in the order of the records, the clerk of each, and the world's habits."""

    people: pl.DataFrame
    clerk: Ints
    world: World
    rng: Rng
    script: str = ""

    def names(self) -> pl.Series:
        """Return the people's own names in capitals."""
        if self.script == "urdu":
            return self.urdu_names("n")
        codes = naming.add_titles(self.rng, self._codes("n"), self.people["female"].to_numpy(), self.world.title)
        return self._slipped(naming.latin(codes, self.clerk, self.world.variant))

    def fathers(self) -> pl.Series:
        """Return the father's (or husband's) column in capitals."""
        if self.script == "urdu":
            return self.urdu_names("f")
        return self._slipped(naming.latin(self._codes("f"), self.clerk, self.world.variant))

    def urdu_names(self, whose: str) -> pl.Series:
        """Return names as in Urdu files: "n" own, "f" the father's column; in Latin script if that is requested."""
        if self.script == "latin":
            return naming.latin(self._codes(whose), self.clerk, self.world.variant)
        return naming.urdu(self._codes(whose))

    def mothers(self, namer: naming.Namer) -> pl.Series:
        """Return mothers' names in capitals."""
        frame = self.people
        who = Bearers(np.ones(frame.height, dtype=bool), frame["culture"].to_numpy(), frame["born"].to_numpy() - 25)
        codes = namer.draw(self.rng, who)
        return naming.urdu(codes) if self.script == "urdu" else naming.latin(codes, self.clerk, self.world.variant)

    def addresses(self, style: str) -> pl.Series:
        """Return addresses in a style of `addresses.STYLES`, cut at the column's length; some are empty phrases."""
        rows = self.people.height
        style = {"urdu": "urdu", "latin": "nadra" if style == "urdu" else style}.get(self.script, style)
        hand = addresses.Hand(self.clerk, self.world.variant, chance(self.rng, self.world.misspelt_place, rows))
        written = addresses.write(self.people, style, hand)
        width = _WIDTHS[self.rng.integers(0, len(_WIDTHS))] if style != "urdu" else 0
        if width:
            written = written.str.head(width)
        nothing = pl.Series(NOTHING, dtype=pl.String).gather(pl.Series(pick(self.rng, zipf(len(NOTHING), 1.0), rows)))
        return nothing.zip_with(pl.Series(chance(self.rng, self.world.placeholder, rows)), written)

    def cnics(self) -> pl.Series:
        """Return CNICs as 13 digits."""
        return self.people["cnic"].cast(pl.String)

    def genders(self) -> pl.Series:
        """Return "M" or "F", the person's true sex; the last digit of the CNIC may differ."""
        return pl.select(pl.when(self.people["female"]).then(pl.lit("F")).otherwise(pl.lit("M"))).to_series()

    def districts(self) -> pl.Series:
        """Return the district of residence."""
        return pl.Series(places().names, dtype=pl.String).gather(self.people["residence"])

    def domiciles(self) -> pl.Series:
        """Return the district where the person was first registered."""
        return pl.Series(places().names, dtype=pl.String).gather(self.people["home"])

    def tehsils(self) -> pl.Series:
        """Return the tehsil of residence in capitals."""
        return addresses.tehsils(self.people)

    def landlines(self) -> pl.Series:
        """Return a number in the area of the district: "0" + area + subscriber; null if the area is unknown."""
        area, digits = areas()
        residence = pl.Series(self.people["residence"])
        width = digits.gather(residence).to_numpy()
        subscriber = (2 + 7 * self.rng.random(len(width))) * 10.0 ** (width - 1)
        return area.gather(residence) + pl.Series(subscriber.astype(np.int64)).cast(pl.String)

    def emails(self) -> pl.Series:
        """Return e-mail addresses in lower case: letters of the name, digits and a common provider."""
        rows = self.people.height
        codes = self._codes("n")
        codes[:, 0] = np.where(chance(self.rng, 0.5, rows), codes[:, 0], naming.NONE)
        local = naming.latin(codes, self.clerk, 0.0).str.to_lowercase().str.replace_all(r"[^a-z]+", "")
        year = text(self.people["born"].to_numpy() % 100, 2)
        number = pl.Series(self.rng.integers(1, 1000, rows)).cast(pl.String)
        digits = year.zip_with(pl.Series(chance(self.rng, 0.5, rows)), number)
        domain = pl.Series(DOMAINS, dtype=pl.String).gather(pl.Series(pick(self.rng, zipf(len(DOMAINS), 2.0), rows)))
        return local + digits + "@" + domain

    def _codes(self, whose: str) -> Ints:
        return self.people.select(f"{whose}{slot}" for slot in range(SLOTS)).to_numpy().astype(np.int64)

    def _slipped(self, written: pl.Series) -> pl.Series:
        """Return names, some of them with a letter missing."""
        rows = np.flatnonzero(chance(self.rng, self.world.slip, len(written)))
        if not len(rows):
            return written
        some = written.gather(pl.Series(rows))
        at = (self.rng.random(len(rows)) * some.str.len_chars().to_numpy()).astype(np.int64)
        frame = pl.DataFrame({"text": some, "at": at})
        cut = frame.select(pl.col("text").str.slice(0, pl.col("at")) + pl.col("text").str.slice(pl.col("at") + 1))
        return written.scatter(rows, cut.to_series().str.strip_chars())


def desk(people: People, rows: Ints, rng: Rng) -> Desk:
    """Return the desk for these people (row numbers of `people.frame`, in the order of the records)."""
    chosen = people.frame.select(pl.all().gather(pl.Series(rows)))
    clerk = chosen["residence"].to_numpy() * _CLERKS + rng.integers(0, _CLERKS, len(rows))
    return Desk(chosen, clerk, people.world, rng, people.script)


def gaps(rng: Rng, column: pl.Series, share: float) -> pl.Series:
    """Return the column with this share of its cells null."""
    return column.set(pl.Series(chance(rng, share, len(column))), None)


@cache
def areas() -> tuple[pl.Series, pl.Series]:
    """Return the area code ("042") and the number of subscriber digits by district.

    Null if no code names the district.
    """
    rows = rulebook.load().table("landline_area_codes")
    found = [
        next((row for row in rows if name in row["districts"] or name in row["places"]), None)
        for name in places().names
    ]
    karachi = next(row for row in rows if row["area_code"] == "021")
    filled = [row or (karachi if big and "Punjab" not in province else None)
              for row, big, province in zip(found, places().big, places().provinces, strict=True)]  # fmt: skip
    return (
        pl.Series([row["area_code"] if row else None for row in filled], dtype=pl.String),
        pl.Series([int(row["subscriber_digits"]) if row else 7 for row in filled], dtype=pl.Int64),
    )
