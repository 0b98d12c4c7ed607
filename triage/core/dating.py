"""From when a dump may be, and whose extract: what is said, and the evidence for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dated:
    """One piece of evidence: the data is not from before `not_before`, not from after `not_after` (null = open)."""

    statement: str
    not_before: int | None = None
    not_after: int | None = None


@dataclass(frozen=True, slots=True)
class Era:
    """The years that a dump can be from (null = undetermined on that side), with its evidence, and possible sources."""

    first: int | None = None
    last: int | None = None
    evidence: tuple[Dated, ...] = ()
    sources: tuple[str, ...] = ()
    why: str = ""
