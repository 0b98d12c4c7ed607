"""Find records that two dumps share: which dump was sold again as another.

The sketch of a dump's records (numbers and name of each, `signals/duplicate_rows.py`) is compared with that of every
other dump of the case. Below the smaller of both largest hashes each sketch holds all records of its dump, so the share
found there is a fair estimate of containment, however unequal the dumps are (Cohen and Kaplan 2007).

A copy with altered digits shares no record with its source, but all of its people: names, fathers, days of birth or
addresses are compared without the numbers beside them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from triage.core.model import Verdict
from triage.core.summary import Marks, Summary
from triage.core.sums import BottomK
from triage.score.row_checks import percent
from triage.score.scope import Scope

LEAST = 0.02
"""Smallest share that is reported: less may be namesakes, or the error of the sketches."""

_RECORDS_LEAST = 10
"""Fewest records in the common range from which a share is computed."""


_DESCRIBED = (
    ("copied_people", "born", "born cnic"),
    ("near_duplicates", "person", "with_cnic"),
)
"""Signal, its sketch of people by their description, its sketch of the same people with their card.

Whether mobile numbers were altered, or are what people change, a sketch does not show (`people.alterations`).
"""

_RECORDS = ("duplicate_rows", "content")


@dataclass(frozen=True, slots=True)
class Kin:
    """Another dump, the share of the own distinct records it holds, and of the own people under other numbers."""

    dump: str
    share: float
    altered: float


Sketches = Mapping[tuple[str, str], BottomK]
"""Sketches of a dump that are compared, by signal and name."""


def sketches(summary: Summary) -> Sketches:
    """Return the sketches of a dump that are compared; a sketch that it lacks is left out."""
    wanted = {_RECORDS, *((signal, name) for signal, *names in _DESCRIBED for name in names)}
    marks = Scope.of(summary).marks
    found = {(signal, name): marks.get(signal, Marks()).sketches.get(name) for signal, name in sorted(wanted)}
    return {key: sketch for key, sketch in found.items() if sketch}


def kin(
    dumps: Mapping[str, Sketches], least: float, counted: Mapping[str, Mapping[str, float]]
) -> dict[str, tuple[Kin, ...]]:
    """Return, by dump, the others it shares records with, or at least this share of its people under other numbers.

    `counted` are such shares by exact counts, which are added to those of the sketches, and 0 goes before theirs.
    """
    same = shared(_of(dumps, _RECORDS))
    other = altered(dumps, least)
    for dump, found in counted.items():
        for name, share in found.items():
            other[dump][name] = max(share, other[dump].get(name, 0.0)) if share else 0.0
    told = {
        dump: [
            Kin(name, same.get(dump, {}).get(name, 0.0), other[dump].get(name, 0.0))
            for name in {**same.get(dump, {}), **{name: share for name, share in other[dump].items() if share}}
        ]
        for dump in dumps
    }
    return {
        dump: tuple(sorted(found, key=lambda each: (-max(each.share, each.altered), each.dump)))
        for dump, found in told.items()
    }


def altered(dumps: Mapping[str, Sketches], least: float) -> dict[str, dict[str, float]]:
    """Return, by dump, the other dumps that have its people under other numbers, and for which share of its people."""
    found: dict[str, dict[str, float]] = {dump: {} for dump in dumps}
    for signal, who, numbered in _DESCRIBED:
        cards = _of(dumps, (signal, numbered))
        people = {dump: sketch for dump, sketch in _of(dumps, (signal, who)).items() if dump in cards}
        for one, other in _meeting(people):
            for own, their in ((one, other), (other, one)):
                share = contained(people[own], people[their]) - contained(cards[own], cards[their])
                if share >= least:
                    found[own][their] = max(share, found[own].get(their, 0.0))
    return found


def beside(verdict: Verdict, kin: Sequence[Kin]) -> Verdict:
    """Return the verdict, changed by what other dumps of the case show: files alone cannot show which was altered.

    As many rows as another dump has under other numbers may be invented, so the range is extended down by as much.
    """
    share = max((each.altered for each in kin), default=0.0)
    if not share:
        return verdict
    low = 1.0 - share
    is_high = verdict.label in {"genuine", "mostly_genuine"}
    wary = verdict.adversarial
    return replace(
        verdict,
        low=None if verdict.low is None else min(verdict.low, low),
        adversarial=wary and replace(wary, low=min(wary.low, low)),
        novelty={**verdict.novelty, "altered_elsewhere": share},
        label="undetermined" if is_high else verdict.label,
        limits=(_ALTERED.format(share=percent(share)), *verdict.limits),
    )


_ALTERED = (
    "For {share} of its people another dump of this case has other numbers beside the same name, father and birth or "
    "address: one of both was altered, or the numbers changed since; the files cannot tell which."
)


def shared(sketches: Mapping[str, BottomK]) -> dict[str, dict[str, float]]:
    """Return, by dump, the other dumps that hold at least `LEAST` of its distinct records, and which share."""
    found: dict[str, dict[str, float]] = {dump: {} for dump in sketches}
    for one, other in _meeting(sketches):
        for own, their in ((one, other), (other, one)):
            if (share := contained(sketches[own], sketches[their])) >= LEAST:
                found[own][their] = share
    return found


def _of(dumps: Mapping[str, Sketches], key: tuple[str, str]) -> dict[str, BottomK]:
    return {dump: found[key] for dump, found in dumps.items() if key in found}


def _meeting(sketches: Mapping[str, BottomK]) -> list[tuple[str, str]]:
    """Return the pairs of dumps that have a record in common: of thousands of dumps few do."""
    names = sorted(sketches)
    parts = [
        pl.DataFrame({"record": sketches[name].hashes}).with_columns(pl.lit(number, pl.UInt32).alias("dump"))
        for number, name in enumerate(names)
        if sketches[name]
    ]
    if not parts:
        return []
    all_of = pl.concat(parts)
    twice = all_of.filter(pl.len().over("record") > 1)
    pairs = twice.join(twice, on="record").filter(pl.col("dump") < pl.col("dump_right"))
    met = pairs.select("dump", "dump_right").unique().sort("dump", "dump_right")
    return [(names[one], names[other]) for one, other in met.iter_rows()]


def contained(own: BottomK, other: BottomK) -> float:
    """Return the share of the distinct records of one sketch that are in the other's dump too.

    0 if there are too few.
    """
    last = [sketch.hashes[-1] for sketch in (own, other) if not sketch.is_exact]
    mine = own.hashes[own.hashes <= min(last)] if last else own.hashes
    if len(mine) < _RECORDS_LEAST:
        return 0.0
    return float(np.isin(mine, other.hashes, assume_unique=True).mean())
