"""Phrase what a dump offers for sale and whom one pays, the same in every format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from triage.core.plurals import count_of

KINDS = {
    "mobile": "mobile",
    "whatsapp": "WhatsApp",
    "whatsapp_group": "WhatsApp group",
    "whatsapp_channel": "WhatsApp channel",
    "whatsapp_message": "WhatsApp link",
    "telegram": "Telegram",
    "telegram_invite": "Telegram invitation",
    "handle": "user name",
    "facebook": "Facebook",
    "instagram": "Instagram",
    "tiktok": "TikTok",
    "youtube": "YouTube",
    "link_list": "list of links",
    "email": "e-mail",
    "easypaisa": "Easypaisa",
    "jazzcash": "JazzCash",
    "sadapay": "SadaPay",
    "nayapay": "NayaPay",
    "raast": "Raast",
    "upaisa": "UPaisa",
    "konnect": "HBL Konnect",
    "iban": "IBAN",
    "bank_account": "bank account",
    "wallet_name": "wallet name",
    "tron": "Tron",
    "bitcoin": "Bitcoin",
    "ethereum": "Ethereum",
}
"""Names of kinds of contact points and links; other kinds are shown by their id."""

_MOST = 6
"""Most things of a kind that a line names."""


def price(offer: Mapping[str, Any]) -> str:
    """Return the price of an offer.

    >>> price({"currency": "PKR", "least": "200", "most": "1500", "period": "month"})
    'Rs 200 to 1,500 a month'
    """
    sign = "Rs" if offer["currency"] == "PKR" else offer["currency"]
    amounts = [f"{float(each):,.2f}".removesuffix(".00") for each in (offer["least"], offer["most"])]
    period = f" a {offer['period']}" if offer["period"] and offer["period"] != "lifetime" else ""
    once = " for life" if offer["period"] == "lifetime" else ""
    return f"{sign} {' to '.join(dict.fromkeys(amounts))}{period}{once}"


def contact(point: Mapping[str, Any]) -> str:
    """Return a contact point with its kind."""
    return f"{KINDS.get(point['kind'], point['kind'])} {point['value']}"


def several(texts: Sequence[str]) -> str:
    """Return the first of some texts, and how many more there are."""
    rest = len(texts) - _MOST
    return ", ".join(texts[:_MOST]) + (f" and {rest:,} more" if rest > 0 else "")


def span(told: Mapping[str, Any]) -> str:
    """Return the period, as far as it is known."""
    return f", {told['since']} to {told['until']}" if told.get("since") else ""


def dates(trade: Mapping[str, Any]) -> dict[str, str | None]:
    """Return the first and the last day of a place's trade."""
    seen = [*trade["offers"], *trade["contact_points"]]
    days = [each[name] for each in seen for name in ("since", "until") if each[name]]
    return {"since": min(days, default=None), "until": max(days, default=None)}


def lines(trade: Mapping[str, Any]) -> Iterator[str]:
    """Yield lines on a place's trade: its offers, contact points, and customers' complaints."""
    yield f"{count_of(trade['advertisements'], 'message advertises', 'messages advertise')}{span(dates(trade))}"
    if offers := [f"{offer['title']} {price(offer)}" for offer in trade["offers"]]:
        yield f"offers: {several(offers)}"
    if own := [contact(point) for point in trade["contact_points"] if point["own"]]:
        yield f"reached and paid at: {several(own)}"
    if others := [contact(point) for point in trade["contact_points"] if not point["own"]]:
        yield f"also names, not as its own: {several(others)}"
    yield from _customers(trade)


def _customers(trade: Mapping[str, Any]) -> Iterator[str]:
    said = trade["complaints"]
    if trade["questions"]:
        asked = count_of(trade["questions"], "message asks", "messages ask")
        yield f"{asked} for a record (numbers in them are looked up, and no seller's)"
    if said["undelivered"]:
        yield f"{count_of(said['undelivered'], 'message says', 'messages say')} that somebody paid and got nothing"
    if said["invented"]:
        yield f"{count_of(said['invented'], 'message says', 'messages say')} that what was sold was invented or wrong"
    if trade["sampled"]:
        yield "more different contact points or offers than are kept: this is a sample of them"


def _times(told: Iterable[str]) -> list[str]:
    """Return each text once, with how often it came."""
    return [text if count == 1 else f"{text} ({count:,} times)" for text, count in Counter(told).items()]


def sellers(document: Mapping[str, Any]) -> Iterator[str]:
    """Yield a line per seller with several places, and one on all others."""
    several_places = [each for each in document["sellers"] if len(each["places"]) > 1]
    for each in several_places:
        kinds = several(sorted({KINDS.get(link["kind"], link["kind"]) for link in each["links"]}))
        places = f"{count_of(len(each['places']), 'place')} ({several(each['places'])})"
        yield f"seller {each['seller']}: {places}, joined by {kinds}"
    alone = len(document["sellers"]) - len(several_places)
    if alone:
        yield f"{count_of(alone, 'place that advertises is', 'places that advertise are')} joined with no other"
    if weak := document["weak_links"]:
        shared = _times(f"{contact(each)} in {count_of(len(each['evidence']), 'place')}" for each in weak)
        yield f"{count_of(len(weak), 'weak link joins', 'weak links join')} nothing: {several(shared)}"
