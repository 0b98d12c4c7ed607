"""The data classes of the pipeline: frozen, slotted, picklable.

A *dump* is a file, or a folder whose files belong together; its *evidence* are its files and the members inside
containers; a *source* is one table or text stream in it; a *chunk* is a range of a source, the unit of work.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from triage.core.apart import Apart
from triage.core.summary import Coverage, Summary
from triage.core.verified import Verified

if TYPE_CHECKING:
    import polars as pl

AT = "at"
"""Name of the locator column of every batch: UInt64, the byte offset or row number at which the record starts."""
SEGMENT = 65_536
"""Locators per segment. Chunks are cut on segment boundaries, so that order within a segment survives any cut."""
ROW_SEGMENT = 512  # rows per segment if a locator is a row number
SAMPLED_BYTES = 4 * 1024 * 1024  # of a source that signals look at, about


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file, or a member of a container, as evidence.

    `path` is the file as found; `members` the names inside containers (none = the file itself); `data` is where its
    bytes can be read: `path`, or a spooled copy. `unread` is why it will not be read ("" = it will be); `is_container`
    if its members follow; `is_read_too` if it is a document as well. `mtime_ns` is when it was last written, of a
    member as its container says (0 = unknown), `written` the latest day in its content: (("PDF", "2019-03-01"),).
    `md5`, `sha1` of files if asked ("" = not).
    """

    dump: str
    path: Path
    members: tuple[str, ...]
    data: Path
    size_bytes: int
    sha256: str
    unread: str = ""
    is_container: bool = False
    mtime_ns: int = 0
    is_read_too: bool = False
    md5: str = ""
    sha1: str = ""
    written: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """Return the last name of the chain, by which a format may be guessed."""
        return self.members[-1] if self.members else self.path.name

    def is_in(self, other: Evidence) -> bool:
        """Return true if this evidence lies inside the other, at any depth."""
        depth = len(other.members)
        return self.path == other.path and len(self.members) > depth and self.members[:depth] == other.members

    @property
    def key(self) -> str:
        """Return a stable identity of the file and the chain of members."""
        return digest(str(self.path), *self.members)


