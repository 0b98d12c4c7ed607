"""People of one genuine world: joint families in districts, each with a name, a father, a birth and a CNIC.

A family is a man, his wife, their grown children at home and the sons' wives. Everything is drawn from the tables of
`rules`; nothing is learnt from any person's data.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from triage.core.errors import UsageError
from triage.simulate import addresses
from triage.simulate.dates import births
from triage.simulate.draw import Bools, Floats, Ints, Rng, chance, pick, pick_by, stream
from triage.simulate.names import NONE, SLOTS, Bearers, Namer, namer
from triage.simulate.numbers import Registered, cnics
from triage.simulate.places import CULTURES, places
from triage.simulate.world import World, draw_world

ADULT = 18
FIRST_YEAR = 2004
"""First year of populations: old NICs were invalid from January 2004."""

_LATE = 21
"""Age up to which only most people have a CNIC, because the young register late."""

_HEAD_AGES = ((22, 30, 0.15), (31, 40, 0.24), (41, 50, 0.21), (51, 60, 0.17), (61, 75, 0.16), (76, 92, 0.07))
"""Ages of heads of families (from, to, share), tuned so that all adults have about the ages of voters in 2023."""

_CHILDREN = 4.6
_SONS_STAY, _DAUGHTERS_STAY = 0.75, 0.42
_MARRIED_IN = 0.12
"""Share of wives from another district: most marriages are local."""
_BORN_HERE = 0.5
"""Share of children of a family that moved who were registered at the new place."""
_KEEP_MORE = {"pashtun": 0.2, "sindhi": 0.25, "baloch": 0.25, "kashmiri": 0.1, "christian": 0.3, "hindu": 0.3}
"""How much more often a last name passes from father to child than in Punjab."""


@dataclass(frozen=True, slots=True)
class Population:
    """A request for a population: year of the dump, districts (empty = all), and world (null = drawn by the seed).

    `script` of names and addresses: "latin", "urdu", "" = that of the kind of file.
    """

    year: int = 2022
    districts: tuple[str, ...] = ()
    world: World | None = None
    script: str = ""

    def of(self, seed: int) -> World:
        """Return the world of this population under a seed."""
        return self.world or draw_world(stream(seed, "world"))


@dataclass(frozen=True, slots=True)
class People:
    """The people of a world in one year: `frame` has one row per person, families together.

    Columns: `household`, `female`, `born` (year registered), `dob` (ISO), `age`, `relation` ("S/O", "D/O", "W/O"),
    `married`, `culture` (index of `CULTURES`), `home` and `residence` (districts, by index of `places`), `urban`,
    `cnic` (integer), name codes "n0".."n3" and "f0".."f3" (see `names`), parts of an address (see `addresses`).
    """

    frame: pl.DataFrame
    world: World
    year: int
    script: str = ""


def population(spec: Population, seed: int, people: int) -> People:
    """Return `people` adults of one world.

    Raises `UsageError` for a district that is in no table, and for a year before there were enough CNICs.
    """
    if spec.year < FIRST_YEAR:
        raise UsageError(
            f"populations can be made from {FIRST_YEAR} on, when CNICs replaced the old NIC, not {spec.year}"
        )
    world = spec.of(seed)
    homes = _households(stream(seed, "households"), spec, world, people // 2 + 60)
    family = _Family(stream(seed, "families"), homes, spec.year, namer(world, seed))
    members = family.members().sort("household", "order").head(people)
    members = members.join(homes, on="household", how="left", maintain_order="left")
    home = _registered_at(stream(seed, "homes"), members)
    who = Registered(home, members["female"].to_numpy(), members["born"].to_numpy())
    numbers = cnics(stream(seed, "cnics"), who, world, seed)
    dob = births(stream(seed, "births"), who.born, members["urban"].to_numpy(), world)
    frame = members.drop("order").with_columns(
        home=pl.Series(home), cnic=pl.Series(numbers), dob=dob, age=spec.year - pl.col("born")
    )
    return People(frame, world, spec.year, spec.script)


def _households(rng: Rng, spec: Population, world: World, rows: int) -> pl.DataFrame:
    here = places()
    weights = here.people.copy()
    if spec.districts:
        unknown = [name for name in spec.districts if name not in here.names]
        if unknown:
            raise UsageError(f"no such district: {', '.join(unknown)}; see rules/tables/districts.csv")
        weights *= np.isin(here.names, spec.districts)
    residence = pick(rng, weights, rows)
    stayers = np.where(here.big, world.city_stayers, world.rural_stayers)[residence]
    home = np.where(chance(rng, stayers, rows), residence, pick_by(rng, _gravity(), residence))
    urban = chance(rng, here.urban[residence], rows)
    culture = pick_by(rng, here.mix, home)
    parts = addresses.draw(rng, residence, urban)
    return pl.DataFrame(
        {"household": np.arange(rows), "residence": residence, "home": home, "culture": culture, "urban": urban} | parts
    )


def _gravity() -> Floats:
    """Return weights of origin districts by residence: population, four times as much in the same province."""
    here = places()
    provinces = np.array(here.provinces)
    near = np.where(provinces[:, None] == provinces[None, :], 4.0, 1.0)
    return near * here.people * (1 - np.eye(len(provinces)))


def _registered_at(rng: Rng, members: pl.DataFrame) -> Ints:
    """Return the district (index) where each person's CNIC was first issued."""
    rows = members.height
    home, residence = members["home"].to_numpy(), members["residence"].to_numpy()
    wife = members["relation"].to_numpy() == "W/O"
    child = members["order"].to_numpy() > 1
    home = np.where(child & ~wife & chance(rng, _BORN_HERE, rows), residence, home)
    return np.where(wife & chance(rng, _MARRIED_IN, rows), pick_by(rng, _gravity(), home), home)


