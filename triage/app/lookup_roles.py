"""Find a number among the people who are not in records: sellers, customers, those asked for, and contact points.

Tokens are kept of the people in records alone. Of the others the sums of columns hold sketches of distinct values: a
sketch with room holds them all, a full one only some of them, so that "not found" is then no answer. Contact points of
sellers are kept sealed with the key of the case; of very many, some are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from triage.case import Case
from triage.core.messages import BUYER, COPY, LOOKED_UP, PARTICIPANT, SELLER, SUBJECT, of
from triage.core.model import Source
from triage.core.names import shown, shown_file
from triage.core.observe import HASH_SEED
from triage.core.persons_in_names import Kind
from triage.core.safe import printable
from triage.core.summary import Summary, TableSum
from triage.core.sums import BottomK
from triage.market.places import place_of
from triage.rules.model import Rules

ROLES = {
    SUBJECT: "a person in records",
    LOOKED_UP: "asked for by a customer",
    SELLER: "of a seller, in an advertisement",
    BUYER: "of a customer",
    PARTICIPANT: "of another who writes or is named",
}
"""Whose a value is, as the answer says it."""

OWN, NAMED = "contact point of the seller himself", "contact point that advertisements name"

_AS_NUMBER = {"PK_MOBILE_NUMBER": "number", "EMAIL_ADDRESS": "email", "IBAN_CODE": "iban"}
"""Entities that are contact points, and how these are compared (`Point.identity`)."""


@dataclass(frozen=True, slots=True)
class Others:
    """The dumps of a case in which somebody else than people in records may be named, with their sums."""

    tables: tuple[tuple[Source, TableSum], ...]
    trading: tuple[tuple[str, Summary], ...]


def others(case: Case, sources: Iterable[Source]) -> Others:
    """Return where a case holds others than people in records: in messages and in texts."""
    placed = [source for source in sources if source.is_text or source.placing]
    sums = {dump: case.summary(dump) for dump in dict.fromkeys(source.evidence.dump for source in placed)}
    tables = [
        (source, table)
        for source in placed
        if of(source).whose != COPY and (table := sums[source.evidence.dump].tables.get(source.key))
    ]
    trading = [(dump, each) for dump, each in sums.items() if any(one.market.contacts for one in each.tables.values())]
    return Others(tuple(tables), tuple(trading))


def in_roles(entity: str, value: str, told: Others) -> Iterator[dict[str, Any]]:
    """Yield the columns of others that hold a value, each with its role; `count` is null if a full sketch hides it."""
    own = int(pl.Series([value]).hash(HASH_SEED)[0])
    for source, table in told.tables:
        for column, each in table.columns.items():
            whose = of(source).whose_is(int(column))
            tally = each.entities.get(entity)
            if whose == SUBJECT or tally is None:
                continue
            count = _count(own, tally.distinct)
            if count is None or count:
                yield {**where(source, int(column)), "role": ROLES[whose], "count": count}


def _count(value: int, sketch: BottomK) -> int | None:
    """Return how often a hash was seen; null if the sketch is full and ends before it."""
    at = int(sketch.hashes.searchsorted(value))
    if at < len(sketch.hashes) and int(sketch.hashes[at]) == value:
        return int(sketch.counts[at])
    return 0 if sketch.is_exact or at < len(sketch.hashes) else None


def at_contacts(entity: str, value: str, told: Others, case: Case, rules: Rules) -> Iterator[dict[str, Any]]:
    """Yield the dumps whose advertisements name a value as a contact point, with the number of messages."""
    if (kind := _AS_NUMBER.get(entity)) is None:
        return
    for dump, sums in told.trading:
        points = [each for each in place_of(dump, sums, case.key, rules).points if each.identity == f"{kind}:{value}"]
        if points:
            role = OWN if any(each.is_own for each in points) else NAMED
            names = sorted({each.kind for each in points})
            count = max(each.seen.messages for each in points)
            yield {**_place(dump), "column": ", ".join(names), "role": role, "count": count}


def where(source: Source, column: int) -> dict[str, Any]:
    """Return where a column is, as it is shown; `member` names the file too if the dump has several."""
    evidence, named = source.evidence, source.columns
    name = named[column] if column < len(named) else f"column {column + 1}"
    file = () if evidence.path.name == evidence.dump.rpartition("/")[2] else (evidence.path.name,)
    member = printable(shown_file("/".join((*file, *evidence.members))))
    table = printable(shown(source.table))
    return {**_place(evidence.dump), "member": member, "table": table, "column": printable(shown(name, Kind.COLUMN))}


def _place(dump: str) -> dict[str, Any]:
    return {"dump": printable(shown_file(dump)), "member": "", "table": ""}
