"""A request for genuine records to a family of worlds."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType

import numpy as np

from triage.core.errors import UsageError
from triage.simulate.draw import Ints, Rng, pick
from triage.simulate.extracts import kind
from triage.simulate.places import places
from triage.simulate.population import FIRST_YEAR, Population


@dataclass(frozen=True, slots=True)
class Ask:
    """A request for `rows` genuine records of a `kind` of file.

    `room` is the number of rows, made-up ones included, for which one population must have enough people.
    """

    kind: str
    rows: int
    room: int
    seed: int
    people: Population

    @property
    def module(self) -> ModuleType:
        """The module of the kind."""
        return kind(self.kind)

    @property
    def script(self) -> str:
        """The script of names and addresses: "latin" or "urdu"."""
        return self.people.script or str(self.module.SCRIPT)

    def districts(self, rng: Rng, breadth: float) -> Ints:
        """Return indices of `places` where people of this file live: the named districts, else drawn ones.

        `breadth` in [0, 1] decides how many: below 0.2 one district, below 0.4 two to twelve; above, the whole country,
        unless the kind is local. Raises `UsageError` for a district that is in no table, and for a year before there
        were enough CNICs.
        """
        here = places()
        check_year(self.people.year)
        if unknown := [name for name in self.people.districts if name not in here.names]:
            raise UsageError(f"no such district: {', '.join(unknown)}; see rules/tables/districts.csv")
        if self.people.districts:
            return np.array([here.index(name) for name in self.people.districts])
        local = int(self.module.LOCAL)
        if breadth >= 0.4 and not local:
            return np.arange(len(here.names))
        count = 1 if breadth < 0.2 else int(rng.integers(2, 13)) if breadth < 0.4 else local
        first = pick(rng, here.people, 1)[0]
        near = [number for number, each in enumerate(here.provinces) if each == here.provinces[first]]
        return np.array(sorted(near, key=lambda number: (abs(number - first), number))[:count])


def check_year(year: int) -> None:
    """Raise `UsageError` for a year before there were enough CNICs."""
    if year < FIRST_YEAR:
        raise UsageError(f"populations can be made from {FIRST_YEAR} on, when CNICs replaced the old NIC, not {year}")
