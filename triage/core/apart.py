"""The data class of rows that a verdict does not cover."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Apart:
    """Number of rows that a verdict does not cover, in how many tables, and why."""

    why: str
    tables: int
    rows: int
