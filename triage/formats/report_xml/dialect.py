"""The definition of an XML dialect: how it is recognised, its tables, and the elements that are their rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Row = tuple[str, Mapping[str, str]]
"""A table's name, and the cells of a row by column."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """One XML dialect. `rows` is called at the end of every element of `ends` (local names), which is then discarded.

    It yields nothing for an element that is a part of another; such an element is kept until the other ends.
    """

    name: str
    sign: re.Pattern[bytes]
    tables: Mapping[str, tuple[str, ...]]
    ends: frozenset[str]
    rows: Callable[[Any], Iterator[Row]]


def joined(pairs: Iterator[tuple[str, str]]) -> dict[str, str]:
    """Return values by name; those of one name are joined, each once."""
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        if value not in found.setdefault(name, []):
            found[name].append(value)
    return {name: "; ".join(values) for name, values in found.items()}
