"""How far a scan is: what the pipeline tells, and who listens."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from triage.core.names import shown_file
from triage.core.safe import printable

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

_MINUTE, _THOUSAND, _LONGEST = 60.0, 1000, 60


class Progress(Protocol):
    """Told by the parent process alone. Bytes are bytes of evidence files, as they lie on disk."""

    def start(self, total_bytes: int, files: int = 0) -> None:
        """Begin a work of about so many bytes, in so many files (0 = nobody knows)."""

    def reading(self, dump: str, name: str) -> None:
        """Say that the next file is begun: its name, and that of its dump."""

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

    def start(self, total_bytes: int, files: int = 0) -> None:
        """Nothing."""

    def reading(self, dump: str, name: str) -> None:
        """Nothing."""

    def advance(self, size_bytes: int) -> None:
        """Nothing."""

    def note(self, text: str) -> None:
        """Nothing."""

    def stage(self, text: str) -> None:
        """Nothing."""

    def finish(self) -> None:
        """Nothing."""


@dataclass(slots=True)
class _Counted:
    """Files and dumps begun, of how many files; dumps come one after the other."""

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
    """One line a minute on standard error, for logs: share, bytes, files, dumps, rate, time left, what is read."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._counted = _Counted()
        self._total = self._done = 0
        self._began = self._last = clock()
        self._is_over = True

    def start(self, total_bytes: int, files: int = 0) -> None:
        """Say what there is to do."""
        self._counted, self._total, self._is_over = _Counted(files), total_bytes, False
        self._began = self._last = self._clock()
        self._say(f"{_size_of(total_bytes)} in {files:,} files" if files else _size_of(total_bytes))

    def reading(self, dump: str, name: str) -> None:
        """Keep the name of what is read."""
        self._counted.begin(dump, name)
        self._look()

    def advance(self, size_bytes: int) -> None:
        """Count what is done with."""
        self._done += size_bytes
        self._look()

    def note(self, text: str) -> None:
        """Print it."""
        self._say(printable(text))

    def stage(self, text: str) -> None:
        """Print it."""
        self._say(printable(text))

    def finish(self) -> None:
        """Print how long it took."""
        if not self._is_over:
            self._is_over = True
            self._say(f"{_size_of(self._done)} done in {_time_of(self._clock() - self._began)}")

    def _look(self) -> None:
        """Print where the work stands, if a minute is over."""
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
    """A line on a terminal's standard error: share, bytes, rate, time left, file, dump. It is gone at the end."""

    def __init__(self) -> None:
        self._counted = _Counted()
        self._bar: RichProgress | None = None
        self._task: TaskID | None = None

    def start(self, total_bytes: int, files: int = 0) -> None:
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
        self._counted = _Counted(files)
        self._bar.start()

    def reading(self, dump: str, name: str) -> None:
        """Say what is read at the head of the line."""
        self._counted.begin(dump, name)
        self.stage(str(self._counted))

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


def for_stderr(how: str = "auto") -> Progress:
    """Return who listens: "lines", "bar" or "none"; "auto" is a bar where standard error is a terminal, else nobody."""
    if how == "auto":
        how = "bar" if sys.stderr.isatty() else "none"
    listeners: dict[str, Callable[[], Progress]] = {"lines": Lines, "bar": Bar, "none": Silent}
    return listeners[how]()


def _size_of(size_bytes: float) -> str:
    """Return a size as people say it: "1.3 GB"."""
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
