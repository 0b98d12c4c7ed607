"""Read evidence as sources, chunks and batches of text columns, with the readers in `triage.formats`.

A reader is a module in `triage/formats/` with `claims`, `sources`, `split` and `batches`. The highest claim on the
first bytes wins (`core.format_info.Claim`); of two equal ones, which a test forbids, the first by name. A file that no
reader claims and that is not text is named by its media type: pictures are "needs_ocr", others "unsupported:TYPE" or
"unknown_binary". A reader with `RISKY = True` parses what can crash or hang a parser: its functions are called through
the given `call`, which may run them in a child process.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

import polars as pl

from triage.core import accounting
from triage.core.accounting import SURVIVED
from triage.core.errors import EvidenceError
from triage.core.format_info import Claim, Reader
from triage.core.isolation import Call, direct
from triage.core.messages import of
from triage.core.model import AT, SEGMENT, Batch, Chunk, Evidence, Source, digest
from triage.core.summary import Coverage
from triage.formats import asked
from triage.formats import reader as reader_of
from triage.places import opened_batch, opened_source
from triage.read import (
    closing_rows,
    encoded_cells,
    form_rows,
    framed_records,
    json_cells,
    labels_across,
    lines_above,
    long_tables,
    numbered_cells,
    people_as_columns,
    query_cells,
    signatures,
    tagged_cells,
    turned_tables,
)
from triage.rules.model import Rules

HEAD_BYTES = 65_536
LAST_RESORT = "lines"
"""Name of the reader that reads any text, line by line."""

_OF_ROWS = (long_tables, form_rows, turned_tables, labels_across, people_as_columns, numbered_cells)
"""Modules that find other rows or columns than a reader gives; at most one of them does."""

_SAMPLE_BYTES = 262_144
_SAMPLE_ROWS = 200

_SMALL_BYTES, _MOST_SAMPLED = 16_384, 1_024
"""Bytes of a chunk that is kept from its sample until it is read, and how many such chunks."""

_SMALL_ROWS = 256
"""Most rows of a small chunk, if the reader counts rows."""


def reader(name: str) -> Reader:
    """Return the module that reads a format."""
    return reader_of(name)


def identify(evidence: Evidence, call: Call = direct) -> Iterator[Source]:
    """Yield the tables and texts in evidence. Raises `EvidenceError` if it cannot be read, or only in part.

    Text that turns out to be damaged is read line by line before the error is raised; so is text in which its reader
    finds no records, such as an SQL dump of tables without rows.
    """
    head, claims = _claimed(evidence)
    best = max(claims.values())
    if best == 0:
        if locked := signatures.locked(evidence.name):
            raise EvidenceError(locked)
        raise EvidenceError(*(signatures.reason(kind) for kind in call(signatures.media_types, head)))
    chosen = reader(min(name for name, claim in claims.items() if claim == best))
    is_empty, is_text = True, claims[LAST_RESORT] > 0 and chosen is not reader(LAST_RESORT)
    try:
        for source in _by(chosen, call)(chosen.sources, evidence):
            is_empty = False
            yield source
    except EvidenceError:
        if is_empty and is_text:
            yield from reader(LAST_RESORT).sources(evidence)
        raise
    if is_empty:
        if not is_text:
            raise EvidenceError("no_records")
        yield from reader(LAST_RESORT).sources(evidence)


def chosen(evidence: Evidence) -> str:
    """Return the name of the reader with the highest claim on evidence; "" if no reader claims it."""
    _, claims = _claimed(evidence)
    best = max(claims.values())
    return min(name for name, claim in claims.items() if claim == best) if best else ""


def _claimed(evidence: Evidence) -> tuple[bytes, dict[str, Claim]]:
    """Return the first bytes of evidence, and the claim of each reader."""
    with evidence.data.open("rb") as file:
        head = file.read(HEAD_BYTES)
    return head, {name: module.claims(head, evidence.name) for name, module in asked("claims", head).items()}


def split(source: Source, call: Call = direct) -> Iterator[Chunk]:
    """Yield the chunks of a source, which cover it without overlap. Raises `EvidenceError` if they cannot be found."""
    module = reader(source.reader)
    for chunk in _by(module, call)(module.split, _as_read(source)):
        yield replace(chunk, source=source)


def begins_anywhere(source: Source) -> bool:
    """Return true if the reader can read any byte range of a source, which is its whole file, without what precedes."""
    return hasattr(reader(source.reader), "between") and '"parts"' not in source.options


def between(source: Source, start: int, stop: int) -> Chunk | None:
    """Return the records that start in a byte range as a chunk; null if none does. Needs `begins_anywhere`."""
    chunk: Chunk = replace(reader(source.reader).between(source, start, stop), source=source)  # type: ignore[attr-defined]
    return chunk if chunk.stop > chunk.start else None


def batches(chunk: Chunk, call: Call = direct) -> Iterator[Batch]:
    """Yield the records of a chunk, their accounting checked. Raises `EvidenceError` if the reader stops early."""
    name = _name(chunk)
    known = _sampled.pop(name, None) if name else None
    module = reader(chunk.source.reader)
    read = _by(module, call)(module.batches, _chunk_as_read(chunk)) if known is None else known
    yield from _checked(chunk, read)


def _checked(chunk: Chunk, read: Iterable[Batch]) -> Iterator[Batch]:
    """Yield what a reader gave of a chunk, with its cells opened and its accounting checked."""
    for batch in read:
        opened = opened_batch(chunk.source, _with_cells_opened(chunk.source, batch))
        yield replace(opened, coverage=accounting.checked(chunk, opened))


_sampled: dict[str, list[Batch]] = {}
"""Small chunks that were read whole for a sample and wait to be counted: most of what a small file costs is reading."""


def _name(chunk: Chunk) -> str:
    """Return a name for what a reader gives of a small chunk; "" if the chunk is not kept."""
    source = chunk.source
    if source.segment != SEGMENT or chunk.stop - chunk.start > _SMALL_BYTES or hasattr(reader(source.reader), "RISKY"):
        return ""
    read = _chunk_as_read(chunk).source
    return digest(chunk.key, read.options, read.encoding, str(read.is_text), *read.columns)


def is_small(chunk: Chunk) -> bool:
    """Return true if a chunk can hold but few records."""
    return chunk.stop - chunk.start <= (_SMALL_BYTES if chunk.source.segment == SEGMENT else _SMALL_ROWS)


def _of_sample(chunk: Chunk) -> Iterator[Batch]:
    """Yield the records of a chunk for a sample; those of a small one are kept until it is read."""
    if not (name := _name(chunk)):
        yield from batches(chunk)
        return
    made: list[Batch] = []
    try:
        made.extend(reader(chunk.source.reader).batches(_chunk_as_read(chunk)))
    except SURVIVED:
        yield from _checked(chunk, made)
        raise
    _sampled[name] = made
    while len(_sampled) > _MOST_SAMPLED:
        _sampled.pop(next(iter(_sampled)), None)
    yield from _checked(chunk, made)


def _chunk_as_read(chunk: Chunk) -> Chunk:
    return replace(chunk, source=_as_read(chunk.source))


def _as_read(source: Source) -> Source:
    """Return a source with only the columns that its reader gives, without those extracted from texts."""
    own = (
        lines_above.own(source)
        or next(filter(None, (module.own(source) for module in _OF_ROWS)), 0)
        or json_cells.own(source)
        or query_cells.own(source)
        or of(source).own
    )
    return replace(source, columns=source.columns[:own]) if own else source


def _records_of_cells(source: Source, frame: pl.DataFrame) -> pl.DataFrame:
    """Return a reader's frame with other rows or columns, if records are not its rows."""
    for module in _OF_ROWS:
        frame = module.opened(source, frame)
    return frame


