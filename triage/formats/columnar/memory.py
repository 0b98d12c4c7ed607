"""Decide whether an out-of-memory error of Arrow is caused by the machine or by a damaged file."""

from __future__ import annotations

import re

_ASKED = re.compile(r"size (\d+)")
_TOO_MUCH = 256 * 1024 * 1024
"""Largest allocation in bytes that an undamaged file causes."""


def asked_for(error: BaseException) -> int:
    """Return how many bytes an allocation that failed asked for; 0 for any other error."""
    asked = _ASKED.search(str(error)) if isinstance(error, MemoryError) else None
    return int(asked[1]) if asked else 0


def if_scarce(error: BaseException) -> None:
    """Raise `MemoryError` if the error is a real lack of memory, which is no property of the evidence."""
    if isinstance(error, MemoryError) and asked_for(error) <= _TOO_MUCH:
        raise MemoryError from error
