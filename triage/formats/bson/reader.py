"""Read BSON as mongodump writes it, one document at a time, so that a damaged one costs only itself."""

from __future__ import annotations

import json
import math
import mmap
from collections.abc import Iterator, MutableMapping
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Any

from triage.core.errors import EvidenceError
from triage.core.format_info import Claim, Format
from triage.core.model import SEGMENT, Batch, Chunk, Evidence, Source
from triage.core.summary import Coverage, Occurrences
from triage.core.sums import Least
from triage.formats.bson import boundaries as outer
from triage.records.json_pairs import Pairs
from triage.records.record_frame import Rows, columns_of
from triage.text import blob_text

RISKY = True
FORMAT = Format(
    name="bson",
    title="BSON and archives of mongodump",
    library="own framing, bson of PyMongo for each document",
    how="streamed",
    limits="documents over 48 MiB are damage; metadata of an archive (indexes) is passed over",
    accounting="every byte once; a record is a document",
)

_SMALLEST_PAIR = 16
"""Smallest document in bytes that may contain another one because of a wrong length."""

_CHUNK_BYTES = 64 * 1024 * 1024
_BATCH_BYTES = 8 * 1024 * 1024
_BATCH_ROWS = 8192
_SAMPLE_BYTES = 1 << 20
_SAMPLE_ROWS = 2000


class _Object(Pairs):
    """A decoded document; a key that occurs twice is kept twice."""

    def __setitem__(self, key: Any, value: Any) -> None:
        self.append((key, value))


MutableMapping.register(_Object)


def claims(head: bytes, name: str) -> Claim:
    """Claim SIGNATURE for an archive or for complete documents, CONTENT for a long first document in a ".bson" file."""
    if head.startswith(outer.ARCHIVE):
        return Claim.SIGNATURE
    size = int.from_bytes(head[:4], "little", signed=True)
    is_named = name.lower().endswith(".bson")
    if not 5 < size <= outer.LARGEST or len(head) < 8 or not 1 <= head[4] <= 0x13:
        return Claim.NAME.when(is_named)
    if size > len(head):
        return Claim.CONTENT.when(is_named)
    stop = outer.end_of(head, 0)
    if not stop or b"\0" not in head[5:stop]:
        return Claim.NAME.when(is_named)
    is_followed = stop == len(head) or outer.end_of(head, stop) or len(head) >= SEGMENT
    return Claim.SIGNATURE.when(is_named or (is_followed and _is_document(head[:stop])))


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield one table, or one per collection of an archive. Raises `EvidenceError` if there is no document."""
    with outer.mapped(evidence.data) as data:
        is_archive = data[:4] == outer.ARCHIVE
        tables = _archive_samples(data) if is_archive else {"": _samples(data)}
    if not any(tables.values()):
        raise EvidenceError("damaged_bson", "no document can be read")
    for index, (name, sample) in enumerate(tables.items()):
        options = json.dumps({"archive": is_archive, "first": index == 0})
        yield Source(evidence, "bson", name, columns_of(sample), options=options)


def _samples(data: mmap.mmap) -> list[object]:
    """Return documents from the start, the middle and the end."""
    found: list[object] = []
    counts = [0, 0, 0]
    borders = (_SAMPLE_BYTES, len(data) // 2, max(len(data) // 2, len(data) - _SAMPLE_BYTES))
    for frame in outer.frames(data):
        part = 0 if frame.start < borders[0] else 2 if frame.start >= borders[2] else 1
        is_near = part != 1 or frame.start >= borders[1]
        if frame.kind == "document" and is_near and counts[part] < _SAMPLE_ROWS:
            counts[part] += 1
            value, reason = _document(data[frame.start : frame.stop])
            if reason in ("", "bad_utf8"):
                found.append(value)
    return found


def _archive_samples(data: mmap.mmap) -> dict[str, list[object]]:
    found: dict[str, list[object]] = {}
    for frame in outer.archived(data):
        if frame.kind == "frame":
            continue
        sample = found.setdefault(frame.name, [])
        if frame.kind == "document" and len(sample) < _SAMPLE_ROWS:
            value, reason = _document(data[frame.start : frame.stop])
            if reason in ("", "bad_utf8"):
                sample.append(value)
    return found


def split(source: Source) -> Iterator[Chunk]:
    """Yield ranges of 64 MiB; an archive is one range, because its collections alternate."""
    size = source.evidence.size_bytes
    step = size if source.option("archive") else _CHUNK_BYTES
    for start in range(0, size, step):
        yield Chunk(source, start, min(size, start + step))


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Yield batches of some thousand documents. Damage is counted as a reason, and reading continues after it."""
    source = chunk.source
    with outer.mapped(source.evidence.data) as data:
        frames = _own(source, data) if source.option("archive") else outer.frames(data)
        rows, size, odd = Rows(source.columns), 0, Coverage()
        for frame in frames:
            if not chunk.start <= frame.start < chunk.stop:
                if frame.start >= chunk.stop:
                    break
                continue
            odd += _add(rows, data, frame)
            size += frame.stop - frame.start
            if len(rows.kept) >= _BATCH_ROWS or size >= _BATCH_BYTES:
                yield _batch(rows, size, odd)
                rows, size, odd = Rows(source.columns), 0, Coverage()
        yield _batch(rows, size, odd)