@dataclass(slots=True)
class _Family:
    """Makes all families at once."""

    rng: Rng
    homes: pl.DataFrame
    year: int
    namer: Namer

    def members(self) -> pl.DataFrame:
        """Return everyone with a CNIC.

        `order` is the role in the family: 0 the man, 1 his wife, then children and wives.
        """
        rng, rows = self.rng, self.homes.height
        culture = self.homes["culture"].to_numpy()
        born = self._head_born(rows)
        grandfathers = self._names(culture, born - 28, female=False)
        heads = self._names(culture, born, female=False, father=grandfathers)
        parent = np.repeat(np.arange(rows), rng.poisson(_CHILDREN, rows))
        child_born, girl = born[parent] + rng.integers(20, 44, len(parent)), chance(rng, 0.49, len(parent))
        at_home = chance(rng, np.where(girl, _DAUGHTERS_STAY, _SONS_STAY), len(parent))
        son, daughter = np.flatnonzero(at_home & ~girl), np.flatnonzero(at_home & girl)
        sons = self._names(culture[parent[son]], child_born[son], female=False, father=heads[parent[son]])
        daughters = self._names(
            culture[parent[daughter]], child_born[daughter], female=True, father=heads[parent[daughter]]
        )
        wed = (self.year - child_born[son] > 22) & chance(rng, 0.8, len(son))
        has_wife = chance(rng, 0.88, rows)
        everyone = pl.concat(
            [
                _frame(np.arange(rows), born, heads, grandfathers, ("S/O", 0)).with_columns(
                    married=pl.Series(has_wife)
                ),
                self._wives(np.arange(rows), born, heads, 1).filter(pl.Series(has_wife)),
                _frame(parent[son], child_born[son], sons, heads[parent[son]], ("S/O", 2)).with_columns(
                    married=pl.Series(wed)
                ),
                _frame(parent[daughter], child_born[daughter], daughters, heads[parent[daughter]], ("D/O", 3)),
                self._wives(parent[son], child_born[son], sons, 4).filter(pl.Series(wed)),
            ]
        )
        alive = (everyone["order"] > 0) | pl.Series(chance(rng, 0.95, everyone.height))
        counted = ~everyone["female"] | pl.Series(chance(rng, self.namer.world.women_registered, everyone.height))
        age = self.year - everyone["born"]
        prompt = (age > _LATE) | pl.Series(chance(rng, 0.6, everyone.height))
        return everyone.filter(alive & counted & prompt & (age >= ADULT))

    def _head_born(self, rows: int) -> Ints:
        share = np.concatenate([np.full(high - low + 1, share / (high - low + 1)) for low, high, share in _HEAD_AGES])
        age = np.concatenate([np.arange(low, high + 1) for low, high, _ in _HEAD_AGES])
        return self.year - age[pick(self.rng, share, rows)]

    def _names(self, culture: Ints, born: Ints, *, female: bool, father: Ints | None = None) -> Ints:
        inherited = np.full(len(born), NONE)
        if father is not None:
            more = np.array([_KEEP_MORE.get(name, 0.0) for name in CULTURES])
            kept = chance(self.rng, self.namer.world.surname_kept + more[culture], len(born))
            inherited = np.where(kept, father[:, 3], NONE)
        return self.namer.draw(self.rng, Bearers(np.full(len(born), female), culture, born), inherited)

    def _wives(self, household: Ints, husband_born: Ints, husbands: Ints, order: int) -> pl.DataFrame:
        """Return one wife for each man; most have his name in the father's column."""
        rng, rows = self.rng, len(household)
        born = husband_born + np.clip(rng.normal(4, 3, rows), -5, 20).astype(np.int64)
        culture = self.homes["culture"].to_numpy()[household]
        own = self._names(culture, born, female=True)
        fathers = self._names(culture, born - 28, female=False)
        named = chance(rng, self.namer.world.husband_named, rows)
        frame = _frame(household, born, own, np.where(named[:, None], husbands, fathers), ("W/O", order))
        relation = pl.when(pl.Series(named)).then(pl.lit("W/O")).otherwise(pl.lit("D/O"))
        return frame.with_columns(relation=relation, married=pl.lit(value=True))


def _frame(household: Ints, born: Ints, names: Ints, fathers: Ints, place: tuple[str, int]) -> pl.DataFrame:
    relation, order = place
    columns: dict[str, Ints | Bools] = {"household": household, "born": born}
    columns |= {f"n{slot}": names[:, slot] for slot in range(SLOTS)}
    columns |= {f"f{slot}": fathers[:, slot] for slot in range(SLOTS)}
    return pl.DataFrame(columns).with_columns(
        relation=pl.lit(relation),
        married=pl.lit(value=False),
        female=pl.lit(value=relation != "S/O"),
        order=pl.lit(order),
    )
