"""The same answer from one process, from shards, and from a Dask cluster whose workers and scheduler are killed.

    python benchmarks/cluster.py [--files 8] [--rows 6000] [--workers 2] [--shards 3] [--kills 50] [--seed 1]

Everything runs on this machine. Each line is a way to scan the same invented lists; its report must be, byte
for byte, that of one process, apart from the case's own times and path. Workers are killed at random moments, again and
again in new scans, until as many have died as asked; then the scheduler of a cluster of our own is killed while a scan
is under way, and the same command goes on with a new one. Exit status 1 if any report differs.
"""

from __future__ import annotations

import argparse
import json
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

NAMES = ("Sana Tariq", "Bilal Ahmed", "Ayesha Khan", "Usman Ali", "Hina Raza", "Kamran Iqbal")
TOWNS = ("Lahore", "Karachi", "Multan", "Quetta", "Peshawar")
PROGRAM = (sys.executable, "-m", "triage")
GAP = (0.05, 0.45)
"""Time between two kills, as a share of the time of one process: less, and no worker ever comes to work."""
SCANS_AT_MOST = 40
"""Scans after which killing is given up: workers that die before a scan begins are none that died in it."""


def write(folder: Path, files: int, rows: int, rng: random.Random) -> None:
    """Write lists of invented people."""
    folder.mkdir()
    for number in range(files):
        lines = [
            f"{rng.choice(NAMES)},{rng.choice('1234567')}{rng.randrange(10**4):04}-{rng.randrange(10**7):07}-{rng.randrange(10)},"
            f'0300-{rng.randrange(10**7):07},"House {rng.randrange(900)}, {rng.choice(TOWNS)}"'
            for _ in range(rows)
        ]
        (folder / f"list {chr(97 + number % 26)}{number // 26}.csv").write_text(
            "\n".join(["name,cnic,mobile,address", *lines, ""]), encoding="utf-8"
        )


@dataclass(slots=True)
class Lab:
    """A folder with evidence, the key of its cases, and what one process told of it."""

    home: Path
    rng: random.Random
    told: bytes = b""
    seconds: float = 0.0
    wrong: int = 0
    cases: int = 0
    dead: list[int] = field(default_factory=list)

    def command(self, *more: object, case: Path | None = None) -> tuple[list[str], Path]:
        """Return the command of a scan, and its case: a new one unless it is named."""
        self.cases += 1
        where = case or self.home / f"case_{self.cases}"
        told = ("scan", self.home / "seized", "--case", where, "--key", self.home / "key", "--format", "json")
        return [*PROGRAM, *map(str, (*told, *more))], where

    def check(self, what: str, document: bytes, since: float) -> None:
        """Print whether a report is that of one process."""
        answers = comparable(document)
        self.told = self.told or answers
        self.seconds = self.seconds or time.monotonic() - since
        is_same = answers == self.told
        self.wrong += not is_same
        if not is_same:
            print(f"not read: {sorted(lost(document))}")
        print(
            f"{what:58} {time.monotonic() - since:6.1f} s  {'same bytes' if is_same else 'ANOTHER REPORT'}", flush=True
        )


def comparable(document: bytes) -> bytes:
    """Return what a report says of the evidence, without the path, the times and the chain of its case."""
    told: dict[str, Any] = json.loads(document)
    kept = ("complete", "unfinished", "notes", "total", "folders")
    told["case"] = {name: told["case"][name] for name in kept}
    return json.dumps(told).encode()


def lost(document: bytes) -> set[str]:
    """Return the reasons for what was not read."""
    told = json.loads(document).get("dumps", ())
    return {each["reason"] for dump in told for each in dump["coverage"]["reasons"]}


