"""Where py7zr writes a member: a private file, and no more bytes than the budget has left."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from py7zr.io import Py7zIO

from triage.errors import EvidenceError


class Writer(Py7zIO):
    """One member of a 7z on its way to a file."""

    def __init__(self, path: Path, factory: Any) -> None:
        self.factory = factory
        self.file = path.open("w+b")
        self.length = 0

    def write(self, s: bytes | bytearray) -> int:
        """Takes bytes. Raises `EvidenceError` "over_budget" beyond what is left."""
        self.factory.left -= len(s)
        self.length += len(s)
        if self.factory.left < 0:
            raise EvidenceError("over_budget")
        written = self.file.write(s)
        self.file.flush()
        return written

    def read(self, size: int | None = None) -> bytes:
        """Gives bytes back: py7zr checks what it has written."""
        return self.file.read(size if size is not None else -1)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Moves in the file."""
        return self.file.seek(offset, whence)

    def flush(self) -> None:
        """Writes what is waiting."""
        self.file.flush()

    def size(self) -> int:
        """Bytes written."""
        return self.length
