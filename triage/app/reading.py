"""What reads chunks: the detector and the children of a process, and the task that a worker runs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from triage import read, score
from triage import rules as rulebook
from triage.core.accounting import SURVIVED, lost, named
from triage.core.keys import Key
from triage.core.model import Chunk
from triage.core.summary import Summary, TableSum
from triage.detect import Detector
from triage.market import observe
from triage.run.children import Children, Limits


@cache
def detector(folders: tuple[Path, ...], ner: str) -> Detector:
    """One per process."""
    rules = rulebook.load(*folders)
    return Detector(rules, score.observers(rules), ner)


@cache
def children(limits: Limits, folder: Path) -> Children:
    """Where risky readers are at work: some per process."""
    return Children(limits, folder)


@dataclass(frozen=True, slots=True)
class Reading:
    """The task of a worker: a chunk -> its part. It travels by its few words; a worker builds what it needs itself.

    `key` is the case's, by which contact points are kept; without one none is looked for.
    """

    folders: tuple[Path, ...]
    ner: str
    limits: Limits
    spool: Path
    key: Key | None = None

    def prepare(self) -> None:
        """Build all that reading takes, before the first chunk."""
        detector(self.folders, self.ner).eyes.prepare()

    def __call__(self, chunk: Chunk) -> Summary:
        """Return what is wrong with the evidence, or with us, is in the part: it costs the rest of this chunk."""
        source, eyes = chunk.source, detector(self.folders, self.ner)
        part = Summary()
        try:
            for batch in read.batches(chunk, children(self.limits, self.spool).call):
                table, people = eyes.observed(source, batch, self.key)
                if market := observe(source, batch, eyes.eyes, self.key):
                    table += TableSum(market=market)
                part += Summary({source.key: table}, {source.evidence.key: batch.coverage}, (people,) if people else ())
        except SURVIVED as error:
            part += lost(chunk, named(error))
        return part
