"""Make one labelled dump: genuine records of a kind, a share of them made up, in a layout, in a seller's style."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import polars as pl

from triage.core.errors import UsageError
from triage.simulate.ask import Ask
from triage.simulate.draw import stream
from triage.simulate.extracts import LABELS, kind
from triage.simulate.fabricators import fabricate, fabricator
from triage.simulate.families import family, genuine
from triage.simulate.later import later
from triage.simulate.layouts import layout
from triage.simulate.population import Population
from triage.simulate.style import Style, written
from triage.simulate.truth import shown

_CASES = {"case": ("upper", "title")}


@dataclass(frozen=True, slots=True)
class DumpSpec:
    """A request for a dump. The same spec makes the same dump.

    `fabricator` makes `fraction` of the `rows`, "" = none is made up. `people` names the year of the extract, and may
    name districts or a world; null = drawn by the seed.

    `family` is the family of worlds of the genuine rows. `columns` are those the dump shows; a column that the extract
    lacks is left out; () = all. `second` makes `second_share` of the made-up rows, "" = no second fabricator. `seller`
    is "drawn" (the seller's habits are drawn by the seed) or "typical". Without `header` the file has no header line.

    Edition 1 is without what `later` adds to worlds: the kept samples are made by it.
    """

    kind: str = "telecom"
    rows: int = 1000
    fabricator: str = ""
    fraction: float = 0.0
    layout: str = "append"
    seed: int = 0
    people: Population = field(default_factory=Population)
    family: str = "households"
    columns: tuple[str, ...] = ()
    second: str = ""
    second_share: float = 0.5
    seller: str = "drawn"
    header: bool = True
    edition: int = 2

    @property
    def made_rows(self) -> int:
        """The number of made-up rows."""
        return round(self.rows * self.fraction) if self.fabricator else 0


@dataclass(frozen=True, slots=True)
class LabelledDump:
    """A dump with its truth: `frame` has canonical values, a row per record, all String; `labels` the truth of rows.

    The columns of `labels` are `extracts.LABELS`. `style` and `headers` define how the file is written; without a
    header the columns are named column_1, column_2 ...
    """

    frame: pl.DataFrame
    labels: pl.DataFrame
    style: Style
    headers: dict[str, str]
    has_header: bool = True

    @property
    def as_written(self) -> pl.DataFrame:
        """The records with values and headers as in the file."""
        return written(self.frame, self.style).rename(self.headers)


def dump(spec: DumpSpec) -> LabelledDump:
    """Return the dump of this spec. Raises `UsageError` for an unknown name and for a fraction outside [0, 1]."""
    _check(spec)
    module, made_rows = kind(spec.kind), spec.made_rows
    # A seller who shuffles or generates has seen about as many genuine rows as he makes.
    spare = max(made_rows, 200) if made_rows else 0
    ask = Ask(spec.kind, spec.rows - made_rows + spare, spec.rows + spare, spec.seed, spec.people)
    kept, rest = _parted(_world(spec, ask), spec)
    both = layout(spec.layout)(kept, _made(spec, kept, rest), stream(spec.seed, "layout")) if made_rows else kept
    if "row_no" in both.columns:
        both = both.with_columns(row_no=pl.int_range(1, pl.len() + 1).cast(pl.String))
    rng = stream(spec.seed, "style")
    titles = module.HEADERS[rng.integers(0, len(module.HEADERS))]
    frame = both.drop(LABELS)
    if spec.columns:
        frame = frame.select(name for name in spec.columns if name in frame.columns)
    if not frame.width:
        raise UsageError(f"a dump of the kind {spec.kind} has none of the columns {', '.join(spec.columns)}")
    headers = {name: titles.get(name, name.upper()) for name in frame.columns}
    if not spec.header:
        headers = {name: f"column_{number}" for number, name in enumerate(frame.columns, start=1)}
    choices = module.STYLE if spec.family == "households" else _CASES | module.STYLE
    labels = shown(both.select(LABELS), frame.columns, both.columns)
    return LabelledDump(frame, labels, Style.drawn(rng, choices), headers, spec.header)


def _world(spec: DumpSpec, ask: Ask) -> pl.DataFrame:
    """Return the genuine records that a dump is made of."""
    return genuine(spec.family, ask) if spec.edition == 1 else later(spec.family, ask)


def _made(spec: DumpSpec, kept: pl.DataFrame, rest: pl.DataFrame) -> pl.DataFrame:
    """Return the made-up rows; those of the second fabricator after those of the first, or pages of both in turn."""
    second = round(spec.made_rows * spec.second_share) if spec.second else 0
    parts = [
        fabricate(name, spec.seed, rows, _source(name, kept, rest), seller=spec.seller)
        for name, rows in ((spec.fabricator, spec.made_rows - second), (spec.second, second))
        if rows
    ]
    if len(parts) == 1:
        return parts[0]
    rng = stream(spec.seed, "second")
    return layout("append" if rng.random() < 0.5 else "blocks")(parts[0], parts[1], rng)


def _source(name: str, kept: pl.DataFrame, rest: pl.DataFrame) -> pl.DataFrame:
    return kept if fabricator(name).SOURCE == "kept" and kept.height else rest


def _check(spec: DumpSpec) -> None:
    for share in (spec.fraction, spec.second_share):
        if not 0 <= share <= 1:
            raise UsageError(f"the fraction made up is between 0 and 1, not {share}")
    if spec.rows < 1:
        raise UsageError(f"a dump has at least one row, not {spec.rows}")
    if bool(spec.fabricator) != bool(spec.fraction):
        raise UsageError("a fabricator and a fraction above 0 go together: name both or none")
    if spec.second and not spec.fabricator:
        raise UsageError("a second fabricator needs a first one")
    if spec.seller not in {"drawn", "typical"}:
        raise UsageError(f"a seller is drawn or typical, not {spec.seller!r}")
    if spec.people.script not in {"", "latin", "urdu"}:
        raise UsageError(f"a script is latin or urdu, not {spec.people.script!r}")
    kind(spec.kind)
    family(spec.family)
    layout(spec.layout)
    for name in filter(None, (spec.fabricator, spec.second)):
        fabricator(name)


def _parted(pool: pl.DataFrame, spec: DumpSpec) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the rows that the dump keeps and the others, each in the order of the extract."""
    chosen = np.zeros(pool.height, dtype=bool)
    keep = spec.rows - spec.made_rows
    chosen[stream(spec.seed, "kept").choice(pool.height, keep, replace=False)] = True
    return pool.filter(pl.Series(chosen)), pool.filter(pl.Series(~chosen))
