"""Names in evidence that stand beside each other: files of a folder, tables of a file, columns of a table, keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from triage.core.model import Evidence, Source
from triage.core.names import steps


def of_paths(evidence: Iterable[Evidence]) -> Iterable[set[str]]:
    """Return the names in each folder, of files and of members of archives."""
    found = defaultdict[tuple[str, ...], set[str]](set)
    for each in evidence:
        parts = [*each.path.parts, *(part for member in each.members for part in member.split("/"))]
        for depth in range(1, len(parts)):
            found[tuple(parts[:depth])].add(parts[depth])
    return found.values()


def of_tables(sources: Iterable[Source]) -> Iterable[set[str]]:
    """Return the names of the tables or sheets of each file."""
    found = defaultdict[str, set[str]](set)
    for each in sources:
        if each.table:
            found[each.evidence.key].add(each.table)
    return found.values()


def of_columns(source: Source) -> Iterable[set[str]]:
    """Return the names of the columns of a table, or the keys beside each other in paths of keys."""
    found = defaultdict[tuple[str, ...], set[str]](set)
    for column in source.columns if source.has_header else ():
        keys = steps(column)
        for depth, key in enumerate(keys):
            found[tuple(keys[:depth])].add(key)
    return found.values()
