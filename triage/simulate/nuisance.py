"""Nuisances: what may differ between genuine worlds, as fields with a documented range, drawn by the seed.

A nuisance with a plain value has it in plain worlds, and in three of ten others: clean and simple data are common.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any, TypeVar

from triage.simulate.draw import Rng

PLAIN = 1 / 3
"""Share of plain worlds: every nuisance that may be absent is absent."""

_PLAIN_BY_CHANCE = 0.3

_T = TypeVar("_T")


def between(low: float, high: float, plain: float | None = None, *, by_factor: bool = False) -> Any:
    """Return a field drawn evenly from [low, high]; `by_factor` draws its logarithm evenly (low is then above 0)."""
    return field(metadata={"range": (low, high), "plain": plain, "by_factor": by_factor})


def is_plain(rng: Rng) -> bool:
    """Return true if a world is plain; drawn once for all parts of a world."""
    return bool(rng.random() < PLAIN)


def drawn(kind: type[_T], rng: Rng, *, plain: bool) -> _T:
    """Return a drawn instance of this dataclass, a world or a part of one, whose fields are all nuisances."""
    return kind(**{each.name: _value(each.metadata, rng, plain=plain) for each in fields(kind)})  # type: ignore[arg-type]


def _value(told: Any, rng: Rng, *, plain: bool) -> float:
    low, high = told["range"]
    share, by_chance = rng.random(2)
    if told["plain"] is not None and (plain or by_chance < _PLAIN_BY_CHANCE):
        return float(told["plain"])
    return float(low * (high / low) ** share if told["by_factor"] else low + (high - low) * share)


@dataclass(frozen=True, slots=True)
class Writing:
    """The nuisances of keeping records, independent of the people."""

    missing: float = between(0.0, 0.30, 0.0)
    """Empty cells of a column that may be empty."""
    in_blocks: float = between(0.0, 1.0, 0.0)
    """Share of the empty cells that lie together, as from an office that did not collect the value."""
    repeated: float = between(0.0, 0.03, 0.0)
    """Rows that are an exact copy of another."""
    order: float = between(0.0, 1.0)
    """Below 0.4 no order; else sorted by a number, a name or a place."""
    sims: float = between(1.0, 3.0, 1.0)
    """Numbers per person in subscriber files."""
    women: float = between(0.0, 1.0)
    """The position of the share of women in the range of the kind of file."""
    places: float = between(0.0, 1.0)
    """Below 0.2 one district, below 0.4 up to a dozen, else the whole country (local kinds: always few)."""
