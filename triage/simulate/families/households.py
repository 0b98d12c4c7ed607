"""Households and agents: families who marry, move, die and own SIMs, and the extracts that leak from them."""

from __future__ import annotations

import polars as pl

from triage.simulate.ask import Ask
from triage.simulate.draw import pick, stream
from triage.simulate.extracts import extract
from triage.simulate.places import places
from triage.simulate.population import Population, population

TITLE = "Households and agents"

_MARGIN = 60
"""People drawn beyond what a kind needs, because families are drawn whole."""


def genuine(ask: Ask) -> pl.DataFrame:
    """Return records of one population of households."""
    people = population(_local(ask), ask.seed, int(ask.room * ask.module.PEOPLE) + _MARGIN)
    return extract(ask.kind, people, ask.seed, ask.rows)


def _local(ask: Ask) -> Population:
    """Return the requested population; of neighbouring districts if the kind is local and no district is named."""
    count = ask.module.LOCAL
    if ask.people.districts or not count:
        return ask.people
    here = places()
    first = int(pick(stream(ask.seed, "districts"), here.people, 1)[0])
    same = [number for number, each in enumerate(here.provinces) if each == here.provinces[first]]
    near = sorted(same, key=lambda number: (abs(number - first), number))[:count]
    names = tuple(here.names[number] for number in near)
    return Population(ask.people.year, names, ask.people.world, ask.people.script)
