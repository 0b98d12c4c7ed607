"""(task, items) -> (item, part) in any order, one runner a file: `run(task, items, jobs)`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

from triage.plugs import modules

Item = TypeVar("Item")
Part = TypeVar("Part")


class Runner(Protocol):
    """Applies a task to items and yields each item with its part, in any order."""

    def __call__(self, task: Callable[[Item], Part], items: Iterable[Item], jobs: int) -> Iterator[tuple[Item, Part]]:
        """(item, part) for each item."""
        ...


def runner(jobs: int) -> Runner:
    """The runner for so many jobs at a time on this machine."""
    chosen: Runner = modules(__name__, "run")["serial" if jobs == 1 else "threads"].run
    return chosen