def finished(command: Sequence[str], killer: Killer | None = None) -> subprocess.CompletedProcess[bytes]:
    """Return a command that ran to its end; meanwhile a killer may be at work."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if killer:
        killer.begin(process.pid)
    out, err = process.communicate()
    if killer:
        killer.end()
    return subprocess.CompletedProcess(list(command), process.returncode, out, err)


class Killer:
    """Kills a random worker below a process again and again, at random moments, a limited number of times."""

    def __init__(self, rng: random.Random, at_most: int, seconds: float) -> None:
        self.rng, self.at_most, self.seconds = rng, at_most, seconds
        self.dead: list[int] = []
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def begin(self, pid: int) -> None:
        """Start killing workers below this process."""
        self._stop.clear()
        self._thread = threading.Thread(target=self._kill, args=(pid,))
        self._thread.start()

    def end(self) -> None:
        """Stop."""
        self._stop.set()
        if self._thread:
            self._thread.join()

    def _kill(self, pid: int) -> None:
        while len(self.dead) < self.at_most and not self._stop.wait(self.seconds * self.rng.uniform(*GAP)):
            if workers := [each for each in workers_below(pid) if each.pid not in self.dead]:
                victim = self.rng.choice(workers)
                try:
                    victim.kill()
                except psutil.Error:
                    continue
                self.dead.append(victim.pid)


def workers_below(pid: int) -> list[psutil.Process]:
    """Return the worker processes below a process."""
    try:
        below = psutil.Process(pid).children(recursive=True)
    except psutil.Error:
        return []
    return [each for each in below if is_worker(each)]


def is_worker(process: psutil.Process) -> bool:
    """Return true for a process that a nanny of Dask started: one that reads a chunk alone is no worker."""
    try:
        return "spawn_main" in " ".join(process.cmdline()) and "MALLOC_TRIM_THRESHOLD_" in process.environ()
    except psutil.Error:
        return False


def shards(lab: Lab, count: int) -> None:
    """Scan in shards, and merge."""
    since, cases = time.monotonic(), []
    for number in range(1, count + 1):
        command, case = lab.command("--jobs", 1, "--shard", f"{number}/{count}")
        finished(command)
        cases.append(str(case))
    merged = finished([*PROGRAM, "merge", *cases, "--case", str(lab.home / "merged"), "--format", "json"])
    lab.check(f"{count} shards, merged", merged.stdout, since)


def killed_workers(lab: Lab, workers: int, kills: int) -> None:
    """Scan on clusters whose workers are killed, until as many have died as asked."""
    for _ in range(SCANS_AT_MOST):
        if len(lab.dead) >= kills:
            return
        since, killer = time.monotonic(), Killer(lab.rng, kills - len(lab.dead), lab.seconds)
        command, _ = lab.command("--engine", "dask", "--jobs", workers)
        done = finished(command, killer)
        lab.dead += killer.dead
        what = f"{workers} Dask workers, {len(killer.dead)} killed ({len(lab.dead)} so far)"
        lab.check(what, done.stdout or failed(done), since)


def failed(done: subprocess.CompletedProcess[bytes]) -> bytes:
    """Print why there is no report, and return an empty one."""
    print(done.stderr.decode(errors="replace")[-1000:])
    nothing = dict.fromkeys(("complete", "unfinished", "notes", "total", "folders"))
    return json.dumps({"case": nothing}).encode()


def free_port() -> int:
    """Return a port of this machine at which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def answers(port: int) -> None:
    """Return when somebody answers at a port of this machine, at the latest after two minutes."""
    for _ in range(240):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.5)
        else:
            return


@contextmanager
def cluster(port: int, workers: int) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Run a scheduler and its workers on loopback; the first of them is the scheduler."""
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    dask, place = (sys.executable, "-m", "dask"), f"tcp://127.0.0.1:{port}"
    told = ("scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard", "--no-show")
    started = [subprocess.Popen([*dask, *told], **quiet)]
    for _ in range(workers):
        told = ("worker", place, "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1", "--death-timeout", "120")
        started.append(subprocess.Popen([*dask, *told], **quiet))
    try:
        answers(port)
        yield started
    finally:
        for each in started:
            each.terminate()
        for each in started:
            each.wait()


def killed_scheduler(lab: Lab, workers: int, port: int) -> None:
    """Kill the scheduler in the middle of a scan, then go on with another one."""
    since = time.monotonic()
    command, case = lab.command("--engine", "dask", "--scheduler", f"tcp://127.0.0.1:{port}")
    with cluster(port, workers) as (scheduler, *_):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        while process.poll() is None and not (case / "case.db").exists():
            time.sleep(0.2)
        time.sleep(lab.seconds * lab.rng.uniform(*GAP))
        was_at_work = process.poll() is None
        scheduler.kill()
        _, err = process.communicate()
    said = err.decode(errors="replace").strip().splitlines()
    print(f"scheduler killed {'in' if was_at_work else 'after'} a scan: status {process.returncode}, {said[-1:]}")
    with cluster(port, workers):
        again, _ = lab.command("--engine", "dask", "--scheduler", f"tcp://127.0.0.1:{port}", case=case)
        done = finished(again)
        lab.check("the same command, with a new scheduler", done.stdout or failed(done), since)


def main() -> int:
    """Print a line for each way; return 1 if one told something else."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("files", 8), ("rows", 6_000), ("workers", 2), ("shards", 3), ("kills", 50), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        lab = Lab(Path(home), random.Random(asked.seed))  # noqa: S311 - seeded, no secret
        write(lab.home / "seized", asked.files, asked.rows, lab.rng)
        since = time.monotonic()
        lab.check("one process", finished(lab.command("--jobs", 1)[0]).stdout, since)
        if asked.shards:
            shards(lab, asked.shards)
        killed_workers(lab, asked.workers, asked.kills)
        killed_scheduler(lab, asked.workers, free_port())
    print(f"{len(lab.dead)} workers killed, {lab.wrong} reports differ")
    return 1 if lab.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
