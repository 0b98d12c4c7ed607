"""Keep a quote that stands alone in the last cell of a row as that cell: clerks write `"` for "the same as above".

A parser takes it for the begin of a cell over several lines, and two such rows become one. It is a cell of its own if
the row is complete without it and the next line is a row too: a cell over several lines is followed by its text.
"""

from __future__ import annotations

import re
from functools import lru_cache

_WRITTEN = rb'""""'
"""A cell that is one quote, as a CSV writes it."""


def written_out(data: bytes, delimiter: bytes, width: int) -> bytes:
    """Return the text with such cells in quotes; `width` is the number of columns. The number of lines stays."""
    ends = [b'"\n', b'"\r\n'] if b"\r" in data else [b'"\n']
    if width < _LEAST or b'"' not in data or not any(delimiter + end in data for end in ends):
        return data
    return _pattern(delimiter, width).sub(rb"\1" + _WRITTEN, data)


_LEAST = 2
"""Fewest columns: in one column every line is complete."""


@lru_cache(maxsize=64)
def _pattern(delimiter: bytes, width: int) -> re.Pattern[bytes]:
    each = re.escape(delimiter)
    cells = rb"(?:[^\n\"%b]*%b){%d}" % (each, each, width - 1)
    return re.compile(rb"^(%b)\"(?=\r?\n%b[^\n]*(?:\n|\Z))" % (cells, cells), re.MULTILINE)
