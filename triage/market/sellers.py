"""Group places into sellers by strong links, with each seller's contact points, offers and accounts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import reduce
from operator import add
from typing import Any

from triage.core.names import shown_file
from triage.core.sums import Sighting
from triage.market.groups import Groups
from triage.market.links import Link, links
from triage.market.masks import shown
from triage.market.places import Offer, Place, Point
from triage.rules.model import Rules

SCHEMA = "triage/sellers@1"


@dataclass(frozen=True, slots=True)
class Showing:
    """Settings of a report: its rules, and whether contact points are shown in clear text."""

    rules: Rules
    reveal: bool = False

    def value(self, kind: str, value: str) -> str:
        """Return a contact point as it may be shown."""
        return shown(kind, value, reveal=self.reveal)


def sellers(places: Sequence[Place], showing: Showing, shared: Iterable[tuple[str, str, float]] = ()) -> dict[str, Any]:
    """Return sellers with the evidence of each link, and weak links separately; values are masked by default.

    Who advertises nothing of people is no seller: such places are counted as `other_trades`.
    """
    trading = {place.name: place for place in places if place.advertisements or place.points}
    found = links([*trading.values()], showing.rules, shared)
    strong = [link for link in found if link.is_strong]
    groups = Groups()
    for link in strong:
        groups.join(link.places)
    every = groups.of([*trading])
    joined = [names for names in every if any(trading[name].sells_data for name in names)]
    return {
        "schema": SCHEMA,
        "places": len(places),
        "trading": sum(map(len, joined)),
        "other_trades": len(trading) - sum(map(len, joined)),
        "sellers": [
            {"seller": number, **_seller([trading[name] for name in names], strong, showing)}
            for number, names in enumerate(joined, start=1)
        ],
        "weak_links": [_link(link, trading, showing) for link in found if not link.is_strong],
    }


def _seller(places: Sequence[Place], strong: Sequence[Link], showing: Showing) -> dict[str, Any]:
    by_name = {place.name: place for place in places}
    offered = [offer for place in places for offer in place.offers]
    seen = [point.seen for place in places for point in place.points] + [offer.seen for offer in offered]
    return {
        "places": [shown_file(place.name) for place in places],
        "advertisements": sum(place.advertisements for place in places),
        **_span(reduce(add, seen, Sighting())),
        "contact_points": _own(places, showing),
        "offers": offers(offered, showing.rules),
        "links": [_link(link, by_name, showing) for link in strong if by_name.keys() >= {*link.places}],
    }


def _own(places: Sequence[Place], showing: Showing) -> list[dict[str, Any]]:
    """Return the contact points that these places call their own, those of most places first."""
    own: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place in places:
        for point in place.points:
            if point.is_own:
                own[point.kind, point.value].append(point.seen.messages)
    ordered = sorted(own.items(), key=lambda each: (-len(each[1]), each[0]))
    return [
        {"kind": kind, "value": showing.value(kind, value), "messages": sum(counts), "places": len(counts)}
        for (kind, value), counts in ordered
    ]


def offers(found: Iterable[Offer], rules: Rules) -> list[dict[str, Any]]:
    """Return what is sold, from which to which price and since when; by product, currency and period."""
    by: dict[tuple[str, str, str], list[Offer]] = defaultdict(list)
    for offer in found:
        by[offer.product, offer.currency, offer.period].append(offer)
    told = []
    for (product, currency, period), same in sorted(by.items()):
        amounts = sorted((float(offer.amount), offer.amount) for offer in same)
        rule = rules.market["products"].get(product)
        told.append(
            {
                "product": product or None,
                "title": rule.title if rule else "something not named",
                "currency": currency,
                "period": period or None,
                "least": amounts[0][1],
                "most": amounts[-1][1],
                "messages": sum(offer.seen.messages for offer in same),
                **_span(reduce(add, (offer.seen for offer in same))),
            }
        )
    return told


def _link(link: Link, places: Mapping[str, Place], showing: Showing) -> dict[str, Any]:
    """Return a link with its evidence in each place."""
    return {
        "kind": link.kind,
        "value": showing.value(link.kind, link.value),
        "strong": link.is_strong,
        "reason": link.reason or None,
        "evidence": [_evidence(link, name, places) for name in link.places],
    }


def _evidence(link: Link, name: str, places: Mapping[str, Place]) -> dict[str, Any]:
    told: dict[str, Any] = {"place": shown_file(name)}
    points = [point.seen for point in places[name].points if _is_of(point, link)] if name in places else []
    if points:
        seen = reduce(add, points)
        told |= {"messages": seen.messages, "first": seen.first.value, "how": _how(seen), **_span(seen)}
    return told


def _how(seen: Sighting) -> dict[str, int]:
    return dict(sorted(seen.how.items()))


def _is_of(point: Point, link: Link) -> bool:
    return point.identity.partition(":")[2] == link.value


def _span(seen: Sighting) -> dict[str, str | None]:
    """Return the first and the last day, as dates."""
    until = None if seen.until.value is None else -seen.until.value
    return {"since": _day(seen.since.value), "until": _day(until)}


def _day(seconds: int | None) -> str | None:
    try:
        return None if seconds is None else datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d")
    except (OverflowError, ValueError, OSError):
        return None


def trade(place: Place, showing: Showing) -> dict[str, Any]:
    """Return what a report contains about the trade in one place."""
    return {
        "advertisements": place.advertisements,
        "forwarded": place.counts.get("forwarded", 0),
        "questions": place.counts.get("queries", 0),
        "complaints": {kind: place.customers.get(kind, 0) for kind in ("undelivered", "invented")},
        "sampled": place.is_sampled,
        "contact_points": [_point(point, showing) for point in place.points],
        "offers": offers(place.offers, showing.rules),
    }


def _point(point: Point, showing: Showing) -> dict[str, Any]:
    return {
        "kind": point.kind,
        "value": showing.value(point.kind, point.value),
        "own": point.is_own,
        "messages": point.seen.messages,
        "first": point.seen.first.value,
        "how": _how(point.seen),
        **_span(point.seen),
    }
