"""A quick look: read randomly drawn segments of each large table, and estimate the whole from them.

They are drawn by the digest of the object, so that the same evidence gives the same answer; if time is short, only the
first ones of the same draw are read. A table of few segments is read whole. Segments not drawn are unread, and the
accounting states this. The case keeps the counts of each segment, from which the report computes intervals
(`triage.score.clusters`).
"""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from triage import read
from triage.case import Case
from triage.core.accounting import reason
from triage.core.errors import UsageError, WrongCase
from triage.core.model import Chunk, Evidence, Source, digest
from triage.core.summary import Coverage, Summary, TableSum

SEGMENT_BYTES = 256 * 1024
SEGMENTS = 48
"""Number of segments read per table: 12 MiB of a list of one terabyte."""

CHUNKS = 16
"""The same for a table whose reader cannot start anywhere: chunks of some megabytes, as it cuts them."""

_CHUNK_BYTES = 4 * 1024 * 1024
"""Approximate size of such a chunk in bytes."""

_TIME = re.compile(r"([0-9]{0,6}[1-9][0-9]{0,6})([smh])")

FEWEST = 8
"""Fewest segments, however short the time is: fewer allow no estimate."""

WHOLE = "whole"
"""Name under which the sizes of the whole table are stored next to the counts of its segments."""

NOT_DRAWN = "not_in_sample"
"""Reason for bytes that were not drawn."""


@dataclass(frozen=True, slots=True)
class Quick:
    """A quick look; `within` = a time limit in seconds, 0 = none."""

    within: float = 0.0

    @classmethod
    def told(cls, text: str | None) -> Quick:
        """Return a quick look with a time limit such as "90s", "10m" or "2h". Raises `UsageError` for other texts."""
        if text is None:
            return cls()
        found = _TIME.fullmatch(text)
        if not found:
            message = f"{text}: a time is written as 90s, 10m or 2h"
            raise UsageError(message)
        return cls(float(found[1]) * {"s": 1, "m": 60, "h": 3600}[found[2]])


