"""Count and compare the persons of one case, or of several with one key, as a document."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from triage.app import people_document
from triage.app.case_records import CaseRecords
from triage.app.people_document import Dump
from triage.case import Case
from triage.case.token_store import RECORDS
from triage.core.keys import Key
from triage.core.model import AT, Evidence, digest
from triage.core.names import same, shown_file
from triage.core.people import RECORD
from triage.core.safe import printable
from triage.people.altered import Altered, Pair, altered
from triage.people.counting import Counts, Extent, count
from triage.people.facts import Asked
from triage.people.judged import Judged
from triage.people.known import Known
from triage.people.once import Holdings
from triage.people.parts import Parts
from triage.people.relations import OTHER_NUMBERS, Beside, altered_pairs, is_confirmed, relations
from triage.rules.model import Rules

_ORDERED_PAIRS = 200
"""Most pairs of dumps with equal records whose order is compared."""

HELD_BYTES = 2**29
"""Most bytes of partitions that stay in memory: those of about four million records."""

_ORDER_RECORDS = 20_000
"""About how many records of a dump are used to compare order."""


@dataclass(frozen=True)
class Cases:
    """Open cases with one key, and the numbers of their dumps."""

    cases: Sequence[tuple[str, Case, Mapping[str, Judged]]]
    """For each case: the prefix of its dumps' names, the case, and the judgement of its dumps by name."""
    earlier: frozenset[str] = frozenset()
    asked: Asked = field(default_factory=Asked)

    def dumps(self) -> list[Dump]:
        """Return the dumps of all cases, in the order of registration."""
        found = []
        for label, case, judged in self.cases:
            columns = _columns(case)
            for name, objects in by_dump(case).items():
                shown = printable(shown_file(name))
                is_earlier = label in self.earlier
                fields = columns.get(name, (frozenset(), None))
                known = Known(_hash(objects), judged.get(shown, Judged()), *fields, is_earlier=is_earlier)
                found.append(Dump(f"{printable(label)}{shown}", known, is_earlier))
        return found

    def rows(self) -> int:
        """Return how many records the cases hold."""
        return sum(run.rows for _, case, _ in self.cases for run in case.tokens.runs(RECORDS))

    @cached_property
    def records(self) -> CaseRecords:
        """The records of all cases, to be read several times."""
        return CaseRecords([(case, list(by_dump(case))) for _, case, _ in self.cases])


class LockedParts(Parts):
    """Partitions in memory up to `HELD_BYTES`, then on disk, in the spool of a case, encrypted with its key."""

    def __init__(self, parts: int, spool: Path, key: Key) -> None:
        super().__init__(parts)
        self._spool, self._key, self._number, self._held = spool, key, 0, 0

    def put(self, frame: pl.DataFrame) -> Path | pl.DataFrame:
        """Keep a frame, or write it to a file; return the frame, or the file's path."""
        size = int(frame.estimated_size())
        if self._held + size <= HELD_BYTES:
            self._held += size
            return frame
        out = io.BytesIO()
        frame.write_ipc(out, compression="uncompressed")  # nearly all are tokens, which cannot be made smaller
        self._number += 1
        file = self._spool / f"part-{self._number:06}"
        file.write_bytes(self._key.lock_bytes(out.getvalue(), file.name))
        return file

    def take(self, kept: Path | pl.DataFrame) -> pl.DataFrame:
        """Return the frame that was kept, or that of a file, which is deleted."""
        if isinstance(kept, pl.DataFrame):
            self._held -= int(kept.estimated_size())
            return kept
        frame = pl.read_ipc(io.BytesIO(self._key.unlock_bytes(kept.read_bytes(), kept.name)))
        kept.unlink()
        return frame


def asked_of(case: Case, rules: Rules) -> Asked:
    """Return what is needed to count facts of persons: somebody is a minor on the day on which the scan began."""
    started = case.meta.get("started", "")[:10]
    districts = {int(row["district_code"]): row["district"] for row in rules.table("cnic_districts")}
    special = {row["kind"]: row["called"] for row in rules.table("special_categories")}
    return Asked(date.fromisoformat(started) if started else None, districts, special)


def by_dump(case: Case) -> dict[str, list[Evidence]]:
    """Return the evidence of a case by dump, in the order of registration."""
    found: dict[str, list[Evidence]] = {}
    for each in case.evidence():
        found.setdefault(each.dump, []).append(each)
    return found


def _columns(case: Case) -> dict[str, tuple[frozenset[str], frozenset[str] | None]]:
    """Return, by dump, the kinds of data in its columns, and the names of the others; null without a header."""
    fields: dict[str, set[str]] = {}
    headers: dict[str, set[str] | None] = {}
    for source in case.sources():
        if source.is_text or not any(role.field for role in source.roles):
            continue
        dump, known = source.evidence.dump, {role.column for role in source.roles if role.field}
        fields.setdefault(dump, set()).update(role.field for role in source.roles if role.field)
        others = {same(name) for number, name in enumerate(source.columns) if number not in known}
        before = headers.get(dump, set())
        headers[dump] = before | others if source.has_header and before is not None else None
    return {
        dump: (frozenset(found), None if (names := headers[dump]) is None else frozenset(names))
        for dump, found in fields.items()
    }


