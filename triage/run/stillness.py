"""Tell a process that waits for itself, and would for ever, from one that works, by what Linux says of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_WAITS = frozenset({"S", "Z", "X"})
"""States of threads that wait for no processor and no disk."""

_ODD_TICKS = 1
"""Processor time, in the system's ticks, that a process may use for the look after its parent alone."""


@dataclass(slots=True)
class Stillness:
    """How long process `pid` has used no processor time while somebody waited for it; `lasts` after `seconds`."""

    pid: int
    seconds: float
    _still: float = 0.0
    _ticks: int = -1

    def begin(self) -> None:
        """Begin anew: it has said something, or somebody begins to wait for it."""
        self._still, self._ticks = 0.0, -1

    def lasts(self, passed: float) -> bool:
        """Return whether it is still; `passed`: seconds since the last look. False where nothing tells."""
        ticks = _ticks(self.pid)
        if self._ticks < 0 or ticks > self._ticks + _ODD_TICKS:
            self._still, self._ticks = 0.0, ticks
            return False
        self._still += passed
        if self._still < self.seconds:
            return False
        if _waits_for_itself(self.pid):
            return True
        self.begin()
        return False


def _ticks(pid: int) -> int:
    """Return the processor time of all threads in the system's ticks; -1 if the system does not report it."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
        user, system = stat.rpartition(")")[2].split()[11:13]
        return int(user) + int(system)
    except (OSError, ValueError):
        return -1


def _waits_for_itself(pid: int) -> bool:
    """Return true if no thread has work for a processor or a disk, and no program that it started may be waited for."""
    threads = list(Path(f"/proc/{pid}/task").glob("[0-9]*"))
    try:
        states = [
            (each / "stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()[0]
            for each in threads
        ]
        started = [(each / "children").read_text(encoding="ascii") for each in threads]
    except (OSError, IndexError):
        return False
    return bool(threads) and all(state in _WAITS for state in states) and not any(map(str.strip, started))
