"""Count the rows of many small sources of one layout in one frame, and give each source its own sums.

What an expression costs is its start, however few the rows. The rows of a source are told by its number, and lie in
segments of their own, so that nothing is seen across two sources.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from triage.core.block_sample import BLOCK_ROWS, BLOCKS
from triage.core.messages import of
from triage.core.model import AT, Batch, Role, Source
from triage.core.observe import HASH_SEED
from triage.core.summary import ColumnSum, Coverage, EntityTally, TableSum
from triage.detect.columns import Look, in_columns, other_fields, present, shown_rows
from triage.detect.eyes import Eyes
from triage.detect.finds import Finds
from triage.detect.marks import marks_of_all, sketches_by

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_ROWS = min(BLOCKS, BLOCK_ROWS)
"""Most rows of a small source: of so few none is left out of a sample of blocks because there are too many."""

_SEGMENTS = 1 << 24
"""Segments of a source."""

_TIMES = ".times"


@dataclass(frozen=True, slots=True)
class Together:
    """The rows of sources alike, one source after the other, in one batch.

    `owners` are the numbers of the sources of the rows (UInt32); the locators of a source begin at its number times
    `step`.
    """

    sources: Sequence[Source]
    batch: Batch
    owners: NDArray[np.uint32]
    step: int

    @classmethod
    def of(cls, several: Sequence[tuple[Source, Batch]]) -> Together:
        """Return the rows of these sources, which are of one layout."""
        step = several[0][0].segment * _SEGMENTS
        frames = [batch.frame.with_columns(pl.col(AT) + number * step) for number, (_, batch) in enumerate(several)]
        owners = np.repeat(np.arange(len(frames), dtype=np.uint32), [frame.height for frame in frames])
        return cls([source for source, _ in several], Batch(pl.concat(frames), Coverage()), owners, step)

    @property
    def number(self) -> int:
        """Return the number of sources."""
        return len(self.sources)


def layouts(several: Sequence[tuple[Source, Batch]]) -> Iterator[list[int]]:
    """Yield the places of the sources of each layout that two or more have; one too large for it is in none."""
    alike: dict[object, list[int]] = defaultdict(list)
    for place, (source, batch) in enumerate(several):
        if _is_small(source, batch):
            roles = tuple(replace(role, confidence=0.0, reasons=(), second="") for role in source.roles)
            layout = source.columns, roles, source.placing, source.has_header, source.is_text, source.segment
            alike[layout].append(place)
    yield from (places for places in alike.values() if len(places) > 1)


def _is_small(source: Source, batch: Batch) -> bool:
    at = batch.frame[AT]
    return (
        0 < batch.frame.height <= MOST_ROWS
        and source.keep_one_in == 1
        and not of(source).is_sorted
        and not at.null_count()
        and int(at.max()) < source.segment * _SEGMENTS  # type: ignore[arg-type]
    )


def observe_all(several: Together, eyes: Eyes) -> tuple[list[TableSum], Look]:
    """Return the sums of each source, and what was found in all of them."""
    source = several.sources[0]
    cells, values, told = in_columns(source, several.batch, eyes)
    columns: list[dict[str, ColumnSum]] = [{} for _ in several.sources]
    for role in source.roles:
        filled = _sums(cells[role.column].is_not_null(), several)
        tallies = _tallies(role, *told[role.column][:2], several)
        for number, own in enumerate(columns):
            own[str(role.column)] = ColumnSum(filled[number], tallies[number])
    seen = shown_rows(source, several.batch, (cells, values), eyes)
    _count_parts(several, seen, columns, eyes)
    marked = marks_of_all(several.sources, seen, eyes.wanted(present(seen)), several.owners, several.step)
    rows = np.bincount(several.owners, minlength=several.number).tolist()
    tables = [
        TableSum(rows=many, rows_sampled=many, columns=own, marks=found)
        for many, own, found in zip(rows, columns, marked, strict=True)
    ]
    people = {column: found for column, (_, _, found) in told.items()}
    return tables, Look(TableSum(), seen, people, other_fields(source, cells, values))


def _sums(is_so: pl.Series, several: Together) -> list[int]:
    """Return how many rows of each source are so."""
    kept = several.owners[is_so.fill_null(value=False).to_numpy()]
    counted: list[int] = np.bincount(kept, minlength=several.number).tolist()
    return counted


def _tallies(role: Role, own: pl.DataFrame | None, finds: Finds, several: Together) -> list[dict[str, EntityTally]]:
    """Return what was found in a column of each source, by entity."""
    told: list[dict[str, EntityTally]] = [{} for _ in several.sources]
    for entity, found in finds.items():
        owners = several.owners[found["row"].to_numpy()]
        many = np.bincount(owners, minlength=several.number).tolist()
        sketches = sketches_by(found["value"].hash(HASH_SEED), owners, several.number)
        for number, count in enumerate(many):
            if count:
                told[number][entity] = EntityTally(found=count, valid=count, distinct=sketches[number])
    if own is None:
        return told
    is_good = (own["valid"] & own["value"].is_not_null()).fill_null(value=False)
    found_, valid = _sums(own["value"].is_not_null(), several), _sums(own["valid"], several)
    good = own["value"].filter(is_good)
    sketches = sketches_by(good.hash(HASH_SEED), several.owners[is_good.to_numpy()], several.number)
    return [
        {
            role.entity: EntityTally(found_[number], valid[number], sketches[number])
            + others.pop(role.entity, EntityTally()),
            **others,
        }
        for number, others in enumerate(told)
    ]


def _count_parts(several: Together, seen: pl.DataFrame, columns: list[dict[str, ColumnSum]], eyes: Eyes) -> None:
    """Count the parts of the valid values of each source, each different value looked at once."""
    for role in several.sources[0].roles:
        parts = eyes.parts(role.entity, role.field) if role.field in seen.columns and role.field else None
        if parts is None:
            continue
        rows = seen.select(role.field, pl.lit(pl.Series("owner", several.owners)))
        good = rows.filter(seen[f"{role.field}.valid"]).group_by(role.field, "owner").len(_TIMES)
        told = good.select(parts.alias("parts"), "owner", _TIMES).unnest("parts")
        names = [name for name in told.columns if name not in ("owner", _TIMES)]
        counted = [{name: Counter[str]() for name in names} for _ in several.sources]
        for name in names:
            kept = told.select("owner", pl.col(name).cast(pl.String), _TIMES).drop_nulls()
            for owner, part, times in kept.group_by("owner", name).sum().iter_rows():
                counted[owner][name][part] += times
        for number, own in enumerate(columns):
            column = own[str(role.column)]
            column.entities[role.entity] = column.entities[role.entity] + EntityTally(parts=counted[number])
