"""Read ORC stripe by stripe, so that a damaged one costs only its own rows. Avro is recognised but not read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import polars as pl

from triage.core.errors import EvidenceError, Unsupported
from triage.core.format_info import Claim, Format
from triage.core.model import ROW_SEGMENT, SEGMENT, Batch, Chunk, Evidence, Source
from triage.core.summary import Coverage, Occurrences
from triage.core.sums import Least
from triage.formats.columnar.memory import if_scarce
from triage.records.frames import empty, frame, opened_with

RISKY = True
FORMAT = Format(
    name="orc",
    title="ORC",
    library="pyarrow",
    how="streamed by stripes",
    limits="a file whose footer is lost is not read; Avro is not read",
    accounting="bytes of the file as one; a record is a row, those of damaged stripes are counted together as lost",
)
BEGINS = (b"ORC", b"Obj\x01")

_AVRO = b"Obj\x01"
_BEGINS = re.compile(rb"ORC(?![\t\r\n -~]{4})")


def claims(head: bytes, name: str) -> Claim:
    """Claim SIGNATURE for the magic numbers of ORC and of Avro, whose first value is a map with its schema."""
    del name
    return Claim.SIGNATURE.when(_BEGINS.match(head) or (head.startswith(_AVRO) and b"avro." in head[:4096]))


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield the one table. Raises `Unsupported` for Avro, `EvidenceError` if the footer is damaged."""
    import pyarrow as pa  # noqa: PLC0415 - heavy

    from triage.formats.columnar.cell_text import names_of  # noqa: PLC0415 - heavy

    with evidence.data.open("rb") as file:
        if file.read(4) == _AVRO:
            raise Unsupported("unsupported:avro")
    try:
        columns = names_of(_opened(evidence).schema)
    except pa.ArrowNotImplementedError as error:
        raise Unsupported("unsupported:orc without columns") from error
    if not columns:
        raise EvidenceError("damaged_orc", "no columns")
    yield Source(evidence, "orc", "", columns, segment=ROW_SEGMENT)


def split(source: Source) -> Iterator[Chunk]:
    """Yield the whole file: the number of rows of a stripe is known only after reading it."""
    yield Chunk(source, 0, max(1, source.evidence.size_bytes, _opened(source.evidence).nrows))


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Yield batches of at most 65,536 rows; rows that the footer counts and no stripe gives are lost."""
    books = Coverage(bytes_read=chunk.source.evidence.size_bytes)
    yield from opened_with(books, chunk.source, _rows(chunk))


def _rows(chunk: Chunk) -> Iterator[Batch]:
    import pyarrow as pa  # noqa: PLC0415 - heavy

    from triage.formats.columnar.cell_text import texts  # noqa: PLC0415 - heavy

    source, at, first_bad = chunk.source, 0, None
    file = _opened(source.evidence)
    for stripe in range(file.nstripes):
        try:
            batch = file.read_stripe(stripe)
            for start in range(0, batch.num_rows, SEGMENT):
                rows = frame(source, texts(batch.slice(start, SEGMENT)), at)
                yield Batch(rows, Coverage(records_found=rows.height, rows_read=rows.height))
                at += rows.height
        except (pa.ArrowException, OSError, ValueError, pl.exceptions.PolarsError) as error:
            if_scarce(error)
            first_bad = at if first_bad is None else first_bad
    lost = max(file.nrows - at, int(first_bad is not None))
    if lost > 0:
        reasons = {"damaged_stripe": Occurrences(lost, 0, Least(at if first_bad is None else first_bad))}
        yield Batch(empty(source), Coverage(records_found=lost, rows_rejected=lost, reasons=reasons))


def _opened(evidence: Evidence) -> Any:
    import pyarrow as pa  # noqa: PLC0415 - heavy
    from pyarrow import orc  # noqa: PLC0415 - heavy

    try:
        return orc.ORCFile(str(evidence.data))
    except (pa.ArrowException, OSError, ValueError) as error:
        if_scarce(error)
        raise EvidenceError("damaged_orc", str(error)[:200]) from error
