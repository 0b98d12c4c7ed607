"""Read the plans of a case from its audit chain: frame, seed, sample, answers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from triage.case import Case

FRAME, SEED, SAMPLE, ANSWERS = "verify_frame", "verify_seed", "verify_sample", "verify_answers"
"""Names of a verification's actions in the audit chain."""

_LOCKED = "locked:"

_CODE = 12
"""Characters of the frame's seal that name a plan."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan: `seal` is the hash of the link with its `frame`; later parts are empty until they exist.

    `answers` are those of each record by field, in the order of the sample.
    """

    seal: str
    frame: Mapping[str, Any]
    seed: str = ""
    sample: Sequence[Mapping[str, Any]] = ()
    fields: Sequence[str] = ()
    answers: Sequence[Mapping[str, str]] = ()

    @property
    def code(self) -> str:
        """Return the name of the plan."""
        return self.seal[:_CODE]


def plans_of(case: Case, dump: str) -> list[Plan]:
    """Return the plans of a dump, the oldest first. Raises `CaseError` if the chain was changed."""
    return [plan for plan in all_plans(case) if plan.frame["dump"] == dump]


def all_plans(case: Case) -> list[Plan]:
    """Return the plans of all dumps, the oldest first. Raises `CaseError` if the chain was changed."""
    chain = [_Link(action, json.loads(body), seal) for _, _, action, body, seal in case.chain()]
    return [
        _plan(
            link.seal,
            _unlocked(link.body, case),
            [each for each in chain if each.body.get("plan") == link.seal[:_CODE]],
        )
        for link in chain
        if link.action == FRAME
    ]


def locked(dump: str, case: Case) -> str:
    """Return the name of a dump as the chain keeps it: it may name a person."""
    return _LOCKED + case.key.lock(dump, FRAME)


def _unlocked(frame: Mapping[str, Any], case: Case) -> Mapping[str, Any]:
    """Return a frame with the name of its dump; in a chain of an earlier version it is not locked."""
    name: str = frame["dump"]
    return {**frame, "dump": case.key.unlock(name.removeprefix(_LOCKED), FRAME)} if name.startswith(_LOCKED) else frame


@dataclass(frozen=True, slots=True)
class _Link:
    action: str
    body: Mapping[str, Any]
    seal: str


def _plan(seal: str, frame: Mapping[str, Any], links: Sequence[_Link]) -> Plan:
    seed = next((each.body["seed"] for each in links if each.action == SEED), "")
    drawn = next((each.body for each in links if each.action == SAMPLE), None)
    answers = [answer for each in links if each.action == ANSWERS for answer in each.body["answers"]]
    if drawn is None:
        return Plan(seal, frame, seed)
    return Plan(seal, frame, seed, drawn["sample"], drawn["request"]["fields"], answers)
