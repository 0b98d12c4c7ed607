"""One JSON object a line. No options of its own."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from triage.simulate.writers import Options

SUFFIX = ".ndjson"


def write(frame: pl.DataFrame, path: Path, options: Options) -> None:
    """One file; null if there is no value."""
    del options
    path.write_text(frame.write_ndjson(), encoding="utf-8", newline="")
