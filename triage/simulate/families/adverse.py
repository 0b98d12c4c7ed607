"""Plain populations at the corners where an estimator would take them for invented: found against a trained one.

`benchmarks/genuineness/adverse.py` draws manners of plain populations and keeps those to which the trained estimator
gives the least share of genuine people; a world is a corner of `adverse.csv` with its numbers moved a little.
"""

from __future__ import annotations

import csv
from dataclasses import fields, replace
from functools import cache
from importlib.resources import files

import polars as pl

from triage.simulate.ask import Ask
from triage.simulate.draw import Rng, stream
from triage.simulate.families.plain import Manner, population_of
from triage.simulate.keeping import as_file
from triage.simulate.nuisance import Writing, drawn

TITLE = "Populations that look invented"

_MOVED = 0.15
"""How far a number of a corner moves, as a share of its range."""


def genuine(ask: Ask) -> pl.DataFrame:
    """Return records of a population near one of the corners."""
    rng = stream(ask.seed, "adverse")
    kept = corners()
    writing = drawn(Writing, rng, plain=bool(rng.random() < 0.6))
    manner = moved(kept[int(rng.integers(0, len(kept)))], rng) if kept else drawn(Manner, rng, plain=False)
    return as_file(ask, population_of(ask, rng, manner, writing), writing, stream(ask.seed, "file"))


def moved(manner: Manner, rng: Rng) -> Manner:
    """Return a manner close to this one, within the ranges of its fields."""
    new = {}
    for each in fields(Manner):
        low, high = each.metadata["range"]
        old = float(getattr(manner, each.name))
        new[each.name] = float(min(max(old + rng.normal(0, _MOVED) * (high - low), low), high))
    return replace(manner, **new)


@cache
def corners() -> tuple[Manner, ...]:
    """Return the manners that were kept."""
    text = (files("triage.simulate.families") / "adverse.csv").read_text(encoding="utf-8")
    lines = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return tuple(Manner(**{name: float(value) for name, value in line.items()}) for line in lines)
