"""Read tables of Microsoft Access (MDB, ACCDB) with mdbtools, and check its results: it reports little of damage."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator
from dataclasses import replace

from triage.core.errors import EvidenceError, Unsupported
from triage.core.format_info import Claim, Format
from triage.core.model import ROW_SEGMENT, Batch, Chunk, Evidence, Source
from triage.core.summary import Coverage, Occurrences
from triage.core.sums import Least
from triage.formats.access import mdbtools
from triage.records.json_pairs import Pairs
from triage.records.nested_values import loads
from triage.records.record_frame import OTHER, Rows

RISKY = True
FORMAT = Format(
    name="access",
    title="Microsoft Access (MDB, ACCDB)",
    library="mdbtools",
    how="streamed",
    limits="no encrypted databases, no Money; deleted rows, attachments, linked tables, computed columns are not read",
    accounting="bytes of the file as one; a record is a row, those fewer than the table says are counted as lost",
)

_ACCESS = (b"Standard Jet DB", b"Standard ACE DB")
_MONEY = b"MSISAM Database"
_VERSION, _COMPUTES = 20, 3
"""Offset of the version byte, and the version of Access 2010, which introduced computed columns."""

_JET_3_PAGE, _PAGE = 2048, 4096
_BATCH_ROWS, _BATCH_BYTES = 8192, 16 * 1024 * 1024


def missing() -> str:
    """Return what to install; "" if nothing is missing."""
    return mdbtools.missing()


def claims(head: bytes, name: str) -> Claim:
    """Claim SIGNATURE for the magic number."""
    del name
    return Claim.SIGNATURE.when(head[4:19] in (*_ACCESS, _MONEY))


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield one source per table.

    Raises `Unsupported` for encrypted databases and without mdbtools, `EvidenceError` if there are no tables.
    """
    with evidence.data.open("rb") as file:
        head = file.read(_PAGE)
    if head[4:19] == _MONEY:
        raise Unsupported("unsupported:money")
    if b"<encryption" in head:
        raise Unsupported("encrypted:access")
    if lacking := missing():
        raise Unsupported("unsupported:access", lacking)
    end = mdbtools.End()
    path = evidence.data.absolute()
    found = mdbtools.tables(path, end)
    if not found:
        raise EvidenceError("over_time" if end.is_over_time else "damaged_database", "mdbtools names no table")
    page = _JET_3_PAGE if head[20:21] == b"\0" else _PAGE
    for index, table in enumerate(found):
        own = mdbtools.End()
        columns = (*mdbtools.columns(path, table, own), OTHER)
        rows = mdbtools.count(path, table, own)
        told = {"complaints": own.complaints + (end.complaints if index == 0 else 0)}
        computed = mdbtools.computed(path, table, mdbtools.End()) if head[_VERSION] >= _COMPUTES else []
        options = {"rows": rows, "first": index == 0, "cut": evidence.size_bytes % page, "computed": computed, **told}
        notes = (f"computed of other columns: {', '.join(computed)}",) if computed else ()
        yield Source(evidence, "access", table, columns, options=json.dumps(options), notes=notes, segment=ROW_SEGMENT)


def split(source: Source) -> Iterator[Chunk]:
    """Yield the whole table: its rows come in one stream, and may be more than the table states."""
    yield Chunk(source, 0, max(source.option("rows") or 0, source.evidence.size_bytes))


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Yield batches of some thousand rows, the last with the reasons for missing or doubtful rows."""
    source = chunk.source
    size = source.evidence.size_bytes if source.option("first") else 0
    end = mdbtools.End()
    rows, at, held, computed = Rows(source.columns), 0, 0, frozenset(source.option("computed"))
    for line in mdbtools.rows(source.evidence.data.absolute(), source.table, end):
        try:
            found = row(line)
            rows.add(at, Pairs(each for each in found if each[0] not in computed) if computed else found)
        except (ValueError, RecursionError):
            rows.reject(at, "bad_row", 0)
        at, held = at + 1, held + len(line)
        if len(rows.kept) >= _BATCH_ROWS or held > _BATCH_BYTES:
            yield rows.batch(size)
            rows, size, held = Rows(source.columns), 0, 0
    last = rows.batch(size)
    yield replace(last, coverage=last.coverage + _rest(source, at, end))


def _rest(source: Source, told: int, end: mdbtools.End) -> Coverage:
    """Return what was lost or is doubtful, by comparing counts: mdbtools ends normally on damaged files."""
    expected = source.option("rows")
    reasons: dict[str, Occurrences] = {}
    lost = max(0, (expected or 0) - told)
    if lost:
        reasons["rows_missing"] = Occurrences(lost, 0, Least(told))
    if expected is None:
        reasons["count_unknown"] = Occurrences(1, 0, Least(0))
    elif told > expected:
        reasons["rows_beyond_count"] = Occurrences(told - expected, 0, Least(expected))
    if columns := source.option("computed"):
        reasons["computed_columns_not_read"] = Occurrences(len(columns), 0, Least(0))
    complaints = end.complaints + source.option("complaints")
    if complaints or end.is_failed:
        reasons["damaged_database"] = Occurrences(max(1, complaints), 0, Least(told))
    if end.is_over_time:
        reasons["over_time"] = Occurrences(1, 0, Least(told))
    if source.option("first") and source.option("cut"):
        reasons["partial_last_page"] = Occurrences(1, source.option("cut"), Least(source.evidence.size_bytes))
    return Coverage(records_found=lost, rows_rejected=lost, reasons=reasons)


def row(line: bytes) -> Pairs:
    """Return one line of mdb-json as pairs; binary values become text if they are UTF-8, else hexadecimal digits.

    Bytes that are not UTF-8 are lone surrogates here, and escapes in the frame. Raises `ValueError` if the line is not
    a JSON object.
    """
    value = loads(line.decode("utf-8", "surrogateescape"))
    if not isinstance(value, Pairs):
        raise ValueError("no object")  # noqa: TRY004 - a row that is none, as JSON that is none
    return Pairs((key, _binary(each) if isinstance(each, Pairs) else each) for key, each in value)


def _binary(value: Pairs) -> object:
    said = dict(value).get("$binary")
    if not isinstance(said, str):
        return value
    try:
        data = base64.b64decode(said)
    except binascii.Error:
        return said
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return "0x" + data.hex()
