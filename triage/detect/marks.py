"""What signals ask of a batch, as sums: counts, sketches, rows of blocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np
import polars as pl

from triage.core.block_sample import BLOCK, BLOCKS, SOURCE, BlockSample
from triage.core.model import AT, SEGMENT, Source
from triage.core.observe import SEGMENT_COLUMN, Count, Histogram, Observation, Rows, Sketch, token
from triage.core.summary import Marks
from triage.core.sums import BottomK

BLOCKS_A_SEGMENT = 8
"""Blocks are smaller than segments: many small places of a dump tell more than a few large ones."""

_ROW_BYTES = 128
"""What a row takes, about, where a locator is a row number."""


def marks(
    source: Source, seen: pl.DataFrame, sampled: pl.DataFrame, wanted: Mapping[tuple[str, str], Observation]
) -> dict[str, Marks]:
    """Return what the signals asked of a batch.

    Sketches of all rows, counts of the sampled ones, rows of some blocks.
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
    """Return what signals ask of the rows of some blocks; the steps of their numbers are within a block."""
    asked = {signal: each for (signal, _), each in wanted.items() if isinstance(each, Rows)}
    if not asked:
        return {}
    blocks = (seen[f".{AT}"] // (source.segment // BLOCKS_A_SEGMENT)).hash(source.number)
    near = blocks.unique().sort().head(BLOCKS)
    is_kept = (blocks <= min(near[-1], _most(source))) if near.len() else blocks.is_null()
    part = seen.filter(is_kept).with_columns(blocks.filter(is_kept).alias(SEGMENT_COLUMN))
    return {signal: BlockSample.of(_selected(source, part, each)) for signal, each in asked.items()}


def selected(source: Source, seen: pl.DataFrame, rows: Rows) -> pl.DataFrame:
    """Return what a signal asks of every row: no block is left out."""
    blocks = seen.with_columns((pl.col(f".{AT}") // (source.segment // BLOCKS_A_SEGMENT)).alias(SEGMENT_COLUMN))
    return _selected(source, blocks, rows)


def _selected(source: Source, blocks: pl.DataFrame, rows: Rows) -> pl.DataFrame:
    number = pl.lit(source.number, dtype=pl.UInt64).alias(SOURCE)
    place = pl.col(SEGMENT_COLUMN).alias(BLOCK), pl.col(f".{AT}").alias(AT), number
    made = blocks.with_columns(**rows.before) if rows.before else blocks
    return made.lazy().select(*place, **rows.columns).collect()


def _most(source: Source) -> int:
    """Return the highest hash of a block that is worth a look.

    Of a large dump twice the blocks wanted are looked at, and which must not depend on where it was cut.
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
    row = sampled.lazy().select(exprs).collect()
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
    frame = seen.lazy().select(token(expr).alias(alias) for alias, (_, expr) in exprs.items()).collect()
    for alias, ((signal, name), _) in exprs.items():
        hashes = frame[alias].drop_nulls().to_numpy()
        result.setdefault(signal, {})[name] = BottomK.of(hashes.astype(np.uint64, copy=False))
    return result
