"""Tell objects of unlike shape in one file apart: two exports behind each other are two tables.

Objects that share half of their keys are of one table; what a key lacks in some of them is an empty cell. Only shapes
that come often, and that have a header word among their keys, are tables of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from triage.core.names import is_header

_MOST_TABLES, _MOST_SHAPES = 8, 200
"""Most tables of one file, and most shapes of objects that are compared."""

_LEAST, _SHARE = 5, 0.1
"""Fewest objects of a table, and their share of all that are looked at."""

Keys = frozenset[str]


def tables(found: Iterable[Collection[str]]) -> list[tuple[str, ...]]:
    """Return the keys of each table, given those of every object; [] if all objects are of one table."""
    counts = Counter(map(frozenset, found))
    if not 1 < len(counts) <= _MOST_SHAPES:
        return []
    groups: list[list[Keys]] = []
    for shape in sorted(counts, key=lambda each: (-len(each), -counts[each], sorted(each))):
        near = [group for group in groups if any(_are_like(shape, other) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([shape, *(other for group in near for other in group)])
    least = max(_LEAST, _SHARE * counts.total())
    made = [tuple(sorted(frozenset().union(*group))) for group in groups]
    is_told = all(sum(counts[shape] for shape in group) >= least for group in groups)
    is_named = all(len(keys) > 1 and any(map(is_header, keys)) for keys in made)
    return sorted(made) if 1 < len(made) <= _MOST_TABLES and is_told and is_named else []


def _are_like(one: Keys, other: Keys) -> bool:
    return 2 * len(one & other) >= min(len(one), len(other))


def table_of(keys: Collection[str], known: Sequence[Collection[str]]) -> int:
    """Return the number of the table that has the most of these keys."""
    shared = [len({*keys} & {*each}) for each in known]
    return shared.index(max(shared))
