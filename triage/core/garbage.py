"""How often Python looks for objects that hold each other."""

from __future__ import annotations

import gc

_NEW, _YOUNG, _OLD = 25_000, 20, 20


def collect_seldom() -> None:
    """Let Python look for such objects after many new ones have been made: each look passes over all rules and tables.

    For our own processes alone, and not for those that parse evidence under a limit of memory.
    """
    gc.set_threshold(_NEW, _YOUNG, _OLD)
