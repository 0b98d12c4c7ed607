"""Decide what one dump is to another, from how many whole records and persons they share, with the reason.

Counts are exact, so a teaser of a hundred rows is found in a list of millions, and dumps that share only what is there
by chance are not related. Which of two came first is stated only if one holds the other and more.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from triage.core.plurals import count_of
from triage.people.alterations import alteration
from triage.people.altered import Altered, Pair
from triage.people.counting import Counts
from triage.people.flags import flags
from triage.people.judged import MADE_UP, Judged
from triage.people.known import Known, Relation

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST_SHARED = 10
"""Fewest records or persons in common for a relation; fewer may be chance, such as one officer in two lists."""

LEAST_WHOLE = 2
"""Fewest records of a dump that is a copy or a part of another."""

LEAST_SHARE = 0.02
"""Smallest share of the smaller dump for a relation."""

WHOLE = 0.98
"""Share from which on a dump is contained in another: some rows of the smaller may be damaged or repaired."""

MOST = 0.5
"""Share of persons from which on two dumps of the same columns are editions of one list."""

SAME_PERSONS = 0.9
"""Share of the persons of both from which on dumps of other columns name the same persons."""

LITTLE = 0.1
"""Largest share of its records in another part for a part of a merged list to count separately."""

TEASER_ROWS, TEASER_TIMES = 1_000, 20
"""Most records of a teaser, and how many times longer the list is: sellers show such parts to find buyers."""

PADDED = 0.5
"""Share of a superset's additional records that must be fabricated for it to be called padded."""

SMALL = 0.25
"""Share of the larger under which a dump that holds nobody else is a part of it, not an edition."""

ALTERED_COPY, OTHER_NUMBERS = "altered copy", "other numbers"


