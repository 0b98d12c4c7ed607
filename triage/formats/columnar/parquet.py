"""Read Parquet row group by row group: a damaged one costs its own rows, and a column that cannot be read itself."""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

import polars as pl

from triage.core.errors import EvidenceError, Unsupported
from triage.core.format_info import Claim, Format
from triage.core.model import ROW_SEGMENT, SEGMENT, Batch, Chunk, Evidence, Source
from triage.core.summary import Coverage, Occurrences
from triage.core.sums import Least
from triage.formats.columnar.memory import asked_for, if_scarce
from triage.records.frames import empty, frame, opened_with

if TYPE_CHECKING:
    import pyarrow.parquet as pq

RISKY = True
FORMAT = Format(
    name="parquet",
    title="Parquet",
    library="pyarrow",
    how="streamed",
    limits="no encrypted files or columns; a file whose footer is lost or damaged is not read",
    accounting="bytes of the file as one; a record is a row, lost if none of its columns is left; wrong counts told",
)
BEGINS = (b"PAR1", b"PARE")

_CHUNK_ROWS = 16 * SEGMENT
_BATCH_BYTES = 16 * 1024 * 1024

_BEGINS = re.compile(rb"PAR[1E](?![\t\r\n -~]{4})")


def claims(head: bytes, name: str) -> Claim:
    """Claim SIGNATURE for the magic number, of encrypted files too; not for a text, as "PARENT NAME,CNIC"."""
    del name
    return Claim.SIGNATURE.when(_BEGINS.match(head))


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield the one table. Raises `EvidenceError` if the footer is damaged, `Unsupported` if it is encrypted."""
    with evidence.data.open("rb") as file:
        if file.read(4) == b"PARE":
            raise Unsupported("encrypted:parquet")
    from triage.formats.columnar.cell_text import names_of  # noqa: PLC0415 - heavy

    with _opened(evidence) as file:
        columns = names_of(file.schema_arrow)
    if not columns:
        raise EvidenceError("damaged_parquet", "no columns")
    yield Source(evidence, "parquet", "", columns, segment=ROW_SEGMENT)


def split(source: Source) -> Iterator[Chunk]:
    """Yield ranges of a million rows, whatever the row groups: a group in two ranges is read twice."""
    with _opened(source.evidence) as file:
        rows = sum(_counts(file))
    step = max(1, rows // _CHUNK_ROWS // 1000) * _CHUNK_ROWS
    for start in range(0, max(rows, 1), step):
        yield Chunk(source, start, min(rows, start + step))


def _counts(file: pq.ParquetFile) -> list[int]:
    """Return the rows of each row group: as the group states, or else the fewest values of its flat columns."""
    groups = [file.metadata.row_group(i) for i in range(file.metadata.num_row_groups)]
    single = [i for i in range(len(file.schema)) if file.schema.column(i).max_repetition_level == 0]
    return [
        each.num_rows if each.num_rows > 0 else max(0, min((each.column(i).num_values for i in single), default=0))
        for each in groups
    ]


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Yield batches of at most 65,536 rows; damage ends a row group with a reason, and the next one is read."""
    books = Coverage()
    if chunk.start == 0:
        with _opened(chunk.source.evidence) as file:
            books = _footer(file, chunk.source.evidence.size_bytes)
    yield from opened_with(books, chunk.source, _rows(chunk))


def _footer(file: pq.ParquetFile, size_bytes: int) -> Coverage:
    """Return the accounting of the file's bytes, and of rows that the footer states but the row groups lack."""
    said, found = max(0, file.metadata.num_rows), sum(_counts(file))
    reasons = {"footer_count_wrong": Occurrences(1, 0, Least(0))} if said != found else {}
    lost = max(0, said - found)
    if lost:
        reasons["records_missing"] = Occurrences(lost, 0, Least(found))
    return Coverage(bytes_read=size_bytes, records_found=lost, rows_rejected=lost, reasons=reasons)


def _rows(chunk: Chunk) -> Iterator[Batch]:
    first = 0
    with _opened(chunk.source.evidence) as file:
        for group, rows in enumerate(_counts(file)):
            start, stop = max(first, chunk.start), min(first + rows, chunk.stop)
            if start < stop:
                yield from _until_damage(file, group, (chunk.source, first, start, stop))
            first += rows


def _until_damage(file: pq.ParquetFile, group: int, span: tuple[Source, int, int, int]) -> Iterator[Batch]:
    """Yield the rows of a row group, and the reason if it ends early.

    Rows whose only fault is a wrong page checksum are read, and the checksum is reported.
    """
    import pyarrow as pa  # noqa: PLC0415 - heavy

    source, first, at, stop = span
    for verify in (True, False):
        try:
            with contextlib.nullcontext(file) if verify else _opened(source.evidence, verify=False) as opened:
                for batch in _group(opened, group, (source, first, at, stop)):
                    at += batch.frame.height
                    yield batch
        except (pa.ArrowException, OSError, ValueError, pl.exceptions.PolarsError) as error:
            if_scarce(error)
            if verify and "CRC" in str(error):
                yield Batch(empty(source), Coverage(reasons={"checksum_wrong": Occurrences(1, 0, Least(at))}))
                continue
            yield from _columns_apart(group, (source, first, at, stop))
        else:
            if at < stop:
                yield _lost(source, "records_missing", at, stop - at)
        return


