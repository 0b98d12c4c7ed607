"""The task of a worker: read and observe one chunk, with a detector and child processes per process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polars as pl

from triage import read, score
from triage import rules as rulebook
from triage.core.accounting import SURVIVED, lost, named
from triage.core.keys import Key
from triage.core.model import Batch, Chunk, Source
from triage.core.summary import Summary, TableSum
from triage.detect import Detector
from triage.market import observe_all
from triage.run.children import Children, Limits


@cache
def detector(folders: tuple[Path, ...], ner: str) -> Detector:
    """Return the detector for these rules; one per process."""
    rules = rulebook.load(*folders)
    made = Detector(rules, score.observers(rules), ner)
    if folders:
        made.eyes.check()
    return made


def decided(looks: Detector, sampled: Sequence[tuple[Source, pl.DataFrame]]) -> Iterator[tuple[Source, str]]:
    """Yield the sources with what was decided of each by its sample, and the name of what failed ("" = nothing).

    They are decided together; if that fails, one by one, so that only the faulty one is lost.
    """
    try:
        together = looks.decide_all(sampled)
    except SURVIVED:
        for source, sample in sampled:
            try:
                (alone,) = looks.decide_all([(source, sample)])
            except SURVIVED as error:
                yield source, named(error)
            else:
                yield alone, ""
    else:
        yield from ((source, "") for source in together)


@cache
def children(limits: Limits, folder: Path) -> Children:
    """Return the child processes for risky readers; shared within a process."""
    return Children(limits, folder)


@dataclass(frozen=True, slots=True)
class Reading:
    """The task of a worker: turn a chunk into its part. Only its few fields are sent; a worker builds the rest itself.

    `key` is the case's, with which contact points are encrypted; without a key none is searched.
    """

    folders: tuple[Path, ...]
    ner: str
    limits: Limits
    spool: Path
    key: Key | None = None

    def prepare(self) -> None:
        """Build everything that reading needs, before the first chunk."""
        detector(self.folders, self.ner).eyes.prepare()

    def __call__(self, chunk: Chunk) -> Summary:
        """Return the part of a chunk; a fault of the evidence or of this program is counted and ends the chunk."""
        part = Summary()
        try:
            for batch in read.batches(chunk, children(self.limits, self.spool).call):
                (own,) = self._parts([(chunk.source, batch)])
                part += own
        except SURVIVED as error:
            part += lost(chunk, named(error))
        return part

    def together(self, chunks: Sequence[Chunk]) -> Iterator[tuple[Chunk, Summary]]:
        """Yield the part of each of many small chunks, the same as one by one."""
        batches: dict[Chunk, list[Batch]] = {}
        for chunk in chunks:
            try:
                batches[chunk] = list(read.batches(chunk, children(self.limits, self.spool).call))
            except SURVIVED:
                yield chunk, self(chunk)
        try:
            parts = iter(self._parts([(chunk.source, batch) for chunk, own in batches.items() for batch in own]))
            told = {chunk: Summary.total(next(parts) for _ in own) for chunk, own in batches.items()}
        except SURVIVED:
            told = {chunk: self(chunk) for chunk in batches}
        yield from told.items()

    def _parts(self, several: Sequence[tuple[Source, Batch]]) -> list[Summary]:
        """Return the part of each batch."""
        eyes = detector(self.folders, self.ner)
        markets = observe_all(several, eyes.eyes, self.key)
        looks = eyes.observed_all(several, self.key)
        return [
            Summary(
                {source.key: table + TableSum(market=market) if market else table},
                {source.evidence.key: batch.coverage},
                (people,) if people else (),
            )
            for (source, batch), (table, people), market in zip(several, looks, markets, strict=True)
        ]
