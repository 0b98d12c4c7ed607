"""One labelled dump: genuine records of a kind, some share of them made up, in a layout, as a seller would write it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import polars as pl

from triage.errors import UsageError
from triage.simulate.draw import pick, stream
from triage.simulate.extracts import LABELS, extract, kind
from triage.simulate.fabricators import fabricate, fabricator
from triage.simulate.layouts import layout
from triage.simulate.places import places
from triage.simulate.population import Population, population
from triage.simulate.style import Style, written

_MARGIN = 60
"""People more than a kind asks for: families are drawn whole."""


@dataclass(frozen=True, slots=True)
class DumpSpec:
    """What dump to make. The same spec makes the same dump.

    `fabricator` makes `fraction` of the `rows`, "" = nobody does. `year` is the year of the extract. `people` may
    name districts or a world; null = drawn by the seed.
    """

    kind: str = "telecom"
    rows: int = 1000
    fabricator: str = ""
    fraction: float = 0.0
    layout: str = "append"
    seed: int = 0
    people: Population = field(default_factory=Population)


@dataclass(frozen=True, slots=True)
class LabelledDump:
    """`frame` has canonical values, one row a record, all String; `labels` the truth of each row (`extracts.LABELS`).

    `style` and `headers` say how its file writes it.
    """

    frame: pl.DataFrame
    labels: pl.DataFrame
    style: Style
    headers: dict[str, str]

    @property
    def as_written(self) -> pl.DataFrame:
        """The records with values and headers as in the file."""
        return written(self.frame, self.style).rename(self.headers)


def dump(spec: DumpSpec) -> LabelledDump:
    """The dump of this spec. Raises `UsageError` for an unknown name and for a fraction outside [0, 1]."""
    _check(spec)
    module, made_rows = kind(spec.kind), round(spec.rows * spec.fraction) if spec.fabricator else 0
    # A seller who shuffles or generates has seen about as many genuine rows as he makes.
    spare = max(made_rows, 200) if made_rows else 0
    people = population(_local(spec, module.LOCAL), spec.seed, int((spec.rows + spare) * module.PEOPLE) + _MARGIN)
    pool = extract(spec.kind, people, spec.seed, spec.rows - made_rows + spare)
    kept, rest = _parted(pool, spec)
    both = kept
    if made_rows:
        source = kept if fabricator(spec.fabricator).SOURCE == "kept" and kept.height else rest
        made = fabricate(spec.fabricator, spec.seed, made_rows, source)
        both = layout(spec.layout)(kept, made, stream(spec.seed, "layout"))
    if "row_no" in both.columns:
        both = both.with_columns(row_no=pl.int_range(1, pl.len() + 1).cast(pl.String))
    rng = stream(spec.seed, "style")
    titles = module.HEADERS[rng.integers(0, len(module.HEADERS))]
    frame = both.drop(LABELS)
    headers = {name: titles.get(name, name.upper()) for name in frame.columns}
    return LabelledDump(frame, both.select(LABELS), Style.drawn(rng, module.STYLE), headers)


def _check(spec: DumpSpec) -> None:
    if not 0 <= spec.fraction <= 1:
        raise UsageError(f"the fraction made up is between 0 and 1, not {spec.fraction}")
    if spec.rows < 1:
        raise UsageError(f"a dump has at least one row, not {spec.rows}")
    if bool(spec.fabricator) != bool(spec.fraction):
        raise UsageError("a fabricator and a fraction above 0 go together: name both or none")
    kind(spec.kind)
    layout(spec.layout)
    if spec.fabricator:
        fabricator(spec.fabricator)


def _local(spec: DumpSpec, count: int) -> Population:
    """The population of the spec; of so many neighbouring districts where the kind is local and none are named."""
    if spec.people.districts or not count:
        return spec.people
    here = places()
    first = int(pick(stream(spec.seed, "districts"), here.people, 1)[0])
    same = [number for number, each in enumerate(here.provinces) if each == here.provinces[first]]
    near = sorted(same, key=lambda number: (abs(number - first), number))[:count]
    names = tuple(here.names[number] for number in near)
    return Population(spec.people.year, names, spec.people.world)


def _parted(pool: pl.DataFrame, spec: DumpSpec) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows the dump keeps and those it does not, each in the order of the extract."""
    keep = spec.rows - (round(spec.rows * spec.fraction) if spec.fabricator else 0)
    chosen = np.zeros(pool.height, dtype=bool)
    chosen[stream(spec.seed, "kept").choice(pool.height, keep, replace=False)] = True
    return pool.filter(pl.Series(chosen)), pool.filter(pl.Series(~chosen))
