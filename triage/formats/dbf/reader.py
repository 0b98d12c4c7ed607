"""Read DBF tables of dBase, FoxPro and Clipper with their memos; deleted rows are read and marked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path, PurePath

import polars as pl

from triage.core.errors import EvidenceError, Unsupported
from triage.core.format_info import Claim, Format
from triage.core.model import AT, ROW_SEGMENT, SEGMENT, Batch, Chunk, Evidence, Source
from triage.core.summary import Coverage, Occurrences
from triage.core.sums import Least
from triage.formats.dbf import header as dbf_layout
from triage.formats.dbf import memo as dbf_memo
from triage.formats.dbf.cells import CellReader
from triage.records.frames import opened_with

RISKY = True
FORMAT = Format(
    name="dbf",
    title="DBF (dBase III to 7, FoxPro, Visual FoxPro with its own tables, Clipper), with their memos",
    library="own",
    how="streamed",
    limits="no dBase II, no encrypted tables; memos over 16 MiB are cut; a memo in an archive is read apart",
    accounting="every byte once; a record is a row, deleted ones too",
)

DELETED = "(deleted)"
"""Name of the last column: "yes" in rows that were deleted and are still in the file."""

_CHUNK_BYTES = 64 * 1024 * 1024
_BATCH_BYTES = 16 * 1024 * 1024
_MEMO_ROWS = 512
_MEMO_BYTES = 64 * 1024 * 1024


def claims(head: bytes, name: str) -> Claim:
    """Claim SIGNATURE for a header whose fields add up to its record, or a memo file; NAME for the name alone."""
    lower = name.lower()
    if dbf_memo.is_memo(head, name):
        return Claim.SIGNATURE
    try:
        layout = dbf_layout.parse(head)
    except EvidenceError:
        return Claim.NAME.when(lower.endswith(".dbf"))
    return Claim.SIGNATURE if layout.adds_up else Claim.CONTENT.when(lower.endswith(".dbf"))


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield one table. Raises `Unsupported` for a memo file next to its table, `EvidenceError` for damage."""
    with evidence.data.open("rb") as file:
        head = file.read(dbf_layout.HEAD_BYTES)
        if dbf_memo.is_memo(head, evidence.name):
            yield _orphan(evidence)
            return
        layout = dbf_layout.parse(head)
        file.seek(layout.first)
        encoding, grounds = dbf_layout.encoding(layout, file.read(1 << 20), _beside(evidence, ".cpg"))
    columns = (*(field.name for field in layout.shown), DELETED)
    notes = (f"code page {encoding}: {grounds}",)
    yield Source(evidence, "dbf", "", columns, encoding=encoding, options="{}", notes=notes, segment=ROW_SEGMENT)


def _orphan(evidence: Evidence) -> Source:
    """Return the source of a memo file without a table next to it. Raises `Unsupported` if there is one."""
    own = PurePath(evidence.name).suffix.lower()
    if _beside(evidence, *(table for table, memos in dbf_memo.OF_TABLES.items() if own in memos)):
        raise Unsupported("memo_read_with_its_table")
    notes = ("a memo file without its table: its texts are read without their rows",)
    options = json.dumps({"memo": True})
    return Source(evidence, "dbf", "", ("memo",), is_text=True, options=options, notes=notes, segment=ROW_SEGMENT)


