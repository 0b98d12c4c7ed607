"""Find the lines that hold exactly one well-formed record each, with vectorised counts over all lines at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from triage.text.bulk_parse import Mask, Signs, line_ends, without_returns
from triage.text.byte_offsets import RETURN, Places, places

LONGEST_RECORD = 1 << 20
"""Longest record in bytes; a longer line is not clean."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of UTF-8 text: offsets of each start, of its newline, and of its end without a carriage return."""

    data: bytes
    starts: Places
    stops: Places
    ends: Places

    def __len__(self) -> int:
        return len(self.starts)

    def text(self, start: int, stop: int) -> list[str]:
        """Return some of the lines, with their carriage returns."""
        return self.data[self.starts[start] : self.stops[min(stop, len(self)) - 1]].decode().split("\n")


def lines_of(data: bytes, end: str = "\n") -> Lines:
    """Return the lines of a text; what follows the last line end counts as a line."""
    raw = np.frombuffer(data, np.uint8)
    stops = line_ends(raw, end)
    starts = np.concatenate([stops[:0], [0], stops[:-1] + 1]) if len(stops) else stops
    return Lines(data, starts, stops, without_returns(raw, starts, stops) if end == "\n" and len(stops) else stops)


def are_clean(lines: Lines, signs: Signs, width: int) -> NDArray[np.bool_]:
    """Return true for lines of `width` cells without carriage returns inside, with quotes only around whole cells."""
    raw = np.frombuffer(lines.data, np.uint8)
    quotes, cuts = places(raw, ord(signs.quote)), places(raw, ord(signs.delimiter))
    before = np.searchsorted(quotes, lines.starts)
    of = np.searchsorted(lines.starts, cuts, "right") - 1
    # A delimiter is between cells if an even number of quotes precedes it in its line.
    is_outside = (np.searchsorted(quotes, cuts) - before[of]) % 2 == 0
    lengths = lines.ends - lines.starts
    found: Mask = np.bincount(of[is_outside], minlength=len(lines)) == width - 1
    found &= (lengths > 0) & (lengths < LONGEST_RECORD)
    if len(quotes):
        of = np.searchsorted(lines.starts, quotes, "right") - 1
        is_opening = (np.arange(len(quotes)) - before[of]) % 2 == 0
        found[of[~_are_at_borders(lines, quotes, of, is_opening, signs)]] = False
        is_last = np.append(of[1:] != of[:-1], [True])
        found[of[is_last & is_opening]] = False
    if signs.end == "\n" and b"\r" in lines.data:
        returns = places(raw, RETURN)
        of = np.searchsorted(lines.starts, returns, "right") - 1
        found[of[returns < lines.ends[of]]] = False
    return found


def _are_at_borders(lines: Lines, quotes: Places, of: Places, is_opening: Mask, signs: Signs) -> Mask:
    """Return whether each quote is next to a delimiter, a line end or another quote, as a well-formed one must be."""
    raw = np.frombuffer(lines.data, np.uint8)
    is_edge = np.where(is_opening, quotes == lines.starts[of], quotes + 1 == lines.ends[of])
    beside = raw[np.clip(np.where(is_opening, quotes - 1, quotes + 1), 0, len(raw) - 1)]
    found: Mask = is_edge | (beside == ord(signs.delimiter)) | (beside == ord(signs.quote))
    return found


def read_by_halves(
    lines: Lines, chosen: Places, read: Callable[[bytes, int], pl.DataFrame | None], depth: int = 64
) -> tuple[list[pl.DataFrame], Places]:
    """Return the frames that `read` gives for the chosen lines, and the lines that it refuses.

    `read` gets the bytes and the number of lines, and returns a frame of one row per line, or null. If it returns null,
    both halves of the lines are tried, and their halves, at most `depth` times.
    """
    if not len(chosen):
        return [], chosen
    frame = read(joined(lines, chosen), len(chosen))
    if frame is not None:
        return [frame], chosen[:0]
    if len(chosen) == 1 or not depth:
        return [], chosen
    halves = [read_by_halves(lines, half, read, depth - 1) for half in np.array_split(chosen, 2)]
    return halves[0][0] + halves[1][0], np.concatenate([half[1] for half in halves])


def joined(lines: Lines, chosen: Places) -> bytes:
    """Return the bytes of the chosen lines with their line ends."""
    if len(chosen) == len(lines):
        return lines.data
    breaks = np.flatnonzero(np.diff(chosen) != 1) + 1
    firsts, lasts = chosen[np.concatenate([[0], breaks])], chosen[np.concatenate([breaks - 1, [-1]])]
    pairs = zip(lines.starts[firsts].tolist(), lines.stops[lasts].tolist(), strict=True)
    return b"".join(lines.data[start : stop + 1] for start, stop in pairs)
