"""Killable children: what parses hostile evidence runs in a process of its own, under limits.

A child that crashes, hangs or grows too large is killed; what it had said before is kept, and the caller gets an
`EvidenceError` whose reason is counted: "reader_crashed", "over_memory", "over_time", or "reader_failed" for a fault
of ours, with the place in the code and never the evidence.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import resource
import select
import signal
import struct
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from triage.core.errors import EvidenceError
from triage.core.model import Chunk, Evidence, Source

_HEAD = struct.Struct("<Q")
_LOOK_SECONDS = 0.05
_READY_SECONDS = 120.0
_PAGE = os.sysconf("SC_PAGE_SIZE")
_AHEAD = 2
"""Items that a child may be ahead of its caller: what it spools or holds does not grow while nobody takes it."""

_HEARD = b"+"
_SERVE = "from triage.run.children import serve; serve()"


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
        """What the function yields, from a child. Raises `EvidenceError` as said above. A `triage.calls.Call`."""
        try:
            child = self._idle.get_nowait()
        except queue.Empty:
            child = _Child.start(self.limits, self.folder)
        try:
            yield from child.call(function, args)
        finally:
            if child.is_done:
                self._idle.put(child)
            else:
                child.kill()

    def close(self) -> None:
        """Ends every child that is idle."""
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
        self.is_done = False
        with contextlib.suppress(BrokenPipeError):
            _send(self.asked, (function, args, seconds, self.limits.memory_bytes))
        for kind, value in self._messages(2 * seconds):
            self.is_done = kind != "item"
            if kind == "refused":
                raise EvidenceError(*value)
            if kind == "end":
                return
            yield value
            with contextlib.suppress(BrokenPipeError):
                self.asked.write(_HEARD)
                self.asked.flush()

    def _messages(self, seconds: float) -> Iterator[tuple[str, Any]]:
        """Messages of the child until it dies. Raises `EvidenceError` where it must be killed.

        `seconds` may be spent waiting for it; the time that the caller takes over what it said does not count.
        """
        patience = _Patience(seconds)
        while True:
            head = self._bytes(_HEAD.size, patience)
            body = self._bytes(_HEAD.unpack(head)[0], patience) if head else b""
            if not body:
                status = self.process.wait()
                raise EvidenceError("over_time" if status == -signal.SIGXCPU else "reader_crashed")
            yield pickle.loads(body)  # noqa: S301 - what our own child said

    def _bytes(self, size: int, patience: _Patience) -> bytes:
        """Exactly so many bytes; none where the child has died."""
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
        """Raises `EvidenceError` where the child uses more than it may."""
        if patience.seconds < 0:
            raise EvidenceError("over_time")
        if _resident(self.process.pid) > self.limits.memory_bytes:
            raise EvidenceError("over_memory")

    def kill(self) -> None:
        """Ends the child and whatever it started."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        for pipe in (self.asked, self.said):
            with contextlib.suppress(OSError):
                pipe.close()


def _resident(pid: int) -> int:
    """Bytes of memory that a process holds; 0 where the system does not say."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * _PAGE
    except (OSError, IndexError, ValueError):
        return 0


def _size(noun: Any) -> int:
    """Bytes of the evidence that an argument stands for."""
    if isinstance(noun, Chunk):
        return noun.source.evidence.size_bytes
    if isinstance(noun, Source):
        return noun.evidence.size_bytes
    return noun.size_bytes if isinstance(noun, Evidence) else 0


def _send(pipe: IO[bytes], message: Any) -> None:
    body = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.write(_HEAD.pack(len(body)))
    pipe.write(body)
    pipe.flush()


def serve() -> None:
    """The life of a child: calls come in by standard input, and what they yield goes out by standard output."""
    said, heard = os.fdopen(os.dup(1), "wb"), os.fdopen(os.dup(0), "rb")
    silence = os.open(os.devnull, os.O_RDWR)
    os.dup2(silence, 0)
    os.dup2(silence, 1)  # whatever a library prints is evidence, and is not for the terminal
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    import polars as pl  # noqa: F401, PLC0415 - loaded before the memory in use is looked at

    started = _virtual()
    _send(said, ("ready", None))
    while head := heard.read(_HEAD.size):
        function, args, seconds, memory = pickle.loads(heard.read(_HEAD.unpack(head)[0]))  # noqa: S301 - from our parent
        _limit(seconds, started + 2 * memory)
        sent, how = _run(function, args, (said, heard))
        heard.read(min(sent, _AHEAD))
        _send(said, how)


def _run(
    function: Callable[..., Iterator[Any]], args: tuple[Any, ...], pipes: tuple[IO[bytes], IO[bytes]]
) -> tuple[int, tuple[str, Any]]:
    """Sends what the function yields; returns how many items that were, and how it ended."""
    said, heard = pipes
    sent = 0
    try:
        for each in function(*args):
            if sent >= _AHEAD:
                heard.read(1)
            _send(said, ("item", each))
            sent += 1
    except EvidenceError as error:
        return sent, ("refused", (error.reason, str(error).removeprefix(f"{error.reason}: ")))
    except MemoryError:
        return sent, ("refused", ("over_memory",))
    except Exception as error:  # noqa: BLE001 - a fault of ours on one object must not end a scan of thousands: it is counted
        return sent, ("refused", ("reader_failed", _place(error)))
    return sent, ("end", None)


def _place(error: BaseException) -> str:
    """Where in the code it went wrong, and how: without the words of the error, which may be evidence."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(frame.filename).name}:{frame.lineno}"


def _limit(seconds: float, address_space: int) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    budget = int(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (budget, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_AS, (address_space, resource.RLIM_INFINITY))


def _virtual() -> int:
    """Bytes of address space in use; a generous guess where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * _PAGE
    except (OSError, IndexError, ValueError):
        return 8 * 1024**3


def _end_with(parent: int) -> None:
    """Ends this process when its parent has ended, also in the middle of a call."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
