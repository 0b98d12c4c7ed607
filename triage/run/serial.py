"""Run tasks one after the other, in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")
Part = TypeVar("Part")


def run(task: Callable[[Item], Part], items: Iterable[Item], jobs: int) -> Iterator[tuple[Item, Part]]:
    """Yield (item, part) for each item; `jobs` is ignored."""
    del jobs
    for item in items:
        yield item, task(item)