@dataclass(slots=True)
class Draw:
    """What a quick look reads of each table. `quick` null: everything.

    `files` are the keys of evidence of which something was not drawn; `is_stopped` = the time was over before the
    evidence; `is_completed` = what an earlier quick look only sampled is read whole now, from its beginning.
    """

    quick: Quick | None
    total_bytes: int
    is_completed: bool = False
    files: set[str] = field(default_factory=set)
    passed_bytes: int = 0
    is_stopped: bool = False
    _sampled: set[str] = field(default_factory=set)
    _started: float = field(init=False)

    def __post_init__(self) -> None:
        self._started = time.monotonic()

    def in_time(self, found: Iterator[Evidence]) -> Iterator[Evidence]:
        """Yield evidence while there is time."""
        for evidence in found:
            yield evidence
            self.passed_bytes += 0 if evidence.members else evidence.size_bytes
            if self._within and time.monotonic() - self._started >= self._within:
                self.is_stopped = self.passed_bytes < self.total_bytes
                return

    def bytes_of(self, source: Source) -> int:
        """Return about how many bytes of a table's evidence are read."""
        size = source.evidence.size_bytes
        if self.quick is None:
            return size
        return min(size, SEGMENTS * SEGMENT_BYTES) if read.begins_anywhere(source) else min(size, CHUNKS * _CHUNK_BYTES)

    @property
    def _within(self) -> float:
        return self.quick.within if self.quick else 0.0

    def _segments(self) -> int:
        """Return how many segments of a table may be read: fewer if the remaining time is short for the evidence."""
        if not self._within or not self.total_bytes:
            return SEGMENTS
        time_left = max(0.0, 1 - (time.monotonic() - self._started) / self._within)
        bytes_left = max(0.0, 1 - self.passed_bytes / self.total_bytes) or 1.0
        return max(FEWEST, min(SEGMENTS, int(SEGMENTS * time_left / bytes_left)))

    def drawn(self, source: Source, cut: Callable[[Source], Sequence[Chunk]], case: Case) -> Sequence[Chunk]:
        """Return the chunks of a table to read; if not all, the case keeps the sizes of the whole table.

        `cut` cuts the whole table; it is not called if a reader can start anywhere.
        """
        chunks, sizes = self._drawn(source, cut)
        if sizes and not case.is_done(key := f"sample:{source.key}"):
            case.add(source.evidence, key, Summary({source.key: TableSum(sample={WHOLE: sizes})}))
        return chunks

    def _drawn(self, source: Source, cut: Callable[[Source], Sequence[Chunk]]) -> tuple[Sequence[Chunk], Counter[str]]:
        """Return the chunks to read, and the sizes of the whole table if not all are read."""
        if self.quick is None:
            return cut(source), Counter()
        size = source.evidence.size_bytes
        if read.begins_anywhere(source):
            of = -(-size // SEGMENT_BYTES)
            picked = self._picked(source, of, SEGMENTS)
            if len(picked) < of:
                ranges = [(number * SEGMENT_BYTES, min(size, (number + 1) * SEGMENT_BYTES)) for number in picked]
                chunks = [chunk for each in ranges if (chunk := read.between(source, *each))]
                return self._noted(source, chunks), Counter(units=size, segments=of)
        chunks = list(cut(source))
        picked = self._picked(source, len(chunks), CHUNKS)
        if len(picked) == len(chunks):
            return chunks, Counter()
        sizes = Counter(units=sum(each.stop - each.start for each in chunks), segments=len(chunks))
        return self._noted(source, [chunks[number] for number in picked]), sizes

    def _picked(self, source: Source, of: int, most: int) -> list[int]:
        """Return the numbers of the segments to read, in order; all if there are few."""
        if of <= most:
            return list(range(of))
        seed = digest(source.evidence.sha256, *source.evidence.members, source.reader, source.table)
        drawn = random.Random(seed).sample(range(of), most)  # noqa: S311 - a draw that anyone can repeat
        return sorted(drawn[: self._segments()])

    def _noted(self, source: Source, chunks: Sequence[Chunk]) -> Sequence[Chunk]:
        self.files.add(source.evidence.key)
        self._sampled.update(chunk.key for chunk in chunks)
        return chunks

    def counted(self, chunk: Chunk, part: Summary) -> Summary:
        """Return a part with the counts of its segment added, if its chunk belongs to a sample."""
        if chunk.key not in self._sampled:
            return part
        table = part.tables.get(chunk.source.key, TableSum())
        sample = {str(chunk.start): Counter(units=chunk.stop - chunk.start, **_counts(table))}
        return part + Summary({chunk.source.key: TableSum(sample=sample)})

    def closing(self, evidence: Evidence, books: Coverage) -> Coverage:
        """Return the accounting of what was not drawn."""
        missing = evidence.size_bytes - books.bytes_read - books.bytes_rejected - books.bytes_unread
        if evidence.key not in self.files or missing <= 0:
            return Coverage()
        return Coverage(bytes_unread=missing, reasons=reason(NOT_DRAWN, None, missing))


def _counts(table: TableSum) -> dict[str, int]:
    """Return the counts of one segment: rows, and candidates and valid values by column and entity."""
    counts = {"rows": table.rows}
    for column, each in table.columns.items():
        for entity, tally in each.entities.items():
            counts[f"{column} {entity} found"] = tally.found
            counts[f"{column} {entity} valid"] = tally.valid
    return counts


def kept(quick: Quick | None) -> str:
    """Return what a case keeps about a quick look; "" = it was none."""
    return "" if quick is None else f"{SEGMENTS} segments"


def check(folder: Path, meta: Mapping[str, str], quick: Quick | None) -> None:
    """Raise `UsageError` for a quick look at a shard, `WrongCase` for one into the case of a whole scan."""
    if quick is not None and meta.get("shard"):
        message = "--quick and --shard do not go together: a quick look is short enough for one machine"
        raise UsageError(message)
    if quick is not None and not meta.get("quick"):
        message = f"{folder} is the case of a whole scan: name another for a quick look"
        raise WrongCase(message)
