"""Yield the finds in evidence one by one, each with its place, for programs. Nothing is stored or counted."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from triage import find, read
from triage import rules as rulebook
from triage.app.groups import of_columns
from triage.app.options import Options
from triage.app.reading import children
from triage.core import names
from triage.core.accounting import SURVIVED, named
from triage.core.isolation import Call
from triage.core.model import Evidence, Source
from triage.core.persons_in_names import Kind
from triage.core.safe import mask, printable
from triage.core.summary import Coverage
from triage.detect import Detector

FINDINGS = {
    "file": pl.String,
    "member": pl.String,
    "table": pl.String,
    "column": pl.String,
    "row": pl.Int64,
    "at": pl.Int64,
    "entity": pl.String,
    "confidence": pl.Float64,
    "value": pl.String,
}
"""Columns of each frame of `Findings`."""

UNREAD = {"file": pl.String, "member": pl.String, "reason": pl.String, "count": pl.Int64, "size_bytes": pl.Int64}
"""Columns of `Findings.unread`."""


@dataclass(slots=True)
class Findings:
    """The finds in some evidence: a stream of frames (`FINDINGS`), one for each batch with finds.

    `row` counts the records of a table from 1. `at` is the offset of the record's first byte, or its row if the format
    has no offsets. `value`, and numbers and persons in the names of files and members, are masked unless `reveal` is
    true.
    """

    paths: Sequence[Path]
    rules: Sequence[Path] = ()
    reveal: bool = False
    _unread: list[tuple[str, str, str, int, int]] = field(default_factory=list)

    @property
    def unread(self) -> pl.DataFrame:
        """Return what was not read, or not completely, of the evidence processed so far (`UNREAD`)."""
        return pl.DataFrame(self._unread, schema=UNREAD, orient="row")

    def __iter__(self) -> Iterator[pl.DataFrame]:
        """Yield the finds of all evidence, from the beginning at each call."""
        names.use(tuple(self.rules))
        paths = find.located(self.paths)
        detector = Detector(rulebook.load(*self.rules), {}, "all")
        self._unread.clear()
        options = Options(rules=tuple(self.rules))
        with tempfile.TemporaryDirectory() as spool, closing(children(options.limits, Path(spool))) as apart:
            call = names.within(apart.call, options.rules)
            for evidence in find.evidence(paths, Path(spool), find.Opening(options.budget, call=call)):
                if evidence.unread:
                    self._note(evidence, evidence.unread, evidence.size_bytes)
                elif not evidence.is_container or evidence.is_read_too:
                    yield from self._of_evidence(evidence, detector, call)

    def _of_evidence(self, evidence: Evidence, detector: Detector, call: Call) -> Iterator[pl.DataFrame]:
        try:
            for source in read.identify(evidence, call):
                decided = detector.decide(*read.opened(source, detector.rules, call))
                yield from self._of_source(decided, detector, call)
        except SURVIVED as error:
            self._note(evidence, named(error), 0)

    def _of_source(self, source: Source, detector: Detector, call: Call) -> Iterator[pl.DataFrame]:
        names.tell_by_siblings(of_columns(source))
        columns = [printable(names.shown(name, Kind.COLUMN)) for name in source.columns]
        rows = 0
        for chunk in read.split(source, call):
            for batch in read.batches(chunk, call):
                finds = detector.located(source, batch)
                if finds.height:
                    yield self._shown(finds, source, columns, rows)
                rows += batch.frame.height
                self._count(source.evidence, batch.coverage)

    def _shown(self, finds: pl.DataFrame, source: Source, columns: list[str], rows: int) -> pl.DataFrame:
        file, member = self._place(source.evidence)
        frame = finds.with_columns(
            pl.lit(file).alias("file"),
            pl.lit(member).alias("member"),
            pl.lit(printable(names.shown(source.table))).alias("table"),
            pl.Series(columns).gather(finds["column"]).alias("column"),
            pl.col("row") + rows + 1,
        )
        if not self.reveal:
            told = [mask(entity, value) for entity, value in finds.select("entity", "value").iter_rows()]
            frame = frame.with_columns(pl.Series("value", told))
        return frame.select(*FINDINGS)

    def _count(self, evidence: Evidence, books: Coverage) -> None:
        for reason, seen in books.reasons.items():
            self._note(evidence, reason, seen.size_bytes, seen.count)

    def _note(self, evidence: Evidence, reason: str, size_bytes: int, count: int = 1) -> None:
        self._unread.append((*self._place(evidence), printable(reason), count, size_bytes))

    def _place(self, evidence: Evidence) -> tuple[str, str]:
        """Return the path of the file, and the name of the member in it ("" if the file is not a container)."""
        told = str if self.reveal else names.shown_file
        return printable(told(str(evidence.path))), printable(" / ".join(map(told, evidence.members)))
