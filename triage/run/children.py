"""Run parsers of untrusted evidence in child processes that have limits and may be killed.

A child that crashes, hangs or grows too large is killed; the items that it had sent are kept, and the caller gets an
`EvidenceError` whose reason is counted: "reader_crashed", "over_memory", "over_time", or "reader_failed" for a fault of
this program, with the place in the code and never the evidence. What a child read before must not affect what it reads
now: if a reused child fails, the call is repeated in a new one, which sends the remaining items; so it is, several
times, where somebody else has killed the child, or where it waits for itself: at the edge of its memory a library may
wait for ever for a lock of its own. A child that holds much memory when it is done is not reused.
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
from triage.run.stillness import Stillness

_LOOK_SECONDS = 0.05
_READY_SECONDS = 120.0

_AGAIN = frozenset({"over_memory", "reader_crashed", "reader_failed"})
"""Reasons that may be caused by what a child read before."""

_FROM_OUTSIDE = frozenset({-signal.SIGKILL, -signal.SIGTERM})
_KILLS = 4
"""Children of one call that may be killed by others (a person, the system's want of memory) before it is given up."""

_SERVE = "from triage.run.child import serve; serve()"


class _Killed(EvidenceError):
    """A child was ended from outside, or waits for itself, which says nothing of what it read."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one call in a child: resident memory in bytes, processor time in seconds plus seconds per megabyte.

    `still_seconds`: so long a child may wait for nothing outside it and send nothing, before it is replaced.
    """

    memory_bytes: int = 768 * 1024 * 1024
    seconds: float = 120.0
    seconds_per_megabyte: float = 2.0
    still_seconds: float = 60.0

    def seconds_for(self, size_bytes: int) -> float:
        """Return the processor time for evidence of this size; twice as much may pass on the clock."""
        return self.seconds + self.seconds_per_megabyte * size_bytes / 1e6


@dataclass(slots=True)
class Children:
    """Child processes, started when needed and reused. Call `close` to end them.

    `folder` is where they keep temporary copies; null = the system's folder.
    """

    limits: Limits = field(default_factory=Limits)
    folder: Path | None = None
    _idle: queue.LifoQueue[_Child] = field(default_factory=queue.LifoQueue)

    def call(self, function: Callable[..., Iterator[Any]], *args: Any) -> Iterator[Any]:
        """Yield what the function yields in a child; raises `EvidenceError` as the module describes."""
        # Items that a failed child had already sent: the next child's repetition of them is skipped.
        told, deaths = 0, 0
        child, is_new = self._idle_one()
        while True:
            try:
                for number, each in enumerate(self._said(child or self._new(), function, args)):
                    if number >= told:
                        told += 1
                        yield each
            except _Killed:
                deaths += 1
                if deaths > _KILLS:
                    raise
            except EvidenceError as error:
                if is_new or error.reason not in _AGAIN:
                    raise
            else:
                return
            child, is_new = None, True

    def _idle_one(self) -> tuple[_Child | None, bool]:
        """Return a child that waits, and that it is not new; else null, and that one is to be started."""
        with contextlib.suppress(queue.Empty):
            return self._idle.get_nowait(), False
        return None, True

    def _new(self) -> _Child:
        return _Child.start(self.limits, self.folder)

    def _said(self, child: _Child, function: Callable[..., Iterator[Any]], args: tuple[Any, ...]) -> Iterator[Any]:
        """Yield what one child sends; the child is kept if it can be reused."""
        try:
            yield from child.call(function, args)
        finally:
            if child.is_done:
                self._idle.put(child)
            else:
                child.kill()

    def close(self) -> None:
        """End every idle child."""
        while True:
            try:
                self._idle.get_nowait().kill()
            except queue.Empty:
                return


@dataclass(slots=True)
class _Patience:
    """Remaining seconds of waiting, and how long the child has done nothing."""

    seconds: float
    stillness: Stillness


@dataclass(slots=True)
class _Child:
    process: subprocess.Popen[bytes]
    asked: IO[bytes]
    said: IO[bytes]
    limits: Limits
    is_done: bool = False
    """True while it waits for a call; false during one, whose remaining items will not be read."""

    @classmethod
    def start(cls, limits: Limits, folder: Path | None) -> _Child:
        paths = os.pathsep.join(each or os.getcwd() for each in sys.path)  # noqa: PTH109 - "" is the working folder
        environment = {**os.environ, "PYTHONPATH": paths, "POLARS_MAX_THREADS": "1", "OMP_NUM_THREADS": "1"}
        if folder is not None:
            environment["TMPDIR"] = str(folder)
        process = subprocess.Popen(  # noqa: S603 - this interpreter and this module
            [sys.executable, "-P", "-c", _SERVE],  # no module is taken from the working folder: it may be evidence
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )
        if process.stdin is None or process.stdout is None:  # never: both are pipes
            raise EvidenceError("reader_crashed")
        child = cls(process, process.stdin, process.stdout, limits)
        try:
            next(child._messages(_READY_SECONDS))
        except EvidenceError:
            child.kill()
            raise
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
        """Yield messages of the child until it dies. Raises `EvidenceError` if it must be killed.

        `seconds` limits the waiting for the child; time that the caller spends on its items does not count.
        """
        patience = _Patience(seconds, Stillness(self.process.pid, self.limits.still_seconds))
        while True:
            head = self._bytes(HEAD.size, patience)
            body = self._bytes(HEAD.unpack(head)[0], patience) if head else b""
            if not body:
                status = self.process.wait()
                if status in _FROM_OUTSIDE:
                    raise _Killed("reader_crashed")
                raise EvidenceError("over_time" if status == -signal.SIGXCPU else "reader_crashed")
            patience.stillness.begin()
            yield pickle.loads(body)  # noqa: S301 - what our own child said
            patience.stillness.begin()

    def _bytes(self, size: int, patience: _Patience) -> bytes:
        """Return exactly `size` bytes; none if the child has died."""
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
        """Raise `EvidenceError` if the child exceeds its limits."""
        if patience.seconds < 0:
            raise EvidenceError("over_time")
        if resident(self.process.pid) > self.limits.memory_bytes:
            raise EvidenceError("over_memory")
        if patience.stillness.lasts(_LOOK_SECONDS):
            raise _Killed("over_time")

    def kill(self) -> None:
        """Kill the child and every process that it started."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        for pipe in (self.asked, self.said):
            with contextlib.suppress(OSError):
                pipe.close()


def _size(noun: Any) -> int:
    """Return the size in bytes of the evidence that an argument belongs to; 0 if none."""
    if isinstance(noun, Chunk):
        return noun.source.evidence.size_bytes
    if isinstance(noun, Source):
        return noun.evidence.size_bytes
    return noun.size_bytes if isinstance(noun, Evidence) else 0
