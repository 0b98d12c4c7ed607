"""Compare the investigators' list of platforms with the dumps of a case: listed and seized, only one, or listed twice.

An entry and a dump belong together if the exhibit names the dump, or the address is a contact point that the place
calls its own or is part of the dump's name, or the dump, or a place in it, has the platform's name, or it is a bot that
the place names. The result states which of these. Only a place, or a dump that sells data, is "seized and not listed".
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from triage.core.names import same, shown_file
from triage.market.places import Place
from triage.market.register import TOTAL, Entry, Register
from triage.rules.model import Rules

SCHEMA = "triage/ledger@1"

GROUPS = ("genuine", "mixed", "fabricated", "undetermined", "no data")
"""Groups of platforms by the verdicts of their dumps."""

_GROUP = {
    "genuine": "genuine", "mostly_genuine": "genuine", "mixed": "mixed", "mostly_fabricated": "fabricated",
    "fabricated": "fabricated", "undetermined": "undetermined",
}  # fmt: skip

_LEAST = 4
"""Fewest letters and digits of a name or exhibit that is searched inside the name of a dump."""


def ledger(
    register: Register, places: Sequence[Place], dumps: Sequence[Mapping[str, Any]], rules: Rules
) -> dict[str, Any]:
    """Return the list joined with the dumps of a report document; `places` are the dumps as places of trade."""
    told = {place.name: shown_file(place.name) for place in places}
    answers = {dump["dump"]: dump for dump in dumps}
    own = {place.name: _known(place, answers.get(told[place.name], {})) for place in places}
    joined = {entry: list(_matches(entry, own, rules)) for entry in register.entries}
    seized = {name for found in joined.values() for name, _ in found}
    entries = [_entry(entry, found, told, answers) for entry, found in joined.items()]
    return {
        "schema": SCHEMA,
        "totals": _totals(register, rules),
        "entries": entries,
        "not_seized": [each["line"] for each in entries if not each["dumps"]],
        "not_listed": [told[name] for name in told if name not in seized and own[name].is_platform],
        "listed_twice": list(_twice(register.entries, rules)),
        "in_several_entries": _several(joined, told),
        "platforms": _platforms(entries, rules),
    }


@dataclass(frozen=True, slots=True)
class _Known:
    """What a dump is known by: its own contact points, all that it names, and the titles of the places in it."""

    own: frozenset[str]
    named: frozenset[str]
    titles: tuple[str, ...]
    is_platform: bool


def _known(place: Place, answer: Mapping[str, Any]) -> _Known:
    found = answer.get("places", ())
    titles = tuple(same(str(each.get("title") or "")) for each in found)
    own = frozenset(point.identity for point in place.points if point.is_own)
    named = frozenset(point.identity for point in place.points)
    return _Known(own, named, titles, is_platform=bool(found) or _advertises(place))


def _advertises(place: Place) -> bool:
    """Return whether a dump offers data of people; who only has records, as a letter with a life, is no platform."""
    return any(each.product for each in place.offers) or place.advertisements > place.counts.get("other_goods", 0)


def _matches(entry: Entry, own: Mapping[str, _Known], rules: Rules) -> Iterator[tuple[str, str]]:
    """Yield the dumps that belong to an entry, each with the kind of match; only matches of the most certain kind."""
    named = {name: same(name) for name in own}
    exhibit, title, address = same(entry.exhibit), same(entry.name), identity(entry.address, rules)
    bare = same(address.partition(":")[2])
    by_exhibit = {name for name in own if exhibit and _names(exhibit, name)}
    by_address = {name for name in own if address and (address in own[name].own or _has(named[name], bare))}
    by_name = {name for name in own if _has(named[name], title) or _is_title(own[name].titles, title)}
    by_answers = {name for name in own if address.startswith("bot:") and address in own[name].named}
    for way, found in (("exhibit", by_exhibit), ("address", by_address), ("name", by_name), ("address", by_answers)):
        if found:
            yield from ((name, way) for name in sorted(found))
            return


def _is_title(titles: Sequence[str], name: str) -> bool:
    """Return whether a place has this title, or one of them is part of the other and not short."""
    return any(name and (name == each or _has(each, name) or _has(name, each)) for each in titles)


def _has(name: str, part: str) -> bool:
    return len(part) >= _LEAST and part in name


def _names(exhibit: str, dump: str) -> bool:
    """Return whether an exhibit is a dump's name or a whole part of it: "E-7" is in "E-7 phone", not in "E-70"."""
    parts = [same(part) for part in re.split(r"[/\\]", dump)]
    stems = {same(part.rpartition(".")[0]) for part in re.split(r"[/\\]", dump)}
    words = {same(word) for word in re.split(r"[^\w-]+|_", dump)}
    return exhibit in {same(dump), *parts, *stems, *words}


