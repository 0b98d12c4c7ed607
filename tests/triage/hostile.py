"""What hostile evidence does to a reader, in a module that a child can import."""

from __future__ import annotations

import contextlib
import mmap
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator

from triage.core.errors import EvidenceError


def counts(upto: int) -> Iterator[int]:
    yield from range(upto)


def crashes() -> Iterator[int]:
    yield 1
    os.kill(os.getpid(), signal.SIGSEGV)


def hangs() -> Iterator[int]:
    yield 1
    time.sleep(1000)


def spins() -> Iterator[int]:
    yield 1
    while True:
        pass


def grows() -> Iterator[int]:
    yield 1
    kept = []
    while True:
        kept.append(bytearray(os.urandom(1024)) * 10_000)
        time.sleep(0.002)


def waits_for_itself(mark: str) -> Iterator[int]:
    """Wait for a lock of its own after its first item, in the first process that is called with this mark, a path."""
    yield 1
    lock = threading.Lock()
    lock.acquire()
    with contextlib.suppress(FileExistsError):
        os.close(os.open(mark, os.O_CREAT | os.O_EXCL))
        lock.acquire()
    yield 2


def reserves(size_bytes: int) -> Iterator[int]:
    """Leave address space reserved and unused in its process, whose number it yields."""
    _RESERVED.append(mmap.mmap(-1, size_bytes))
    yield os.getpid()


_RESERVED: list[mmap.mmap] = []


def refuses() -> Iterator[int]:
    yield 1
    raise EvidenceError("encrypted", "no password")


def fails() -> Iterator[int]:
    yield 1
    raise ValueError("35202-1000001-1")


def prints() -> Iterator[int]:
    os.write(1, b"a library prints")
    sys.stdout.write("and so does Python")
    yield 1


_CALLS: list[int] = []


def remembers(fault: str) -> Iterator[int]:
    """Fails in a process that has called it before, after its second item."""
    yield from (1, 2)
    _CALLS.append(1)
    if len(_CALLS) > 1:
        if fault == "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        raise MemoryError if fault == "memory" else ValueError
    yield 3


def holds(size_bytes: int) -> Iterator[int]:
    """Leaves much in the memory of its process, whose number it yields."""
    _HELD.append(os.urandom(1024) * (size_bytes // 1024))
    yield os.getpid()


_HELD: list[bytes] = []
