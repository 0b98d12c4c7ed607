"""Which lines of delimited text are a whole clean record each: told for all lines at once, by counting."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from triage.read.places import NEWLINE, QUOTE, RETURN, Places, places
from triage.read.proof import LONGEST_RECORD


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of UTF-8: where each begins, where its newline stands, and where it ends without a return before that."""

    data: bytes
    starts: Places
    stops: Places
    ends: Places

    def __len__(self) -> int:
        return len(self.starts)

    def text(self, start: int, stop: int) -> list[str]:
        """Some of the lines, with the returns at their ends."""
        return self.data[self.starts[start] : self.stops[min(stop, len(self)) - 1]].decode().split("\n")


def lines_of(data: bytes) -> Lines:
    """The lines of some text; what stands behind the last newline is one too."""
    raw = np.frombuffer(data, np.uint8)
    stops = places(raw, NEWLINE)
    if len(raw) and raw[-1] != NEWLINE:
        stops = np.append(stops, len(raw))
    starts = np.concatenate([stops[:0], [0], stops[:-1] + 1]) if len(stops) else stops
    has_return = (raw[np.maximum(stops, 1) - 1] == RETURN) & (stops > starts) if len(stops) else stops > starts
    return Lines(data, starts, stops, stops - has_return)


def are_clean(lines: Lines, delimiter: str, width: int) -> NDArray[np.bool_]:
    """True for lines of `width` cells that have no returns, and quotes only around whole cells.

    `delimiter` is one byte.
    """
    raw = np.frombuffer(lines.data, np.uint8)
    quotes, cuts = places(raw, QUOTE), places(raw, ord(delimiter))
    before = np.searchsorted(quotes, lines.starts)
    of = np.searchsorted(lines.starts, cuts, "right") - 1
    is_outside = (np.searchsorted(quotes, cuts) - before[of]) % 2 == 0
    sizes = lines.ends - lines.starts
    found: NDArray[np.bool_] = np.bincount(of[is_outside], minlength=len(lines)) == width - 1
    found &= (sizes > 0) & (sizes < LONGEST_RECORD)
    if len(quotes):
        of = np.searchsorted(lines.starts, quotes, "right") - 1
        is_opening = (np.arange(len(quotes)) - before[of]) % 2 == 0
        found[of[~_are_at_borders(lines, quotes, of, is_opening, ord(delimiter))]] = False
        is_last = np.append(of[1:] != of[:-1], [True])
        found[of[is_last & is_opening]] = False
    if b"\r" in lines.data:
        returns = places(raw, RETURN)
        of = np.searchsorted(lines.starts, returns, "right") - 1
        found[of[returns < lines.ends[of]]] = False
    return found


def _are_at_borders(
    lines: Lines, quotes: Places, of: Places, is_opening: NDArray[np.bool_], delimiter: int
) -> NDArray[np.bool_]:
    """Whether each quote stands behind or before a delimiter, the end of its line, or another quote, as it must."""
    raw = np.frombuffer(lines.data, np.uint8)
    is_edge = np.where(is_opening, quotes == lines.starts[of], quotes + 1 == lines.ends[of])
    beside = raw[np.clip(np.where(is_opening, quotes - 1, quotes + 1), 0, len(raw) - 1)]
    found: NDArray[np.bool_] = is_edge | (beside == delimiter) | (beside == QUOTE)
    return found
