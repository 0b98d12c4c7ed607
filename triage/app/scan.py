"""Scan paths into a case and a document; the only module that knows all stages.

find -> read.identify -> detect.decide -> read.split -> (run) read.batches -> detect.observe -> case
case -> score.judge, detect.dump_type -> report.document      (`triage.app.report_case`)
"""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from threading import Thread

import polars as pl

from triage import find, read, score
from triage import rules as rulebook
from triage.app import growing, quick, shards
from triage.app.copies import Copies
from triage.app.options import Options, kept_of, new_folder
from triage.app.quick import Draw, Quick
from triage.app.reading import Reading, children, decided, detector
from triage.app.report_case import ScanResult, answered, report, scored
from triage.app.shards import WHOLE, Shard, Share, books_key, whole_key
from triage.case import Case, now
from triage.core import names
from triage.core.accounting import SURVIVED, UNBALANCED, broken, closing, lost, named, overlap, refused, unread
from triage.core.isolation import Call
from triage.core.model import SAMPLED_BYTES, Chunk, Evidence, Source, digest
from triage.core.progress import Progress, found_on_disk
from triage.core.summary import Coverage, Summary
from triage.core.unpacking import Inside
from triage.detect import LEAST_SOURCES, Detector
from triage.rules.model import Rules

__all__ = ["WHOLE", "Options", "Quick", "ScanResult", "Shard", "report", "scan", "scored"]

CHECKPOINT_SECONDS, _CHECKPOINT_WAIT = 10.0, 30.0
"""Most seconds of processor time, and of the clock, that are repeated after a crash: a busy machine does less."""

_TOGETHER, _TOGETHER_BYTES = 1024, 1 << 20
"""Sources, and bytes of evidence, whose columns are decided at once: patterns take longer to compile than to run."""


def scan(paths: Sequence[Path], options: Options, progress: Progress) -> ScanResult:
    """Scan evidence into a case; return its answers.

    Raises `UsageError` for missing paths and for a case inside the evidence, `rules.RuleError` for a wrong rule,
    `CaseError` for a case that cannot be used. Bad evidence is never an error, nor is a fault of this program while one
    object is processed: both are counted.
    """
    rules = rulebook.load(*options.rules)
    names.use(options.rules)
    paths = find.located(paths)
    share = shards.share(paths, options.shard, options.key)
    folder = options.case or new_folder(paths[0])
    with Case.create(folder, paths, kept_of(paths, options, rules, share), options.key) as case:
        shards.check(folder, case.meta, share)
        quick.check(folder, case.meta, options.quick)
        case.verify()
        paths = growing.paths_to_read(case, paths)
        files, size_bytes = found_on_disk(paths)
        case.set_meta(files_found=str(files), bytes_found=str(size_bytes))
        progress.start(size_bytes, files)
        draw = Draw(options.quick, size_bytes, is_completed=bool(case.meta.get("quick")) and not options.quick)
        work = _Scan(case, rules, options, progress, share, draw)
        try:
            work.run(paths)
        finally:
            children(options.limits, case.spool).close()
        progress.stage("writing the answer")
        if not draw.is_stopped:
            growing.note_missing(case, work.seen, paths)
        if not draw.is_stopped and (work.has_read or not case.meta.get("finished")):
            case.set_meta(finished=now(), families=options.families, merged="", quick=quick.kept(options.quick))
            case.audit("finished", {})
        told = answered(case, rules)
        progress.finish()
        return told if share.shard.of == 1 else replace(told, complete=shards.is_whole(told.document))


