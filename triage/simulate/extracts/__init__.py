"""Extracts: what a leak of one kind takes from a population, one kind per file.

A module defines `extract(people, rng, rows) -> DataFrame` (canonical values, all String, one row per record; null = no
value), and the constants

TITLE     what it is
PEOPLE    how many people of a population one row needs, at most
LOCAL     how many districts it covers; 0 = the whole country
COLUMNS   the columns it may have, in order; those in OPTIONAL may be missing
WOMEN     range of the share of women in such files
AGES      ages of nearly all people in it
SCRIPT    "latin" or "urdu"
HEADERS   header lines in use: field -> header as written; a field that is not named keeps its own name in capitals
STYLE     how values are written (see `triage.simulate.style`)
OPTIONAL  fields that may be empty
"""

from __future__ import annotations

from types import ModuleType

import polars as pl

from triage.core.errors import UsageError
from triage.core.plugins import modules
from triage.simulate.desk import gaps
from triage.simulate.draw import Ints, stream
from triage.simulate.population import People

LABELS = ("label_identity", "label_linkage", "label_novelty", "label_family")
"""Columns of truth: identity and linkage ("genuine", "fabricated"), novelty ("new", "copy"), fabricator ("" = none)."""


def kinds() -> tuple[str, ...]:
    """Return the kinds of extract, by name."""
    return tuple(modules(__name__, "extract"))


def kind(name: str) -> ModuleType:
    """Return the module of a kind. Raises `UsageError` if there is none."""
    found = modules(__name__, "extract")
    if name not in found:
        raise UsageError(f"no kind of extract {name!r}; there are {', '.join(found)}")
    return found[name]


def extract(name: str, people: People, seed: int, rows: int) -> pl.DataFrame:
    """Return `rows` genuine records of this kind, with `LABELS`: some cells empty, some rows written twice."""
    module, rng = kind(name), stream(seed, "extract", name)
    twice = int(rows * people.world.repeated)
    frame = module.extract(people, rng, rows - twice)
    optional = [name for name in frame.columns if name in module.OPTIONAL]
    frame = frame.with_columns(gaps(rng, frame[name], people.world.missing) for name in optional)
    labelled = as_genuine(frame)
    return _repeated(labelled, rng.choice(frame.height, twice, replace=False)) if twice else labelled


def as_genuine(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the records with the labels of genuine ones."""
    return frame.with_columns(label_identity=pl.lit("genuine"), label_linkage=pl.lit("genuine"),
                              label_novelty=pl.lit("new"), label_family=pl.lit(""))  # fmt: skip


def with_copies(frame: pl.DataFrame, rows: Ints) -> pl.DataFrame:
    """Return the labelled records with copies of some rows, each after its original and labelled so."""
    return _repeated(frame, rows) if len(rows) else frame


def _repeated(frame: pl.DataFrame, rows: Ints) -> pl.DataFrame:
    """Return the frame with copies of some rows, each after its original."""
    numbered = frame.with_row_index("row")
    copies = numbered.select(pl.all().gather(pl.Series(rows))).with_columns(label_novelty=pl.lit("copy"))
    return pl.concat([numbered, copies]).sort("row", maintain_order=True).drop("row")
