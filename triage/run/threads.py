"""Run tasks in threads of this process: Polars and NumPy release Python's lock, so threads use several cores."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")
Part = TypeVar("Part")


def run(task: Callable[[Item], Part], items: Iterable[Item], jobs: int) -> Iterator[tuple[Item, Part]]:
    """Yield (item, part) in the order of completion.

    At most `jobs` + 1 items are in progress, so memory does not grow.
    """
    waiting = iter(items)
    with ThreadPoolExecutor(jobs) as pool:
        under_way: dict[Future[Part], Item] = {}
        while True:
            for item in islice(waiting, jobs + 1 - len(under_way)):
                under_way[pool.submit(task, item)] = item
            if not under_way:
                return
            done, _ = wait(under_way, return_when=FIRST_COMPLETED)
            for future in done:
                yield under_way.pop(future), future.result()
