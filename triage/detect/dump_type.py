"""Decide the kind of a dump from the fields of its columns and the words of their headers.

Each kind (`rules/dump_types`) gives weights to fields and to telling header words. All tables of a dump count together,
each field and each word once: an export of several tables is one kind of dump. The kind with the largest sum wins,
unless `unknown`, which starts with a sum of its own, has more. A kind whose fields any list of people has needs a sign
of its own (`needs`). A column without a header counts by its field.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from math import exp

from triage.core.messages import SUBJECT, of
from triage.core.model import DumpType, Source
from triage.core.people import KINDS
from triage.detect.eyes import TEXT
from triage.detect.headers import plain, words
from triage.rules.model import DumpTypeRule, Rules

UNKNOWN = "unknown"

_ALWAYS = "always"
_TEXT = "text"
_HEADER = "header"

_CHAT = "chat"
"""The reader of chats as text: its lines have authors."""

_LEAST_PART = 5
"""Fewest characters of a telling word that is recognised at the beginning or end of a header without gaps."""

_ONE_WORD = 2
"""Spaces around a header of one word."""

_SUREST = 0.99

_PEOPLE = frozenset({"PERSON", *KINDS})
"""Entities that make a table one of people."""


def dump_type(sources: Sequence[Source], rules: Rules) -> DumpType:
    """Return the kind of a dump; `columns` are the headers that support it, in order.

    `confidence` is the share of exp(sum of weights) that the kind has among all kinds and the unknown, at most 0.99:
    about the chance that it is this kind, as far as the weights are right. "unknown", without title, has 0.
    """
    theirs = [_of_subjects(source) for source in sources]
    told = _told(theirs, rules)
    return _told(sources, rules) if told.name == UNKNOWN and theirs != [*sources] else told


def _of_subjects(source: Source) -> Source:
    """Return a source with only the columns about people in records, not about authors, sellers or requesters."""
    placing = of(source)
    kept = [role for role in source.roles if placing.whose_is(role.column) == SUBJECT]
    if len(kept) == len(source.columns):
        return source
    columns = tuple(source.columns[role.column] for role in kept)
    return replace(source, columns=columns, roles=tuple(replace(role, column=i) for i, role in enumerate(kept)))


def _told(sources: Sequence[Source], rules: Rules) -> DumpType:
    seen = _seen(sources)
    votes = [_vote(rule, seen) for _, rule in sorted(rules.dump_types.items())]
    best = max(votes, key=lambda vote: (vote.weight, vote.rule.id == UNKNOWN), default=None)
    if best is None or best.rule.id == UNKNOWN:
        return DumpType(UNKNOWN, "", 0.0)
    share = 1 / sum(exp(vote.weight - best.weight) for vote in votes)
    return DumpType(best.rule.id, best.rule.title, round(min(_SUREST, share), 2), best.columns)


@dataclass(slots=True)
class _Seen:
    """What the tables of a dump contain: headers by field ("" = no header), and all headers by plain word."""

    fields: dict[str, list[str]] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Vote:
    rule: DumpTypeRule
    weight: float
    columns: tuple[str, ...]


def _seen(sources: Sequence[Source]) -> _Seen:
    """Return what tables contain; text beside a table of people does not make a dump a chat."""
    seen = _Seen()
    tables = [source for source in sources if not source.is_text]
    has_people = any(role.entity in _PEOPLE for table in tables for role in table.roles)
    for source in tables if has_people else sources:
        for role in source.roles:
            header = source.columns[role.column] if source.has_header else ""
            name = _TEXT if role.entity == TEXT and _is_talk(source) else role.field
            if name:
                seen.fields.setdefault(name, []).append(header)
        if source.has_header:
            for header in source.columns:
                seen.headers.setdefault(plain(header), header)
    return seen


def _is_talk(source: Source) -> bool:
    """Return true for a text that somebody wrote to somebody: a report or a log is a text too."""
    return source.reader == _CHAT or of(source).holds_messages


def _vote(rule: DumpTypeRule, seen: _Seen) -> _Vote:
    """Return the sum of the weights of a kind, and the headers that support it."""
    spoken = dict(_spoken(rule, seen))
    by_field = {name: weight for name, weight in rule.fields.items() if name in seen.fields}
    weight = rule.fields.get(_ALWAYS, 0.0) + sum(by_field.values()) + rule.fields.get(_HEADER, 0.0) * len(spoken)
    told = {header for name, each in by_field.items() if each > 0 for header in seen.fields[name]}
    told.update(spoken.values())
    shown = {*seen.fields, *([_HEADER] if spoken else [])}
    if rule.needs and shown.isdisjoint(rule.needs):
        weight = float("-inf")
    return _Vote(rule, weight, tuple(header for header in _in_order(seen) if header in told))


def _spoken(rule: DumpTypeRule, seen: _Seen) -> Iterator[tuple[str, str]]:
    """Yield the plain and the written form of headers that contain a telling phrase of this kind, as whole words."""
    whole, phrases, glued = _telling(rule.headers)
    for word, header in seen.headers.items():
        spoken = f" {' '.join(words(header))} "
        is_one = spoken.count(" ") == _ONE_WORD
        if (
            word in whole
            or any(phrase in spoken for phrase in phrases)
            or (is_one and word.startswith(glued))
            or (is_one and word.endswith(glued))
        ):
            yield word, header


@cache
def _telling(headers: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    """Return plain words, phrases as words between spaces, and words that may begin or end a header without gaps."""
    whole = frozenset(plain(word) for word in headers)
    phrases = tuple(f" {' '.join(words(each))} " for each in headers if words(each))
    return whole, phrases, tuple(word for word in whole if len(word) >= _LEAST_PART)


def _in_order(seen: _Seen) -> list[str]:
    return [header for header in seen.headers.values() if header]