@dataclass(slots=True)
class _Scan:
    case: Case
    rules: Rules
    options: Options
    progress: Progress
    share: Share
    draw: Draw
    detector: Detector = field(init=False)
    waiting: dict[str, int] = field(init=False)
    listed: set[str] = field(init=False)
    has_read: bool = False
    seen: set[Path] = field(default_factory=set)
    undecided: list[tuple[Source, pl.DataFrame]] = field(default_factory=list)
    undecided_bytes: int = 0
    unlisted: list[Evidence] = field(default_factory=list)
    """Evidence whose sources are all among the undecided ones, or before them."""
    known: set[str] = field(init=False)
    """Files that an earlier run has read completely."""
    copies: Copies = field(init=False)
    task: Reading = field(init=False)
    saved: tuple[float, float] = field(default_factory=lambda: (time.monotonic(), time.process_time()))
    """Time of the clock, and of the processor, when the case was written."""
    inside: Inside = field(default_factory=Inside)

    @property
    def call(self) -> Call:
        """Return the call for risky functions."""
        return names.within(children(self.options.limits, self.case.spool).call, self.options.rules)

    def __post_init__(self) -> None:
        self.detector = detector(self.options.rules, self.options.ner)
        self.waiting, self.listed, self.known = defaultdict(int), set(), set()
        self.copies, how = Copies(self.case), self.options
        self.task = Reading(how.rules, how.ner, how.limits, self.case.spool, self.case.key)

    def run(self, paths: Sequence[Path]) -> None:
        """Read everything that the case does not hold yet; what was read before an interruption is kept."""
        try:
            self._read(paths)
        finally:
            self.case.checkpoint()
        self.copies.count()
        self._close_books()

    def _read(self, paths: Sequence[Path]) -> None:
        jobs = self.options.jobs or os.cpu_count() or 1
        for chunk, part in self.options.runner(jobs)(self.task, self._todo(paths), jobs):
            self._counted(chunk, lost(chunk, "reader_crashed") if part is None else part)

    def _counted(self, chunk: Chunk, part: Summary) -> None:
        """Add the part of a chunk to the case, which is written if it is time."""
        evidence = chunk.source.evidence
        self._add(evidence, chunk.key, self.draw.counted(chunk, part))
        self.waiting[evidence.key] -= 1
        self._let_go(evidence)
        waited, worked = time.monotonic() - self.saved[0], time.process_time() - self.saved[1]
        if waited > _CHECKPOINT_WAIT or worked > CHECKPOINT_SECONDS:
            self.case.checkpoint()
            self.saved = time.monotonic(), time.process_time()

    def _todo(self, paths: Sequence[Path]) -> Iterator[Chunk]:
        """Yield chunks that are not in the case yet, found while the first ones are being read."""
        how = growing.opening(self.case, self.options.opening(self.call, self._is_known, self.share.wants))
        under: list[Evidence] = []
        for evidence in self.draw.in_time(find.evidence(paths, self.case.spool, how)):
            self.seen.add(evidence.path)
            while under and not evidence.is_in(under[-1]):
                self._listed(under.pop())
            if (copy := self.copies.found.get(evidence.key)) or evidence.key in self.known:
                if copy and evidence.key not in self.known:
                    self._register(copy)
                self.progress.advance(evidence.size_bytes)
                find.release(evidence, self.case.spool)
                continue
            self._register(evidence)
            if evidence.unread:
                self._account(evidence, unread(evidence.size_bytes, evidence.unread))
            elif shows := find.furniture(evidence):
                self._account(evidence, shows)
            elif evidence.is_container and not evidence.is_read_too:
                self._account(evidence, Coverage(bytes_read=evidence.size_bytes))
            else:
                yield from self._chunks(evidence)
            under.append(evidence)
        yield from self._decided()
        for evidence in reversed(under):
            self._listed(evidence)

    def _is_known(self, evidence: Evidence) -> bool:
        self.progress.reading(evidence.dump, evidence.path.name)
        is_copy = self.share.shard.of == 1 and self.options.quick is None and self.copies.has(evidence)
        if self.case.is_done(whole_key(evidence)):
            self.known.add(evidence.key)
        return is_copy or evidence.key in self.known

    def _register(self, evidence: Evidence) -> None:
        """Note evidence in the case. At the first call, what verdicts need begins to load."""
        if not self.has_read:
            Thread(target=score.prepare, daemon=True).start()
        self.has_read = True
        if self.draw.is_completed and not evidence.members:
            self.case.forget(evidence, "completed")
        self.case.add_evidence(find.stamped(evidence, self.call))

    def _chunks(self, evidence: Evidence) -> Iterator[Chunk]:
        """Yield chunks of decided sources; small evidence waits until there is enough to decide at once."""
        self.waiting[evidence.key] += 1
        self.undecided_bytes += evidence.size_bytes
        found = chain.from_iterable(read.identify(each, self.call) for each in [evidence])
        while (sampled := self._sampled(evidence, found)) is not None:
            self.undecided.append(sampled)
            if len(self.undecided) >= _TOGETHER:
                yield from self._decided()
        self.unlisted.append(evidence)
        if self.undecided_bytes >= _TOGETHER_BYTES:
            yield from self._decided()

    def _sampled(self, evidence: Evidence, found: Iterator[Source]) -> tuple[Source, pl.DataFrame] | None:
        """Return the next source of evidence with its sample; null if there is none, or the reader stops early."""
        try:
            if (source := next(found, None)) is None:
                return None
            source = replace(source, keep_one_in=max(1, self.draw.bytes_of(source) // SAMPLED_BYTES))
            return read.opened(source, self.rules, self.call)
        except SURVIVED as error:
            self._account(evidence, refused(evidence.size_bytes, named(error)))
            return None

    def _decided(self) -> Iterator[Chunk]:
        """Yield chunks of all sources that wait to be decided; many small ones are counted at once, here."""
        sampled, self.undecided, self.undecided_bytes = self.undecided, [], 0
        small: list[Chunk] = []
        for source, fault in decided(self.detector, sampled):
            if fault:
                self._account(source.evidence, broken(fault), f"{source.key}:decide")
                continue
            self.case.add_source(source)
            for chunk in filter(self.share.takes, self.draw.drawn(source, self._cut, self.case)):
                if self.case.is_done(chunk.key):
                    self.progress.advance(chunk.stop - chunk.start)
                    continue
                self.waiting[source.evidence.key] += 1
                if read.is_small(chunk):
                    small.append(chunk)
                else:
                    yield chunk
        yield from small if len(small) < LEAST_SOURCES else ()
        for chunk, part in self.task.together(small) if len(small) >= LEAST_SOURCES else ():
            self._counted(chunk, part)
        done, self.unlisted = self.unlisted, []
        for evidence in done:
            self.waiting[evidence.key] -= 1
            self._let_go(evidence)

    def _cut(self, source: Source) -> list[Chunk]:
        chunks: list[Chunk] = []
        try:
            for chunk in read.split(source, self.call):
                chunks.append(chunk)  # noqa: PERF402 - what came before an error is kept
        except SURVIVED as error:
            self._account(source.evidence, broken(named(error)), source.key)
        if overlap(chunks):
            self._account(source.evidence, broken(UNBALANCED), f"{source.key}:overlap")
        return chunks

    def _account(self, evidence: Evidence, coverage: Coverage, about: str = "") -> None:
        key = f"coverage:{evidence.key}:{about}"
        if self.share.answers_for(evidence) and not self.case.is_done(key):
            self._add(evidence, key, Summary(coverage={evidence.key: coverage}))

    def _add(self, evidence: Evidence, key: str, part: Summary) -> None:
        self.has_read = True
        self.case.add(evidence, key, part)
        books = part.coverage.get(evidence.key, Coverage())
        self.progress.advance(self.inside.share(evidence, books.bytes_read + books.bytes_rejected + books.bytes_unread))

    def _listed(self, evidence: Evidence) -> None:
        """Note that all chunks of evidence were found, and all members if it is a container."""
        self.listed.add(evidence.key)
        self.progress.advance(self.inside.rest(evidence))
        self._let_go(evidence)

    def _let_go(self, evidence: Evidence) -> None:
        """Delete a spooled copy when its last chunk is read and everything in it was unpacked."""
        if evidence.data != evidence.path and evidence.key in self.listed and self.waiting[evidence.key] == 0:
            find.release(evidence, self.case.spool)

    def _close_books(self) -> None:
        """Count as unread what no batch accounted for, and report files that changed while they were read."""
        self.progress.stage("closing the books")
        sums: dict[str, Summary] = {}
        flawed: set[Path] = set()
        passed = self.known | self.copies.unread
        new = [each for each in self.case.evidence() if digest(str(each.path)) not in passed]
        for evidence in filter(self.share.answers_for, new):
            if evidence.dump not in sums:
                sums[evidence.dump] = self.case.summary(evidence.dump)
            books = sums[evidence.dump].coverage.get(evidence.key) or Coverage()
            late = Coverage()
            if not evidence.members and not evidence.unread and find.changed(evidence):
                late = broken("changed_while_read")
            if not self.share.is_shared(evidence):
                late += self.draw.closing(evidence, books)
                late += closing(books + late, evidence.size_bytes)
            if late != Coverage() and not self.case.is_done(books_key(evidence)):
                self._add(evidence, books_key(evidence), Summary(coverage={evidence.key: late}))
            if evidence.unread or (books + late).breaks or evidence.key in self.draw.files:
                flawed.add(evidence.path)
        for evidence in new:
            # What could not be read is tried again: with a password, with more memory.
            if not evidence.members and evidence.path not in flawed and not self.share.is_shared(evidence):
                self.case.add(evidence, whole_key(evidence), Summary())
        self.case.checkpoint()
        self.case.tokens.merge()
