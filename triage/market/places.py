"""Turn the sums of a dump into a place of trade: its contact points, offers and wordings, and which are its owner's.

The owner of a place is who writes most of its advertisements. A contact point is his own if he names it often himself:
not if it was forwarded, not if he warns of it, and not next to words of a public service.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import add

from triage.core.keys import Key
from triage.core.summary import Market, Summary
from triage.core.sums import Sighting
from triage.core.vault import opened
from triage.market.observe import BESIDE, NOT_OWN, TOGETHER
from triage.rules.model import Rules

_NUMBERS = ("mobile", "whatsapp", "easypaisa", "jazzcash", "sadapay", "nayapay", "raast", "upaisa", "konnect")
_NAMES = ("handle", "telegram")
_ACCOUNTS = (
    "easypaisa", "jazzcash", "sadapay", "nayapay", "raast", "upaisa", "konnect", "iban", "card", "bank_account",
    "wallet_name", "tron", "bitcoin", "ethereum",
)  # fmt: skip
"""Kinds of contact points to which money is paid."""

_HEAD = 3
"""Characters of the name of an offer before its product."""


@dataclass(frozen=True, slots=True)
class Point:
    """A contact point in one place: `seen` are its sightings, `own` the messages that name it as the owner's own."""

    kind: str
    value: str
    seen: Sighting
    own: int
    is_own: bool

    @property
    def identity(self) -> str:
        """Return what is compared between places: a number is equal in a link, as a mobile number and as a wallet."""
        if self.kind in _NUMBERS:
            return f"number:{self.value}"
        return f"name:{self.value}" if self.kind in _NAMES else f"{self.kind}:{self.value}"

    @property
    def is_account(self) -> bool:
        """Return whether money is paid to it."""
        return self.kind in _ACCOUNTS


@dataclass(frozen=True, slots=True)
class Offer:
    """A product and its price; `period` "" = once."""

    product: str
    amount: str
    currency: str
    period: str
    seen: Sighting


@dataclass(frozen=True, slots=True)
class Place:
    """A dump as a place of trade. `wordings` are sketches of its owner's advertisements.

    `customers` are complaints by others than the owner, by kind. `is_sampled` if there were more different things than
    a table keeps. `hashes` are those of the larger files in it,
    `signers` fingerprint and subject of the certificates that sign its applications.
    """

    name: str
    points: tuple[Point, ...] = ()
    offers: tuple[Offer, ...] = ()
    wordings: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    customers: Mapping[str, int] = field(default_factory=dict)
    is_sampled: bool = False
    hashes: frozenset[str] = frozenset()
    signers: frozenset[str] = frozenset()

    @property
    def advertisements(self) -> int:
        """Return the number of messages that advertise."""
        return self.counts.get("advertisements", 0)

    @property
    def sells_data(self) -> bool:
        """Whether an advertisement names personal data, or records or questions for them are among the messages."""
        if any(offer.product for offer in self.offers) or self.counts.get("records") or self.counts.get("queries"):
            return True
        return self.advertisements > self.counts.get("other_goods", 0)


def place_of(name: str, summary: Summary, key: Key, rules: Rules) -> Place:
    """Return the place of trade that a dump is; without advertisements it has no contact points of its own."""
    market: Market = reduce(add, (table.market for table in summary.tables.values()), Market())
    owner = min(market.authors, key=lambda group: (-market.authors[group], group), default="")
    parts = (market.contacts, market.offers, market.wordings)
    points = _points(market, owner, key, rules)
    copied = _copied(market, points)
    offers = (_offer(text, seen) for text, seen in market.offers.entries.items() if text not in copied)
    return Place(
        name,
        _in_order(points.values()),
        tuple(sorted(offers, key=_offer_order)),
        tuple(sorted(text for text, seen in market.wordings.entries.items() if seen.authors[owner])),
        {kind: count for kind, count in market.counts.items() if "=" not in kind},
        _customers(market, owner),
        any(each.level for each in parts),
    )


def _customers(market: Market, owner: str) -> Counter[str]:
    told: Counter[str] = Counter()
    for name, count in market.counts.items():
        kind, has_group, group = name.partition("=")
        if has_group and (not group or group != owner):
            told[kind] += count
    return told


