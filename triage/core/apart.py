"""The noun of what a verdict is not about."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Apart:
    """Rows that a verdict is not about, in how many tables, and why."""

    why: str
    tables: int
    rows: int
