"""When Arrow states that it got no memory: because there is little, or because a damaged file asks for too much."""

from __future__ import annotations

import re

_ASKED = re.compile(r"size (\d+)")
_TOO_MUCH = 256 * 1024 * 1024
"""Bytes that no whole part of a file asks for at once."""


def if_scarce(error: BaseException) -> None:
    """Raise `MemoryError` if an error is one of too little memory, which says nothing of the evidence."""
    asked = _ASKED.search(str(error))
    if isinstance(error, MemoryError) and not (asked and int(asked[1]) > _TOO_MUCH):
        raise MemoryError from error
