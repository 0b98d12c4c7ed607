"""The blocks in which rows are looked at, the same for the same rows: whatever file they came in, however it was cut.

A scan keeps blocks of bytes where a reader counts bytes and blocks of rows where it counts rows, so that sums add up.
Neighbours are looked at within blocks of `ROWS` rows, as in the simulated dumps that the trees learnt from.
"""

from __future__ import annotations

import polars as pl

ROWS = 64
"""Rows of a block."""

_STEPS = ("cnic_step", "mobile_step")


def evened(evidence: pl.DataFrame, size: int) -> pl.DataFrame:
    """Return complete evidence of a dump of `size` rows in the order of its rows, in blocks of about `ROWS` rows.

    If every row was seen, blocks are counted from the first row on; else each block that was kept is cut evenly.
    """
    ordered = evidence.sort("source", "at", maintain_order=True)
    if ordered.height == size:
        block = pl.int_range(pl.len(), dtype=pl.UInt64) // ROWS
    else:
        rows, parts = pl.len().over("block"), (pl.len().over("block") - 1) // ROWS + 1
        part = pl.int_range(pl.len()).over("block") * parts // rows
        block = pl.struct("block", part.alias("part")).rank("dense").cast(pl.UInt64)
    marked = ordered.with_columns(block.alias("block"))
    is_first = pl.col("block").ne_missing(pl.col("block").shift(1)) | pl.col("source").ne_missing(
        pl.col("source").shift(1)
    )
    return marked.with_columns(pl.when(~is_first).then(pl.col(name)).alias(name) for name in _STEPS)
