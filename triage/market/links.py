"""Find links between places: the same contact point, account, wording, file or records, each strong or weak.

Strong links mean that two places have one owner. Weak ones are listed separately: what is public or in very many
places, what an agent holds for several sellers, what only one of two places calls its own (a repost), copied wording, a
file or records that may have been bought and sold again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from triage.core.names import shown_file
from triage.core.plurals import count_of
from triage.market.groups import Groups
from triage.market.places import Place, Point
from triage.market.wording import SIZE, resemblance
from triage.rules.model import Rules

_SETTLED = 2
"""Number of groups of several places that share only an account from which on it may be an agent's."""

_GOODS = 2
"""Fewest things sold by which two owners can be told apart."""

_LEAST_SHARE, _ALL = 0.01, 0.995
"""Least share of records in common that is told, and that of copies of one list."""

_NAMED = 3
"""Most places that a sentence names."""

_BANDS = range(3, 3 + 8 * SIZE, 16)
"""Positions of bands of two numbers of a sketch: only wordings that share a band are compared."""


@dataclass(frozen=True, slots=True)
class Link:
    """Places that have something in common; `reason` states why the link is weak, "" = it is strong.

    `kind` is that of the contact point, or "wording", "file", "records". `value` is in clear text: a report masks it.
    """

    kind: str
    value: str
    places: tuple[str, ...]
    reason: str = ""

    @property
    def is_strong(self) -> bool:
        """Return whether it joins its places into one seller."""
        return not self.reason


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds from `rules/wordings/links.yaml`."""

    agent_groups: int
    named_agent_groups: int
    popular: float
    wording_same: float

    @classmethod
    def of(cls, rules: Rules, places: int) -> Limits:
        """Return the thresholds for a case with this number of places."""
        had = {name: float(str(value)) for name, value in rules.market["wordings"]["links"].settings.items()}
        return cls(
            int(had["agent_groups"]),
            int(had["named_agent_groups"]),
            max(had["popular_places"], had["popular_share"] * places),
            had["wording_same"],
        )


def links(places: Sequence[Place], rules: Rules, shared: Iterable[tuple[str, str, float]] = ()) -> list[Link]:
    """Return all links, the strong ones first; `shared` are pairs of dumps with the share of records in common."""
    limits = Limits.of(rules, len(places))
    wordings = _wordings(places, limits)
    found = [*_contacts(places, limits), *_files(places), *_signers(places)]
    found += [Link("wording", "", pair, "the same wording: it may be copied") for pair in wordings]
    found += _records({place.name for place in places if place.sells_data}, shared)
    return sorted(set(found), key=lambda link: (not link.is_strong, link.kind, link.value, link.places))


def _records(selling: set[str], shared: Iterable[tuple[str, str, float]]) -> Iterator[Link]:
    """Yield the links of places that hold the same records, one for all copies of one list.

    Lists of which none is a seller's, and those that have hardly a record in common, are not linked.
    """
    pairs = [(min(one, other), max(one, other), share) for one, other, share in shared if share >= _LEAST_SHARE]
    copies = Groups()
    for one, other, share in pairs:
        if share >= _ALL:
            copies.join((one, other))
    whole = {name for one, other, share in pairs if share >= _ALL for name in (one, other)}
    found = [(names, "100%") for names in copies.of(sorted(whole))]
    found += [([one, other], f"{share:.0%}") for one, other, share in pairs if share < _ALL]
    for names, told in found:
        if selling & {*names}:
            yield Link("records", told, tuple(sorted(names)), "the same records: they may be sold again")


@dataclass(frozen=True, slots=True)
class _Known:
    """All contact points by identity: which places own, are reached at and name each, and how it is used there."""

    owners: Mapping[str, list[str]]
    reached: Mapping[str, list[str]]
    named: Mapping[str, list[str]]
    points: Mapping[str, list[Point]]
    places: Mapping[str, Place]

    def is_public(self, value: str) -> bool:
        """Return whether most messages that name it do so next to words of a public service."""
        seen = [point.seen for point in self.points[value]]
        return 2 * sum(each.how["public"] for each in seen) > sum(each.messages for each in seen)

    def is_account(self, value: str) -> bool:
        """Return whether it may be an agent's: money is paid to it, and most of its places are reached elsewhere."""
        is_own = len(self.together(value)) * 2 >= len(self.owners[value])
        return any(point.is_account for point in self.points[value]) and not (is_own and self.together(value))

    def together(self, value: str) -> list[str]:
        """Return the places that are reached at it, if they are several: whoever answers there is one."""
        found = self.reached.get(value, [])
        return found if len(found) > 1 else []


def _contacts(places: Sequence[Place], limits: Limits) -> Iterator[Link]:
    """Yield the links of contact points: identities join first, then accounts, which an agent may hold for several."""
    known = _known(places)
    weak = {value: reason for value in known.named if (reason := _too_common(value, known, limits))}
    groups = Groups()
    joining = [value for value, owners in known.owners.items() if len(owners) > 1 and value not in weak]
    accounts = [value for value in joining if known.is_account(value)]
    for value in joining:
        groups.join(known.together(value) if value in accounts else known.owners[value])
    weak |= {value: reason for value in accounts if (reason := _agent(value, known, groups, limits))}
    for value, named in known.named.items():
        kind = min(point.kind for point in known.points[value])
        plain, own = value.partition(":")[2], tuple(known.owners.get(value, ()))
        if value in weak and len(named) > 1:
            yield Link(kind, plain, tuple(named), weak[value])
            if value in accounts and (reached := known.together(value)):
                yield Link(kind, plain, tuple(reached))
        elif len(own) > 1:
            yield Link(kind, plain, own)
        if value not in weak and len(named) > max(1, len(own)):
            yield Link(kind, plain, tuple(named), f"not the own one of {_listed(named, own)}: a repost or a mention")


