"""The frame: every distinct record of a dump that an authority could look up, with a frozen score.

Records are stored in the case's spool while they are counted, partitioned by hash: memory does not grow with the dump.
A record is a 64-bit hash of the values to be checked, its first place, and its score in ten thousandths. No value is
stored.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from triage import read, score
from triage.app.verification.fields import WHOLE, fields_of
from triage.core.isolation import Call
from triage.core.model import AT, Batch, Source
from triage.core.observe import SEGMENT_COLUMN, token
from triage.detect import Detector
from triage.detect.columns import observed_fields, rows_of
from triage.rules.model import Rules
from triage.score.fillers import FilledFields

PARTS = 64
"""Number of files that the records are partitioned into."""

TOGETHER = 20_000
"""Rows that are scored together."""

_RECORD = np.dtype([("token", "<u8"), ("source", "<u8"), ("at", "<u8"), ("score", "<u2")])

Records = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """The values to be checked in the rows of a source; only rows with a number to look up are included."""

    seen: pl.DataFrame
    values: pl.DataFrame

    @classmethod
    def of(cls, source: Source, batch: Batch, detector: Detector) -> Asked:
        """Return the values of the rows of a batch that have a number to look up, one column per field, with `AT`."""
        seen = observed_fields(source, batch, detector.eyes)
        present = frozenset(seen.columns) - {SEGMENT_COLUMN}
        held = FilledFields(present, detector.rules)
        known = [field for field in fields_of(detector.rules) if field.name in present]
        shown = seen.with_columns(**held.shown().columns)
        values = shown.select(
            pl.col(f".{AT}").alias(AT), *(held.value(field.name).alias(field.name) for field in known)
        )
        has_key = pl.any_horizontal(pl.lit(value=False), *(pl.col(f.name).is_not_null() for f in known if f.is_key))
        is_asked = values.select(has_key).to_series()
        return cls(seen.filter(is_asked), values.filter(is_asked))

    def tokens(self) -> pl.Series:
        """Return the hash of each row's values: rows with equal values are one record."""
        fields = self.values.drop(AT)
        named = pl.concat_str(
            [pl.lit(f"{name}=") + pl.col(name) for name in fields.columns], separator="\x1f", ignore_nulls=True
        )
        return fields.select(token(named)).to_series()


def can_ask(source: Source, rules: Rules) -> bool:
    """Return true for a table with a column of numbers to look up."""
    keys = {field.name for field in fields_of(rules) if field.is_key}
    return not source.is_text and any(role.field in keys for role in source.roles)


@dataclass(slots=True)
class FrameFile:
    """Records on disk. `rows` were read, `rows_apart` of them have no number to look up."""

    folder: Path
    rows: int = 0
    rows_apart: int = 0

    def add(self, records: Records) -> None:
        """Add records, in the order of the evidence."""
        which = records["token"] >> np.uint64(58)
        for part in np.unique(which):
            with (self.folder / f"{part}.records").open("ab") as file:
                file.write(records[which == part].tobytes())

    def parts(self) -> Iterator[Records]:
        """Yield the distinct records, sorted by hash, partition by partition; of copies the first."""
        for part in range(PARTS):
            path = self.folder / f"{part}.records"
            found = np.fromfile(path, dtype=_RECORD) if path.exists() else np.zeros(0, dtype=_RECORD)
            yield found[np.unique(found["token"], return_index=True)[1]]

    def sealed(self) -> dict[str, Any]:
        """Return what is sealed of the frame: counts, sum and extremes of the scores, and a digest of everything."""
        seal, total, count, least, most = hashlib.sha256(), 0, 0, WHOLE, 0
        for records in self.parts():
            seal.update(records.tobytes())
            count, total = count + len(records), total + int(records["score"].sum(dtype=np.int64))
            if len(records):
                least, most = min(least, int(records["score"].min())), max(most, int(records["score"].max()))
        return {
            "records": count, "rows": self.rows, "rows_apart": self.rows_apart, "score_sum": total,
            "score_least": least, "score_most": most, "frame_sha256": seal.hexdigest(),
        }  # fmt: skip

    def at(self, positions: Sequence[int]) -> list[Mapping[str, int]]:
        """Return the records at these positions of the sorted frame."""
        found: dict[int, Mapping[str, int]] = {}
        start = 0
        for records in self.parts():
            for each in positions:
                if start <= each < start + len(records):
                    found[each] = {
                        name: int(records[each - start][name]) for name in ("token", "source", "at", "score")
                    }
            start += len(records)
        return [found[each] for each in positions]


@dataclass(frozen=True, slots=True)
class FrameReader:
    """Reads sources into a frame; `families` is the preset by which rows are scored."""

    detector: Detector
    call: Call
    families: str

    def read(self, sources: Iterator[Source], frame: FrameFile) -> None:
        """Add every record of these sources to the frame."""
        for source in sources:
            asked: list[Asked] = []
            for batch in self.batches(source):
                frame.rows += batch.frame.height
                if not can_ask(source, self.detector.rules):
                    frame.rows_apart += batch.frame.height
                    continue
                for start in range(0, batch.frame.height, TOGETHER):
                    piece = Batch(batch.frame.slice(start, TOGETHER), batch.coverage)
                    asked.append(Asked.of(source, piece, self.detector))
                    frame.rows_apart += piece.frame.height - asked[-1].values.height
                    if sum(each.values.height for each in asked) >= TOGETHER:
                        self._add(source, asked, frame)
            self._add(source, asked, frame)

    def batches(self, source: Source) -> Iterator[Batch]:
        """Yield the rows of a source."""
        for chunk in read.split(source, self.call):
            yield from read.batches(chunk, self.call)

    def _add(self, source: Source, asked: list[Asked], frame: FrameFile) -> None:
        """Score the collected rows and add them; the list is emptied."""
        if sum(each.values.height for each in asked):
            rows = pl.concat([rows_of(source, each.seen, self.detector.eyes) for each in asked])
            records = np.zeros(rows.height, dtype=_RECORD)
            records["token"] = pl.concat([each.tokens() for each in asked]).to_numpy()
            records["source"], records["at"] = source.number, rows[AT].to_numpy()
            records["score"] = np.rint(score.row_scores(rows, self.families) * WHOLE)
            frame.add(records)
        asked.clear()
