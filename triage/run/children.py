"""Killable children: what parses hostile evidence runs in a process of its own, under limits.

A child that crashes, hangs or grows too large is killed; what it had said before is kept, and the caller gets an
`EvidenceError` whose reason is counted: "reader_crashed", "over_memory", "over_time", or "reader_failed" for a fault
of ours, with the place in the code and never the evidence.

What a child read before must not tell in what it reads now: where one that was used before fails, a fresh one is asked
again, and says the rest. One that holds much when it is done is not used again.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from triage.core.errors import EvidenceError
from triage.core.model import Chunk, Evidence, Source
from triage.run.child import HEAD, HEARD, resident, send

_LOOK_SECONDS = 0.05
_READY_SECONDS = 120.0

_AGAIN = frozenset({"over_memory", "reader_crashed", "reader_failed"})
"""Ends that may come from what a child has read before."""

_SERVE = "from triage.run.child import serve; serve()"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one call in a child may cost: resident memory in bytes, and seconds at all and for each megabyte of it."""

    memory_bytes: int = 768 * 1024 * 1024
    seconds: float = 120.0
    seconds_per_megabyte: float = 2.0

    def seconds_for(self, size_bytes: int) -> float:
        """Processor seconds for evidence of this size; the wall clock may show twice as many."""
        return self.seconds + self.seconds_per_megabyte * size_bytes / 1e6


@dataclass(slots=True)
class Children:
    """Some children, started when they are needed and used again. Close it to end them.

    `folder` is where they keep temporary copies; null = where the system keeps them.
    """

    limits: Limits = field(default_factory=Limits)
    folder: Path | None = None
    _idle: queue.LifoQueue[_Child] = field(default_factory=queue.LifoQueue)

    def call(self, function: Callable[..., Iterator[Any]], *args: Any) -> Iterator[Any]:
        """Yield what the function yields, from a child.

        Raises `EvidenceError` as said above. A `core.isolation.Call`.
        """
        told = 0
        with contextlib.suppress(queue.Empty):
            used = self._idle.get_nowait()
            try:
                for each in self._said(used, function, args):
                    told += 1
                    yield each
            except EvidenceError as error:
                if error.reason not in _AGAIN:
                    raise
            else:
                return
        for number, each in enumerate(self._said(_Child.start(self.limits, self.folder), function, args)):
            if number >= told:
                yield each

    def _said(self, child: _Child, function: Callable[..., Iterator[Any]], args: tuple[Any, ...]) -> Iterator[Any]:
        """Yield what one child says; it is kept where it can be used again."""
        try:
            yield from child.call(function, args)
        finally:
            if child.is_done:
                self._idle.put(child)
            else:
                child.kill()

    def close(self) -> None:
        """End every child that is idle."""
        while True:
            try:
                self._idle.get_nowait().kill()
            except queue.Empty:
                return


@dataclass(slots=True)
class _Patience:
    """Seconds of waiting that are left."""

    seconds: float


@dataclass(slots=True)
class _Child:
    process: subprocess.Popen[bytes]
    asked: IO[bytes]
    said: IO[bytes]
    limits: Limits
    is_done: bool = False
    """True when it waits for a call; false in the middle of one, whose rest nobody will hear."""

    @classmethod
    def start(cls, limits: Limits, folder: Path | None) -> _Child:
        paths = os.pathsep.join(each or os.getcwd() for each in sys.path)  # noqa: PTH109 - "" is the working folder
        environment = {**os.environ, "PYTHONPATH": paths, "POLARS_MAX_THREADS": "1", "OMP_NUM_THREADS": "1"}
        if folder is not None:
            environment["TMPDIR"] = str(folder)
        process = subprocess.Popen(  # noqa: S603 - this interpreter and this module
            [sys.executable, "-c", _SERVE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )
        if process.stdin is None or process.stdout is None:  # never: both are pipes
            raise EvidenceError("reader_crashed")
        child = cls(process, process.stdin, process.stdout, limits)
        next(child._messages(_READY_SECONDS))
        return child

    def call(self, function: Callable[..., Iterator[Any]], args: tuple[Any, ...]) -> Iterator[Any]:
        seconds = self.limits.seconds_for(max(map(_size, args), default=0))
        self.is_done = is_worn = False
        with contextlib.suppress(BrokenPipeError):
            send(self.asked, (function, args, seconds, self.limits.memory_bytes))
        for kind, value in self._messages(2 * seconds):
            self.is_done = kind not in {"item", "worn"} and not is_worn
            is_worn = is_worn or kind == "worn"
            if kind == "worn":
                continue
            if kind == "refused":
                raise EvidenceError(*value)
            if kind == "end":
                return
            yield value
            with contextlib.suppress(BrokenPipeError):
                self.asked.write(HEARD)
                self.asked.flush()

    def _messages(self, seconds: float) -> Iterator[tuple[str, Any]]:
        """Messages of the child until it dies. Raises `EvidenceError` if it must be killed.

        `seconds` may be spent waiting for it; the time that the caller takes over what it said does not count.
        """
        patience = _Patience(seconds)
        while True:
            head = self._bytes(HEAD.size, patience)
            body = self._bytes(HEAD.unpack(head)[0], patience) if head else b""
            if not body:
                status = self.process.wait()
                raise EvidenceError("over_time" if status == -signal.SIGXCPU else "reader_crashed")
            yield pickle.loads(body)  # noqa: S301 - what our own child said

    def _bytes(self, size: int, patience: _Patience) -> bytes:
        """Exactly so many bytes; none if the child has died."""
        fd, parts, missing = self.said.fileno(), [], size
        poll = select.poll()
        poll.register(fd, select.POLLIN | select.POLLHUP)
        while missing:
            if not poll.poll(_LOOK_SECONDS * 1000):
                patience.seconds -= _LOOK_SECONDS
                self._watch(patience)
                continue
            part = os.read(fd, min(missing, 1 << 20))
            if not part:
                return b""
            parts.append(part)
            missing -= len(part)
        return b"".join(parts)

    def _watch(self, patience: _Patience) -> None:
        """Raise `EvidenceError` if the child uses more than it may."""
        if patience.seconds < 0:
            raise EvidenceError("over_time")
        if resident(self.process.pid) > self.limits.memory_bytes:
            raise EvidenceError("over_memory")

    def kill(self) -> None:
        """End the child and whatever it started."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        for pipe in (self.asked, self.said):
            with contextlib.suppress(OSError):
                pipe.close()


def _size(noun: Any) -> int:
    """Bytes of the evidence that an argument stands for."""
    if isinstance(noun, Chunk):
        return noun.source.evidence.size_bytes
    if isinstance(noun, Source):
        return noun.evidence.size_bytes
    return noun.size_bytes if isinstance(noun, Evidence) else 0
