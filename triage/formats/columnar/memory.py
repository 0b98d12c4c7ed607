"""Decide whether an out-of-memory error of Arrow is caused by the machine or by a damaged file."""

from __future__ import annotations

import re

_ASKED = re.compile(r"size (\d+)")
_TOO_MUCH = 256 * 1024 * 1024
"""Largest allocation in bytes that an undamaged file causes."""


def if_scarce(error: BaseException) -> None:
    """Raise `MemoryError` if the error is a real lack of memory, which is no property of the evidence."""
    asked = _ASKED.search(str(error))
    if isinstance(error, MemoryError) and not (asked and int(asked[1]) > _TOO_MUCH):
        raise MemoryError from error
