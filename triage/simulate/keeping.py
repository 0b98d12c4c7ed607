"""Turn records into the file of a kind: its columns, several rows per person, order, empty cells, copies."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import polars as pl

from triage.simulate.ask import Ask
from triage.simulate.draw import Ints, Rng
from triage.simulate.extracts import as_genuine, with_copies
from triage.simulate.nuisance import Writing
from triage.simulate.papers import PAPERS

_MOST_SIMS = 8
_BY_ROW = frozenset({"mobile", "operator", "imei", "imsi", "activation_date", "landline"})
"""Columns that belong to the number, not to its owner."""
_SORTED = ("mobile", "cnic", "name", "district", "reg_no", "iban", "address")


def as_file(ask: Ask, columns: Mapping[str, Callable[[], pl.Series]], writing: Writing, rng: Rng) -> pl.DataFrame:
    """Return `ask.rows` labelled records: the kind's columns, from these (one row per person) and from `papers`."""
    names = [name for name in ask.module.COLUMNS if name in columns or name in PAPERS]
    names = [name for name in names if _is_had(name, rng)]
    frame = pl.DataFrame(
        {name: columns[name]() if name in columns else PAPERS[name](rng, ask.rows, ask.people.year) for name in names}
    )
    if "address" in names:
        frame = frame.with_columns(pl.col("address").replace("", None))
    twice = int(ask.rows * writing.repeated)
    if "mobile" in names and names[0] == "mobile" and writing.sims > 1:
        frame = _owned(frame, writing.sims, rng)
    frame = _ordered(frame.head(ask.rows - twice), writing, rng)
    counted = [name for name in ("serial", "row_no") if name in names]
    frame = frame.with_columns(pl.int_range(1, pl.len() + 1).cast(pl.String).alias(name) for name in counted)
    frame = frame.with_columns(_gaps(frame[name], writing, rng) for name in names if name in ask.module.OPTIONAL)
    return with_copies(as_genuine(frame), rng.choice(frame.height, min(twice, frame.height), replace=False))


def _is_had(name: str, rng: Rng) -> bool:
    """Return true for columns that this file has: some are in half of the files of a kind, by chance."""
    return name not in {"operator", "activation_date", "landline", "imsi", "imei"} or bool(rng.random() < 0.5)


def _owned(frame: pl.DataFrame, mean: float, rng: Rng) -> pl.DataFrame:
    """Return the same rows with several numbers for some owners."""
    count = np.minimum(rng.geometric(1 / mean, frame.height), _MOST_SIMS)
    owner: Ints = rng.permutation(np.repeat(np.arange(frame.height), count)[: frame.height])
    mine = [name for name in frame.columns if name not in _BY_ROW]
    return frame.with_columns(frame[name].gather(pl.Series(owner)) for name in mine)


def _ordered(frame: pl.DataFrame, writing: Writing, rng: Rng) -> pl.DataFrame:
    keys = [name for name in _SORTED if name in frame.columns]
    if writing.order < 0.4 or not keys:
        return frame
    return frame.sort(keys[int(rng.integers(0, len(keys)))], maintain_order=True)


def _gaps(column: pl.Series, writing: Writing, rng: Rng) -> pl.Series:
    """Return the column with some cells empty: some scattered, the others together in one block."""
    rows, share = len(column), writing.missing * rng.random()
    empty = rng.random(rows) < share * (1 - writing.in_blocks)
    start, length = int(rng.integers(0, rows)), int(rows * share * writing.in_blocks)
    empty[start : start + length] = True
    return column.set(pl.Series(empty), None)
