"""Right, near, missed and invented finds of one dump, and what they add up to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import strangers

WORDY = ("PERSON", "PK_ADDRESS")
SCORED = tuple(dict.fromkeys(strangers.SCORED.values()))

Finds = Counter[tuple[str, str]]
"""How often each (entity, value) was found."""


@dataclass
class Score:
    """Finds of one entity: right, near (of another length), missed, invented."""

    right: int = 0
    near: int = 0
    missed: int = 0
    invented: int = 0
    shown: Counter[str] = field(default_factory=Counter)

    def add(self, other: Score) -> None:
        """Add another's figures."""
        self.right, self.near = self.right + other.right, self.near + other.near
        self.missed, self.invented = self.missed + other.missed, self.invented + other.invented
        self.shown += other.shown

    def f1(self, *, near: bool = False) -> float:
        """F1; `near`: a find of another length counts as right, otherwise as missed and invented."""
        right = self.right + (self.near if near else 0)
        wrong = self.missed + self.invented + (0 if near else 2 * self.near)
        return 2 * right / max(1, 2 * right + wrong)


def compared(right: Finds, found: Finds) -> dict[str, Score]:
    """Found against right, by entity."""
    scores: dict[str, Score] = {}
    for entity in SCORED:
        want = Counter({value: n for (name, value), n in right.items() if name == entity})
        have = Counter({value: n for (name, value), n in found.items() if name == entity})
        score = Score(right=(want & have).total())
        missed, invented = want - have, have - want
        if entity in WORDY:
            score.near = _pair(missed, invented)
        score.missed, score.invented = missed.total(), invented.total()
        score.shown = Counter({f"missed {entity} {v}": n for v, n in missed.items()})
        score.shown.update({f"invented {entity} {v}": n for v, n in invented.items()})
        scores[entity] = score
    return scores


def _pair(missed: Counter[str], invented: Counter[str]) -> int:
    """Take finds that share half of their words with a missed one off both; how many."""
    near = 0
    for have in list(invented):
        for want in list(missed):
            a, b = set(re.findall(r"\w+", want)), set(re.findall(r"\w+", have))
            if len(a & b) * 2 >= len(a | b):
                taken = min(missed[want], invented[have])
                missed[want] -= taken
                invented[have] -= taken
                near += taken
    return near


def summed(results: Iterable[Mapping[str, Score]]) -> dict[str, Score]:
    """Return the figures of several dumps, added up by entity."""
    sums = {entity: Score() for entity in SCORED}
    for scores in results:
        for entity, score in scores.items():
            sums[entity].add(score)
    return sums
