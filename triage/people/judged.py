"""The judgement of a dump, as far as a comparison needs it."""

from __future__ import annotations

from dataclasses import dataclass

MADE_UP = frozenset({"mixed", "mostly_fabricated", "fabricated"})
"""Verdicts with which a list may be called padded, unlike "undetermined"."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The judgement of a dump: the share that is fabricated at least, the verdict in a word, and a likely share.

    `outside` is the share that is not in the 95 % range of genuine records; it counts for lists called fabricated.
    """

    fabricated: float = 0.0
    verdict: str = "undetermined"
    outside: float = 0.0

    @property
    def made_up(self) -> float:
        """The share of made-up records by which padding is recognised."""
        return max(self.fabricated, self.outside) if self.verdict in MADE_UP else self.fabricated

    @property
    def told(self) -> str:
        """That share in words."""
        share = f"{100 * self.made_up:.0f}%"
        return (
            f"about {share} look fabricated"
            if self.made_up > self.fabricated
            else f"at least {share} cannot be genuine"
        )
