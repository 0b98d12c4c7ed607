"""Apply a task to items on one or several processors, with one module per way of running.

Each module has `run(task, items, jobs)`, which yields (item, part) in any order. Those in `engines/` use more than the
processes of this machine, are chosen by name, and take a `scheduler` too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib import import_module
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Part = TypeVar("Part")


class Runner(Protocol):
    """Applies a task to items and yields each item with its part, in any order."""

    def __call__(
        self, task: Callable[[Item], Part], items: Iterable[Item], jobs: int
    ) -> Iterator[tuple[Item, Part | None]]:
        """Yield (item, part) for each item; the part is null if the item killed its worker."""
        ...


def runner(jobs: int, *, isolate: bool, engine: str = "", scheduler: str = "") -> Runner:
    """Return the runner for `jobs` tasks at a time.

    `isolate` runs tasks in processes that may die without ending the scan. `engine` is the name of a cluster engine,
    `scheduler` its address; "" = on this machine.
    """
    if engine:
        return partial(import_module(f"{__name__}.engines.{engine}").run, scheduler=scheduler)
    name = "processes" if isolate else "serial" if jobs == 1 else "threads"
    chosen: Runner = import_module(f"{__name__}.{name}").run
    return chosen
