"""`triage scan` of a clean CSV against a bare `polars.read_csv` of the same file, whole processes in turn.

    python benchmarks/scan.py [ROWS ...]        default: 1000000 and 10000000

Prints seconds and peak memory, the ratio of wall times, and how peak memory grows with the rows.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import data
import measure

TRIAGE = [sys.executable, "-m", "triage", "scan"]
BARE = "import sys, polars; polars.read_csv(sys.argv[1], infer_schema=False)"


def ours(path: Path) -> list[str]:
    """Return a scan into a case folder of its own each time."""
    home = Path(tempfile.gettempdir()) / "triage-benchmark-case"
    script = f"rm -rf {home}; exec {' '.join(TRIAGE)} {path} --case {home} --format json"
    return ["sh", "-c", script]


def main(sizes: list[int]) -> None:
    peaks = {}
    for rows in sizes:
        path = data.clean_csv(rows)
        a, b = measure.in_turn(ours(path), [sys.executable, "-c", BARE, str(path)], runs=5 if rows <= 10**6 else 2)
        peaks[rows] = measure.median(a, "peak")
        print(
            f"{rows:>10,} rows {path.stat().st_size / 1e6:7,.0f} MB | triage scan {measure.median(a):6.2f} s"
            f" {peaks[rows] / 2**20:5.0f} MiB | bare read_csv {measure.median(b):6.2f} s"
            f" {measure.median(b, 'peak') / 2**20:5.0f} MiB | ratio {measure.ratio(a, b):.2f} (target 4)"
        )
    small, large = peaks[min(sizes)], peaks[max(sizes)]
    print(f"peak memory, largest against smallest file: {large / small:.2f} (target within 1.10)")
    shutil.rmtree(Path(tempfile.gettempdir()) / "triage-benchmark-case", ignore_errors=True)


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [1_000_000, 10_000_000])
