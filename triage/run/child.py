"""Run as a child process that parses untrusted evidence: receive calls, send back the items that they yield.

Its limits are lowered for each call and never raised: if the system or its administrator has set lower ones (`ulimit
-v`, `-t`), those apply.
"""

from __future__ import annotations

import os
import pickle
import resource
import struct
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from triage.core.accounting import place
from triage.core.errors import EvidenceError

HEAD = struct.Struct("<Q")
AHEAD = 2
"""Items that a child may be ahead of its caller, so that what it holds or spools does not grow without limit."""

HEARD = b"+"
_PAGE = os.sysconf("SC_PAGE_SIZE")
_SPACE = 2
"""Address space of a call, as a multiple of the memory that it may hold."""

_WORN = 0.4
"""Share of the memory of one call, or of the processor time of a process, after which a child is not reused."""


def serve() -> None:
    """Serve calls from standard input, and write the items that they yield to standard output."""
    said, heard = os.fdopen(os.dup(1), "wb"), os.fdopen(os.dup(0), "rb")
    silence = os.open(os.devnull, os.O_RDWR)
    os.dup2(silence, 0)
    os.dup2(silence, 1)  # whatever a library prints may be evidence and must not reach the terminal
    _lower(resource.RLIMIT_CORE, 0)
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    import polars as pl  # noqa: F401, PLC0415 - loaded before the memory in use is looked at

    started = _virtual()
    send(said, ("ready", None))
    while head := heard.read(HEAD.size):
        function, args, seconds, memory = pickle.loads(heard.read(HEAD.unpack(head)[0]))  # noqa: S301 - from our parent
        _limit(seconds, started + _SPACE * memory)
        sent, how = _run(function, args, (said, heard))
        heard.read(min(sent, AHEAD))
        if _is_worn(memory, _virtual() - started):
            send(said, ("worn", None))
        send(said, how)


def _run(
    function: Callable[..., Iterator[Any]], args: tuple[Any, ...], pipes: tuple[IO[bytes], IO[bytes]]
) -> tuple[int, tuple[str, Any]]:
    """Send the items that the function yields; return their number and how the function ended."""
    said, heard = pipes
    sent = 0
    try:
        for each in function(*args):
            if sent >= AHEAD:
                heard.read(1)
            send(said, ("item", each))
            sent += 1
    except EvidenceError as error:
        return sent, ("refused", (error.reason, str(error).removeprefix(f"{error.reason}: ")))
    except MemoryError:
        return sent, ("refused", ("over_memory",))
    except Exception as error:  # noqa: BLE001 - a fault of ours on one object must not end a scan of thousands: it is counted
        return sent, ("refused", ("reader_failed", place(error)))
    return sent, ("end", None)


def _limit(seconds: float, address_space: int) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    budget = int(_used() + seconds) + 1
    _lower(resource.RLIMIT_CPU, budget if hard == resource.RLIM_INFINITY else min(budget, hard - 1))
    _lower(resource.RLIMIT_AS, address_space)


def _lower(which: int, limit: int) -> None:
    """Lower a limit, never above the one that the system or its administrator has set."""
    _, hard = resource.getrlimit(which)
    resource.setrlimit(which, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _is_worn(memory: int, reserved: int) -> bool:
    """Return true if the next call would have much less memory or processor time than the first one.

    `reserved`: the address space in bytes that calls have taken and libraries keep, used or not.
    """
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    is_late = hard != resource.RLIM_INFINITY and _used() > hard * _WORN
    return is_late or resident(os.getpid()) > memory * _WORN or reserved > _SPACE * memory * _WORN


def _used() -> float:
    """Return the processor time in seconds that this process has used."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _virtual() -> int:
    """Return the address space in use in bytes; a generous guess if the system does not report it."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * _PAGE
    except (OSError, IndexError, ValueError):
        return 8 * 1024**3


def _end_with(parent: int) -> None:
    """End this process when its parent has ended, even in the middle of a call."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def resident(pid: int) -> int:
    """Return the resident memory of a process in bytes; 0 if the system does not report it."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * _PAGE
    except (OSError, IndexError, ValueError):
        return 0


def send(pipe: IO[bytes], message: Any) -> None:
    """Write a pickled message, preceded by its length."""
    body = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.write(HEAD.pack(len(body)))
    pipe.write(body)
    pipe.flush()
