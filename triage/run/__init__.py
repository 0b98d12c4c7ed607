"""(task, items) -> (item, part) in any order, one runner a file: `run(task, items, jobs)`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

from triage.plugs import modules

Item = TypeVar("Item")
Part = TypeVar("Part")

WORTH_PROCESSES = 512 * 1024 * 1024
"""Bytes of evidence from which processes of their own save more time than they take to start."""


class Runner(Protocol):
    """Applies a task to items and yields each item with its part, in any order."""

    def __call__(
        self, task: Callable[[Item], Part], items: Iterable[Item], jobs: int
    ) -> Iterator[tuple[Item, Part | None]]:
        """(item, part) for each item; the part is null where the item killed its worker."""
        ...


def runner(jobs: int, size_bytes: int) -> Runner:
    """The runner for so many jobs at a time and so much evidence, on this machine."""
    name = "serial" if jobs == 1 else "processes" if size_bytes >= WORTH_PROCESSES else "threads"
    chosen: Runner = modules(__name__, "run")[name].run
    return chosen
