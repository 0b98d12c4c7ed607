"""The fields of a record that an authority can check, and the properties of a frame that an estimate needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from triage.rules.model import Rules
from triage.score.sample_range import Frame

WHOLE = 10_000
"""Score of 1: frozen scores are stored in ten thousandths."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field that an authority can check: `part` is "identity" or "linkage"; `is_key` if it identifies the record."""

    name: str
    part: str
    is_key: bool
    authority: str


def fields_of(rules: Rules) -> tuple[Field, ...]:
    """Return the fields that can be checked, in the order of a request."""
    rows = rules.table("verification_fields")
    return tuple(Field(row["field"], row["part"], row["is_key"] == "yes", row["authority"]) for row in rows)


def frame_of(sealed: Mapping[str, Any]) -> Frame:
    """Return the properties of a sealed frame that an estimate needs."""
    count = sealed["records"]
    least, most = (sealed[name] / WHOLE for name in ("score_least", "score_most"))
    return Frame(count, sealed["score_sum"] / WHOLE / count, least, most, sealed["planned"])