def split(source: Source) -> Iterator[Chunk]:
    """Yield ranges of rows of about 64 MiB, cut at segments."""
    if "memo" in json.loads(source.options):
        yield Chunk(source, 0, source.evidence.size_bytes)
        return
    layout = _layout(source.evidence)
    rows = layout.whole(source.evidence.size_bytes)
    step = max(1, _CHUNK_BYTES // layout.record_bytes // SEGMENT) * SEGMENT
    for start in range(0, max(rows, 1), step):
        yield Chunk(source, start, min(rows, start + step))


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Yield batches of at most 65,536 rows.

    The first chunk accounts for the header, the last for what follows the rows.
    """
    if "memo" in json.loads(chunk.source.options):
        yield from _memos(chunk.source)
        return
    layout = _layout(chunk.source.evidence)
    yield from opened_with(_edges(layout, chunk), chunk.source, _rows(layout, chunk))


def _rows(layout: dbf_layout.Layout, chunk: Chunk) -> Iterator[Batch]:
    source, evidence = chunk.source, chunk.source.evidence
    step = _MEMO_ROWS if layout.has_memos else max(1, min(SEGMENT, _BATCH_BYTES // layout.record_bytes))
    endings = dbf_memo.OF_TABLES.get(PurePath(evidence.name).suffix.lower(), dbf_memo.ENDINGS)
    beside = _beside(evidence, *endings) if layout.has_memos else None
    with dbf_memo.opened(beside) as memo, evidence.data.open("rb") as file:
        reader = CellReader(layout, source.encoding, memo)
        for start in range(chunk.start, chunk.stop, step):
            rows = min(step, chunk.stop - start)
            file.seek(layout.first + start * layout.record_bytes)
            data = file.read(rows * layout.record_bytes)
            if len(data) < rows * layout.record_bytes:
                raise EvidenceError("evidence_changed")
            yield from _batches(reader, data, start)


def _batches(reader: CellReader, data: bytes, start: int) -> Iterator[Batch]:
    """Yield the rows of some bytes, halved if their memos are large."""
    width = reader.layout.record_bytes
    rows = len(data) // width
    if rows > 1 and reader.memo_bytes(data) > _MEMO_BYTES:
        half = rows // 2 * width
        yield from _batches(reader, data[:half], start)
        yield from _batches(reader, data[half:], start + rows // 2)
        return
    cells, reasons = reader.cells(data, start)
    frame = pl.DataFrame(cells).with_columns(pl.Series(AT, range(start, start + rows), pl.UInt64))
    yield Batch(frame, Coverage(bytes_read=len(data), records_found=rows, rows_read=rows, reasons=reasons))


def _edges(layout: dbf_layout.Layout, chunk: Chunk) -> Coverage:
    """Return the accounting of the bytes before the first and after the last row that belong to this chunk."""
    size = chunk.source.evidence.size_bytes
    rows = layout.whole(size)
    books = Coverage(bytes_read=min(layout.first, size)) if chunk.start == 0 else Coverage()
    if chunk.stop < rows:
        return books
    end = layout.first + rows * layout.record_bytes
    with chunk.source.evidence.data.open("rb") as file:
        file.seek(min(end, size))
        rest = file.read(layout.record_bytes)
    is_mark = not rest.strip(b"\x1a\0")
    if is_mark:
        books += Coverage(bytes_read=len(rest))
    else:
        reasons = {"partial_last_record": Occurrences(1, len(rest), Least(rows))}
        books += Coverage(bytes_rejected=len(rest), records_found=1, rows_rejected=1, reasons=reasons)
    if layout.rows != rows:
        wrong = Occurrences(abs(layout.rows - rows), 0, Least(min(rows, layout.rows)))
        reason = "records_missing" if layout.rows > rows else "records_beyond_header_count"
        books += Coverage(reasons={reason: wrong})
    return books


def _memos(source: Source) -> Iterator[Batch]:
    """Yield every text of a memo file in order; the locator is the byte offset of its block."""
    at: list[int] = []
    texts: list[str] = []
    size, held = source.evidence.size_bytes, 0
    with dbf_memo.opened(source.evidence.data) as memo:
        for offset, text in memo.all(source.encoding):
            at.append(offset)
            texts.append(text)
            held += len(text)
            if held > _BATCH_BYTES:
                yield _memo_batch(at, texts, size)
                at, texts, size, held = [], [], 0, 0
    yield _memo_batch(at, texts, size)


def _memo_batch(at: list[int], texts: list[str], size: int) -> Batch:
    frame = pl.DataFrame({"0": pl.Series(texts, dtype=pl.String), AT: pl.Series(at, dtype=pl.UInt64)})
    return Batch(frame, Coverage(bytes_read=size, records_found=len(at), rows_read=len(at)))


def _layout(evidence: Evidence) -> dbf_layout.Layout:
    with evidence.data.open("rb") as file:
        return dbf_layout.parse(file.read(dbf_layout.HEAD_BYTES))


def _beside(evidence: Evidence, *endings: str) -> Path | None:
    """Return the file of the same stem with one of these endings, whatever their case; null without one.

    A companion of a spooled member has the member's name and the ending (`triage.find.companions`); tables have no
    ending.
    """
    if evidence.members:
        data = evidence.data
        names = [data.name + ending for ending in endings] if not data.suffix else [data.stem]
        return next((each for each in map(data.with_name, names) if each.is_file() and each != data), None)
    try:
        near = sorted(evidence.data.parent.iterdir())
    except OSError:
        return None
    stem = evidence.data.stem.lower()
    for each in near:
        if each.stem.lower() == stem and each.suffix.lower() in endings and each.is_file() and not each.is_symlink():
            return each
    return None
