"""Persons and overlaps of a case against Polars over the same clear values, and what storing tokens adds to a scan.

    python benchmarks/case.py [--dumps 20] [--rows 10000]

The dumps share people, so that persons are counted once over all of them; some have a mobile number and no CNIC.
What a case answers from tokens must be what distinct counts of the clear values are. Times are processor seconds.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from itertools import combinations
from pathlib import Path

import polars as pl

from triage.app.compare import compare

SCAN = """
import sys
from pathlib import Path
from triage.app import scan as pipeline
from triage.core.progress import Silent
from triage.detect import Detector
if sys.argv[3] == "without":
    Detector.observed = lambda self, source, batch, key, plain=Detector.observed: plain(self, source, batch, None)
folder = Path(sys.argv[1])
pipeline.scan([folder], pipeline.Options(case=Path(sys.argv[2]), jobs=1, key=Path(sys.argv[2] + ".key")), Silent())
"""


def people(rows: int, first: int) -> pl.DataFrame:
    """Return invented people, by their numbers: the same number is the same person in every dump."""
    number = pl.int_range(first, first + rows, eager=True)
    serial = (number * 7919 % 9_000_000 + 1_000_000).cast(pl.String)
    cnic = "35202-" + serial + "-" + (number % 9 + 1).cast(pl.String)
    made = pl.DataFrame({"number": number, "name": "AHMED KHAN", "cnic": cnic, "mobile": "0300-" + serial})
    return made.with_columns(pl.when(pl.col("number") % 10 > 0).then("cnic").alias("cnic")).drop("number")


def processor(command: list[str]) -> float:
    """Return the processor seconds of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _letters(number: int) -> str:
    """Return two letters for a number: files that are numbered would be parts of one dump."""
    return chr(97 + number // 26) + chr(97 + number % 26)


def _scan(folder: Path, case: Path) -> float:
    return processor([sys.executable, "-c", SCAN, str(folder), str(case), case.name])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dumps", type=int, default=20)
    parser.add_argument("--rows", type=int, default=10_000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home, "seized")
        folder.mkdir()
        dumps = {f"{_letters(n)}.csv": people(chosen.rows, n * chosen.rows // 2) for n in range(chosen.dumps)}
        for name, frame in dumps.items():
            frame.write_csv(folder / name)
        times = {how: _scan(folder, Path(home, how)) for how in ("without", "with")}
        without, full = times["without"], times["with"]
        print(f"{chosen.dumps} dumps of {chosen.rows:,} rows: {without:.2f} s, {full:.2f} s with persons")
        print(f"tokens, persons and comparison together add {full / without - 1:.0%}")
        check(Path(home, "with"), dumps)


def check(case: Path, dumps: dict[str, pl.DataFrame]) -> None:
    """Compare what the case says with the clear values; raise where they differ."""
    began = time.process_time()
    told = compare([case])
    ours = time.process_time() - began
    began = time.process_time()
    # Who has no CNIC is known by the mobile number, which nobody else has.
    whose = {
        name: frame.select(pl.coalesce("cnic", "mobile").alias("person")).unique() for name, frame in dumps.items()
    }
    distinct = pl.concat(whose.values())["person"].n_unique()
    shared = {
        pair: whose[pair[0]].join(whose[pair[1]], on="person", how="semi").height for pair in combinations(whose, 2)
    }
    theirs = time.process_time() - began
    said = {(each["one"], each["other"]): each["persons"] for each in told["comparison"]["pairs"]}
    if told["persons"]["distinct"] != distinct or said != {pair: count for pair, count in shared.items() if count}:
        sys.exit(f"NOT exact: {told['persons']['distinct']:,} persons are {distinct:,} in the clear values")
    print(f"persons {distinct:,} and {len(shared):,} pairs of dumps: exact")
    print(f"{ours:.2f} s; Polars over the clear values {theirs:.2f} s")


if __name__ == "__main__":
    main()
