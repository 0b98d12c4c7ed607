"""The type of a call to a parser of untrusted evidence, which may run here or in a child process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

Call = Callable[..., Iterator[Any]]
"""`call(function, *args)` yields what `function(*args)` yields; function, arguments and results can be pickled.

Raises `EvidenceError` if the function raises it, or if its process dies before its end.
"""


def direct(function: Callable[..., Iterator[Any]], *args: Any) -> Iterator[Any]:
    """Yield what the function yields, called in this process."""
    yield from function(*args)
