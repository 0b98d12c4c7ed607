"""Read Arrow IPC files and streams and Feather (1 and 2), as streams, so that everything before damage is kept."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Self

import polars as pl

from triage.core.errors import EvidenceError
from triage.core.format_info import Claim, Format
from triage.core.model import ROW_SEGMENT, SEGMENT, Batch, Chunk, Evidence, Source
from triage.core.summary import Coverage, Occurrences
from triage.core.sums import Least
from triage.formats.columnar.memory import if_scarce
from triage.records.frames import empty, frame

if TYPE_CHECKING:
    import pyarrow as pa

RISKY = True
FORMAT = Format(
    name="arrow",
    title="Arrow IPC (file and stream) and Feather (1 and 2)",
    library="pyarrow",
    how="streamed; Feather 1 whole",
    limits="nothing is read behind damage",
    accounting="bytes up to the last good batch, the rest is rejected; a record is a row",
)
BEGINS = (b"ARROW1", b"FEA1", b"\xff\xff\xff\xff")

_FIELDS = range(8, 18, 2)
"""Bytes of the list of fields of a message, by how many it has."""

_FILE, _STREAM, _FEATHER_1 = b"ARROW1", b"\xff\xff\xff\xff", b"FEA1"


def claims(head: bytes, name: str) -> Claim:
    """Claim SIGNATURE for a magic number, or for the first message of a stream, which holds a schema."""
    del name
    return Claim.SIGNATURE.when(
        head.startswith((_FILE, _FEATHER_1)) or (head.startswith(_STREAM) and _is_schema(head, 8))
    )


def _is_schema(head: bytes, at: int) -> bool:
    """Return true if a message of the kind of a schema begins at an offset (FlatBuffers)."""
    try:
        table = at + struct.unpack_from("<I", head, at)[0]
        fields = table - struct.unpack_from("<i", head, table)[0]
        size, _, _, kind = struct.unpack_from("<4H", head, fields)
        return size in _FIELDS and kind > 0 and head[table + kind] == 1
    except (struct.error, IndexError):
        return False


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield the one table. Raises `EvidenceError` if its schema is damaged."""
    from triage.formats.columnar.cell_text import names_of  # noqa: PLC0415 - heavy

    with _Stream(evidence) as stream:
        columns = names_of(stream.schema)
    if not columns:
        raise EvidenceError("damaged_arrow", "no columns")
    yield Source(evidence, "arrow", "", columns, segment=ROW_SEGMENT)


def split(source: Source) -> Iterator[Chunk]:
    """Yield the whole file, which is read as one stream."""
    yield Chunk(source, 0, source.evidence.size_bytes)


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Yield batches of at most 65,536 rows; after damage the rest of the bytes is rejected."""
    import pyarrow as pa  # noqa: PLC0415 - heavy

    from triage.formats.columnar.cell_text import texts, unknown_types  # noqa: PLC0415 - heavy

    source, at, good, unknown = chunk.source, 0, 0, set[str]()
    size = source.evidence.size_bytes
    with _Stream(source.evidence) as stream:
        try:
            for batch in stream.batches():
                batch.validate()
                unknown.update(unknown_types(batch))
                for start in range(0, batch.num_rows, SEGMENT):
                    rows = frame(source, texts(batch.slice(start, SEGMENT)), at)
                    yield Batch(rows, Coverage(records_found=rows.height, rows_read=rows.height))
                    at += rows.height
                good = min(size, stream.position())
        except (pa.ArrowException, OSError, ValueError, pl.exceptions.PolarsError) as error:
            if_scarce(error)
            reasons = {"damaged_arrow": Occurrences(1, size - good, Least(good))}
            books = Coverage(good, size - good, records_found=1, rows_rejected=1, reasons=reasons)
        else:
            is_whole = stream.is_ended()
            reasons = {} if is_whole else {"end_mark_missing": Occurrences(1, 0, Least(size))}
            books = Coverage(bytes_read=size, reasons=reasons)
    unread = {f"unsupported:columns of {kind}": Occurrences(1) for kind in sorted(unknown)}
    yield Batch(empty(source), books + Coverage(reasons=unread, breaks=len(unread)))


class _Stream:
    """An open file of record batches. Raises `EvidenceError` if its beginning is damaged."""

    def __init__(self, evidence: Evidence) -> None:
        import pyarrow as pa  # noqa: PLC0415 - heavy
        from pyarrow import feather  # noqa: PLC0415 - heavy

        self._size = evidence.size_bytes
        self._file: Any = pa.OSFile(str(evidence.data))
        self._table: pa.Table | None = None
        self._kind = self._file.read(6)
        try:
            if self._kind.startswith(_FEATHER_1):
                self._table = feather.read_table(str(evidence.data), memory_map=False)
                self.schema: pa.Schema = self._table.schema
                return
            self._file.seek(8 if self._kind == _FILE else 0)
            self._reader: Any = pa.ipc.open_stream(self._file)
            self.schema = self._reader.schema
        except (pa.ArrowException, OSError, ValueError) as error:
            if_scarce(error)
            self._file.close()
            raise EvidenceError("damaged_arrow", str(error)[:200]) from error

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Yield every batch in order."""
        yield from self._table.to_batches() if self._table is not None else self._reader

    def position(self) -> int:
        """Return the number of bytes read so far."""
        return self._size if self._table is not None else int(self._file.tell())

    def is_ended(self) -> bool:
        """Return true if a file has its footer, or a stream ends with its last batch."""
        if self._table is not None:
            return True
        end = self._file.tell()
        if self._kind != _FILE:
            return bool(end >= self._size)
        self._file.seek(max(0, self._size - 6))
        return bool(self._file.read(6) == _FILE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
