"""Run tasks in several worker processes, so that cores are fully used and a crash does not end the scan.

Each worker has one item at a time and a pipe of its own. Where a worker dies, the others go on, another takes its
place, and the item is done again: nothing of it had been told. An item is given up only after several of its workers
have died. A task may have a method `prepare`, which each worker calls once while the first items are being found.
"""

from __future__ import annotations

import os
import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from threading import Lock
from typing import Any, TypeVar

from triage.core.errors import TriageError
from triage.core.garbage import collect_seldom

Item = TypeVar("Item")
Part = TypeVar("Part")

_CRASHES = 2
"""Workers that an item may end by a fault in them: memory of others, an abort."""

_KILLS = 6
"""Workers with one item that may be killed from outside: by a person, the system's want of memory, a scheduler."""

_STARTS = 12
"""Workers in a row that may die before they have begun any item."""

_FROM_OUTSIDE = frozenset(-number for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP))
_DYING_SECONDS = 10.0

_CHOSEN = Lock()
"""Held while the environment is that of a worker which starts."""


@dataclass(slots=True)
class _Given:
    """An item, and how many of its workers crashed or were killed."""

    item: Any
    crashes: int = 0
    kills: int = 0

    def died(self, status: int | None) -> None:
        """Count the death of its worker, by its exit status."""
        if status in _FROM_OUTSIDE:
            self.kills += 1
        else:
            self.crashes += 1

    @property
    def is_given_up(self) -> bool:
        """Whether so many workers have died of it that it is not tried again."""
        return self.crashes >= _CRASHES or self.kills >= _KILLS


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    pipe: Connection
    given: _Given | None = None
    has_begun: bool = False

    def give(self, given: _Given) -> None:
        """Send an item; if the worker is dead, that is noticed where its answer is waited for."""
        self.given = given
        with suppress(BrokenPipeError, ConnectionResetError):
            self.pipe.send(given.item)

    def status(self) -> int | None:
        """Return the exit status of a worker whose pipe has ended."""
        self.process.join(_DYING_SECONDS)
        status = self.process.exitcode
        self.end()
        return status

    def end(self) -> None:
        """End the process. What it was doing is not wanted."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


@dataclass(slots=True)
class _Pool:
    task: Callable[[Any], Any]
    jobs: int
    workers: list[_Worker] = field(default_factory=list)
    dead_starts: int = 0

    def fill(self) -> None:
        """Start workers until there are as many as asked."""
        while len(self.workers) < self.jobs:
            self.workers.append(_started(self.task, self.jobs))

    def idle(self) -> _Worker | None:
        """Return a worker without an item; null if all have one."""
        return next((each for each in self.workers if each.given is None), None)

    def heard(self) -> Iterator[tuple[_Worker, tuple[str, Any] | None]]:
        """Wait, then yield the workers that said something or died (null), with what they said."""
        pipes = {each.pipe: each for each in self.workers}
        for pipe in wait(list(pipes)):
            worker = pipes[pipe]  # type: ignore[index] # only pipes were given
            try:
                said = worker.pipe.recv()
            except (EOFError, OSError, pickle.UnpicklingError):
                said = None
            yield worker, said

    def buried(self, worker: _Worker) -> _Given | None:
        """Take a dead worker out; return the item that it had, with its death counted if it had begun."""
        self.workers.remove(worker)
        status = worker.status()
        if not worker.has_begun:
            self.dead_starts += 1
            if self.dead_starts >= _STARTS:
                message = "worker processes die as soon as they start: what was read is kept, the same command goes on"
                raise TriageError(message)
        elif worker.given is not None:
            worker.given.died(status)
        return worker.given

    def close(self) -> None:
        """End all workers."""
        for worker in self.workers:
            worker.end()
        self.workers.clear()


def run(task: Callable[[Item], Part], items: Iterable[Item], jobs: int) -> Iterator[tuple[Item, Part | None]]:
    """Yield (item, part) in the order of completion; the part is null if an item is given up.

    At most `jobs` + 1 items are in progress, so memory does not grow. Raises what a task raises, and `TriageError` if
    no worker can be started.
    """
    waiting = map(_Given, items)
    ready: deque[_Given] = deque()
    pool, is_over = _Pool(task, jobs), False
    try:
        pool.fill()
        while True:
            while not is_over and len(ready) + sum(each.given is not None for each in pool.workers) <= jobs:
                if (new := next(waiting, None)) is None:
                    is_over = True
                else:
                    ready.append(new)
                    _hand_out(pool, ready)
            _hand_out(pool, ready)
            if not ready and all(each.given is None for each in pool.workers):
                break
            for worker, said in pool.heard():
                done = _taken(pool, ready, worker, said)
                _hand_out(pool, ready)
                if done is not None:
                    yield done
    finally:
        pool.close()


def _hand_out(pool: _Pool, ready: deque[_Given]) -> None:
    """Give what waits to workers that have nothing to do."""
    while ready and (worker := pool.idle()) is not None:
        worker.give(ready.popleft())


def _taken(
    pool: _Pool, ready: deque[_Given], worker: _Worker, said: tuple[str, Any] | None
) -> tuple[Any, Any | None] | None:
    """Return an item and its part if what a worker said, or its death, ends the item; else null."""
    if said is None:
        given = pool.buried(worker)
        pool.fill()
        if given is None or not given.is_given_up:
            ready.extendleft([given] if given else [])
            return None
        return given.item, None
    what, value = said
    if what == "raised":
        raise value
    if what == "begun":
        worker.has_begun, pool.dead_starts = True, 0
        return None
    given, worker.given = worker.given, None
    return (given.item, value) if given else None


def _started(task: Callable[[Any], Any], jobs: int) -> _Worker:
    """Return a worker that is starting. It is spawned, because Polars' threads do not survive a fork."""
    ours, theirs = get_context("spawn").Pipe()
    threads = str(max(1, (os.cpu_count() or 1) // jobs))
    with _environment(POLARS_MAX_THREADS=threads, PYTHONSAFEPATH="1"):
        process = get_context("spawn").Process(target=_serve, args=(task, theirs), daemon=True)
        process.start()
    theirs.close()  # so that the end of the worker is the end of what it says
    return _Worker(process, ours)


def _serve(task: Callable[[Any], Any], pipe: Connection) -> None:
    """Answer items with their parts until no more come: what a worker does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who interrupts a scan ends its workers
    collect_seldom()
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        said = _tried(getattr(task, "prepare", int))
        pipe.send(("begun", None) if said[0] == "part" else said)
        while True:
            pipe.send(_tried(task, pipe.recv()))


def _tried(function: Callable[..., Any], *args: Any) -> tuple[str, Any]:
    """Return what the function returns, or what it raises: that is raised again in the process that asked."""
    try:
        return "part", function(*args)
    except Exception as error:  # noqa: BLE001 - the process that asked decides
        return "raised", error


@contextmanager
def _environment(**chosen: str) -> Iterator[None]:
    """Set variables of the environment while a worker starts."""
    with _CHOSEN:
        kept = {name: os.environ.get(name) for name in chosen}
        os.environ.update(chosen)
        try:
            yield
        finally:
            for name, value in kept.items():
                os.environ.pop(name)
                if value is not None:
                    os.environ[name] = value
