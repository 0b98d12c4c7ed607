"""Kill a scan of mixed evidence at a random moment and resume it, again and again: each report must be the same.

    python benchmarks/kills.py [--kills 200] [--times 1] [--rows 2000] [--seed 1]

The evidence is one list as CSV, JSON lines, SQLite, gzip and zip, and a chat. A whole process group is killed at once
(SIGKILL); the same command then goes on with the case, and is killed again, until a case was killed `--times` times.
Compared are all dumps and the counts of the case. Counted are kills of scans that were still at work. Ends with 1 if a
report differs, or a scan that goes on does not end.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

from triage.simulate import DumpSpec, dump

CHAT = "".join(f"3/1/23, 10:{minute:02} AM - Data Wala: SIM data, Rs 500, 0300-{minute:07}\n" for minute in range(60))


def mixed(folder: Path, rows: int) -> None:
    """Write the evidence: other people in each container, so that none is a copy of another."""
    lists = [dump(DumpSpec("telecom", rows, seed=seed)).frame for seed in range(5)]
    lists[0].write_csv(folder / "list.csv")
    lists[1].write_ndjson(folder / "lines.json")
    with closing(sqlite3.connect(folder / "base.db")) as base, base:
        names = ", ".join(f'"{name}"' for name in lists[2].columns)
        base.execute(f"create table people ({names})")
        row = ", ".join("?" * lists[2].width)
        base.executemany(f"insert into people values ({row})", lists[2].iter_rows())  # noqa: S608
    (folder / "packed.csv.gz").write_bytes(gzip.compress(lists[3].write_csv().encode(), mtime=0))
    with zipfile.ZipFile(folder / "archive.zip", "w") as archive:
        archive.writestr("inside.csv", lists[4].write_csv())
    (folder / "WhatsApp Chat with Data Wala.txt").write_text(CHAT)


def scan(folder: Path, case: Path, killed_after: float | None = None) -> bool:
    """Scan, and kill it after so many seconds if it is still at work; return whether it was killed."""
    command = [sys.executable, "-m", "triage", "scan", str(folder), "--case", str(case), "--key", f"{case}.key"]
    command += ["--format", "json", "-o", f"{case}.json", "--jobs", "2"]
    said = subprocess.DEVNULL if killed_after else None  # what a scan says that goes on and fails must be seen
    work = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said, start_new_session=True)
    try:
        work.wait(killed_after)
    except subprocess.TimeoutExpired:
        os.killpg(work.pid, signal.SIGKILL)
        work.wait()
        return True
    return False


def told(case: Path) -> dict[str, Any]:
    """Return what a report says besides times and the audit chain, which tells of the kill."""
    document = json.loads(Path(f"{case}.json").read_text())
    kept = ("total", "folders", "persons", "comparison", "complete")
    return {"dumps": document["dumps"], **{name: document["case"].get(name) for name in kept}}


def main() -> None:
    """Print how many of the reports after kills are those of a scan that was not killed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--times", type=int, default=1, help="How often each case is killed before it may end.")
    parser.add_argument("--rows", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    chance = random.Random(chosen.seed)  # noqa: S311 - moments, not secrets
    with tempfile.TemporaryDirectory() as home:
        (folder := Path(home, "seized")).mkdir()
        mixed(folder, chosen.rows)
        began = time.monotonic()
        scan(folder, whole := Path(home, "whole"))
        seconds, killed, cases, same = time.monotonic() - began, 0, 0, 0
        while killed < chosen.kills:
            case = Path(home, f"case{cases}")
            # What goes on has less to do each time: a moment in the first half is likelier to find it at work.
            for most in (0.95, *(chosen.times - 1) * (0.5,)):
                if not scan(folder, case, chance.uniform(0.05, most) * seconds):
                    break
                killed += 1
            else:
                scan(folder, case)
            cases += 1
            same += told(case) == told(whole)
            print(f"{killed} kills; {same} of {cases} cases alike", flush=True)
    print(f"{killed} kills: {same} of {cases} reports are those of a scan that was not killed")
    sys.exit(same != cases)


if __name__ == "__main__":
    main()