def _own(source: Source, data: mmap.mmap) -> Iterator[outer.Frame]:
    """Yield the frames of one collection; the first collection accounts for frames that belong to none."""
    is_first = source.option("first")
    for frame in outer.archived(data):
        if (frame.kind == "frame" and is_first) or (frame.kind != "frame" and frame.name == source.table):
            yield frame


def _batch(rows: Rows, size: int, odd: Coverage) -> Batch:
    batch = rows.batch(size)
    return replace(batch, coverage=batch.coverage + odd)


def _add(rows: Rows, data: mmap.mmap, frame: outer.Frame) -> Coverage:
    """Add the content of a frame; return the reasons of rows that are kept nevertheless."""
    if frame.kind == "frame":
        return Coverage()
    if frame.kind == "damage":
        rows.reject(frame.start, "damaged_bson", frame.stop - frame.start)
        return Coverage()
    reason = _kept(rows, data[frame.start : frame.stop], frame.start)
    if reason == "bad_utf8":
        return Coverage(reasons={reason: Occurrences(1, 0, Least(frame.start))})
    if not reason:
        return Coverage()
    good = sum(_rescued(rows, data, frame)) if reason == "damaged_document" else 0
    rows.reject(frame.start, reason, frame.stop - frame.start - good)
    return Coverage()


def _rescued(rows: Rows, data: mmap.mmap, frame: outer.Frame) -> Iterator[int]:
    """Yield the sizes of complete documents that a document with a wrong length contained."""
    if frame.stop - frame.start < _SMALLEST_PAIR:
        return
    inside = data[frame.start + 1 : frame.stop]
    at = outer.found_again(inside, 0)
    for each in islice(outer.frames(inside[at:]), 100_000):
        start = at + each.start
        if each.kind == "document" and not _kept(rows, inside[start : at + each.stop], frame.start + 1 + start):
            yield each.stop - each.start


def _kept(rows: Rows, document: bytes, at: int) -> str:
    """Add a document; return "" or the reason why it is damaged."""
    value, reason = _document(document)
    if reason in ("", "bad_utf8"):
        try:
            rows.add(at, value)
        except RecursionError:
            rows.at[len(rows.kept) :] = []
            return "too_deep"
    return reason


def _is_document(document: bytes) -> bool:
    return _document(document)[1] in ("", "bad_utf8")


def _document(document: bytes) -> tuple[object, str]:
    """Return a document's value and "", the value and "bad_utf8" if bytes were escaped, or null and the reason."""
    import bson  # noqa: PLC0415 - heavy
    from bson.codec_options import CodecOptions, DatetimeConversion  # noqa: PLC0415 - heavy

    for handler in ("strict", "backslashreplace"):
        options: Any = CodecOptions(
            document_class=_Object,
            unicode_decode_error_handler=handler,
            datetime_conversion=DatetimeConversion.DATETIME_AUTO,
        )
        try:
            return _plain(bson.decode(document, options)), "" if handler == "strict" else "bad_utf8"
        except RecursionError:
            return None, "too_deep"
        except (bson.errors.BSONError, ValueError, OverflowError, TypeError, MemoryError) as error:
            if "utf" not in str(error).lower():
                break
    return None, "damaged_document"


def _plain(value: Any) -> Any:  # noqa: PLR0911 - one line a type
    """Return the value with its scalars as text."""
    if isinstance(value, Pairs):
        return Pairs((str(key), _plain(each)) for key, each in value)
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if value is None or (isinstance(value, (bool, str)) and type(value).__module__ != "bson.code"):
        return value
    if isinstance(value, float):
        return str(int(value)) if math.isfinite(value) and value.is_integer() and abs(value) < 1e18 else repr(value)
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return _bytes(value)
    if hasattr(value, "as_doc"):  # a reference to another collection
        return Pairs((str(key), _plain(each)) for key, each in value.as_doc().items())
    if hasattr(value, "pattern"):
        return _plain(value.pattern)
    return str(value) if not hasattr(value, "time") else str(value.time)


def _bytes(value: bytes) -> str:
    text, is_cut = blob_text.of(value)
    return "0x" + value.hex() if is_cut else text
