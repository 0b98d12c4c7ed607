"""Describe the places that a dump holds exports of, and whose data it holds besides that of people in records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from triage.core.model import Answer
from triage.core.names import shown
from triage.core.persons_in_names import Kind
from triage.core.places import READINGS, Place, places
from triage.core.plurals import count_of
from triage.report.document import words
from triage.report.document.numbers import nearest

_MOST_CHATS = 50
_PUBLIC, _PLACES_OWN = ("channel", "group", "page", "site", "application", "bot chat"), ("id", "url", "name")
"""Kinds of places that are not persons, and their facts shown in clear text: the address of the place."""


def told(answer: Answer) -> list[dict[str, Any]]:
    """Return every place of a dump, the one with the most messages first."""
    return [_place(each) for each in places(answer.sources, answer.summary.tables)]


def _place(place: Place) -> dict[str, Any]:
    chats = sorted(place.chats.items(), key=lambda each: (-each[1], each[0]))
    is_public = place.kind in _PUBLIC
    facts = {name: value if is_public else shown(value) for name, value in place.facts.items() if name in _PLACES_OWN}
    facts |= {name: shown(value) for name, value in place.facts.items() if name not in (*_PLACES_OWN, "title")}
    return {
        "platform": place.platform,
        "kind": place.kind,
        "title": shown(place.facts["title"], Kind.TITLE) if place.facts.get("title") else None,
        "confidence": nearest(place.confidence, 2),
        "forms": list(place.forms),
        "reasons": [shown(reason) for reason in place.reasons],
        "facts": facts,
        "messages": place.messages,
        "authors": place.authors,
        "counts": dict(place.counts),
        "chats": len(chats),
        "largest_chats": [{"title": shown(name, Kind.TITLE), "messages": count} for name, count in chats[:_MOST_CHATS]],
        "first": place.first or None,
        "last": place.last or None,
    }


_ROLES = {
    "looked_up": "asked for by customers",
    "seller": "of sellers",
    "buyer": "of customers",
    "participant": "of others who write or are members",
}
_NAMES = {
    "whatsapp": "WhatsApp", "tiktok": "TikTok", "youtube": "YouTube", "app": "Mobile application",
    "olx": "OLX", "dubizzle": "dubizzle", "pakwheels": "PakWheels",
}  # fmt: skip
_COUNTED = ("PK_CNIC", "PK_MOBILE_NUMBER", "EMAIL_ADDRESS", "PERSON")


def sentences(dump: Mapping[str, Any]) -> list[str]:
    """Return a line for each place of a dump, and one on values of sellers, customers and other participants."""
    said = [_sentence(place) for place in dump["places"]]
    others = [
        f"{words.count(tally)} {words.entity(name)} {_ROLES[role]}"
        for role in _ROLES
        for name in _COUNTED
        if (tally := dump["entities"].get(name, {}).get("whose", {}).get(role)) and tally["distinct"]
    ]
    return [*said, *([f"Not of people in records: {', '.join(others)}."] if others else [])]


def _sentence(place: Mapping[str, Any]) -> str:
    name = f"{_NAMES.get(place['platform'], place['platform'].capitalize())} {place['kind']}"
    title = f" \N{LEFT DOUBLE QUOTATION MARK}{place['title']}\N{RIGHT DOUBLE QUOTATION MARK}" if place["title"] else ""
    chats = f" in {place['chats']:,} chats" if place["chats"] > 1 else ""
    said = f"{count_of(place['messages'], 'message')}{chats}" if place["messages"] else "no messages"
    when = f", {place['first']} to {place['last']}" if place["first"] else _either(place["facts"].get(READINGS))
    return f"{name}{title}: {said}{when} ({' and '.join(place['forms'])}; {place['confidence']:.0%} sure)."


def _either(readings: str | None) -> str:
    """Return both periods of messages whose dates may begin with the day or with the month."""
    return f", {readings} (nothing tells whether day or month comes first)" if readings else ""
