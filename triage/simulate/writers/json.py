"""A JSON array of objects. Options: indent (False = one line, True = two spaces)."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl

from triage.simulate.writers import Options

SUFFIX = ".json"


def write(frame: pl.DataFrame, path: Path, options: Options) -> None:
    """Write one file; null for an empty cell; Urdu as it is, not escaped."""
    text = json.dumps(frame.to_dicts(), ensure_ascii=False, indent=2 if options.get("indent") else None)
    path.write_text(text + "\n", encoding="utf-8", newline="")
