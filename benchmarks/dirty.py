"""One stray quote in a million rows: nothing else lost or altered, and how fast.

    python benchmarks/dirty.py [ROWS]

Reads the dirty and the clean file through our reader and compares them row by row; Polars and PyArrow on the same file
stand beside, as peers.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import data
import polars as pl

from triage import find, read
from triage.core.model import AT


def rows_of(path: Path) -> tuple[pl.DataFrame, float]:
    """All rows as read by us, and the seconds it took."""
    start = time.perf_counter()
    (evidence,) = find.evidence([path], data.HOME / "spool")
    (source,) = read.identify(evidence)
    frames = [batch.frame for chunk in read.split(source) for batch in read.batches(chunk)]
    return pl.concat(frames).drop(AT), time.perf_counter() - start


def peer(path: Path) -> str:
    """Return what `polars.read_csv` makes of the dirty file."""
    try:
        return f"{pl.read_csv(path, infer_schema=False).height:,} rows"
    except pl.exceptions.PolarsError as error:
        return f"no row at all ({type(error).__name__})"


def main(rows: int) -> None:
    clean, clean_seconds = rows_of(data.clean_csv(rows))
    path = data.dirty_csv(rows)
    dirty, seconds = rows_of(path)
    size = path.stat().st_size / 1e6
    differing = (
        (clean != dirty).select(pl.any_horizontal(pl.all())).to_series().sum() if clean.shape == dirty.shape else -1
    )
    print(f"clean {size / clean_seconds:6.0f} MB/s | dirty {size / seconds:6.0f} MB/s (target 15)")
    print(
        f"rows clean {clean.height:,} | dirty {dirty.height:,} | rows that differ: {differing} (the one with the quote)"
    )
    print(f"polars.read_csv of the dirty file: {peer(path)}")
    sys.exit(differing not in (0, 1))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