def identity(address: str, rules: Rules) -> str:
    """Return what an address names, in the form of `Point.identity`; "" if it names nothing.

    >>> import triage.rules
    >>> identity("https://t.me/SimData", triage.rules.load()), identity("+92 300 1234567", triage.rules.load())
    ('name:simdata', 'number:03001234567')
    """
    text = address.strip()
    for rule in rules.market["contacts"].values():
        for pattern in rule.links:
            if match := re.search(pattern, text, re.IGNORECASE):
                return _of_link(rule.id, match[1])
    if match := re.fullmatch(r"(?:\+?92|0092|0)?[ -]?(3\d{2})[ -]?(\d{7})", text):
        return f"number:0{match[1]}{match[2]}"
    if text.startswith("@"):
        name = text[1:].lower()
        return f"{'bot' if name.endswith('bot') else 'name'}:{name}"
    host = re.match(r"(?:https?://)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)", text.lower())
    return f"site:{host[1]}" if host else ""


def _of_link(kind: str, value: str) -> str:
    if kind == "whatsapp":
        return f"number:{re.sub(r'^(?:0*92|0)?(?=3[0-9]{9}$)', '0', value)}"
    if kind == "telegram":
        return f"{'bot' if value.lower().endswith('bot') else 'name'}:{value.lower()}"
    return f"{kind}:{value if kind.startswith(('whatsapp_', 'telegram_')) else value.lower()}"


def _entry(
    entry: Entry, found: Sequence[tuple[str, str]], told: Mapping[str, str], answers: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    dumps = [answers[told[name]] for name, _ in found if told[name] in answers]
    complaints: Counter[str] = Counter()
    for dump in dumps:
        complaints.update(dump.get("trade", {}).get("complaints", {}))
    return {
        **asdict(entry),
        "dumps": [told[name] for name, _ in found],
        "joined_by": found[0][1] if found else None,
        "data": _data(dumps) if found else None,
        "records": sum(dump["headline"]["records"]["of"] for dump in dumps),
        "complaints": {kind: complaints[kind] for kind in ("undelivered", "invented")},
    }


def _data(dumps: Sequence[Mapping[str, Any]]) -> str:
    """Return the group of a platform from all its dumps: one of `GROUPS`."""
    groups = {_GROUP[dump["genuineness"]["verdict"]] for dump in dumps if dump["headline"]["records"]["of"]}
    certain = groups - {"undetermined"}
    if not groups:
        return "no data"
    return (certain.pop() if len(certain) == 1 else "mixed") if certain else "undetermined"


def _totals(register: Register, rules: Rules) -> list[dict[str, Any]]:
    """Return, by kind and in total, how many were stated, are listed, and are listed without repetitions."""
    listed = Counter(entry.kind for entry in register.entries)
    once = Counter(kind for kind, _ in {_key(entry, rules) for entry in register.entries})
    kinds = [*sorted({*listed, *register.stated} - {TOTAL}), TOTAL]
    listed[TOTAL], once[TOTAL] = listed.total(), once.total()
    by_kind = [count for kind, count in register.stated.items() if kind != TOTAL]
    return [
        {
            "kind": kind,
            "stated": register.stated.get(kind),
            "stated_by_kind": sum(by_kind) if kind == TOTAL and by_kind else None,
            "listed": listed[kind],
            "distinct": once[kind],
        }
        for kind in kinds
    ]


def _key(entry: Entry, rules: Rules) -> tuple[str, str]:
    """Return the key that equal entries share: kind and address, or kind and name if there is no address."""
    return entry.kind, identity(entry.address, rules) or same(entry.address) or same(entry.name) or str(entry.line)


def _twice(entries: Sequence[Entry], rules: Rules) -> Iterator[dict[str, Any]]:
    by: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        by[_key(entry, rules)].append(entry)
    for (kind, _), same_ones in by.items():
        if len(same_ones) > 1:
            lines = [each.line for each in same_ones]
            yield {"kind": kind, "name": same_ones[0].name, "address": same_ones[0].address, "lines": lines}


def _several(joined: Mapping[Entry, Sequence[tuple[str, str]]], told: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the dumps that belong to more than one entry."""
    lines: dict[str, list[int]] = defaultdict(list)
    for entry, found in joined.items():
        for name, _ in found:
            lines[name].append(entry.line)
    return [{"dump": told[name], "lines": each} for name, each in sorted(lines.items()) if len(each) > 1]


def _platforms(entries: Sequence[Mapping[str, Any]], rules: Rules) -> list[dict[str, Any]]:
    """Return the counts by kind of platform: listed, seized, and by group of their data."""
    told = []
    for kind in sorted({each["kind"] for each in entries}):
        own = [each for each in entries if each["kind"] == kind]
        data = Counter(each["data"] for each in own if each["data"])
        rule = rules.market["platforms"].get(kind)
        complaints = [sum(each["complaints"][name] > 0 for each in own) for name in ("undelivered", "invented")]
        told.append(
            {
                "kind": kind,
                "title": rule.title if rule else kind,
                "listed": len(own),
                "seized": sum(bool(each["dumps"]) for each in own),
                "data": {name: data[name] for name in GROUPS},
                "with_complaints": dict(zip(("undelivered", "invented"), complaints, strict=True)),
            }
        )
    return told
