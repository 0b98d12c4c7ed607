"""Run tasks in several worker processes, so that cores are fully used and a crash does not end the scan.

A task may have a method `prepare`, which each worker calls once while the first items are still being found.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context
from typing import TypeVar

Item = TypeVar("Item")
Part = TypeVar("Part")

_POLARS_THREADS = "POLARS_MAX_THREADS"
_SAFE_PATH = "PYTHONSAFEPATH"


def run(task: Callable[[Item], Part], items: Iterable[Item], jobs: int) -> Iterator[tuple[Item, Part | None]]:
    """Yield (item, part) in the order of completion; the part is null if an item kills a worker that has only it.

    At most `jobs` + 1 items are in progress, so memory does not grow.
    """
    waiting = iter(items)
    is_broken = True
    while is_broken:
        lost: list[Item] = []
        with _pool(task, jobs) as pool:
            is_broken = yield from _in_turn(pool, task, waiting, lost, jobs)
        for item in lost:
            yield item, alone(task, item)


def _in_turn(
    pool: ProcessPoolExecutor, task: Callable[[Item], Part], waiting: Iterator[Item], lost: list[Item], jobs: int
) -> Generator[tuple[Item, Part | None], None, bool]:
    """Yield results until no item waits (returns false) or a worker dies (returns true; `lost` gets its items)."""
    under_way: dict[Future[Part], Item] = {}
    while True:
        for item in islice(waiting, jobs + 1 - len(under_way)):
            try:
                under_way[pool.submit(task, item)] = item
            except BrokenProcessPool:
                lost.extend([item, *under_way.values()])
                return True
        if not under_way:
            return False
        done, _ = wait(under_way, return_when=FIRST_COMPLETED)
        for future in done:
            if isinstance(future.exception(), BrokenProcessPool):
                lost.extend(under_way.values())
                return True
            yield under_way.pop(future), future.result()


def alone(task: Callable[[Item], Part], item: Item) -> Part | None:
    """Return the part of an item in its own worker; null if the item kills that too."""
    with _pool(task, 1) as pool:
        try:
            return pool.submit(task, item).result()
        except BrokenProcessPool:
            return None


@contextmanager
def _pool(task: Callable[[Item], Part], jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Yield a pool whose workers are starting. They are spawned, because Polars' threads do not survive a fork."""
    set_here = {_POLARS_THREADS: str(max(1, (os.cpu_count() or 1) // jobs)), _SAFE_PATH: "1"}
    kept = {name: os.environ.get(name) for name in set_here}
    os.environ.update(set_here)
    try:
        context = get_context("spawn")
        with ProcessPoolExecutor(jobs, context, initializer=getattr(task, "prepare", None)) as pool:
            for _ in range(jobs):
                pool.submit(int)
            yield pool
    finally:
        for name, value in kept.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value
