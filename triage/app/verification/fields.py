"""What an authority can check of a record, and what an estimate must know of the frame."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from triage.rules.model import Rules
from triage.score.sample_range import Frame

WHOLE = 10_000
"""A score of 1: frozen scores are kept in ten thousandths."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field that an authority can check: `part` is "identity" or "linkage"; `is_key` where it finds the record."""

    name: str
    part: str
    is_key: bool
    authority: str


def fields_of(rules: Rules) -> tuple[Field, ...]:
    """Return the fields that can be checked, in the order of a request."""
    rows = rules.table("verification_fields")
    return tuple(Field(row["field"], row["part"], row["is_key"] == "yes", row["authority"]) for row in rows)


def frame_of(sealed: Mapping[str, Any]) -> Frame:
    """Return what an estimate must know of a sealed frame."""
    count = sealed["records"]
    least, most = (sealed[name] / WHOLE for name in ("score_least", "score_most"))
    return Frame(count, sealed["score_sum"] / WHOLE / count, least, most, sealed["planned"])
