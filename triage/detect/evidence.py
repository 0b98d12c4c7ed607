"""The evidence of a whole table whose fields are known, as signals would compute it of a scan: for simulated dumps.

A verdict compares a dump with simulated ones; both must be seen through the same recognizers and expressions.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from triage.core.model import AT, ROW_SEGMENT, Batch, Evidence, Role, Source
from triage.core.summary import Coverage
from triage.detect import Detector
from triage.detect.columns import observed_rows

TOGETHER = 2**32
"""Rows that `at` may count in one table before the next begins (see `many`)."""


def source_of(fields: tuple[str, ...], detector: Detector, sha256: str = "") -> Source:
    """Return a source whose columns hold these fields, in their order; what no rule names is an unknown column."""
    entities = {field.name: rule.entity for rule in detector.rules.entities.values() for field in rule.fields}
    roles = tuple(
        Role(i, entities.get(name, ""), name if name in entities else "", 1.0) for i, name in enumerate(fields)
    )
    blank = Evidence("simulated", Path("simulated"), (), Path("simulated"), 1, sha256)
    return Source(blank, "simulated", "", fields, roles=roles, segment=ROW_SEGMENT)


def batch_of(frame: pl.DataFrame, start: int = 0) -> Batch:
    """Return the rows of a frame of strings, located by their numbers."""
    cells = {str(i): frame.to_series(i) for i in range(frame.width)}
    at = pl.int_range(start, start + frame.height, dtype=pl.UInt64, eager=True)
    return Batch(pl.DataFrame({**cells, AT: at}), Coverage(records_found=frame.height, rows_read=frame.height))


def many(frames: Mapping[int, pl.DataFrame], detector: Detector) -> pl.DataFrame:
    """Return the evidence of tables with the same fields, by number, in one go.

    Patterns take longer to compile than to run.

    A column "table" states which table a row is of, "at" which row.
    """
    first = next(iter(frames.values()))
    parts = [batch_of(frame, number * TOGETHER).frame for number, frame in frames.items()]
    batch = Batch(pl.concat(parts), Coverage())
    rows = observed_rows(source_of(tuple(first.columns), detector), batch, detector.eyes)
    return rows.with_columns((pl.col(AT) // TOGETHER).alias("table"), pl.col(AT) % TOGETHER)
