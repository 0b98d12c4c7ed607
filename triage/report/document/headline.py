"""Compute the answer that leads a report: how many records, and people, are consistent with real people.

The interval is number B's, the "at most" number A's. A case is the sum of its dumps, with shared content counted once:
the ends of the intervals are simply added, because errors of one method are not independent from dump to dump.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, floor
from typing import Any

from triage.core.model import Answer, Verdict
from triage.people.once import Claim, Holdings, Together, together
from triage.report.document.content import people

Judged = tuple[Answer, Mapping[str, Any]]
"""An answer, and its dump in the document."""

_ENDS = ("estimate", "low", "high")
_NO_PEOPLE = {"of": None, "by": None, "estimate": None, "low": None, "high": None, "at_most": None}


def headline(answer: Answer) -> dict[str, Any]:
    """Return the counts of a dump; `estimate`, `low` and `high` are null if no estimate is offered."""
    counted = people(answer)
    verdict = answer.verdict
    numbers = None
    if counted["distinct"] is not None and verdict.records:
        numbers = {"by": counted["by"], **_counts(verdict, counted["distinct"], (counted["low"], counted["high"]))}
    return {
        "records": _counts(verdict, verdict.records, (verdict.records, verdict.records)),
        "people": numbers or dict(_NO_PEOPLE),
        "gate": verdict.gate,
    }


def total(judged: Sequence[Judged], holdings: Holdings | None) -> dict[str, Any]:
    """Return the counts of several dumps together; what more than one of them holds is counted once.

    Without `holdings` shared content is unknown: the counts are sums.
    """
    dumps = [dump for _, dump in judged]
    heads = {answer.dump: dump["headline"] for answer, dump in judged}
    known = holdings or Holdings({}, {})
    records = together({name: _claim(head["records"]) for name, head in heads.items()}, known.records)
    people = together(
        {name: _claim(head["people"]) for name, head in heads.items() if head["people"]["of"]}, known.persons
    )
    open_dumps = [head for head in heads.values() if head["records"]["estimate"] is None and head["records"]["of"]]
    return {
        "dumps": len(dumps),
        "incomplete": sum(not dump["coverage"]["complete"] for dump in dumps),
        "records": _told(records, records.whole.of - records.open_of),
        "undetermined": {"dumps": len(open_dumps), "records": records.open_of, "people": people.open_of},
        "people": _told(people, people.whole.of or None),
        "counted_once": holdings is not None,
        "again": {"records": records.again, "people": people.again},
        **_verified(dumps, known),
    }


def _verified(dumps: Sequence[Mapping[str, Any]], holdings: Holdings) -> dict[str, Any]:
    """Return number C over the dumps of which a sample was checked, their shared content once; empty without one."""
    claims = {}
    for dump in dumps:
        if told := dump["genuineness"]["verified_genuine"]:
            share, of = told["shares"]["genuine"], told["records"]
            low, high = floor(round(of * share["low"], 6)), ceil(round(of * share["high"], 6))
            claims[dump["dump"]] = Claim(of, high, (min(max(round(of * share["estimate"]), low), high), low, high))
    if not claims:
        return {}
    whole = together(claims, holdings.records).whole
    genuine = dict(zip(_ENDS, whole.range or (0, 0, 0), strict=True))
    return {"verified": {"dumps": len(claims), "records": whole.of, "genuine": genuine}}


def sort_key(dump: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return the sort key of a dump: real people, people that can be real, share fabricated, unread bytes."""
    head, books = dump["headline"], dump["coverage"]
    best = head["people"] if head["people"]["of"] is not None else head["records"]
    lost = books["bytes_unread"] + books["bytes_rejected"]
    return (
        not (head["records"]["of"] or lost or books["rows_rejected"]),
        -(best["estimate"] or 0),
        -best["at_most"],
        -dump["genuineness"]["fabricated_at_least"]["value"],
        -lost,
        -books["rows_read"],
        dump["dump"],
    )


def folders(judged: Sequence[Judged], holdings: Holdings | None) -> list[dict[str, Any]]:
    """Return the total of each folder with several dumps, sorted by name."""
    inside: dict[str, list[Judged]] = {}
    for answer, dump in judged:
        folder, _, _ = dump["dump"].rpartition("/")
        if folder:
            inside.setdefault(folder, []).append((answer, dump))
    return [{"folder": folder, **total(found, holdings)} for folder, found in sorted(inside.items()) if len(found) > 1]


def _counts(verdict: Verdict, of: int, ends: tuple[int, int]) -> dict[str, int | None]:
    """Return the shares of a verdict as counts of `of` things, whose true number is between the two ends."""
    most = ceil(round(ends[1] * (1 - verdict.fabricated_at_least), 6))
    counts: dict[str, int | None] = {"of": of, "estimate": None, "low": None, "high": None, "at_most": most}
    if verdict.estimate is None or verdict.low is None or verdict.high is None or not of:
        return counts
    high = min(ceil(round(ends[1] * verdict.high, 6)), most)
    low = min(floor(round(ends[0] * verdict.low, 6)), high)
    return {**counts, "estimate": min(max(round(of * verdict.estimate), low), high), "low": low, "high": high}


def _claim(counts: Mapping[str, Any]) -> Claim:
    """Return the counts of a dump as its claim."""
    is_open = counts["estimate"] is None
    return Claim(counts["of"], counts["at_most"], None if is_open else tuple(counts[end] for end in _ENDS))


def _told(told: Together, of: int | None) -> dict[str, int | None]:
    """Return counts over several dumps, of `of` things."""
    ends = told.whole.range or (None, None, None)
    return {"of": of, **dict(zip(_ENDS, ends, strict=True)), "at_most": told.whole.at_most if of is not None else None}
