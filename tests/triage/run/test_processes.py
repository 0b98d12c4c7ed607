"""A worker or a reader that is killed costs time and nothing else; one that an item always ends is given up."""

from __future__ import annotations

import copy
import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.triage.dying import KilledAtFirst, NeverReady, dies_on_three, killed_at_third, refuses_three
from triage.app.scan import Options, ScanResult, scan
from triage.core.errors import EvidenceError, TriageError
from triage.core.progress import Silent
from triage.formats.delimited import reader as delimited
from triage.run import processes
from triage.run.children import Children


def test_an_item_that_always_ends_its_worker_is_given_up_and_the_others_are_done() -> None:
    found = sorted(processes.run(dies_on_three, range(6), 2))

    assert found == [(0, 0), (1, 2), (2, 4), (3, None), (4, 8), (5, 10)]


def test_items_whose_workers_are_killed_are_done_again_and_told_once(tmp_path: Path) -> None:
    found = sorted(processes.run(KilledAtFirst(tmp_path, times=3), range(5), 2))

    assert found == [(0, 0), (1, 2), (2, 4), (3, 6), (4, 8)]
    assert [len((tmp_path / str(item)).read_text()) for item in (1, 3)] == [3, 3]


def test_an_item_that_is_killed_each_time_is_given_up(tmp_path: Path) -> None:
    assert list(processes.run(KilledAtFirst(tmp_path, times=100), [1], 1)) == [(1, None)]


def test_a_fault_of_the_task_is_raised_here() -> None:
    with pytest.raises(ValueError, match="3"):
        list(processes.run(refuses_three, range(6), 2))


def test_workers_that_die_at_their_start_end_the_run_with_one_line() -> None:
    with pytest.raises(TriageError, match="die as soon as they start"):
        list(processes.run(NeverReady(), range(3), 2))


def test_no_worker_is_left_when_the_caller_stops() -> None:
    before = {each.pid for each in psutil.Process().children(recursive=True)}
    found = processes.run(refuses_three, iter(int, 1), 2)
    next(found)
    found.close()  # type: ignore[attr-defined] # it is a generator

    assert {each.pid for each in psutil.Process().children(recursive=True)} <= before


@pytest.mark.parametrize("times", [1, 3])
def test_a_reader_that_is_killed_reads_again_and_tells_each_item_once(tmp_path: Path, times: int) -> None:
    readers = Children()

    assert list(readers.call(killed_at_third, tmp_path, times)) == [1, 2, 3, 4, 5]
    assert len((tmp_path / "died").read_text()) == times
    readers.close()


def test_a_reader_that_is_killed_each_time_is_a_counted_reason(tmp_path: Path) -> None:
    readers = Children()
    with pytest.raises(EvidenceError) as caught:
        list(readers.call(killed_at_third, tmp_path, 100))

    assert caught.value.reason == "reader_crashed"
    readers.close()


@pytest.fixture
def seized(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of a list that is read in several chunks, and of a database that a reader reads apart."""
    monkeypatch.setattr(delimited, "CHUNK_BYTES", 65_536)
    rng = random.Random(1)
    rows = [f"Sana Tariq,35202-{rng.randrange(10**7):07}-2,0300-{rng.randrange(10**7):07}" for _ in range(6_000)]
    folder = tmp_path / "seized"
    folder.mkdir()
    (folder / "list.csv").write_text("\n".join(["name,cnic,mobile", *rows, ""]))
    for number in range(4):
        lines = ["INSERT INTO people VALUES ('" + row.replace(",", "','") + "');" for row in rows[number::4]]
        (folder / f"list{number}.sql").write_text("CREATE TABLE people (name text, cnic text, mobile text);\n")
        with (folder / f"list{number}.sql").open("a") as file:
            file.write("\n".join([*lines, ""]))
    return folder


class Counted(Silent):
    """Says when a chunk is done."""

    def __init__(self) -> None:
        self.chunks = threading.Semaphore(0)

    def advance(self, size_bytes: int) -> None:
        if size_bytes:
            self.chunks.release()


@contextmanager
def killer(progress: Counted, is_victim: Callable[[str], bool], kills: int) -> Iterator[list[int]]:
    """Kill a process below this one after each chunk that is done, so many times; the list has those who died."""
    dead: list[int] = []
    is_over = threading.Event()

    def kill() -> None:
        rng = random.Random(7)
        while len(dead) < kills and not is_over.is_set():
            if not progress.chunks.acquire(timeout=0.2):
                continue
            below = [each for each in psutil.Process().children(recursive=True) if is_victim(_command(each))]
            if below:
                victim = rng.choice(below)
                victim.kill()
                dead.append(victim.pid)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        yield dead
    finally:
        is_over.set()
        thread.join()


def _command(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


def untimed(result: ScanResult) -> dict[str, Any]:
    document: dict[str, Any] = copy.deepcopy(result.document)
    told = ("complete", "unfinished", "notes", "total", "folders")
    document["case"] = {name: document["case"][name] for name in told}
    return document


@pytest.mark.parametrize(
    ("isolate", "victims"),
    [(True, "spawn_main"), (True, "run.child import serve"), (False, "run.child import serve")],
    ids=["workers", "readers of workers", "readers of threads"],
)
def test_a_scan_whose_workers_or_readers_are_killed_tells_the_same(
    seized: Path, tmp_path: Path, *, isolate: bool, victims: str
) -> None:
    alone = scan([seized], Options(case=tmp_path / "alone", jobs=1), Silent())
    progress = Counted()
    with killer(progress, lambda command: victims in command, 6) as dead:
        told = scan([seized], Options(case=tmp_path / "killed", jobs=2, isolate=isolate), progress)

    assert len(dead) >= 2
    assert untimed(told) == untimed(alone)