def _too_common(value: str, known: _Known, limits: Limits) -> str:
    """Return why a contact point does not identify an owner; "" if it may."""
    if known.is_public(value):
        return "beside words of a public service"
    many = len(known.owners.get(value, ()))
    return f"in {many} places: too many for one owner to be told by it" if many > limits.popular else ""


def _listed(named: Sequence[str], own: Sequence[str]) -> str:
    names = [shown_file(name) for name in named if name not in own]
    shown = ", ".join(names[:_NAMED])
    return shown if len(names) <= _NAMED else f"{shown} and {len(names) - _NAMED} more"


def _known(places: Sequence[Place]) -> _Known:
    owners: dict[str, set[str]] = defaultdict(set)
    reached: dict[str, set[str]] = defaultdict(set)
    named: dict[str, set[str]] = defaultdict(set)
    points: dict[str, list[Point]] = defaultdict(list)
    for place in places:
        for point in place.points:
            named[point.identity].add(place.name)
            points[point.identity].append(point)
            if point.is_own:
                owners[point.identity].add(place.name)
            if point.is_own and not point.is_account:
                reached[point.identity].add(place.name)
    owned, answered, everywhere = (
        {value: sorted(names) for value, names in sorted(each.items())} for each in (owners, reached, named)
    )
    return _Known(owned, answered, everywhere, points, {place.name: place for place in places})


def _agent(value: str, known: _Known, groups: Groups, limits: Limits) -> str:
    """Return why an account may be an agent's; "" if there is no sign of it.

    It joins many groups that nothing else joins, two groups of several places each, or two that are unlike.
    """
    places = Counter(groups.head(name) for name in known.places)
    apart = {groups.head(name) for name in known.owners[value]}
    settled = sum(places[head] > 1 for head in apart)
    is_named = any(point.seen.how["agent"] for point in known.points[value])
    is_many = len(apart) >= (limits.named_agent_groups if is_named else limits.agent_groups)
    if not (is_many or settled >= _SETTLED or _are_unlike(apart, known, groups)):
        return ""
    called = "called an agent's, " if is_named else ""
    apart_in = count_of(len(apart), "group")
    return f"{called}only paid to, in {apart_in} of places that no other contact point joins: perhaps a shared agent"


def _are_unlike(apart: Iterable[str], known: _Known, groups: Groups) -> bool:
    """Return whether two of these groups, which no contact point joins, are of owners who have nothing in common.

    Each is reached at numbers or names of its own, both sell several things, and few of these at the same price.
    """
    members: dict[str, list[Place]] = defaultdict(list)
    for name, place in known.places.items():
        members[groups.head(name)].append(place)
    sold = (_prices(members[head]) for head in apart if any(map(_is_reached, members[head])))
    return any(_differ(one, other) for one, other in combinations([each for each in sold if len(each) >= _GOODS], 2))


def _is_reached(place: Place) -> bool:
    return any(point.is_own and not point.is_account for point in place.points)


def _prices(places: Iterable[Place]) -> dict[str, set[tuple[str, str]]]:
    """Return the prices of each thing that these places sell."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for offer in (offer for place in places for offer in place.offers if offer.product):
        found[offer.product].add((offer.amount, offer.currency))
    return found


def _differ(one: Mapping[str, set[tuple[str, str]]], other: Mapping[str, set[tuple[str, str]]]) -> bool:
    """Return whether fewer than half of the things that both sell have a price in common."""
    both = one.keys() & other.keys()
    return 2 * sum(bool(one[each] & other[each]) for each in both) <= len(both)


def _wordings(places: Sequence[Place], limits: Limits) -> set[tuple[str, ...]]:
    """Return the pairs of places with an advertisement in nearly the same words."""
    bands: dict[tuple[int, str], set[tuple[str, str]]] = defaultdict(set)
    for place in places:
        for sketch in place.wordings:
            for band in _BANDS:
                bands[band, sketch[band : band + 16]].add((place.name, sketch))
    pairs: set[tuple[str, ...]] = set()
    for members in bands.values():
        if len(members) > limits.popular:
            continue
        for (one, left), (other, right) in combinations(sorted(members), 2):
            pair = (one, other)
            if one != other and pair not in pairs and resemblance(left, right) >= limits.wording_same:
                pairs.add(pair)
    return pairs


def _files(places: Sequence[Place]) -> Iterator[Link]:
    """Yield the links of places that hold the same file."""
    holders: dict[str, list[str]] = defaultdict(list)
    for place in places:
        for sha256 in place.hashes:
            holders[sha256].append(place.name)
    for sha256, names in sorted(holders.items()):
        if len(names) > 1:
            yield Link("file", sha256, tuple(sorted(names)), "the same file: it may be sold again")


def _signers(places: Sequence[Place]) -> Iterator[Link]:
    """Yield the links of applications that one certificate signs; the one of Android's tools is everybody's."""
    holders: dict[str, list[str]] = defaultdict(list)
    for place in places:
        for signer in place.signers:
            holders[signer].append(place.name)
    for signer, names in sorted(holders.items()):
        if len(names) > 1:
            why = "the test certificate of Android's tools: everybody may have it" if "Android Debug" in signer else ""
            yield Link("certificate", signer.split(" ")[0], tuple(sorted(names)), why)
