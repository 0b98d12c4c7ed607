"""Whole-process figures of commands, side by side in the same run: wall and processor seconds, peak memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Cost:
    """One finished run: seconds, and the largest resident size of the process in bytes."""

    wall: float
    cpu: float
    peak: int


def once(command: Sequence[str]) -> Cost:
    """Run a command to its end, its output thrown away. Raises `SystemExit` with its message when it fails."""
    start = time.perf_counter()
    # Compiled modules are kept, as they are where the program is installed.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=kept)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    message = child.stderr.read().decode(errors="replace") if child.stderr else ""
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 3):
        sys.exit(f"{' '.join(command)} ended with {code}: {message[-2000:]}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def in_turn(ours: Sequence[str], peer: Sequence[str], runs: int = 5) -> tuple[list[Cost], list[Cost]]:
    """Both commands in turn, A B A B ..., after one warm-up of each, so that a drift of the machine hits both."""
    once(ours)
    once(peer)
    pairs = [(once(ours), once(peer)) for _ in range(runs)]
    return [a for a, _ in pairs], [b for _, b in pairs]


def ratio(ours: Sequence[Cost], peer: Sequence[Cost], figure: str = "wall") -> float:
    """Median of the ratios pair by pair."""
    return statistics.median(getattr(a, figure) / getattr(b, figure) for a, b in zip(ours, peer, strict=True))


def median(costs: Sequence[Cost], figure: str = "wall") -> float:
    """Median of one figure."""
    return statistics.median(getattr(cost, figure) for cost in costs)
