"""A window that moves over a JSON text of any length, as bytes in which each character has one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO

import numpy as np

_BLOCK = 1 << 20


@dataclass(slots=True)
class Window:
    """A part of the file as one byte per character; in UTF-16 a non-ASCII character is shown as "x" here."""

    file: IO[bytes]
    codec: str
    base: int
    view: bytes = b""
    raw: bytes = b""
    at: int = 0
    is_ended: bool = False

    def __post_init__(self) -> None:
        self.file.seek(self.base)

    @property
    def width(self) -> int:
        """Return the number of bytes per character."""
        return 2 if self.codec.startswith("utf-16") else 1

    def more(self) -> None:
        """Read one more block, or as much as is already waiting; drop what has been processed."""
        self.raw = self.raw[self.at * self.width :]
        self.base += self.at * self.width
        self.view, self.at = self.view[self.at :], 0
        block = self.file.read(max(_BLOCK, len(self.raw)) // 2 * 2)  # whole letters
        self.is_ended = not block
        self.raw += block
        self.view += block if self.width == 1 else self._narrow(block)

    def _narrow(self, block: bytes) -> bytes:
        pairs = np.frombuffer(block[: len(block) // 2 * 2], np.uint8).reshape(-1, 2)
        low, high = (0, 1) if self.codec == "utf-16-le" else (1, 0)
        return np.where(pairs[:, high] == 0, pairs[:, low], ord("x")).astype(np.uint8).tobytes()

    def offset(self, at: int) -> int:
        """Return the offset in the file of an offset in the view."""
        return self.base + at * self.width

    def text(self, start: int, stop: int) -> str:
        r"""Return the characters of a part; undecodable bytes become \xNN."""
        return self.raw[start * self.width : stop * self.width].decode(self.codec, "backslashreplace")
