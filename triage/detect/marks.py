"""Compute what signals request of a batch, as sums: counts, sketches, rows of blocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from triage.core.block_sample import BLOCK, BLOCKS, SOURCE, BlockSample
from triage.core.model import AT, SEGMENT, Source
from triage.core.observe import SEGMENT_COLUMN, Count, Histogram, Observation, Rows, Sketch, token
from triage.core.summary import Marks
from triage.core.sums import BottomK

if TYPE_CHECKING:
    from numpy.typing import NDArray

BLOCKS_A_SEGMENT = 8
"""Blocks per segment: many small samples of a dump show more than a few large ones."""

_FEW = 256
"""Rows of which expressions are computed faster than it is found out what they share."""

_ROW_BYTES = 128
"""Approximate size of a row in bytes if locators are row numbers."""


def marks(
    source: Source, seen: pl.DataFrame, sampled: pl.DataFrame, wanted: Mapping[tuple[str, str], Observation]
) -> dict[str, Marks]:
    """Return what the signals requested of a batch.

    Sketches are of all rows, counts of the sampled ones, rows of some blocks.
    """
    if not wanted:
        return {}
    counts = _counts(sampled, wanted)
    sketches = _sketches(seen, wanted)
    rows = _rows(source, seen, wanted)
    signals = sorted({signal for signal, _ in wanted})
    return {
        signal: Marks(counts.get(signal, Counter()), sketches.get(signal, {}), rows.get(signal, BlockSample()))
        for signal in signals
    }


def _rows(source: Source, seen: pl.DataFrame, wanted: Mapping[tuple[str, str], Observation]) -> dict[str, BlockSample]:
    """Return what signals request of the rows of some blocks; differences between rows stay within a block."""
    asked = {signal: each for (signal, _), each in wanted.items() if isinstance(each, Rows)}
    if not asked:
        return {}
    blocks = (seen[f".{AT}"] // (source.segment // BLOCKS_A_SEGMENT)).hash(source.number)
    near = blocks.unique().sort().head(BLOCKS)
    is_kept = (blocks <= min(near[-1], _most(source))) if near.len() else blocks.is_null()
    part = seen.filter(is_kept).with_columns(blocks.filter(is_kept).alias(SEGMENT_COLUMN))
    return {signal: BlockSample.of(_selected(source, part, each)) for signal, each in asked.items()}


def selected(source: Source, seen: pl.DataFrame, rows: Rows) -> pl.DataFrame:
    """Return what a signal requests of every row, without sampling blocks."""
    blocks = seen.with_columns((pl.col(f".{AT}") // (source.segment // BLOCKS_A_SEGMENT)).alias(SEGMENT_COLUMN))
    return _selected(source, blocks, rows)


def _selected(source: Source, blocks: pl.DataFrame, rows: Rows) -> pl.DataFrame:
    number = pl.lit(source.number, dtype=pl.UInt64).alias(SOURCE)
    place = pl.col(SEGMENT_COLUMN).alias(BLOCK), pl.col(f".{AT}").alias(AT), number
    made = blocks.with_columns(**rows.before) if rows.before else blocks
    named = [expr.alias(name) for name, expr in rows.columns.items()]
    return computed(made, [*place, *named])


def marks_of_all(
    sources: Sequence[Source],
    seen: pl.DataFrame,
    wanted: Mapping[tuple[str, str], Observation],
    owners: NDArray[np.uint32],
    step: int,
) -> list[dict[str, Marks]]:
    """Return what the signals requested of each of several sources alike, whose few rows follow each other.

    `owners` are the numbers of the sources of the rows; the locators of a source begin at its number times `step`.
    """
    if not wanted:
        return [{} for _ in sources]
    counts = _counts_of_all(len(sources), seen, wanted, owners)
    sketches = _sketches_of_all(len(sources), seen, wanted, owners)
    rows = _rows_of_all(sources, seen, wanted, owners, step)
    signals = sorted({signal for signal, _ in wanted})
    return [
        {
            signal: Marks(
                counts[number].get(signal, Counter()),
                sketches[number].get(signal, {}),
                rows[number].get(signal, BlockSample()),
            )
            for signal in signals
        }
        for number in range(len(sources))
    ]


def _counts_of_all(
    many: int, seen: pl.DataFrame, wanted: Mapping[tuple[str, str], Observation], owners: NDArray[np.uint32]
) -> list[dict[str, Counter[str]]]:
    told: list[dict[str, Counter[str]]] = [{} for _ in range(many)]
    counted = {f"{i}": key for i, key in enumerate(wanted) if isinstance(wanted[key], Count)}
    exprs = [wanted[key].where.fill_null(value=False).alias(alias) for alias, key in counted.items()]  # type: ignore[union-attr]
    named = {f"{i}": key for i, key in enumerate(wanted) if isinstance(wanted[key], Histogram)}
    exprs += [wanted[key].of.alias(alias) for alias, key in named.items()]  # type: ignore[union-attr]
    frame = computed(seen, [pl.lit(pl.Series("owner", owners)), *exprs])
    sums = frame.group_by("owner", maintain_order=True).agg(pl.col(*counted).sum()) if counted else frame.clear()
    for row in sums.iter_rows(named=True):
        for alias, (signal, name) in counted.items():
            if row[alias]:
                told[row["owner"]].setdefault(signal, Counter())[name] += row[alias]
    for alias, (signal, name) in named.items():
        several = frame.select("owner", alias).drop_nulls().group_by("owner", alias, maintain_order=True).len()
        for owner, value, count in several.iter_rows():
            told[owner].setdefault(signal, Counter())[f"{name}={value}"] += count
    return told


def _sketches_of_all(
    many: int, seen: pl.DataFrame, wanted: Mapping[tuple[str, str], Observation], owners: NDArray[np.uint32]
) -> list[dict[str, dict[str, BottomK]]]:
    told: list[dict[str, dict[str, BottomK]]] = [{} for _ in range(many)]
    asked = {f"{i}": key for i, key in enumerate(wanted) if isinstance(wanted[key], Sketch)}
    frame = computed(seen, [token(wanted[key].of).alias(alias) for alias, key in asked.items()])  # type: ignore[union-attr]
    for alias, (signal, name) in asked.items():
        for number, sketch in enumerate(sketches_by(frame[alias], owners, many)):
            told[number].setdefault(signal, {})[name] = sketch
    return told


def sketches_by(hashes: pl.Series, owners: NDArray[np.uint32], many: int) -> list[BottomK]:
    """Return the sketch of the hashes of each of so many owners, in order; null is left out."""
    is_there = hashes.is_not_null().to_numpy()
    kept = hashes.drop_nulls().to_numpy().astype(np.uint64, copy=False)
    order = np.argsort(owners[is_there], kind="stable")
    ends = np.searchsorted(owners[is_there][order], np.arange(1, many))
    return [BottomK.of(own) if len(own) else BottomK.empty() for own in np.split(kept[order], ends)]


def _rows_of_all(
    sources: Sequence[Source],
    seen: pl.DataFrame,
    wanted: Mapping[tuple[str, str], Observation],
    owners: NDArray[np.uint32],
    step: int,
) -> list[dict[str, BlockSample]]:
    """Return the same as `_rows` of each: of few rows no block is left out but by its hash."""
    told: list[dict[str, BlockSample]] = [{} for _ in sources]
    asked = {signal: each for (signal, _), each in wanted.items() if isinstance(each, Rows)}
    if not asked:
        return told
    begins = pl.Series(owners.astype(np.uint64)) * step
    numbers = (seen[f".{AT}"] - begins) // (sources[0].segment // BLOCKS_A_SEGMENT)
    sizes = np.bincount(owners, minlength=len(sources)).tolist()
    ends = np.cumsum(sizes).tolist()
    blocks = pl.concat(
        [
            numbers.slice(end - size, size).hash(source.number)
            for source, size, end in zip(sources, sizes, ends, strict=True)
        ]
    ).alias(SEGMENT_COLUMN)
    most = np.array([_most(source) for source in sources], np.uint64)
    is_kept = pl.Series(blocks.to_numpy() <= most[owners])
    part = seen.with_columns(blocks).filter(is_kept)
    own = pl.DataFrame(
        {
            "owner": owners,
            "begin": begins,
            SOURCE: np.array([each.number for each in sources], np.uint64)[owners],
        }
    ).filter(is_kept)
    for signal, each in asked.items():
        made = _selected(sources[0], part, each).with_columns(own[SOURCE], pl.col(AT) - own["begin"], own["owner"])
        placed = made.sort("owner", BLOCK, AT, maintain_order=True)
        for (number,), rows in placed.partition_by("owner", as_dict=True, include_key=False).items():
            told[number][signal] = BlockSample(rows)
    return told


def computed(frame: pl.DataFrame, exprs: Sequence[pl.Expr]) -> pl.DataFrame:
    """Return some expressions of a frame: of many rows what they share is computed once, of few that costs more."""
    return frame.lazy().select(exprs).collect() if frame.height > _FEW else frame.select(exprs)


def _most(source: Source) -> int:
    """Return the highest hash of a block that is examined.

    In a large dump twice as many blocks as wanted are examined, and which ones must not depend on the cut.
    """
    block_bytes = source.segment // BLOCKS_A_SEGMENT * (1 if source.segment == SEGMENT else _ROW_BYTES)
    return min(2**64 // max(source.evidence.size_bytes, 1) * 2 * BLOCKS * block_bytes, 2**64 - 1)


def _counts(sampled: pl.DataFrame, wanted: Mapping[tuple[str, str], Observation]) -> dict[str, Counter[str]]:
    keys = {f"{i}": key for i, key in enumerate(wanted) if isinstance(wanted[key], Count | Histogram)}
    exprs = []
    for alias, key in keys.items():
        observation = wanted[key]
        if isinstance(observation, Count):
            exprs.append(observation.where.fill_null(value=False).sum().alias(alias))
        elif isinstance(observation, Histogram):
            exprs.append(observation.of.drop_nulls().value_counts().implode().alias(alias))
    row = computed(sampled, exprs)
    result: dict[str, Counter[str]] = {}
    for alias, (signal, name) in keys.items():
        counter = result.setdefault(signal, Counter())
        if isinstance(wanted[signal, name], Count):
            counter[name] += int(row[alias][0])
        else:
            for cell in row[alias][0].to_list():
                value, count = cell.values()
                counter[f"{name}={value}"] += count
    return {signal: Counter({key: n for key, n in counter.items() if n}) for signal, counter in result.items()}


def _sketches(seen: pl.DataFrame, wanted: Mapping[tuple[str, str], Observation]) -> dict[str, dict[str, BottomK]]:
    result: dict[str, dict[str, BottomK]] = {}
    exprs = {
        f"{i}": (key, observation.of)
        for i, (key, observation) in enumerate(wanted.items())
        if isinstance(observation, Sketch)
    }
    frame = computed(seen, [token(expr).alias(alias) for alias, (_, expr) in exprs.items()])
    for alias, ((signal, name), _) in exprs.items():
        hashes = frame[alias].drop_nulls().to_numpy()
        result.setdefault(signal, {})[name] = BottomK.of(hashes.astype(np.uint64, copy=False))
    return result
