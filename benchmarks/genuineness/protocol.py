"""The evaluation of genuineness: worlds and sellers that no training saw, in files and containers, through a scan.

    python benchmarks/genuineness/protocol.py [--each 20] [--jobs 1] [--part strangers ...] [--models DIR ...]
                                               [--through scan] [--draw] [--seconds 600]

Parts: strangers (sellers held out, in worlds held out), genuine (nothing made up, in worlds held out, thirty times as
many as a seller has), known (sellers of the training, in worlds held out), sizes (50 to 10,000 rows), schemas (few
columns), shuffles (1,000 rows of persons with cards and addresses), calibrating (sellers that only calibrate, and
nothing made up, in worlds of the training: thresholds are fitted on these, never on the rest), careful (those of them
who leave hardly a mark: power is measured on these).
Without options the first two are measured on rows whose columns are known. Every dump is a line of
build/genuineness/results for each of the models (folders; those of the package if none is named); at the end the table
of targets is printed, and `tables.py` makes all tables of docs/validation.md. Seeds are fixed. Through scans dumps are
written as CSV, JSON, SQL, a chat and so on, some of them packed, and scanned into a case.

What is observed of a dump, or the case of a scan, is kept (`observed.py`), so that other models, thresholds and rules
of judging are tried on the same dumps in a fraction of the time; `--draw` only draws them.
"""

from __future__ import annotations

import argparse
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import polars as pl

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.genuineness import tables
from benchmarks.genuineness.answers import of_rows, scanned
from benchmarks.genuineness.drawn import PARTS, cases
from benchmarks.genuineness.observed import RESULTS, results
from triage.score.estimator import models

TOGETHER = 20
"""Dumps scanned as one case."""

THROUGH = {"scan": scanned, "rows": of_rows}


def main() -> None:
    """Judges all dumps and keeps the results."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=20)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--part", nargs="*", default=["strangers", "genuine"], choices=PARTS)
    parser.add_argument("--models", nargs="*", type=Path, default=[Path(str(models.HOME))])
    parser.add_argument("--through", default="rows", choices=THROUGH)
    parser.add_argument("--seconds", type=float, default=np.inf, help="begin no more dumps after so long")
    parser.add_argument("--draw", action="store_true", help="only keep what is observed of each dump")
    asked = parser.parse_args()
    todo = list(cases(asked.each, asked.part))
    np.random.default_rng(1).shuffle(todo)  # type: ignore[arg-type]
    groups = [todo[at : at + TOGETHER] for at in range(0, len(todo), TOGETHER)]
    ask = partial(THROUGH[asked.through], homes=[] if asked.draw else asked.models)
    started, found = time.monotonic(), list[dict[str, Any]]()
    with ProcessPoolExecutor(asked.jobs, mp_context=get_context("spawn")) as pool:
        for at in range(0, len(groups), asked.jobs):
            if time.monotonic() - started > asked.seconds:
                break
            for lines in pool.map(ask, groups[at : at + asked.jobs]):
                found += lines
            if found:
                _keep(found)
            done = min(TOGETHER * (at + asked.jobs), len(todo))
            print(f"{done:,} dumps, {len(found):,} answers in {time.monotonic() - started:.0f} s", flush=True)
    if not asked.draw:
        told = results().filter(pl.col("models") == str(asked.models[0]))
        print("\n".join(tables.reached(told, asked.through)))


def _keep(found: list[dict[str, Any]]) -> None:
    """Write the results: a file for each part, way through and models, so that parts can be judged side by side."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    frame = pl.DataFrame(found, infer_schema_length=None)
    for (part, through, home), rows in frame.group_by("part", "through", "models"):
        path = RESULTS / f"{part}-{through}-{crc32(str(home).encode()):08x}.parquet"
        rows.write_parquet(path.with_suffix(".part"))
        path.with_suffix(".part").rename(path)


if __name__ == "__main__":
    main()
