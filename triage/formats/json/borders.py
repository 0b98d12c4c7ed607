"""Find pieces of a long array that hold whole elements, by what was between the elements before.

It is only a guess: a piece that is cut elsewhere is no valid JSON, which the parser notices.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

RUN = 1 << 20
"""Most bytes of a piece; of a piece that is not sound, shorter ones are tried."""

_SHORTER = (1, 8, 64)
_MOST_FAILURES = 9
_GAP = re.compile(rb"[ \t\r\n]*,[ \t\r\n]*")
_HEAD = re.compile(rb'\{[ \t\r\n]*"(?:[^"\\]|\\.){0,200}"[ \t\r\n]*:')


@dataclass(slots=True)
class Borders:
    """What is between two elements of an array, learned from two that were read one by one."""

    stop: int
    """Offset in the file at which the last piece may end."""

    mark: bytes = b""
    head: int = 0
    last: int = -1
    slow_until: int = 0
    failures: int = 0

    def learn(self, view: bytes, base: int, place: tuple[int, int]) -> None:
        """Learn from an element at a place of the view, which begins at offset `base` of the file."""
        begin, end = place
        before, self.last = self.last, base + end
        if before < base or before > base + begin or view[begin : begin + 1] != b"{":
            return
        gap, head = view[before - base : begin], _HEAD.match(view, begin)
        if head and _GAP.fullmatch(gap):
            self.mark, self.head = b"}" + gap + head[0], len(head[0])

    def cut(self, view: bytes, at: int, base: int) -> Iterator[bytes]:
        """Yield pieces of the view from `at` on, each shorter than the one before."""
        if not self.mark or base + at < self.slow_until:
            return
        for part in _SHORTER:
            stop = min(self.stop - base, at + RUN // part, len(view)) + self.head
            end = view.rfind(self.mark, at, stop)
            if end > at:
                yield view[at : end + 1]
        self.failures = min(self.failures + 1, _MOST_FAILURES)
        self.slow_until = base + at + (RUN // _SHORTER[-1] << self.failures)

    def worked(self) -> None:
        """Note that a piece was sound, so that the next is tried at once."""
        self.failures = self.slow_until = 0
