"""Find offsets at which delimited text may be cut into chunks: starts of records, even with newlines in quotes."""

from __future__ import annotations

import os

import numpy as np
from numpy.typing import NDArray

from triage.core.model import Source
from triage.text.byte_offsets import NEWLINE, QUOTE, RETURN, Places, places
from triage.text.clean_lines import LONGEST_RECORD
from triage.text.dialect import lines_of
from triage.text.line_ends import SEPARATORS
from triage.text.record_splitter import records

_LOOK, _LOOK_LINES = 65_536, 60
"""Number of bytes and lines after a possible cut by which it is judged."""


def boundary(source: Source, fd: int, start: int, wanted: int) -> int:
    """Return the offset of the first record that starts at or after `wanted`.

    It follows a newline with an even number of quotes since `start`. One stray quote turns even into odd; so if quotes
    are near, both parities are tried, and the one after which more records are well-formed is taken. All quotes since
    `start` are counted only if that does not decide.
    """
    ahead = os.pread(fd, LONGEST_RECORD, wanted - 1)
    raw = np.frombuffer(ahead, np.uint8)
    newlines = _line_starts(raw, source.option("end"))
    if not len(newlines):
        return wanted - 1 + len(ahead)
    parity = np.searchsorted(places(raw, QUOTE), newlines) % 2
    tracks = [int(newlines[parity == odd][0]) for odd in (0, 1) if (parity == odd).any()]
    scores = [_reads_well(source, ahead[at : at + _LOOK]) for at in tracks]
    if scores[0] == scores[-1] and len(tracks) > 1:
        best = os.pread(fd, wanted - 1 - start, start).count(b'"') % 2
    else:
        best = scores.index(max(scores))
    return wanted - 1 + tracks[best]


def _line_starts(raw: NDArray[np.uint8], end: str) -> Places:
    """Return the offsets at which lines start; carriage returns count only if they end lines or no newline is near."""
    if end in SEPARATORS:
        return places(raw, ord(end)) + 1
    found = places(raw, NEWLINE) + 1
    return np.sort(np.append(found, places(raw, RETURN) + 1)) if end == "\r" or not len(found) else found


def _reads_well(source: Source, data: bytes) -> int:
    """Return how many of the first records of these bytes have the width of the table and no stray quote."""
    if b'"' not in data:
        return 0
    lines = lines_of(data.decode(source.encoding, "replace"), whole=False)[:_LOOK_LINES]
    width = len(source.columns)
    return sum(not r.reason and len(r.fields) == width for r in records(lines, source.option("delimiter"), width))
