"""Describe a dump's verdict: the numbers, which rows look how, and by which method they may be fabricated."""

from __future__ import annotations

from typing import Any

from triage.core.model import Answer, Interval, Source, Stretch, Verdict
from triage.core.names import shown, shown_file
from triage.core.verified import Verified
from triage.report.document import words
from triage.report.document.custody import Custody
from triage.report.document.numbers import at_least, at_most, nearest

CONFIDENCE_OF_BOUND = 0.99
CONFIDENCE_OF_ESTIMATE = 0.95


def genuineness(answer: Answer, custody: Custody, preset: str) -> dict[str, Any]:
    """Return the verdict of a dump; `preset` is the list of families assumed."""
    verdict = answer.verdict
    return {
        "rows": verdict.rows,
        "distinct_rows": verdict.distinct_rows,
        "fabricated_at_least": {
            "value": at_least(verdict.fabricated_at_least),
            "confidence": CONFIDENCE_OF_BOUND,
        },
        "consistent_with_genuine": {
            "estimate": None if verdict.estimate is None else nearest(verdict.estimate),
            "low": None if verdict.low is None else at_least(verdict.low),
            "high": None if verdict.high is None else at_most(verdict.high),
            "confidence": CONFIDENCE_OF_ESTIMATE,
            "preset": preset,
            "families": verdict.families,
            "gate": verdict.gate,
        },
        "adversarial": _interval(verdict.adversarial),
        "by_checks": _interval(verdict.by_checks),
        "verified_genuine": _verified(answer.verified),
        "novelty": {kind: nearest(share) for kind, share in sorted(verdict.novelty.items())},
        "shared_with": [
            {"dump": shown_file(dump), "share": nearest(share, 2), "altered": nearest(altered, 2)}
            for dump, share, altered in answer.shared
        ],
        "verdict": verdict.label,
        "power": None if verdict.noticed is None else at_least(verdict.noticed),
        "where": _where(answer, custody),
        "hypotheses": [
            {"name": each.name, "title": each.title, "tell": each.tell, "decibans": nearest(each.decibans, 1)}
            for each in sorted(verdict.hypotheses, key=lambda each: (-each.decibans, each.name))
        ],
        "explanation": {group: nearest(decibans, 1) for group, decibans in sorted(verdict.explanation)},
        "not_judged": [{"why": each.why, "tables": each.tables, "rows": each.rows} for each in verdict.apart],
        "evidence": _evidence(verdict),
        "limits": list(verdict.limits),
    }


def _interval(share: Interval | None) -> dict[str, Any] | None:
    if share is None:
        return None
    return {
        "estimate": nearest(share.estimate),
        "low": at_least(share.low),
        "high": at_most(share.high),
        "confidence": CONFIDENCE_OF_ESTIMATE,
    }


def _verified(told: Verified | None) -> dict[str, Any] | None:
    """Return number C; null if no answer of an authority was recorded."""
    if told is None:
        return None
    return {
        "plan": told.plan,
        "plans": told.plans,
        "records": told.records,
        "rows_apart": told.rows_apart,
        "planned": told.planned,
        "answered": told.answered,
        "unknown": told.unknown,
        "confidence": told.confidence,
        "shares": {
            each.part: {"estimate": nearest(each.estimate), "low": at_least(each.low), "high": at_most(each.high)}
            for each in told.shares
        },
    }


def _where(answer: Answer, custody: Custody) -> list[dict[str, Any]]:
    """Return the stretches of every table, sorted by file, name and row.

    None where a part is said to be made up and all rows look genuine one by one: the verdict is of them together.
    """
    looks = {each.looks for each in answer.verdict.stretches}
    if answer.verdict.label in _MADE_UP and looks == {"genuine"}:
        return []
    sources: dict[int, Source] = {}
    for source in sorted(answer.sources, key=lambda each: (custody.names[each.evidence.key], each.table)):
        # Copies of a file share their number: the first stands for all.
        sources.setdefault(source.number, source)
    return sorted(
        (_stretch(each, sources[each.source], custody) for each in answer.verdict.stretches if each.source in sources),
        key=lambda each: (each["member"], each["table"] or "", each["first"]),
    )


_MADE_UP = ("mixed", "mostly_fabricated", "fabricated")


def _stretch(stretch: Stretch, source: Source, custody: Custody) -> dict[str, Any]:
    told = {
        "member": custody.names[source.evidence.key],
        "table": shown(source.table) or None,
        "first": stretch.first,
        "last": stretch.last,
        "about": stretch.is_about,
        "share": nearest(stretch.share, 2),
        "looks": stretch.looks,
    }
    return {**told, "statement": words.stretch(told)}


def _evidence(verdict: Verdict) -> list[dict[str, Any]]:
    return [
        {
            "signal": reason.signal,
            "decibans": nearest(reason.decibans, 1),
            "statement": reason.statement,
            "observed": reason.observed,
            "expected": reason.expected,
            "innocent": list(reason.innocent),
        }
        for reason in sorted(verdict.reasons, key=lambda reason: (reason.decibans, reason.signal))
    ]
