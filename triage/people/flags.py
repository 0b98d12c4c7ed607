"""Decide what a dump is as a whole beside the others: put together of them, all in another, or equal to another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from triage.people.known import Known, Relation

_EQUAL = frozenset({"same files", "copy", "re-sorted"})
"""Relations of dumps that hold the same records: the files do not show which was first."""


def flags(dump: int, found: Sequence[Relation], known: Sequence[Known]) -> Iterator[str]:
    """Yield the flags of a dump: "aggregated", "recycled" or "duplicate" (which of two was first is not known)."""
    if any(each.word == "merged" and each.copy == dump for each in found):
        yield "aggregated"
    equal = [
        each
        for each in found
        if dump in (each.source, each.copy) and (each.word in _EQUAL or _is_same_register(each, known))
    ]
    others = [each.copy if each.source == dump else each.source for each in equal]
    is_later = not known[dump].is_earlier and any(known[other].is_earlier for other in others)
    if is_later or any(each.copy == dump and _is_inside_another(each, known) for each in found):
        yield "recycled"
    elif others:
        yield "duplicate"


def _is_same_register(relation: Relation, known: Sequence[Known]) -> bool:
    """Return whether two dumps with the same persons have the same columns: another register is none of the two."""
    return relation.word == "same persons" and known[relation.source].has_columns_of(known[relation.copy])


def _is_inside_another(relation: Relation, known: Sequence[Known]) -> bool:
    """Return whether a relation states that all of the second dump is in the first, in a register of its columns."""
    if relation.word == "part":
        return known[relation.source].has_columns_of(known[relation.copy])
    return relation.word in {"subset", "teaser"}
