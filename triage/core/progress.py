"""How far a scan is: what the pipeline tells, and who listens."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from triage.core.safe import printable

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID


class Progress(Protocol):
    """Told by the parent process alone. Bytes are bytes of evidence files, as they lie on disk."""

    def start(self, total_bytes: int) -> None:
        """Begin a work of about so many bytes."""

    def advance(self, size_bytes: int) -> None:
        """So many more bytes are done with: read, rejected or given up."""

    def note(self, text: str) -> None:
        """Something that a person watching wants to know."""

    def stage(self, text: str) -> None:
        """Say what is done now that all bytes are done with."""

    def finish(self) -> None:
        """End the work, done or given up; a second call does nothing."""


class Silent:
    """For pipes, logs and tests: nothing is shown."""

    def start(self, total_bytes: int) -> None:
        """Nothing."""

    def advance(self, size_bytes: int) -> None:
        """Nothing."""

    def note(self, text: str) -> None:
        """Nothing."""

    def stage(self, text: str) -> None:
        """Nothing."""

    def finish(self) -> None:
        """Nothing."""


class Bar:
    """A line on a terminal's standard error: share, bytes, rate, time left. It is gone when the work is over."""

    def __init__(self) -> None:
        self._bar: RichProgress | None = None
        self._task: TaskID | None = None

    def start(self, total_bytes: int) -> None:
        """Show the line."""
        from rich.console import Console  # noqa: PLC0415 - not needed in a pipe
        from rich.progress import (  # noqa: PLC0415
            BarColumn,
            DownloadColumn,
            Progress,
            TaskProgressColumn,
            TextColumn,
            TimeRemainingColumn,
            TransferSpeedColumn,
        )

        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TaskProgressColumn(),
            DownloadColumn(),
            TransferSpeedColumn(),
            TimeRemainingColumn(),
        )
        self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
        self._task = self._bar.add_task("", total=total_bytes)
        self._bar.start()

    def advance(self, size_bytes: int) -> None:
        """Move the line."""
        if self._bar is not None and self._task is not None:
            self._bar.advance(self._task, size_bytes)

    def note(self, text: str) -> None:
        """Print above the line."""
        if self._bar is not None:
            self._bar.console.print(printable(text), markup=False, highlight=False, emoji=False)

    def stage(self, text: str) -> None:
        """Says it at the head of the line."""
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, description=printable(text))

    def finish(self) -> None:
        """Take the line away."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


def for_stderr() -> Progress:
    """Return a bar where standard error is a terminal, else silence."""
    return Bar() if sys.stderr.isatty() else Silent()


def found_on_disk(paths: Sequence[Path]) -> tuple[int, int]:
    """(files, bytes) under these paths, by their sizes on disk; what is gone or cannot be asked counts nothing."""
    sizes = [_size(path) for path in paths if not path.is_dir()]
    for path in paths:
        for top, _, names in os.walk(path):
            sizes.extend(_size(Path(top, name)) for name in names)
    return len(sizes), sum(sizes)


def _size(file: Path) -> int:
    try:
        return os.lstat(file).st_size
    except OSError:
        return 0