@dataclass(frozen=True, slots=True)
class Role:
    """What a column holds, decided once before any cut; see docs/data-model.md.

    `entity` is "" if nothing was recognised, "TEXT" for free text. Bare digits of `is_opaque` columns are ignored; of
    `doubted` entities they need a context word or are not searched. `parts` are digits per group of its numbers if each
    has its own column. `person` is another person of the row ("driver"). `reasons` hold no evidence text.
    """

    column: int
    entity: str = ""
    field: str = ""
    confidence: float = 0.0
    reasons: tuple[str, ...] = ()
    second: str = ""
    is_opaque: bool = False
    doubted: tuple[str, ...] = ()
    parts: tuple[int, ...] = ()
    person: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One table (or text stream) in evidence, with everything that is decided before it is cut into chunks.

    `table` is the name of the sheet or SQL table ("" if the file is the table). `columns` are the header names as
    written, or "column 1" ... if there is no header (`has_header` False). `options` are the reader's own decisions
    (delimiter, quote, first data offset ...) as JSON text. `notes` are guesses with their grounds. `segment` is the
    length of a segment in locators: bytes, or rows if the reader counts rows (then set lower); it divides `SEGMENT`.
    `keep_one_in` is the sampling rate of segments: 1 = every row is sampled. `placing` states the place that it belongs
    to, and whose its columns are (`triage.core.messages`); "" = no known place.
    """

    evidence: Evidence
    reader: str
    table: str
    columns: tuple[str, ...]
    has_header: bool = True
    is_text: bool = False
    encoding: str = "utf-8"
    options: str = "{}"
    notes: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    segment: int = SEGMENT
    keep_one_in: int = 1
    placing: str = ""

    @property
    def key(self) -> str:
        """Return a stable identity of evidence, reader and table."""
        return digest(self.evidence.key, self.reader, self.table)

    @property
    def number(self) -> int:
        """Return a number of 60 bits that identifies the source in samples, wherever the evidence is stored."""
        return int(digest(self.evidence.sha256, *self.evidence.members, self.reader, self.table)[:15], 16)

    def option(self, name: str) -> Any:
        """Return one of the reader's decisions by its name."""
        return json.loads(self.options)[name]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Records of `source` that start in [start, stop): byte offsets, or row numbers if there are no offsets."""

    source: Source
    start: int
    stop: int

    @property
    def key(self) -> str:
        """Return a stable identity, the same in every run."""
        return digest(self.source.key, self.source.evidence.sha256, str(self.start), str(self.stop))


@dataclass(frozen=True, slots=True)
class Batch:
    """Some consecutive records of a chunk.

    `frame` has a String column for each of the source, named "0", "1", ... (null = no cell, SQL NULL), and `AT`;
    `coverage` accounts for exactly these records and their bytes.
    """

    frame: pl.DataFrame
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Bound:
    """The result of a check that each row passes or fails, as input of numbers A and B.

    Of `rows` rows that could be checked, `failed` failed: genuine rows fail at `genuine_low` to `genuine_high`, rows
    whose fields do not belong together at `chance`. `group` is what the check is about: "identity" or "linkage".
    """

    rows: int
    failed: int
    genuine_low: float
    genuine_high: float
    chance: float
    group: str = "identity"


@dataclass(frozen=True, slots=True)
class Reason:
    """One signal's evidence on a dump.

    `decibans` is ten times the decimal logarithm of the likelihood ratio genuine : fabricated, capped by the signal's
    rule. `observed` and `expected` are short texts with numbers; `innocent` are explanations other than fabrication.
    `bound` is set if the signal checks row by row.
    """

    signal: str
    decibans: float
    statement: str
    observed: str
    expected: str
    innocent: tuple[str, ...] = ()
    bound: Bound | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """A share in [0, 1] with its 95 % interval."""

    estimate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive rows of a source that look alike: `first` to `last`, counted from 1.

    `source` is `Source.number`. `is_about` if only some blocks were examined: the ends lie between two of them. `share`
    is the mean probability that its rows are genuine; `looks` is "genuine", "fabricated" or "unclear".
    """

    source: int
    first: int
    last: int
    is_about: bool
    share: float
    looks: str


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A method by which the suspicious rows may have been fabricated, compared with all other listed methods together.

    `decibans` express that likelihood ratio, capped; `tell` is the feature that gives the method away.
    """

    name: str
    title: str
    tell: str
    decibans: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict on a dump's genuineness: a pure function of its `Summary`, the rules and the model.

    `fabricated_at_least` (number A, 99 %) in [0, 1]. `estimate`, `low`, `high` are number B: the share consistent with
    genuine, and its 95 % interval given the listed `families`; null if no estimate is offered (`gate` states why).
    `novelty` are shares in [0, 1] by kind of repetition. `label` is one of `LABELS`. `adversarial` is number B if
    sellers who leave hardly a trace are listed too, `by_checks` number B by the explained checks alone; null if not
    offered. `stretches` are runs of alike rows, in order; `hypotheses` are methods of fabrication, the likeliest first,
    if rows look fabricated. `explanation` are mean decibans per row by group. `records` are the rows judged, which hold
    persons; `apart` are the others. `rows` equals `records`, or all rows if none was judged. `noticed` is the share of
    careful fakes like this dump that get a label other than those for no or few signs; null if this dump gets another.
    """

    rows: int
    distinct_rows: int
    fabricated_at_least: float
    estimate: float | None
    low: float | None
    high: float | None
    families: str
    gate: str
    novelty: dict[str, float]
    label: str
    reasons: tuple[Reason, ...] = ()
    limits: tuple[str, ...] = ()
    adversarial: Interval | None = None
    by_checks: Interval | None = None
    stretches: tuple[Stretch, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    explanation: tuple[tuple[str, float], ...] = ()
    apart: tuple[Apart, ...] = ()
    records: int = 0
    noticed: float | None = None


LABELS = ("genuine", "mostly_genuine", "mixed", "mostly_fabricated", "fabricated", "undetermined")


@dataclass(frozen=True, slots=True)
class DumpType:
    """The kind of dump, such as a voter roll; `confidence` in [0, 1], `columns` are those that it was recognised by."""

    name: str
    title: str
    confidence: float
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything that a report may state about one dump. Its only evidence text is names of files, tables and headers.

    `shared` are other dumps, the share of its records that they hold, and of its people under other numbers, in [0, 1].
    """

    dump: str
    evidence: tuple[Evidence, ...]
    sources: tuple[Source, ...]
    summary: Summary
    dump_type: DumpType
    verdict: Verdict
    seconds: float = 0.0
    shared: tuple[tuple[str, float, float], ...] = ()
    verified: Verified | None = None


def digest(*texts: str) -> str:
    """Return a stable 128-bit identity of these texts, as 32 hexadecimal digits."""
    return hashlib.sha256("\x1f".join(texts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