def _copied(market: Market, points: Mapping[str, Point]) -> set[str]:
    """Return the offers that occur only in messages with another's contact: copied advertisements.

    Accounts count only if nothing else is named: an agent may be paid for both.
    """
    beside: dict[str, set[str]] = {}
    for each in market.together.entries:
        offer, sign, token = each.partition(BESIDE)
        if sign and token in points:
            beside.setdefault(offer, set()).add(token)
    own = {token for token, point in points.items() if point.is_own}
    found = set[str]()
    for offer, tokens in beside.items():
        reached = {token for token in tokens if not points[token].is_account} or tokens
        if own and not reached & own and _is_seldom(market, offer, reached):
            found.add(offer)
    return found


def _is_seldom(market: Market, offer: str, tokens: set[str]) -> bool:
    """Return true if these contact points occur in at least as many messages as the offer: it never occurs alone."""
    named = sum(market.contacts.entries[each].messages for each in tokens if each in market.contacts.entries)
    return offer in market.offers.entries and market.offers.entries[offer].messages <= named


def _points(market: Market, owner: str, key: Key, rules: Rules) -> dict[str, Point]:
    """Return the contact points by sealed name; the owner's own occur about as often as the most frequent one.

    A contact point that the owner names in one message with such a number or name is the owner's too; an account may be
    an agent's.
    """
    settings = rules.market["wordings"]["links"].settings
    many, often, seldom = (float(str(settings[name])) for name in ("own_messages", "own_share", "own_share_of_many"))
    found: dict[str, Point] = {}
    for token, seen in market.contacts.entries.items():
        kind, _, value = (opened(token, key) or ":").partition(":")
        own = min(seen.authors[owner], seen.messages - sum(seen.how[each] for each in NOT_OWN))
        found[token] = Point(kind, value, seen, max(0, own), is_own=False)
    times: Counter[str] = Counter()
    for point in found.values():
        times[point.identity] += point.own
    most = max(times.values(), default=0)
    own_tokens = {
        token
        for token, point in found.items()
        if point.own and times[point.identity] >= (seldom if times[point.identity] >= many else often) * most
    }
    sure = {token for token, point in found.items() if point.own and times[point.identity] == most}
    own_tokens = {
        each for each in own_tokens if times[found[each].identity] >= many or not _clashes(market, each, sure)
    }
    beside = _beside(market, {token for token in own_tokens if not found[token].is_account})
    return {
        token: replace(each, is_own=bool(each.own) and token in own_tokens | beside) for token, each in found.items()
    }


def _clashes(market: Market, token: str, sure: set[str]) -> bool:
    """Return true for a contact point beside other prices than the surest ones, for things that both sell: a copy.

    Who copies an advertisement names another's number once or twice, with another's prices.
    """
    if token in sure:
        return False
    his, owners = _offered(market, {token}), _offered(market, sure)
    return his.isdisjoint(owners) and not {_sold(each) for each in his}.isdisjoint(map(_sold, owners))


def _offered(market: Market, tokens: set[str]) -> set[str]:
    """Return the offers that are in one message with any of these contact points."""
    pairs = (each.partition(BESIDE) for each in market.together.entries)
    return {offer for offer, sign, token in pairs if sign and token in tokens}


def _sold(offer: str) -> str:
    return offer[_HEAD:].partition("|")[0]


def _in_order(points: Iterable[Point]) -> tuple[Point, ...]:
    """Return the contact points whose value can be read, the most frequent first."""
    named = (point for point in points if point.value)
    return tuple(sorted(named, key=lambda point: (-point.seen.messages, point.kind, point.value)))


def _beside(market: Market, tokens: set[str]) -> set[str]:
    """Return the contact points that a message names together with any of these."""
    pairs = (each.split(TOGETHER) for each in market.together.entries if BESIDE not in each)
    return {other for one, two in pairs for this, other in ((one, two), (two, one)) if this in tokens}


def _offer(text: str, seen: Sighting) -> Offer:
    product, amount, currency, period = text[_HEAD:].split("|")
    return Offer(product, amount, currency, period, seen)


def _offer_order(offer: Offer) -> tuple[str, str, float, str]:
    return offer.product, offer.currency, float(offer.amount), offer.period
