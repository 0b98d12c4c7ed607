"""Compute the answer that leads a report: how many records, and people, are consistent with real people.

The interval is number B's, the "at most" number A's. A case is the sum of its dumps: the ends of the intervals are
added as they are, because errors of one method are not independent from dump to dump; people are counted once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, floor
from typing import Any

from triage.core.model import Answer, Verdict
from triage.core.sums import BottomK
from triage.report.document.content import people, person_number

Judged = tuple[Answer, Mapping[str, Any]]
"""An answer, and its dump in the document."""

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


def total(judged: Sequence[Judged]) -> dict[str, Any]:
    """Return the counts of several dumps together, people counted once over all of them."""
    dumps = [dump for _, dump in judged]
    heads = [dump["headline"] for dump in dumps]
    known = [head for head in heads if head["records"]["estimate"] is not None]
    records = _added([head["records"] for head in known])
    open_heads = [head for head in heads if head["records"]["estimate"] is None]
    undetermined = sum(head["records"]["of"] for head in open_heads)
    return {
        "dumps": len(dumps),
        "incomplete": sum(not dump["coverage"]["complete"] for dump in dumps),
        "records": {**records, "at_most": sum(head["records"]["at_most"] for head in heads)},
        "undetermined": {"dumps": sum(head["records"]["of"] > 0 for head in open_heads), "records": undetermined},
        "people": _people([head["people"] for head in heads], [answer for answer, _ in judged]),
    }


def sort_key(dump: Mapping[str, Any]) -> tuple[Any, ...]:
    """Order dumps by what matters: real people, people that can be real, the share fabricated, what was not read."""
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


def folders(judged: Sequence[Judged]) -> list[dict[str, Any]]:
    """Return the sum over each folder that holds several dumps, sorted by name."""
    inside: dict[str, list[Judged]] = {}
    for answer, dump in judged:
        folder, _, _ = dump["dump"].rpartition("/")
        if folder:
            inside.setdefault(folder, []).append((answer, dump))
    return [{"folder": folder, **total(found)} for folder, found in sorted(inside.items()) if len(found) > 1]


def _counts(verdict: Verdict, of: int, ends: tuple[int, int]) -> dict[str, int | None]:
    """Return the shares of a verdict as counts of `of` things, of which there are between the two ends."""
    most = ceil(round(ends[1] * (1 - verdict.fabricated_at_least), 6))
    counts: dict[str, int | None] = {"of": of, "estimate": None, "low": None, "high": None, "at_most": most}
    if verdict.estimate is None or verdict.low is None or verdict.high is None or not of:
        return counts
    high = min(ceil(round(ends[1] * verdict.high, 6)), most)
    low = min(floor(round(ends[0] * verdict.low, 6)), high)
    return {**counts, "estimate": min(max(round(of * verdict.estimate), low), high), "low": low, "high": high}


def _added(counts: Sequence[Mapping[str, int]]) -> dict[str, int | None]:
    """Return counts added up; without an estimate if there is none to add."""
    sums: dict[str, int | None] = {"of": sum(each["of"] for each in counts)}
    for name in ("estimate", "low", "high"):
        sums[name] = sum(each[name] for each in counts) if counts else None
    return sums


def _people(counts: Sequence[Mapping[str, Any]], answers: Sequence[Answer]) -> dict[str, int | None]:
    """Return people over several dumps: distinct numbers once, each dump's share with the weight of its numbers."""
    counted = [each for each in counts if each["of"]]
    sketches: dict[str, BottomK] = {}
    for answer in answers:
        by, whole = person_number(answer)
        if by and answer.verdict.records:
            sketches[by] = sketches.get(by, BottomK.empty()) + whole.distinct
    summed = sum(each["of"] for each in counted)
    once = min(sum(sketch.distinct() for sketch in sketches.values()), summed)
    if not counted or not once:
        return {name: value for name, value in _NO_PEOPLE.items() if name != "by"}
    part = once / summed
    known = [each for each in counted if each["estimate"] is not None]
    added = _added(known)
    return {
        "of": once,
        "estimate": None if not known else round(part * (added["estimate"] or 0)),
        "low": None if not known else floor(part * (added["low"] or 0)),
        "high": None if not known else ceil(part * (added["high"] or 0)),
        "at_most": min(sum(each["at_most"] for each in counted), sum(_high(each) for each in sketches.values())),
    }


def _high(sketch: BottomK) -> int:
    return sketch.distinct_interval()[1]
