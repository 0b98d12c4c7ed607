"""Report how far a scan is: the events of the pipeline, and the displays that show them."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from triage.core.address import Address, size_of
from triage.core.names import shown_file
from triage.core.plurals import count_of
from triage.core.safe import printable

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

_MINUTE, _THOUSAND, _LONGEST = 60.0, 1000, 60


class Progress(Protocol):
    """A display of progress, called by the parent process only. Bytes are bytes of evidence files on disk."""

    def start(self, total_bytes: int, files: int = 0) -> None:
        """Begin work on about `total_bytes` bytes in `files` files (0 = unknown)."""

    def reading(self, dump: str, name: str) -> None:
        """Announce the file that is read next, and its dump."""

    def advance(self, size_bytes: int) -> None:
        """Add bytes that are finished: read, rejected or given up."""

    def note(self, text: str) -> None:
        """Show a message to the person who watches."""

    def stage(self, text: str) -> None:
        """Announce the work that follows after all bytes are read."""

    def finish(self) -> None:
        """End the display, whether the work succeeded or not; a second call does nothing."""


class Silent:
    """A display that shows nothing, for pipes, logs and tests."""

    def start(self, total_bytes: int, files: int = 0) -> None:
        """Ignore the start."""

    def reading(self, dump: str, name: str) -> None:
        """Ignore the file."""

    def advance(self, size_bytes: int) -> None:
        """Ignore the bytes."""

    def note(self, text: str) -> None:
        """Ignore the message."""

    def stage(self, text: str) -> None:
        """Ignore the stage."""

    def finish(self) -> None:
        """Ignore the end."""


@dataclass(slots=True)
class _Counted:
    """Number of files and dumps begun, and of all files; dumps come one after the other."""

    of: int = 0
    files: int = 0
    dumps: int = 0
    dump: str = ""
    name: str = ""

    def begin(self, dump: str, name: str) -> None:
        """Count the next file."""
        self.files += 1
        self.dumps += dump != self.dump or self.files == 1
        self.dump, self.name = dump, name

    def __str__(self) -> str:
        known = f" of {max(self.of, self.files):,}" if self.of else ""
        return f"file {self.files:,}{known}, dump {self.dumps:,}: {printable(shown_file(self.name))[:_LONGEST]}"


class Lines:
    """A display for logs: one line a minute on standard error with share, bytes, files, dumps, rate and time left."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._counted = _Counted()
        self._total = self._done = 0
        self._began = self._last = clock()
        self._is_over = True

    def start(self, total_bytes: int, files: int = 0) -> None:
        """Print how much there is to read."""
        self._counted, self._total, self._is_over = _Counted(files), total_bytes, False
        self._began = self._last = self._clock()
        self._say(f"{_size_of(total_bytes)} in {count_of(files, 'file')}" if files else _size_of(total_bytes))

    def reading(self, dump: str, name: str) -> None:
        """Remember the file that is read, for the next line."""
        self._counted.begin(dump, name)
        self._look()

    def advance(self, size_bytes: int) -> None:
        """Count finished bytes."""
        self._done += size_bytes
        self._look()

    def note(self, text: str) -> None:
        """Print the message."""
        self._say(printable(text))

    def stage(self, text: str) -> None:
        """Print the stage."""
        self._say(printable(text))

    def finish(self) -> None:
        """Print how long the work took."""
        if not self._is_over:
            self._is_over = True
            self._say(f"{_size_of(self._done)} done in {_time_of(self._clock() - self._began)}")

    def _look(self) -> None:
        """Print the state of the work if a minute has passed since the last line."""
        now = self._clock()
        if self._is_over or now - self._last < _MINUTE:
            return
        self._last = now
        rate = self._done / (now - self._began)
        left = _time_of(max(0, self._total - self._done) / rate) if rate else "an unknown time"
        share = f"{min(self._done, self._total) / self._total:.0%}, " if self._total else ""
        self._say(
            f"{share}{_size_of(self._done)} of {_size_of(self._total)}, {_size_of(round(rate))} a second, {left} left; "
            f"{self._counted}"
        )

    @staticmethod
    def _say(text: str) -> None:
        sys.stderr.write(f"triage: {text}\n")
        sys.stderr.flush()


class Bar:
    """A display on a terminal's standard error: one line that moves, and is removed at the end."""

    def __init__(self) -> None:
        self._counted = _Counted()
        self._bar: RichProgress | None = None
        self._task: TaskID | None = None

    def start(self, total_bytes: int, files: int = 0) -> None:
        """Show the progress bar."""
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
        self._counted = _Counted(files)
        self._bar.start()

    def reading(self, dump: str, name: str) -> None:
        """Show the file that is read at the start of the line."""
        self._counted.begin(dump, name)
        self.stage(str(self._counted))

    def advance(self, size_bytes: int) -> None:
        """Move the bar by finished bytes."""
        if self._bar is not None and self._task is not None:
            self._bar.advance(self._task, size_bytes)

    def note(self, text: str) -> None:
        """Print the message above the bar."""
        if self._bar is not None:
            self._bar.console.print(printable(text), markup=False, highlight=False, emoji=False)

    def stage(self, text: str) -> None:
        """Show the stage at the start of the line."""
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, description=printable(text))

    def finish(self) -> None:
        """Remove the bar."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


def for_stderr(how: str = "auto") -> Progress:
    """Return the display for `how`: "lines", "bar" or "none"; "auto" is a bar on a terminal, else "none"."""
    if how == "auto":
        how = "bar" if sys.stderr.isatty() else "none"
    listeners: dict[str, Callable[[], Progress]] = {"lines": Lines, "bar": Bar, "none": Silent}
    return listeners[how]()


def _size_of(size_bytes: float) -> str:
    """Return a size with its unit: "1.3 GB"."""
    for unit in ("bytes", "kB", "MB", "GB"):
        if size_bytes < _THOUSAND:
            return f"{size_bytes:.0f} {unit}" if unit == "bytes" else f"{size_bytes:.1f} {unit}"
        size_bytes /= _THOUSAND
    return f"{size_bytes:.1f} TB"


def _time_of(seconds: float) -> str:
    """Return a time as hours, minutes and seconds: "1:02:03"."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def found_on_disk(paths: Sequence[Path]) -> tuple[int, int]:
    """Return the number and total size in bytes of the files under these paths; unreadable sizes count as 0."""
    sizes = [size_of(path) for path in paths if not path.is_dir()]
    for path in paths:
        if isinstance(path, Address):
            sizes.extend(size_of(each) for each in path.below() if each != path)
            continue
        for top, _, names in os.walk(path):
            sizes.extend(size_of(Path(top, name)) for name in names)
    return len(sizes), sum(sizes)
