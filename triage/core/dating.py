"""Data classes for the period that a dump may be from, and for the extract that it may be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dated:
    """One piece of evidence for the period: not before year `not_before`, not after `not_after` (null = open)."""

    statement: str
    not_before: int | None = None
    not_after: int | None = None


@dataclass(frozen=True, slots=True)
class Era:
    """First and last year that a dump can be from (null = undetermined), with the evidence and possible sources."""

    first: int | None = None
    last: int | None = None
    evidence: tuple[Dated, ...] = ()
    sources: tuple[str, ...] = ()
    why: str = ""
