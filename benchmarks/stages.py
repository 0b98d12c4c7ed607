"""Where the processor time of a scan goes, stage by stage: of one process, one worker, all threads counted.

    python benchmarks/stages.py [scan|start|small_files]        make profile NAME=scan

scan: 250,000 rows of seven columns; start: 59 rows; small_files: 200 files of two rows. Each stage is told without the
stages inside it; "the rest" is what none of them holds. The evidence is made by another process, so that all imports,
Polars' too, are counted here. Times under a profiler would be others: only functions that are named here are timed.
"""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any

from triage.core.garbage import collect_seldom

ROWS = 250_000
FILES = 200

STAGES = (
    ("rules: read", "triage.rules", "_load"),
    ("find: hash a file", "triage.find.walk", "_hashed"),
    ("find: which container", "triage.find", "opener"),
    ("read: which format, which tables", "triage.read", "identify"),
    ("read: sample", "triage.read", "sample"),
    ("read: cut", "triage.read", "split"),
    ("read: batches, proved", "triage.read", "batches"),
    ("decide columns", "triage.detect", "decide_all"),
    ("observe: values of columns", "triage.detect.columns", "values_of"),
    ("observe: sweep of cells", "triage.detect.columns", "in_column"),
    ("observe: parts of values", "triage.detect.columns", "_count_parts"),
    ("observe: counts of signals", "triage.detect.marks", "_counts"),
    ("observe: sketches of signals", "triage.detect.marks", "_sketches"),
    ("observe: rows of blocks", "triage.detect.marks", "_rows"),
    ("observe: tokens of people", "triage.detect", "identities"),
    ("observe: the rest", "triage.detect", "observe"),
    ("case: write", "triage.case:Case", "checkpoint"),
    ("case: merge files of tokens", "triage.case.token_store:TokenStore", "merge"),
    ("case: read", "triage.case:Case", "summary"),
    ("judge", "triage.score", "judge"),
    ("report", "triage.app.report_case", "document"),
)
"""What a stage is called, where its function is looked up, and its name there."""


class Watch:
    """Seconds of processor by stage; what a stage calls is taken off it."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._inside: list[float] = []

    def begin(self) -> float:
        """Begin a stage."""
        self._inside.append(0.0)
        return time.process_time()

    def end(self, stage: str, began: float) -> None:
        """End it."""
        whole = time.process_time() - began
        self.seconds[stage] += whole - self._inside.pop()
        if self._inside:
            self._inside[-1] += whole

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function with its time counted; of a generator, the time of each step."""

        @wraps(function)
        def run(*args: Any, **kwargs: Any) -> Any:
            began = self.begin()
            try:
                told = function(*args, **kwargs)
            finally:
                self.end(stage, began)
            return self._steps(stage, told) if isinstance(told, Iterator) else told

        return run

    def _steps(self, stage: str, steps: Iterator[Any]) -> Iterator[Any]:
        while True:
            began = self.begin()
            try:
                step = next(steps)
            except StopIteration:
                return
            finally:
                self.end(stage, began)
            yield step


def make(name: str, home: Path) -> Path:
    """Make the evidence of a benchmark; return where it is."""
    import data  # noqa: PLC0415 - where a scan is timed, its own imports are
    import small_files  # noqa: PLC0415
    import startup  # noqa: PLC0415

    if name == "scan":
        return data.clean_csv(ROWS)
    if name == "small_files":
        small_files.write(home / "folder", FILES)
        return home
    startup.table(home / "people.csv")
    return home / "people.csv"


def evidence(name: str, home: Path) -> Path:
    """Return the evidence of a benchmark, made by another process."""
    made = subprocess.run([sys.executable, __file__, "--make", name, home], capture_output=True, text=True, check=True)
    return Path(made.stdout.splitlines()[-1])


def main(name: str) -> None:
    """Scan, and print a table of stages."""
    collect_seldom()
    watch = Watch()
    with tempfile.TemporaryDirectory() as spare:
        seized = evidence(name, Path(spare))
        size_bytes = sum(each.stat().st_size for each in ([seized] if seized.is_file() else seized.rglob("*.csv")))
        from triage.app import scan  # noqa: PLC0415 - its imports are a stage
        from triage.core.progress import Silent  # noqa: PLC0415
        from triage.run import serial  # noqa: PLC0415

        watch.seconds["Python, imports"] = time.process_time()
        scan.runner = lambda *_, **__: serial.run  # type: ignore[assignment]
        for stage, place, function in STAGES:
            module, _, owner = place.partition(":")
            home = getattr(importlib.import_module(module), owner) if owner else importlib.import_module(module)
            setattr(home, function, watch.timed(stage, getattr(home, function)))
        with tempfile.TemporaryDirectory() as cases:
            scan.scan([seized], scan.Options(case=Path(cases) / "case", jobs=1), Silent())
        whole = time.process_time()
    units = {"scan": ROWS / 1e6, "small_files": FILES / 1000, "start": 1.0}
    unit = {"scan": "s a million rows", "small_files": "ms a file", "start": "s"}[name]
    watch.seconds["the rest"] = whole - sum(watch.seconds.values())
    print(f"{name}: {whole:.2f} s of processor, {size_bytes / 1e6:.1f} MB")
    for stage, seconds in watch.seconds.most_common():
        print(f"  {stage:34} {seconds:7.3f} s {seconds / whole:6.1%} {seconds / units[name]:9.2f} {unit}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--make"]:
        print(make(sys.argv[2], Path(sys.argv[3])))
    elif "PYTHONDONTWRITEBYTECODE" in os.environ:  # modules are compiled beforehand, as where the program is installed
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        sys.exit(subprocess.run([sys.executable, *sys.argv], env=kept, check=False).returncode)
    else:
        main((sys.argv[1:] or ["start"])[0])