def _columns_apart(group: int, span: tuple[Source, int, int, int]) -> Iterator[Batch]:
    """Yield the rows of a row group with those columns that can be read, and a reason for each of the others."""
    import pyarrow as pa  # noqa: PLC0415 - heavy

    source, _, at, stop = span
    left: list[str] = []
    why: Counter[str] = Counter()
    with _opened(source.evidence, verify=False) as file:
        for name in dict.fromkeys(source.columns):
            try:
                found = sum(batch.frame.height for batch in _group(file, group, span, [name]))
            except (pa.ArrowException, OSError, ValueError, pl.exceptions.PolarsError) as error:
                if_scarce(error)
                why[why_lost(error, file.metadata.row_group(group).total_byte_size)] += 1
            else:
                if found == stop - at:
                    left.append(name)
                else:
                    why["damaged_column"] += 1
        if not left:
            reason = "damaged_row_group" if why["damaged_column"] else why.most_common(1)[0][0]
            yield _lost(source, reason, at, stop - at)
            return
        reasons = {reason: Occurrences(count, 0, Least(at)) for reason, count in why.items()}
        yield Batch(empty(source), Coverage(reasons=reasons, breaks=1))
        yield from _group(file, group, span, left)


def why_lost(error: BaseException, group_bytes: int) -> str:
    """Return why a column could not be read; one as large as its row group says it is asks for memory rightly."""
    import pyarrow as pa  # noqa: PLC0415 - heavy

    if "decrypt" in str(error).lower():
        return "encrypted_columns"
    if isinstance(error, pa.ArrowNotImplementedError):
        return "unsupported:columns of this kind"
    return "over_memory" if 0 < asked_for(error) <= 2 * group_bytes else "damaged_column"


def _group(
    file: pq.ParquetFile, group: int, span: tuple[Source, int, int, int], wanted: list[str] | None = None
) -> Iterator[Batch]:
    """Yield the rows of a row group in [start, stop), counted in the whole file, in which its first row is `first`.

    Cells of columns that are not `wanted` (null = all are) are null. Raises `ValueError` if a wanted one is missing.
    """
    from triage.formats.columnar.cell_text import names_of, texts  # noqa: PLC0415 - heavy

    source, at, start, stop = span
    about = file.metadata.row_group(group)
    wide = max(1, about.total_byte_size // max(1, about.num_rows))
    step = max(1, min(SEGMENT, _BATCH_BYTES // wide))
    for batch in file.iter_batches(batch_size=step, row_groups=[group], columns=wanted, use_threads=False):
        begin, end = max(start, at), min(stop, at + batch.num_rows)
        if begin < end:
            cells = texts(batch.slice(begin - at, end - begin))
            if wanted is not None:
                cells = _filled(source, list(zip(names_of(batch.schema), cells, strict=True)), wanted)
            yield Batch(frame(source, cells, begin), Coverage(records_found=end - begin, rows_read=end - begin))
        at += batch.num_rows
        if at >= stop:
            return


def _filled(source: Source, found: list[tuple[str, pl.Series]], wanted: list[str]) -> list[pl.Series]:
    """Return a series for each column of the table, from those that were found, in their order."""
    if not {*wanted} <= {name for name, _ in found}:
        raise ValueError("a column is missing")
    cells = iter([cells for name, cells in found if name in wanted])
    none = pl.Series([None] * len(found[0][1]), dtype=pl.String)
    return [next(cells) if name in wanted else none for name in source.columns]


def _lost(source: Source, reason: str, at: int, rows: int) -> Batch:
    reasons = {reason: Occurrences(rows, 0, Least(at))}
    return Batch(empty(source), Coverage(records_found=rows, rows_rejected=rows, reasons=reasons))


def _opened(evidence: Evidence, *, verify: bool = True) -> pq.ParquetFile:
    """Return the open file; reading is buffered, so that a row group need not fit into memory."""
    import pyarrow as pa  # noqa: PLC0415 - heavy
    import pyarrow.parquet as pq  # noqa: PLC0415 - heavy

    try:
        return pq.ParquetFile(
            evidence.data, memory_map=False, buffer_size=1 << 20, pre_buffer=False, page_checksum_verification=verify
        )
    except (pa.ArrowException, OSError, ValueError) as error:
        if_scarce(error)
        raise EvidenceError("damaged_parquet", str(error)[:200]) from error
