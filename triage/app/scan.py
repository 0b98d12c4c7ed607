"""The walk from paths to a document: the only module that knows all stages.

find -> read.identify -> detect.decide -> read.split -> (run) read.batches -> detect.observe -> case
case -> score.judge, detect.dump_type -> report.document      (`triage.app.report_case`)
"""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from threading import Thread

import rules as rulebook
from rules.model import Rules
from triage import find, read, score
from triage.app.report_case import FAMILIES, ScanResult, answered, report, scored, versions
from triage.case import Case, now
from triage.core import names
from triage.core.accounting import UNBALANCED, broken, closing, lost, named, overlap, refused, unread
from triage.core.isolation import Call
from triage.core.model import SAMPLED_BYTES, Chunk, Evidence, Source
from triage.core.progress import Progress, total_bytes
from triage.core.summary import Coverage, Summary
from triage.detect import Detector
from triage.find import BUDGET, Budget
from triage.run import runner
from triage.run.children import Children, Limits

__all__ = ["Options", "ScanResult", "report", "scan", "scored"]

CHECKPOINT_SECONDS = 5.0
"""At most so much work is done again after a crash."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a scan is run.

    `case` null = a new folder under `cases/`; `jobs` 0 = one per core; `isolate` reads in processes of their own;
    `families` names the list of fabricators that heads the verdicts.
    """

    case: Path | None = None
    jobs: int = 0
    rules: tuple[Path, ...] = ()
    ner: str = "sample"
    isolate: bool = False
    passwords: tuple[bytes, ...] = ()
    budget: Budget = BUDGET
    limits: Limits = field(default_factory=Limits)
    families: str = FAMILIES


def scan(paths: Sequence[Path], options: Options, progress: Progress) -> ScanResult:
    """Scans evidence into a case and answers.

    Raises `UsageError` for paths that are not there and for a case inside the evidence, `rules.RuleError` for a
    wrong rule, `CaseError` for a case that cannot be used. Bad evidence is never an error: it is counted.
    """
    rules = rulebook.load(*options.rules)
    names.use(options.rules)
    find.check(paths)
    folder = options.case or Path("cases") / f"{paths[0].resolve().name}-{time.strftime('%Y%m%d-%H%M%S')}"
    with Case.create(folder, paths, _meta(paths, options, rules)) as case:
        # SciPy takes a third of a second to load, which the reading need not wait for.
        Thread(target=score.prepare, daemon=True).start()
        progress.start(total_bytes(paths))
        try:
            _Scan(case, rules, options, progress).run(paths)
        finally:
            _children(options.limits, case.spool).close()
        progress.finish()
        case.set_meta(finished=now(), families=options.families)
        case.audit("finished", {})
        return answered(case, rules)


@cache
def _detector(folders: tuple[Path, ...], ner: str) -> Detector:
    """One per process."""
    rules = rulebook.load(*folders)
    return Detector(rules, score.observers(rules), ner)


@cache
def _children(limits: Limits, folder: Path) -> Children:
    """Where risky readers are at work: some per process."""
    return Children(limits, folder)


@dataclass(frozen=True, slots=True)
class _Reading:
    """The task of a worker: a chunk -> its part. It travels by its few words; a worker builds what it needs itself."""

    folders: tuple[Path, ...]
    ner: str
    limits: Limits
    spool: Path

    def prepare(self) -> None:
        """Builds all that reading takes, before the first chunk."""
        _detector(self.folders, self.ner).eyes.prepare()

    def __call__(self, chunk: Chunk) -> Summary:
        """What is wrong with the evidence is in the part."""
        source, detector = chunk.source, _detector(self.folders, self.ner)
        part = Summary()
        try:
            for batch in read.batches(chunk, _children(self.limits, self.spool).call):
                table = detector.observe(source, batch)
                part += Summary({source.key: table}, {source.evidence.key: batch.coverage})
        except OSError as error:
            part += lost(chunk, named(error))
        return part


