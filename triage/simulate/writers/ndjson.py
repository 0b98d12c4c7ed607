"""One JSON object per line. No options of its own."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from triage.simulate.writers import Options

SUFFIX = ".ndjson"


def write(frame: pl.DataFrame, path: Path, options: Options) -> None:
    """Write one file; null for an empty cell."""
    del options
    path.write_text(frame.write_ndjson(), encoding="utf-8", newline="")
