"""Tasks for workers, in a module that a spawned process can import."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path


def dies_on_three(item: int) -> int:
    """Twice the item; three ends the process as a crash in native code does."""
    if item == 3:
        os.kill(os.getpid(), signal.SIGSEGV)
    return 2 * item


def refuses_three(item: int) -> int:
    """Twice the item; three is a fault of the task."""
    if item == 3:
        raise ValueError(item)
    return 2 * item


def dies_at_start() -> None:
    """End the process."""
    os.kill(os.getpid(), signal.SIGKILL)


@dataclass(frozen=True)
class NeverReady:
    """A task whose workers die before they begin."""

    prepare: Callable[[], None] = dies_at_start

    def __call__(self, item: int) -> int:
        return item


@dataclass(frozen=True)
class KilledAtFirst:
    """A task of which odd items kill their worker some times, as somebody else would; a folder keeps how often."""

    folder: Path
    times: int

    def __call__(self, item: int) -> int:
        died = self.folder / str(item)
        so_far = len(died.read_text()) if died.exists() else 0
        if item % 2 and so_far < self.times:
            died.write_text("+" * (so_far + 1))
            os.kill(os.getpid(), signal.SIGKILL)
        return 2 * item


def killed_at_third(folder: Path, times: int) -> Iterator[int]:
    """Yield 1 to 5 in a process that is killed some times before its third item."""
    yield from (1, 2)
    died = folder / "died"
    so_far = len(died.read_text()) if died.exists() else 0
    if so_far < times:
        died.write_text("+" * (so_far + 1))
        os.kill(os.getpid(), signal.SIGKILL)
    yield from (3, 4, 5)