@dataclass(slots=True)
class _Scan:
    case: Case
    rules: Rules
    options: Options
    progress: Progress
    detector: Detector = field(init=False)
    waiting: dict[str, int] = field(init=False)
    listed: set[str] = field(init=False)

    @property
    def call(self) -> Call:
        """How risky functions are called."""
        return names.within(_children(self.options.limits, self.case.spool).call, self.options.rules)

    def __post_init__(self) -> None:
        self.detector = _detector(self.options.rules, self.options.ner)
        self.waiting, self.listed = defaultdict(int), set()

    def run(self, paths: Sequence[Path]) -> None:
        """Reads everything that the case does not hold yet."""
        jobs = self.options.jobs or os.cpu_count() or 1
        saved = time.monotonic()
        reading = _Reading(self.options.rules, self.options.ner, self.options.limits, self.case.spool)
        for chunk, part in runner(jobs, isolate=self.options.isolate)(reading, self._todo(paths), jobs):
            evidence = chunk.source.evidence
            self._add(evidence, chunk.key, lost(chunk, "reader_crashed") if part is None else part)
            self.waiting[evidence.key] -= 1
            self._let_go(evidence)
            if time.monotonic() - saved > CHECKPOINT_SECONDS:
                self.case.checkpoint()
                saved = time.monotonic()
        self.case.checkpoint()
        self._close_books()

    def _todo(self, paths: Sequence[Path]) -> Iterator[Chunk]:
        """Chunks of all evidence that are not in the case yet, found while the first are being read."""
        how = find.Opening(self.options.budget, self.options.passwords, self.call)
        under: list[Evidence] = []
        for evidence in find.evidence(paths, self.case.spool, how):
            while under and not evidence.is_in(under[-1]):
                self._listed(under.pop())
            self.case.add_evidence(evidence)
            if evidence.unread:
                self._account(evidence, unread(evidence.size_bytes, evidence.unread))
            elif evidence.is_container and not evidence.is_read_too:
                self._account(evidence, Coverage(bytes_read=evidence.size_bytes))
            else:
                yield from self._chunks(evidence)
            under.append(evidence)
        while under:
            self._listed(under.pop())

    def _chunks(self, evidence: Evidence) -> Iterator[Chunk]:
        for source in self._sources(evidence):
            self.case.add_source(source)
            for chunk in self._cut(source):
                if self.case.is_done(chunk.key):
                    self.progress.advance(chunk.stop - chunk.start)
                    continue
                self.waiting[evidence.key] += 1
                yield chunk

    def _sources(self, evidence: Evidence) -> list[Source]:
        """The sources of evidence, decided; where a reader came no further, those before and the reason."""
        sources: list[Source] = []
        try:
            for source in read.identify(evidence, self.call):
                sources.append(self._decide(source))  # noqa: PERF401 - what came before an error is kept
        except OSError as error:
            self._account(evidence, refused(evidence.size_bytes, named(error)))
        return sources

    def _cut(self, source: Source) -> list[Chunk]:
        chunks: list[Chunk] = []
        try:
            for chunk in read.split(source, self.call):
                chunks.append(chunk)  # noqa: PERF402 - what came before an error is kept
        except OSError as error:
            self._account(source.evidence, broken(named(error)), source.key)
        if overlap(chunks):
            self._account(source.evidence, broken(UNBALANCED), f"{source.key}:overlap")
        return chunks

    def _decide(self, source: Source) -> Source:
        source = replace(source, keep_one_in=max(1, source.evidence.size_bytes // SAMPLED_BYTES))
        return self.detector.decide(source, read.sample(source, self.call))

    def _account(self, evidence: Evidence, coverage: Coverage, about: str = "") -> None:
        key = f"coverage:{evidence.key}:{about}"
        if not self.case.is_done(key):
            self._add(evidence, key, Summary(coverage={evidence.key: coverage}))

    def _add(self, evidence: Evidence, key: str, part: Summary) -> None:
        self.case.add(evidence.dump, key, part)
        if not evidence.members:
            books = part.coverage.get(evidence.key, Coverage())
            self.progress.advance(books.bytes_read + books.bytes_rejected + books.bytes_unread)

    def _listed(self, evidence: Evidence) -> None:
        """All chunks of evidence are found, and where it is a container all of its members are out."""
        self.listed.add(evidence.key)
        self._let_go(evidence)

    def _let_go(self, evidence: Evidence) -> None:
        """Takes a spooled member off the disk when its last chunk is in, and whatever it holds is out."""
        if evidence.members and evidence.key in self.listed and self.waiting[evidence.key] == 0:
            find.release(evidence, self.case.spool)

    def _close_books(self) -> None:
        """What no batch accounted for is unread, and said so; what changed while it was read is said too."""
        sums: dict[str, Summary] = {}
        for evidence in self.case.evidence():
            books = sums.setdefault(evidence.dump, self.case.summary(evidence.dump)).coverage.get(evidence.key)
            books, late = books or Coverage(), Coverage()
            if not evidence.members and not evidence.unread and find.changed(evidence):
                late = broken("changed_while_read")
            late += closing(books + late, evidence.size_bytes)
            if late != Coverage():
                self._add(evidence, f"books:{evidence.key}", Summary(coverage={evidence.key: late}))
        self.case.checkpoint()


def _meta(paths: Sequence[Path], options: Options, rules: Rules) -> dict[str, str]:
    return {
        **versions(rules),
        "paths": os.pathsep.join(str(path.resolve()) for path in paths),
        "rules_folders": os.pathsep.join(str(folder.resolve()) for folder in options.rules),
        "ner": options.ner,
        "families": options.families,
        "started": now(),
    }
