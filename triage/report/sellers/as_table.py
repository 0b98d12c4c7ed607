"""Sellers as text: each with its places, links and offers; weak links below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from triage.core.plurals import count_of
from triage.report.document.trade import KINDS, contact, price, several, span

_WEAK = 40
"""Most weak links that are listed."""


def render(document: Mapping[str, Any]) -> str:
    """Return paragraphs, one per seller."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Mapping[str, Any]) -> Iterator[str]:
    joined = sum(len(seller["places"]) > 1 for seller in document["sellers"])
    yield (
        f"{document['trading']:,} of {count_of(document['places'], 'dump')} with advertisements or contact points: "
        f"{count_of(len(document['sellers']), 'seller')}, {joined:,} of them in several places."
    )
    if others := document["other_trades"]:
        said = count_of(others, "more dump advertises", "more dumps advertise")
        yield f"{said} other things than people's data: no sellers."
    for seller in document["sellers"]:
        yield ""
        yield from _seller(seller)
    if weak := document["weak_links"]:
        yield ""
        yield f"Weak links, which join nothing ({len(weak):,}):"
        yield from (f"  {_named(link)}: {_places(link)}: {link['reason']}" for link in weak[:_WEAK])
        if len(weak) > _WEAK:
            yield f"  and {len(weak) - _WEAK:,} more (--format csv lists them)"
    yield ""
    yield "A link says that places share something; who is behind it is for the examiner to find."


def _seller(seller: Mapping[str, Any]) -> Iterator[str]:
    yield f"Seller {seller['seller']}: {several(seller['places'])}"
    yield f"  {count_of(seller['advertisements'], 'message advertises', 'messages advertise')}{span(seller)}"
    if seller["offers"]:
        yield f"  offers: {several([_offer(each) for each in seller['offers']])}"
    if seller["contact_points"]:
        yield f"  reached and paid at: {several([contact(each) for each in seller['contact_points']])}"
    yield from (f"  joined by {_named(link)}: {_places(link)}" for link in seller["links"])


def _named(link: Mapping[str, Any]) -> str:
    return f"{KINDS.get(link['kind'], link['kind'])} {link['value']}".strip()


def _places(link: Mapping[str, Any]) -> str:
    """Return the places of a link, each with its number of messages and the first locator."""
    return several([_seen(each) for each in link["evidence"]])


def _seen(seen: Mapping[str, Any]) -> str:
    if "messages" not in seen:
        return str(seen["place"])
    times = "once" if seen["messages"] == 1 else f"{seen['messages']:,} times"
    return f"{seen['place']} ({times}, first at byte or row {seen['first']:,})"


def _offer(offer: Mapping[str, Any]) -> str:
    return f"{offer['title']} {price(offer)}"
