"""A task for workers, in a module that a spawned process can import."""

from __future__ import annotations

import os
import signal


def dies_on_three(item: int) -> int:
    """Twice the item; three kills the process as a crash in native code would."""
    if item == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * item
