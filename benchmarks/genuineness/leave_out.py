"""What an estimator says of a way of making, or of a family of worlds, that its training never saw.

    python benchmarks/genuineness/leave_out.py [--dumps 500] [--only shuffle tables]

Trains anew without each way (`training.genuineness.making.WAYS`) and without each family, on `--dumps` dumps a family
of those that `python -m training.genuineness` keeps, and judges the dumps left out (300 to 4,000 rows, all columns).
Lines go to the part "left_out" of build/genuineness/results.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import polars as pl

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.genuineness.observed import RESULTS
from training.genuineness.__main__ import Size, dumps_of, is_common, parted
from training.genuineness.draw import training_families
from training.genuineness.fit import Fit, Labelled, fit
from training.genuineness.making import WAY_OF, WAYS
from triage.score import estimator
from triage.score.estimator import interval

TESTED = (300, 4000)
MOST = 250
"""Dumps judged of each that is left out."""


def ways(each: Labelled) -> set[str]:
    """Return the ways by which rows of a dump were made."""
    return {WAY_OF[name] for name in each.fabricator.split("+") if name in WAY_OF}


def judged(result: Fit, dumps: Sequence[Labelled], cell: str) -> list[dict[str, Any]]:
    """Return a line a dump."""
    lines = []
    for each in dumps:
        told = interval.raw(result.boosters, each.seen)
        low, high = interval.ends(told, result.calibration["errors"])
        bound = estimator.at_least(each.seen)
        most = 1 - bound
        lines.append({
            "part": "left_out", "through": "rows", "cell": cell,
            "seed": each.seed, "world": each.world, "kind": each.kind,
            "rows": len(each.truth), "layout": each.layout, "truth": each.share, "at_least": bound,
            "estimate": min(told.share, most), "low": min(low, most), "high": min(high, most), "gate": "",
            "models": "left out", "label": "", "power": None,
        })  # fmt: skip
    return lines


def main() -> None:
    """Trains, judges, keeps."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dumps", type=int, default=500)
    parser.add_argument("--only", nargs="*", default=[])
    asked = parser.parse_args()
    everything: list[Labelled] = [each for family in training_families() for each in dumps_of(family, Size())]
    listed = [each for each in everything if is_common(each)]
    tested = [each for each in everything if TESTED[0] <= len(each.truth) <= TESTED[1] and not each.schema]
    left_out: dict[str, Callable[[Labelled], bool]] = {
        **{f"way: {way}": lambda each, way=way: ways(each) == {way} for way in WAYS},
        **{f"worlds: {family}": lambda each, family=family: each.world == family for family in training_families()},
    }
    lines: list[dict[str, Any]] = []
    for cell, is_out in left_out.items():
        name = cell.split(": ")[1]
        if asked.only and name not in asked.only:
            continue
        started = time.monotonic()
        used = [each for each in listed if not is_out(each) and name not in ways(each)]
        chosen = [
            each for family in training_families() for each in [d for d in used if d.world == family][: asked.dumps]
        ]
        own, rest = parted(chosen[::2] + chosen[1::2])
        result = fit(own, rest, 100)
        is_asked = is_common if cell.startswith("worlds") else bool
        out = [each for each in tested if is_out(each) and is_asked(each)][:MOST]
        lines += judged(result, out, cell)
        print(f"{cell}: trained on {len(own)}, judged {len(out)}, {time.monotonic() - started:.0f} s", flush=True)
    frame = pl.DataFrame(lines, infer_schema_length=None)
    RESULTS.mkdir(parents=True, exist_ok=True)
    frame.write_parquet(RESULTS / "left_out.parquet")


if __name__ == "__main__":
    main()