@dataclass(frozen=True, slots=True)
class Told:
    """Relations of the dumps of a case by pairs, and flags by dump."""

    relations: tuple[Relation, ...]
    flags: Mapping[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known of pairs of dumps beside counts.

    `orders` are shares of neighbours in the same order, if records are equal; `altered` are the same people under other
    numbers.
    """

    orders: Mapping[Pair, float] = field(default_factory=dict)
    altered: Mapping[Pair, Altered] = field(default_factory=dict)


def relations(counts: Counts, known: Sequence[Known], beside: Beside) -> Told:
    """Return how dumps are related."""
    dumps = len(known)
    pairs = [(one, other) for one in range(dumps) for other in range(one + 1, dumps)]
    found = [told for pair in pairs if (told := _relation(pair, counts, known, beside))]
    merges = [each for dump in range(dumps) for each in _merge(dump, counts, found, known)]
    merged = {frozenset((each.source, each.copy)) for each in merges}
    kept = [each for each in found if frozenset((each.source, each.copy)) not in merged]
    every = sorted([*kept, *merges], key=lambda each: (each.source, each.copy, each.word))
    flagged = {dump: tuple(flags(dump, every, known)) for dump in range(dumps)}
    return Told(tuple(every), {dump: words for dump, words in flagged.items() if words})


def _relation(pair: Pair, counts: Counts, known: Sequence[Known], beside: Beside) -> Relation | None:
    one, other = pair
    if known[one].sha256 and known[one].sha256 == known[other].sha256:
        return Relation(one, other, "same files", "the files have the same SHA-256")
    records = counts.records.shared
    small, large = (one, other) if records[one, one] <= records[other, other] else (other, one)
    common, size, whole = (int(records[at]) for at in ((small, large), (small, small), (large, large)))
    if not _is_inside(common, size):
        return _altered(pair, beside.altered.get(pair), known) or _by_persons(pair, counts, known)
    said = f"{common:,} of {count_of(size, 'record')} of the smaller are in the larger, which has {whole:,}"
    if common / whole >= WHOLE:
        both = f"{count_of(common, 'record')} in both, which have {size:,} and {whole:,}"
        return _equal(pair, f"all {common:,} records" if common == size == whole else both, beside.orders)
    if size <= TEASER_ROWS and whole >= TEASER_TIMES * size:
        return Relation(large, small, "teaser", said, is_directed=True)
    if _is_padded(known[small].judged, known[large].judged, common / whole):
        of_small = known[small].judged.told if known[small].judged.made_up else "none is known to be made up"
        why = f"{said}; of the larger {known[large].judged.told}, of the smaller {of_small}"
        return Relation(small, large, "padded", why, is_directed=True)
    return Relation(large, small, "subset", said, is_directed=True)


def _is_inside(common: int, size: int) -> bool:
    """Return whether these records of a dump are, but for some damaged ones, all of its records.

    One record, such as the contact in an advertisement, is no list.
    """
    return common >= max(LEAST_WHOLE, min(LEAST_SHARED, size)) and common / size >= WHOLE


def altered_pairs(
    counts: Counts, known: Sequence[Known], found: Mapping[Pair, Altered], word: str = ALTERED_COPY
) -> dict[Pair, Altered]:
    """Return the pairs of dumps of which one is an altered copy of the other (`OTHER_NUMBERS` = may be)."""
    records = counts.records.shared
    return {
        (one, other): told
        for (one, other), told in found.items()
        if not _is_inside(int(records[one, other]), int(min(records[one, one], records[other, other])))
        and (relation := _altered((one, other), told, known))
        and relation.word == word
    }


def is_confirmed(pair: Pair, altered: Collection[Pair], counts: Counts, known: Sequence[Known]) -> bool:
    """Return whether another register has the numbers of the first of two dumps, and other ones than the second.

    A register of other columns was not made out of the dump, or at least not of it alone.
    """
    dump, other = pair
    persons = counts.persons.shared
    return any(
        tuple(sorted((other, each))) in altered
        and tuple(sorted((dump, each))) not in altered
        and persons[dump, each] >= MOST * persons[dump, dump]
        and not known[dump].has_columns_of(known[each])
        for each in range(len(known))
        if each not in pair
    )


def _altered(pair: Pair, told: Altered | None, known: Sequence[Known]) -> Relation | None:
    """Return that one of two dumps is, or may be, an altered copy; null if only what people change differs."""
    how = alteration(told, is_alike=known[pair[0]].has_columns_of(known[pair[1]])) if told else None
    if told is None or how is None:
        return None
    fields = ", ".join(f"{count:,} another {name}" for name, count in sorted(told.fields.items(), key=lambda f: -f[1]))
    said = (
        f"by {told.by} {told.linked:.0%} of the people of the smaller are in the larger; of its {told.of:,} records "
        f"{told.rows:,} have other numbers there: {fields}; {how.why}"
    )
    return Relation(*pair, ALTERED_COPY if how.is_sure else OTHER_NUMBERS, said)


def _is_padded(small: Judged, large: Judged, common: float) -> bool:
    """Return whether most of a list's records outside its part are fabricated, and the part itself is not.

    `common` is the part's share of the list.
    """
    made = (large.made_up - small.made_up * common) / (1 - common)
    return large.verdict in MADE_UP and made >= max(PADDED, small.made_up + PADDED / 2)


def _equal(pair: tuple[int, int], said: str, orders: Mapping[Pair, float]) -> Relation:
    order = orders.get(pair)
    if order is not None and order < WHOLE:
        return Relation(*pair, "re-sorted", f"{said}, in another order")
    return Relation(*pair, "copy", said + ("" if order is None else ", in the same order"))


def _by_persons(pair: Pair, counts: Counts, known: Sequence[Known]) -> Relation | None:
    persons = counts.persons.shared
    one, other = pair
    old, new = (one, other) if persons[one, one] <= persons[other, other] else (other, one)
    common, size, whole = (int(persons[at]) for at in ((old, new), (old, old), (new, new)))
    if common < LEAST_SHARED or common / max(size, 1) < LEAST_SHARE:
        return None
    same = int(counts.records.shared[one, other])
    is_alike = known[one].has_columns_of(known[other])
    said = (
        f"{common:,} of {count_of(size, 'person')} of the smaller are in the larger, which has {whole:,}; "
        f"{count_of(same, 'whole record') if same else 'no whole record'} the same"
    )
    if common / whole >= (WHOLE if is_alike else SAME_PERSONS):
        return Relation(old, new, "same persons", said if is_alike else f"{said}; other columns")
    if common / size >= WHOLE and common / whole < SMALL:
        return Relation(new, old, "part", said, is_directed=True)
    if is_alike and common / size >= MOST and common / whole >= MOST / 5:
        is_later = common / size > common / whole * 1.02
        return Relation(old, new, "later edition", said, is_directed=is_later)
    if common / size >= WHOLE:
        return Relation(new, old, "part", said, is_directed=True)
    return Relation(old, new, "overlap", said)


def _merge(dump: int, counts: Counts, found: Sequence[Relation], known: Sequence[Known]) -> list[Relation]:
    """Return how a dump was merged from several that have little in common; empty if it was not."""
    inside = [each.copy for each in found if each.source == dump and each.word == "subset"] + [
        each.source for each in found if each.copy == dump and each.word == "padded"
    ]
    if merged := _merged(dump, inside, counts.records.shared, MOST, "records"):
        return merged
    # A list of some columns of several others has none of their records.
    people = [each.copy for each in found if each.source == dump and each.word == "part"]
    fields = frozenset[str]().union(*(known[each].fields for each in people))
    if known[dump].fields and known[dump].fields <= fields:
        return _merged(dump, people, counts.persons.shared, SAME_PERSONS, "people")
    return []


def _merged(dump: int, inside: Sequence[int], shared: NDArray[np.int64], least: float, what: str) -> list[Relation]:
    """Return how some of the dumps inside make up at least a share of a dump; empty if they do not."""
    size = int(shared[dump, dump])
    by_size = sorted(inside, key=lambda each: (-int(shared[each, each]), each))
    # A list that was merged of the same parts is inside too: whoever is taken first decides what fits beside it.
    ways = [_apart([first, *(each for each in by_size if each != first)], shared) for first in by_size]
    covers = [sum(int(shared[part, dump]) for part in parts) for parts in ways]
    several = [each for each in range(len(ways)) if len(ways[each]) > 1 and covers[each] >= least * size]
    if not several:
        return []
    best = max(several, key=lambda each: (covers[each], -len(ways[each])))
    parts, covered = sorted(ways[best]), covers[best]
    reason = f"{len(parts)} dumps with little in common make up {min(covered, size):,} of its {size:,} {what}"
    return [Relation(part, dump, "merged", reason, is_directed=True) for part in parts]


def _apart(candidates: Sequence[int], shared: NDArray[np.int64]) -> list[int]:
    """Return the first of some dumps, and those after it that share little with all that were taken before."""
    taken: list[int] = []
    for each in candidates:
        if all(shared[each, one] <= LITTLE * min(shared[each, each], shared[one, one]) for one in taken):
            taken.append(each)
    return taken
