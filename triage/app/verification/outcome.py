"""`triage verify estimate`: estimate shares of a dump from the answers, and how many more narrow the range."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from triage import rules as rulebook
from triage.app.verification.answers import NO_ANSWER, WRONG, latest
from triage.app.verification.fields import WHOLE, fields_of, frame_of
from triage.app.verification.plans import ANSWERS, Plan, all_plans, plans_of
from triage.case import Case
from triage.core.keys import KeyFrom
from triage.core.verified import Verified, VerifiedShare
from triage.score.sample_range import Floats, answers_needed, share_range

PARTS = ("genuine", "identity", "linkage")
""""genuine": every value shown is right; "identity": values of who somebody is; "linkage": what belongs to him."""

WIDTHS = (0.2, 0.1, 0.05)
"""Widths of the range for which the number of further answers is estimated."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Number C at present, and for each width how many more answers it needs (null = more than may be asked)."""

    verified: Verified
    needed: tuple[tuple[float, int | None], ...]


def estimate(folder: Path, dump: str, widths: Sequence[float] = WIDTHS, key: KeyFrom | None = None) -> Outcome:
    """Return the estimate for a dump from its answers. Raises `UsageError` if no sample was drawn."""
    with Case.open(folder, key) as case:
        plan = latest(case, dump)
        told = _told(plan, len(plans_of(case, plan.frame["dump"])))
        scores = _scores(plan)[: len(plan.answers)]
        answers = _of_part(plan, "genuine", _parts())
        needed = ((width, answers_needed(answers, scores, frame_of(plan.frame), width)) for width in widths)
        return Outcome(told, tuple(needed))


def verified_of(case: Case) -> dict[str, Verified]:
    """Return number C of each dump with recorded answers, of its last sample that has any, for the report."""
    if not case.links(ANSWERS):
        return {}
    of_dump: dict[str, list[Plan]] = defaultdict(list)
    for plan in all_plans(case):
        of_dump[plan.frame["dump"]].append(plan)
    answered = {dump: [each for each in plans if each.answers] for dump, plans in of_dump.items()}
    return {dump: _told(plans[-1], len(of_dump[dump])) for dump, plans in answered.items() if plans}


def _told(plan: Plan, plans: int) -> Verified:
    frame, scores, parts = frame_of(plan.frame), _scores(plan)[: len(plan.answers)], _parts()
    asked = {parts[field] for field in plan.fields}
    shares = {
        part: share_range(_of_part(plan, part, parts), scores, frame) for part in PARTS if part in asked | {"genuine"}
    }
    return Verified(
        plan=plan.code,
        records=frame.records,
        rows_apart=plan.frame["rows_apart"],
        planned=len(plan.sample),
        answered=len(plan.answers),
        unknown=shares["genuine"].unknown,
        confidence=plan.frame["confidence"],
        shares=tuple(VerifiedShare(part, each.estimate, each.low, each.high) for part, each in shares.items()),
        plans=plans,
    )


def _parts() -> Mapping[str, str]:
    """Return the part of a record that each field belongs to."""
    return {field.name: field.part for field in fields_of(rulebook.load())}


def _scores(plan: Plan) -> Floats:
    return np.array([each["score"] for each in plan.sample], dtype=np.float64) / WHOLE


def _of_part(plan: Plan, part: str, parts: Mapping[str, str]) -> Floats:
    """Return for each answered record whether this part is right: 1, 0, or NaN if unknown."""
    return np.array(
        [_right([w for f, w in each.items() if part in ("genuine", parts[f])]) for each in plan.answers],
        dtype=np.float64,
    )


def _right(words: Sequence[str]) -> float:
    """Return 0 if one value is wrong, else NaN if one has no answer, else 1."""
    if any(word in WRONG for word in words):
        return 0.0
    return float("nan") if NO_ANSWER in words else 1.0
