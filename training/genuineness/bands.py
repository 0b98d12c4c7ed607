"""Make the bands of number A from simulated genuine populations, one per schema (`score.estimator.band`)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from training.genuineness.fit import Labelled
from triage.score.estimator import band, rows

CORE = ("cnic", "name", "place", "mobile", "gender", "father")
"""Fields whose subsets are the schemas."""

WORLDS_LEAST = 300
"""Fewest populations with a schema from which a band is made."""


def bands(genuine: Sequence[Labelled], trees: Any, least: int = WORLDS_LEAST) -> dict[str, band.Band]:
    """Return a band for each schema that enough of these dumps, all genuine, have (or have with more fields).

    `trees` are those that score a row by itself.
    """
    have = [frozenset(rows.schema(each.seen.evidence)) for each in genuine]
    found: dict[str, band.Band] = {}
    for schema in schemas():
        worlds = [each for each, own in zip(genuine, have, strict=True) if set(schema) <= own]
        if len(worlds) >= max(least, 4):
            shares = np.array([band.survival(band.scores(each.seen, schema, trees)) for each in worlds])
            found[band.key(schema)] = band.band_of(shares)
    return found


def schemas() -> Iterable[tuple[str, ...]]:
    """Yield the schemas: subsets of the core fields, alone and with one or all of the others."""
    for size in range(1, len(CORE) + 1):
        for core in combinations(CORE, size):
            yield core
            if "mobile" in core:
                yield (*core, "operator")
            if "gender" in core or "father" in core:
                yield (*core, "born")
            yield from ((*core, each) for each in ("iban", "imei") if size > 2)


def save(found: dict[str, band.Band], path: Path, about: dict[str, object]) -> None:
    """Write the bands of all schemas to a JSON file."""
    told = {name: {"worlds": each.worlds, "floor": list(each.floor)} for name, each in sorted(found.items())}
    body = {**about, "thresholds": list(band.THRESHOLDS), "risk": band.RISK, "schemas": told}
    path.write_text(json.dumps(body) + "\n", encoding="utf-8")
