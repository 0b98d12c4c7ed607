"""Compute the inputs of signals for a simulated table whose fields are known, through the same code as a scan.

A verdict compares a dump with simulated ones; both must pass through the same recognizers and expressions.
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
"""Number of rows reserved for each table in `at` (see `many`)."""


def source_of(fields: tuple[str, ...], detector: Detector, sha256: str = "") -> Source:
    """Return a source whose columns hold these fields, in order; a field without a rule is an unknown column."""
    entities = {field.name: rule.entity for rule in detector.rules.entities.values() for field in rule.fields}
    roles = tuple(
        Role(i, entities.get(name, ""), name if name in entities else "", 1.0) for i, name in enumerate(fields)
    )
    blank = Evidence("simulated", Path("simulated"), (), Path("simulated"), 1, sha256)
    return Source(blank, "simulated", "", fields, roles=roles, segment=ROW_SEGMENT)


def batch_of(frame: pl.DataFrame, start: int = 0) -> Batch:
    """Return a frame of strings as a batch, with row numbers as locators."""
    cells = {str(i): frame.to_series(i) for i in range(frame.width)}
    at = pl.int_range(start, start + frame.height, dtype=pl.UInt64, eager=True)
    return Batch(pl.DataFrame({**cells, AT: at}), Coverage(records_found=frame.height, rows_read=frame.height))


def many(frames: Mapping[int, pl.DataFrame], detector: Detector) -> pl.DataFrame:
    """Return what signals request per row, for several tables with the same fields, by number, at once.

    Patterns take longer to compile than to run, so one call for all is faster. A column "table" has the table's number,
    "at" the row's number.
    """
    first = next(iter(frames.values()))
    parts = [batch_of(frame, number * TOGETHER).frame for number, frame in frames.items()]
    batch = Batch(pl.concat(parts), Coverage())
    rows = observed_rows(source_of(tuple(first.columns), detector), batch, detector.eyes)
    return rows.with_columns((pl.col(AT) // TOGETHER).alias("table"), pl.col(AT) % TOGETHER)
