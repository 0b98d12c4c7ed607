"""Being told to end (Ctrl-C, SIGTERM, SIGHUP): the work is broken off wherever it is, and one line says so.

A signal may arrive while an error is being reported, in a callback of SQLite, or while Python ends: none of these may
print a traceback, and none may lose the signal.
"""

from __future__ import annotations

import contextlib
import signal
import sys
from _thread import interrupt_main
from collections.abc import Callable, Mapping
from threading import Timer
from types import FrameType
from typing import Any

import click

STOPPED = 130
"""Exit status of a command that was told to end."""

_SOON = 0.01
"""Seconds until a signal that Python swallowed is raised again: inside the hook it would be swallowed too."""

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopping:
    """Listens for signals that tell this process to end, and knows whether one came."""

    def __init__(self) -> None:
        self.is_told = self._is_over = False
        self._unraisable = sys.unraisablehook
        self._before = {each: signal.getsignal(each) for each in _SIGNALS}

    def status(self, command: Callable[[], int]) -> int:
        """Return the exit status of a command; whatever breaks off one that was told to end is one line."""
        self._listen(dict.fromkeys(_SIGNALS, self._stop))
        sys.unraisablehook = self._unraised
        try:
            return command()
        except BaseException:
            if not self.is_told:
                raise
            self._is_over = True
            click.echo("triage: stopped", err=True)
            return STOPPED
        finally:
            self._is_over = True
            self._listen(self._before)
            if not self.is_told:
                sys.unraisablehook = self._unraisable

    def _listen(self, handlers: Mapping[signal.Signals, Any]) -> None:
        with contextlib.suppress(ValueError):  # not the main thread: who called us listens for signals
            for each, handler in handlers.items():
                signal.signal(each, handler)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.is_told = True
        if not self._is_over:
            signal.default_int_handler(number, frame)

    def _unraised(self, told: sys.UnraisableHookArgs) -> None:
        """Raise the signal again if Python swallowed it, as in the end of an object's life."""
        if not self.is_told:
            self._unraisable(told)
        elif not self._is_over and isinstance(told.exc_value, KeyboardInterrupt):
            Timer(_SOON, interrupt_main).start()
