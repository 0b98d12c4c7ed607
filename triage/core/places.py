"""Combine the tables of a dump into the places they were exported from, with confidence, messages and dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from triage.core.messages import COPY, Placing, of
from triage.core.model import Source
from triage.core.summary import Marks, TableSum

MESSAGES = "messages"
"""Name under which `TableSum.marks` keeps the counts of messages."""

DAY, CHAT = "day=", "chat="
"""Prefixes of the names of counts: of messages by day, and of messages by chat."""

EITHER = "either "
"""Prefix of the names of counts by day in one of two readings of dates: the order follows, and an equals sign."""

TITLES = 500
"""Number of chats of one batch that are counted separately."""

MONTH_FIRST, DAY_FIRST, AMBIGUOUS = "month first", "day first", "ambiguous"
"""Written forms of dates that end with the year."""

READINGS = "dates, in either reading"
"""Name of the fact that states both periods of messages if it is not known which part of a date is the day."""

_SITE = "site"
"""Kind of place of which one dump holds many unlike parts: pages, databases, logs, backups."""

_UNTOLD = ("type", "dates")
_OF_ONE_CHAT, _OF_ONE = ("chat", "channel", "group", "private chat", "own notes"), ("title", "id")


@dataclass(frozen=True, slots=True)
class Place:
    """One place (channel, group, page, account, site) of which a dump holds an export.

    `forms` are the exports of it in the dump, `facts` what they state about it (evidence text), `first` and `last` days
    of messages as YYYY-MM-DD, "" if unknown. `tables` are keys of its sources, `copies` keys of those that repeat
    others.
    """

    platform: str
    kind: str
    confidence: float
    forms: tuple[str, ...]
    reasons: tuple[str, ...]
    facts: Mapping[str, str]
    messages: int
    authors: int
    counts: Mapping[str, int]
    chats: Mapping[str, int]
    first: str
    last: str
    tables: tuple[str, ...]
    copies: tuple[str, ...] = ()


def places(sources: Sequence[Source], tables: Mapping[str, TableSum]) -> list[Place]:
    """Return the places of a dump, those with the most messages first; exports in two forms are one place."""
    files: dict[tuple[str, str], list[Source]] = {}
    for source in sources:
        if (placing := of(source)).platform:
            files.setdefault((source.evidence.key, placing.platform), []).append(source)
    alike: dict[tuple[str, ...], list[Place]] = {}
    for found in files.values():
        place = _of_file(found, tables)
        title = place.facts.get("id") or place.facts.get("title", "").casefold()
        is_one = title and place.kind != "account"
        key = (place.platform, place.facts.get("title", "").casefold() or title if is_one else place.kind)
        alike.setdefault(key, []).append(place)
    _to_one_site(alike)
    return sorted(map(_together, alike.values()), key=lambda place: (-place.messages, place.platform, place.kind))


def _to_one_site(alike: dict[tuple[str, ...], list[Place]]) -> None:
    """Add files of a site that do not name it to the site that others of the dump name, if there is one only."""
    sites = [key for key, found in alike.items() if found[0].kind == _SITE]
    named = [key for key in sites if alike[key][0].facts.get("title")]
    if len(named) == 1:
        for key in sites:
            if key != named[0] and key[0] == named[0][0]:
                alike[named[0]] += alike.pop(key)


def without_copies(sources: Sequence[Source], tables: Mapping[str, TableSum]) -> list[Source]:
    """Return the sources, with the role `COPY` for those that repeat another form of the same export."""
    again = {key for place in places(sources, tables) for key in place.copies}
    return [
        replace(source, placing=replace(of(source), whose=COPY).to_text()) if source.key in again else source
        for source in sources
    ]


def _of_file(sources: Sequence[Source], tables: Mapping[str, TableSum]) -> Place:
    """Return the place that the tables of one file were exported from."""
    told: list[Placing] = sorted(map(of, sources), key=lambda each: (not each.holds_messages, -each.confidence))
    facts = {name: value for each in reversed(told) for name, value in each.facts.items() if value}
    marks = sum((tables.get(each.key, TableSum()).marks.get(MESSAGES, Marks()) for each in sources), Marks())
    days = _days(marks, DAY)
    day_first, month_first = (_days(marks, f"{EITHER}{order}=") for order in (DAY_FIRST, MONTH_FIRST))
    days = days or (day_first if day_first == month_first else [])
    either = [_span(day_first), _span(month_first)]
    facts |= {READINGS: " or ".join(either)} if all(either) and not days else {}
    kinds = [each.kind for each in told if each.facts.get("type")] or [told[0].kind]
    authors = marks.sketches.get("authors")
    chats = {name.removeprefix(CHAT): n for name, n in sorted(marks.counts.items()) if name.startswith(CHAT)}
    if len(chats) > 1 and told[0].kind in _OF_ONE_CHAT:
        kinds, facts = ["account"], {name: value for name, value in facts.items() if name not in _OF_ONE}
    return Place(
        platform=told[0].platform,
        kind=kinds[0],
        confidence=max(each.confidence for each in told),
        forms=tuple(dict.fromkeys(each.form for each in told)),
        reasons=tuple(dict.fromkeys(reason for each in told for reason in each.reasons))[:3],
        facts={name: value for name, value in sorted(facts.items()) if name not in _UNTOLD},
        messages=marks.counts["messages"],
        authors=authors.distinct() if authors else 0,
        counts={
            name: marks.counts[name]
            for name in ("service", "media", "absent", "forwarded", "links")
            if marks.counts[name]
        },
        chats=chats,
        first=days[0] if days else "",
        last=days[-1] if days else "",
        tables=tuple(each.key for each in sources),
    )


def _days(marks: Marks, prefix: str) -> list[str]:
    return sorted(name.removeprefix(prefix) for name in marks.counts if name.startswith(prefix))


def _span(days: Sequence[str]) -> str:
    return f"{days[0]} to {days[-1]}" if days else ""


def _together(alike: Sequence[Place]) -> Place:
    """Combine the files of one place: parts of one form are added up; of two forms the fuller one counts."""
    by_form: dict[str, list[Place]] = {}
    for place in alike:
        by_form.setdefault(place.forms[0], []).append(place)
    best = max(by_form.values(), key=lambda places: (sum(each.messages for each in places), places[0].confidence))
    first = max(best, key=lambda place: place.confidence)
    copies = [
        key
        for form in by_form.values()
        if form is not best and form[0].messages
        for each in form
        for key in each.tables
    ]
    days = [day for place in alike for day in (place.first, place.last) if day]
    return replace(
        first,
        forms=tuple(dict.fromkeys(form for place in alike for form in place.forms)),
        facts={name: value for place in reversed([*best, *alike]) for name, value in place.facts.items()},
        messages=sum(place.messages for place in best),
        authors=max(place.authors for place in best),
        counts=dict(sorted(sum((Counter(place.counts) for place in best), Counter[str]()).items())),
        chats=dict(sorted(sum((Counter(place.chats) for place in best), Counter[str]()).items())),
        first=min(days, default=""),
        last=max(days, default=""),
        tables=tuple(key for place in alike for key in place.tables),
        copies=tuple(copies),
    )
