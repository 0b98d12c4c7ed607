"""A cluster gives the bytes of one process, also where its workers are killed; nobody is asked beyond this machine."""

from __future__ import annotations

import copy
import os
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from click.testing import CliRunner

from triage.app.scan import Options, ScanResult, scan
from triage.cli import main
from triage.core.errors import UsageError
from triage.core.progress import Silent
from triage.formats.delimited import reader as delimited
from triage.run.engines import dask

# Its threads and sockets are let go when the interpreter ends; what it warns of on a slow machine is no fault of ours.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning"),
    pytest.mark.filterwarnings("ignore:.*:UserWarning"),
    pytest.mark.filterwarnings("ignore:.*:DeprecationWarning"),
]


def squared(number: int) -> int:
    return number * number


def untimed(result: ScanResult) -> dict[str, Any]:
    document: dict[str, Any] = copy.deepcopy(result.document)
    told = ("complete", "unfinished", "notes", "total", "folders")
    document["case"] = {name: document["case"][name] for name in told}
    return document


@pytest.fixture
def seized(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a list of a few chunks."""
    monkeypatch.setattr(delimited, "CHUNK_BYTES", 65_536)
    rng = random.Random(1)
    lines = [f"Sana Tariq,35202-{rng.randrange(10**7):07}-2,0300-{rng.randrange(10**7):07}" for _ in range(12_000)]
    (tmp_path / "list.csv").write_text("\n".join(["name,cnic,mobile", *lines, ""]))
    return tmp_path / "list.csv"


class Begun(Silent):
    """Says when the first chunk is done: the workers are at work."""

    def __init__(self) -> None:
        self.event = threading.Event()

    def advance(self, size_bytes: int) -> None:
        if size_bytes:
            self.event.set()


@pytest.fixture
def begun() -> Begun:
    return Begun()


@pytest.fixture
def killer(begun: Begun) -> Iterator[list[int]]:
    """Kill some worker again and again while they are at work, three times; the list has those who died."""
    killed: list[int] = []
    stop = threading.Event()

    def kill() -> None:
        begun.event.wait()
        while not stop.wait(0.2) and len(killed) < 3:
            workers = [each for each in psutil.Process().children(recursive=True) if _is_worker(each)]
            if workers:
                victim = random.Random(len(killed)).choice(workers)
                victim.kill()
                killed.append(victim.pid)

    thread = threading.Thread(target=kill)
    thread.start()
    yield killed
    stop.set()
    begun.event.set()
    thread.join()


def _is_worker(process: psutil.Process) -> bool:
    try:
        return "spawn_main" in " ".join(process.cmdline())
    except psutil.Error:
        return False


def test_a_cluster_whose_workers_are_killed_gives_the_bytes_of_one_process(
    seized: Path, tmp_path: Path, killer: list[int], begun: Begun
) -> None:
    on_cluster = scan([seized], Options(case=tmp_path / "dask", jobs=2, engine="dask"), begun)
    alone = scan([seized], Options(case=tmp_path / "alone", jobs=1), Silent())

    assert len(killer) >= 1
    assert untimed(on_cluster) == untimed(alone)


@pytest.mark.parametrize(
    ("scheduler", "words"),
    [
        ("tcp://192.0.2.1:8786", "beyond this machine"),
        ("tcp://scheduler.example:8786", "beyond this machine"),
        ("http://127.0.0.1:8786", "named as tls"),
        ("127.0.0.1:8786", "named as tls"),
    ],
)
def test_an_address_without_tls_is_refused_before_anything_is_opened(scheduler: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        next(dask.run(squared, range(3), 1, scheduler))


def test_a_scheduler_without_an_engine_is_one_line(seized: Path, tmp_path: Path) -> None:
    command = ["scan", str(seized), "--case", str(tmp_path / "case"), "--scheduler", "tls://127.0.0.1:1"]
    result = CliRunner().invoke(main, command)

    assert result.exit_code == 2
    assert "--engine dask" in result.output


def test_a_scan_whose_scheduler_is_killed_goes_on_with_another_and_tells_the_same() -> None:
    root = Path(__file__).parents[4]
    small = ["--files", "2", "--rows", "200", "--workers", "1", "--shards", "0", "--kills", "0"]
    command = [sys.executable, str(root / "benchmarks" / "cluster.py"), *small]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(root)}
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "the same command, with a new scheduler" in done.stdout
    assert done.stdout.endswith("0 workers killed, 0 reports differ\n")


def test_workers_that_die_at_their_start_are_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(**_: object) -> None:
        message = "Nanny failed to start."
        raise RuntimeError(message)

    monkeypatch.setattr("distributed.LocalCluster", failing)

    assert sorted(dask.run(squared, range(3), 1)) == [(0, 0), (1, 1), (2, 4)]


def test_a_cluster_that_is_missing_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "dask", None)

    with pytest.raises(UsageError, match=r"leak-triage\[dask\]"):
        next(dask.run(squared, range(3), 1))