def _hash(objects: Sequence[Evidence]) -> str:
    """Return a digest of a dump's files, whatever their names; "" if none was read."""
    files = sorted(each.sha256 for each in objects if not each.members and not each.unread)
    return digest(*files) if files else ""


def counted(cases: Cases) -> Counts:
    """Return the counts of all persons and records of some cases."""
    _, home, _ = cases.cases[0]
    return count(
        cases.records,
        Extent(sum(len(by_dump(case)) for _, case, _ in cases.cases), cases.rows(), cases.asked),
        lambda parts: Parts(1) if parts == 1 else LockedParts(parts, home.spool, home.key),
    )


def holdings(case: Case, counts: Counts) -> Holdings:
    """Return what the dumps of a case hold, by the names of the dumps."""
    names = list(by_dump(case))
    persons, records = (
        {frozenset(names[each] for each in dumps): number for dumps, number in overlap.sets.items()}
        for overlap in (counts.persons, counts.records)
    )
    return Holdings(persons, records)


def with_other_numbers(cases: Cases, dumps: Sequence[Dump]) -> dict[Pair, Altered]:
    """Return the pairs of dumps with the same people under other numbers."""
    return altered(cases.records, cases.rows()) if len(dumps) > 1 else {}


def altered_shares(case: Case, counts: Counts, found: Mapping[Pair, Altered]) -> dict[str, dict[str, float]]:
    """Return, by dump, the dumps that have its people under other numbers, and the share of its own records.

    A dump whose numbers another register confirms is left out: its copy was altered. The share is 0 of a dump whose
    numbers may be other ones for an innocent reason.
    """
    names, records = list(by_dump(case)), counts.records.shared
    known = [dump.known for dump in Cases([("", case, {})]).dumps()]
    pairs = altered_pairs(counts, known, found)
    shares: dict[str, dict[str, float]] = {}
    for one, other in altered_pairs(counts, known, found, OTHER_NUMBERS):
        shares.setdefault(names[one], {})[names[other]] = shares.setdefault(names[other], {})[names[one]] = 0.0
    for pair, told in pairs.items():
        for own, their in (pair, pair[::-1]):
            if not is_confirmed((own, their), pairs, counts, known):
                size = max(int(records[own, own]), told.rows)
                shares.setdefault(names[own], {})[names[their]] = told.rows / size
    return shares


def compared(cases: Cases, counts: Counts | None = None, other: Mapping[Pair, Altered] | None = None) -> dict[str, Any]:
    """Return persons and comparison of all dumps of some cases, as a document; what is null is counted here."""
    dumps = cases.dumps()
    counts = counts or counted(cases)
    other = with_other_numbers(cases, dumps) if other is None else other
    told = relations(counts, [dump.known for dump in dumps], Beside(_orders(cases, counts), other))
    names = [dump.name for dump in dumps]
    return {
        "persons": people_document.persons(counts, names, cases.asked),
        "comparison": people_document.comparison(dumps, counts, told, other),
    }


def _orders(cases: Cases, counts: Counts) -> dict[tuple[int, int], float]:
    """Return, for pairs of dumps with equal records, the share of neighbouring records in the same order."""
    shared = counts.records.shared
    dumps = len(shared)
    pairs = [
        (one, other)
        for one in range(dumps)
        for other in range(one + 1, dumps)
        if shared[one, other] > 1 and shared[one, other] >= 0.98 * max(shared[one, one], shared[other, other])
    ][:_ORDERED_PAIRS]
    if not pairs:
        return {}
    wanted = sorted({dump for pair in pairs for dump in pair})
    most = max(int(shared[dump, dump]) for dump in wanted)
    limit = 2**128 - 1 if most <= _ORDER_RECORDS else 2**128 // most * _ORDER_RECORDS
    some = pl.concat(
        [
            frame.filter(pl.col("dump").is_in(wanted) & (pl.col(RECORD) <= pl.lit(limit, pl.UInt128))).select(
                "dump", "source", AT, RECORD
            )
            for frame in cases.records(["dump", "source", AT, RECORD])
        ]
    )
    placed = some.sort("dump", "source", AT).unique(["dump", RECORD], keep="first", maintain_order=True)
    return {pair: _order(placed, *pair) for pair in pairs}


def _order(placed: pl.DataFrame, one: int, other: int) -> float:
    left, right = (placed.filter(pl.col("dump") == dump).with_row_index("place") for dump in (one, other))
    both = left.join(right, on=RECORD, suffix="_right", maintain_order="left")
    steps = both["place_right"].cast(pl.Int64).diff().drop_nulls()
    return float((steps > 0).mean() or 0.0) if steps.len() else 1.0  # type: ignore[arg-type]
