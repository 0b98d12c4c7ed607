"""Combine several dumps so that what more than one of them holds is counted once.

Each dump makes a claim about its records, or its people: how many there are, and how many can be real. What several
dumps hold is assigned to one of them, and a claim counts for the part assigned to its dump. Estimates are those of the
larger dump, which holds the smaller if one holds the other; no limit exceeds what the stricter dump allows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Held = Mapping[frozenset[str], int]
"""Number of distinct things that are in exactly these dumps and in no other."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the dumps of a case hold, each thing once: persons, and whole records."""

    persons: Held
    records: Held


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim about `of` things of a dump: `at_most` can be real; `range` is (estimate, low, high), null = none."""

    of: int
    at_most: int
    range: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Together:
    """The claims of several dumps as one: `whole` of all things, of which `open_of` are in dumps without an estimate.

    `again` is the number of things that the dumps' own claims count more than once.
    """

    whole: Claim
    open_of: int
    again: int


@dataclass(frozen=True, slots=True)
class _Part:
    """The part of a dump that is assigned to it: `own` of `size` things."""

    own: int
    size: int

    def least(self, count: int) -> int:
        """Return the assigned part of a count, rounded down."""
        return count * self.own // self.size if self.size else count

    def most(self, count: int) -> int:
        """Return the assigned part of a count, rounded up."""
        return -(-count * self.own // self.size) if self.size else count

    def nearest(self, count: int) -> int:
        """Return the assigned part of a count, rounded to the nearest number."""
        return (2 * count * self.own + self.size) // (2 * self.size) if self.size else count


def together(claims: Mapping[str, Claim], held: Held) -> Together:
    """Return the claims of some dumps as one; dumps with nothing in common are added up.

    A dump that `held` does not contain has nothing in common with others.
    """
    sizes: Counter[str] = Counter()
    for dumps, count in held.items():
        sizes.update(dict.fromkeys(dumps & claims.keys(), count))
    by_size = sorted(claims, key=lambda name: (claims[name].range is None, -sizes[name], name))
    by_limit = sorted(claims, key=lambda name: (claims[name].at_most / max(claims[name].of, 1), -sizes[name], name))
    parts = _parts(by_size, sizes, held)
    of = {name: part.nearest(claims[name].of) for name, part in parts.items()}
    most = min(_at_most(claims, parts), _at_most(claims, _parts(by_limit, sizes, held)), sum(of.values()))
    whole = Claim(sum(of.values()), most, _range(claims, parts, most))
    open_of = sum(of[name] for name, claim in claims.items() if claim.range is None)
    return Together(whole, open_of, sum(claim.of for claim in claims.values()) - whole.of)


def _parts(order: Sequence[str], sizes: Mapping[str, int], held: Held) -> dict[str, _Part]:
    """Return the part of each dump if things are assigned to the first dump in `order` that holds them."""
    rank = {name: number for number, name in enumerate(order)}
    own = dict.fromkeys(order, 0)
    for dumps, count in held.items():
        if inside := dumps & rank.keys():
            own[min(inside, key=rank.__getitem__)] += count
    return {name: _Part(own[name], sizes[name]) for name in order}


def _at_most(claims: Mapping[str, Claim], parts: Mapping[str, _Part]) -> int:
    return sum(min(claims[name].at_most, part.most(claims[name].of)) for name, part in parts.items())


def _range(claims: Mapping[str, Claim], parts: Mapping[str, _Part], most: int) -> tuple[int, int, int] | None:
    """Return estimate, low and high; the whole has at least as many real things as each of its dumps."""
    known = [(claim.range, parts[name]) for name, claim in claims.items() if claim.range is not None]
    if not known:
        return None
    added = (
        sum(part.nearest(ends[0]) for ends, part in known),
        sum(part.least(ends[1]) for ends, part in known),
        sum(part.most(ends[2]) for ends, part in known),
    )
    estimate, low = (max(added[end], *(ends[end] for ends, _ in known)) for end in (0, 1))
    high = min(max(added[2], estimate), most)
    return min(estimate, high), min(low, estimate, high), high
