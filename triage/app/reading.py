"""The task of a worker: read and observe one chunk, with a detector and child processes per process."""

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
    """Return the detector for these rules; one per process."""
    rules = rulebook.load(*folders)
    made = Detector(rules, score.observers(rules), ner)
    if folders:
        made.eyes.check()
    return made


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