def _cells_opened(source: Source, frame: pl.DataFrame) -> pl.DataFrame:
    """Return a reader's frame with forms as rows, encoded cells decoded, and JSON and queries in columns."""
    frame = closing_rows.dropped(source, framed_records.dropped(source, _records_of_cells(source, frame)))
    decoded = tagged_cells.opened(source, encoded_cells.decoded(frame, encoded_cells.of(source)))
    return query_cells.opened(source, json_cells.opened(source, decoded))


def _with_cells_opened(source: Source, batch: Batch) -> Batch:
    """Return a batch whose cells are opened; each row added, or left out, counts as a record more or less."""
    frame = _cells_opened(source, lines_above.opened(source, batch.frame))
    more = frame.height - batch.frame.height
    return Batch(frame, batch.coverage + Coverage(records_found=more, rows_read=more) if more else batch.coverage)


def opened(source: Source, rules: Rules, call: Call = direct) -> tuple[Source, pl.DataFrame]:
    """Return a source with its place and with columns for the records in its texts, and a sample of its rows."""
    located = _sample(source, call)
    source = lines_above.told(source, located)
    rows = lines_above.opened(source, located).drop(AT)
    for module in _OF_ROWS:
        source = module.told(source, rows)
        if module.own(source):
            break
    formed = _records_of_cells(source, rows)
    source = framed_records.told(source, formed)
    source = encoded_cells.told(source, formed)
    decoded = encoded_cells.decoded(formed, encoded_cells.of(source))
    source = tagged_cells.told(source, decoded)
    decoded = tagged_cells.opened(source, decoded)
    source = json_cells.told(source, decoded)
    source = query_cells.told(source, json_cells.opened(source, decoded))
    source, rows = opened_source(source, _cells_opened(source, rows), rules)
    return query_cells.placed(json_cells.placed(long_tables.placed(source))), rows


def sample(source: Source, call: Call = direct) -> pl.DataFrame:
    """Return rows from start, middle and end of a source, without locators, to decide what its columns are.

    If the reader stops early, the rows before that are returned.
    """
    return _sample(source, call).drop(AT)


def _sample(source: Source, call: Call) -> pl.DataFrame:
    """Return such a sample with locators."""
    frames = [pl.DataFrame(schema={**{str(i): pl.String for i in range(len(source.columns))}, AT: pl.UInt64})]
    with contextlib.suppress(EvidenceError):
        frames.extend(_by(reader(source.reader), call)(_beginnings, source))
    return pl.concat(frames)


def _beginnings(source: Source) -> Iterator[pl.DataFrame]:
    """Yield the first rows of the first, the middle and the last chunk, of those before the reader stops early."""
    chunks = []
    with contextlib.suppress(EvidenceError):  # it is told when the chunks are read
        for chunk in split(source):
            chunks.append(chunk)  # noqa: PERF402 - what came before the error is kept
    picked = [_beginning(chunks[i]) for i in sorted({0, len(chunks) // 2, len(chunks) - 1})] if chunks else []
    for chunk in picked:
        filled = (batch.frame for batch in _of_sample(chunk) if batch.frame.height)
        for frame in islice(filled, 1):
            yield frame.head(_SAMPLE_ROWS)


def _by(module: Reader, call: Call) -> Call:
    return call if getattr(module, "RISKY", False) else direct


def _beginning(chunk: Chunk) -> Chunk:
    """Return the start of a chunk as a shorter chunk, if locators are bytes; its last record may be cut off."""
    is_bytes = chunk.source.segment == SEGMENT
    return replace(chunk, stop=min(chunk.stop, chunk.start + _SAMPLE_BYTES)) if is_bytes else chunk
