"""How a function that reads hostile evidence is called: here, or where its death harms nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

Call = Callable[..., Iterator[Any]]
"""`call(function, *args)` yields what `function(*args)` yields; all of it can be pickled.

Raises `EvidenceError` if the function raises it, or does not live to its end.
"""


def direct(function: Callable[..., Iterator[Any]], *args: Any) -> Iterator[Any]:
    """Yield the call in this process."""
    yield from function(*args)
