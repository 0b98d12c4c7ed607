"""Read OpenDocument spreadsheets (ODS), packed or flat, and Excel 2003 XML: every sheet, with repeats limited."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import polars as pl

from triage.core.errors import EvidenceError
from triage.core.format_info import Claim, Format
from triage.core.model import AT, ROW_SEGMENT, SEGMENT, Batch, Chunk, Evidence, Source
from triage.core.summary import Coverage, Occurrences
from triage.core.sums import Least
from triage.formats.document.odt import said
from triage.formats.document.package_xml import DAMAGE, opened, parsed
from triage.formats.spreadsheet import spreadsheetml
from triage.records.header_row import find_header, tells

RISKY = True
FORMAT = Format(
    name="ods",
    title="OpenDocument spreadsheets (ODS, OTS, FODS); Excel 2003 as XML",
    library="lxml",
    how="streamed",
    limits="no password; of a row or cell that is repeated more than a million times one is read",
    accounting="every byte; a record is a row with cells, hidden sheets too",
)

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_KIND = b"opendocument.spreadsheet"
_LOOKED_AT = 2_000
_MOST = 1_048_576
_WIDEST = 16_384


def claims(head: bytes, name: str) -> Claim:
    """Claim EXACT or SIGNATURE for the media type at the start of the zip, or of a flat document."""
    if head.startswith(b"PK\x03\x04"):
        return Claim.EXACT.when(_KIND in head[:128] or name.lower().endswith((".ods", ".ots")))
    if spreadsheetml.begins(head):
        return Claim.EXACT
    return Claim.SIGNATURE.when(b"<office:document" in head[:4096] and _KIND in head[:4096])


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield one source per sheet with cells. Raises `EvidenceError` for locked or damaged files."""
    seen: dict[int, list[tuple[int, list[str]]]] = {}
    names: dict[int, str] = {}
    lasts: dict[int, int] = {}
    widths: dict[int, int] = {}
    failed: EvidenceError | None = None
    try:
        for sheet, name, at, cells in _rows(evidence):
            names[sheet], lasts[sheet] = name, at
            widths[sheet] = max(widths.get(sheet, 0), len(cells))
            kept = seen.setdefault(sheet, [])
            if len(kept) < _LOOKED_AT:
                kept.append((at, cells))
    except EvidenceError as error:
        failed = error
    for index, (sheet, kept) in enumerate(seen.items()):
        width = widths[sheet]
        padded = [[*cells, *[""] * (width - len(cells))] for _, cells in kept]
        filled = [row for row in padded if sum(bool(cell) for cell in row) > width / 2] or padded
        top = find_header(filled, width)
        header = padded.index(filled[top]) if top is not None else None
        columns = padded[header] if header is not None else [f"column {i + 1}" for i in range(width)]
        place = -1 if header is None else kept[header][0]
        is_told = any(tells(cells) for _, cells in kept[:header])
        options = {
            "sheet": sheet,
            "skip": -1 if is_told else place,
            "header": place,
            "first": index == 0,
            "last": lasts[sheet],
        }
        yield Source(
            evidence,
            "ods",
            names[sheet],
            tuple(columns),
            has_header=header is not None,
            options=json.dumps(options),
            segment=ROW_SEGMENT,
        )
    if failed and not seen:
        raise failed


def split(source: Source) -> Iterator[Chunk]:
    """Yield the whole sheet: a stream is read from its beginning."""
    yield Chunk(source, 0, source.option("last") + 1)


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Yield the rows that have cells; after damage the rows before it are kept."""
    source = chunk.source
    size = source.evidence.size_bytes if source.option("first") else 0
    kept: list[tuple[int, list[str]]] = []
    reasons: dict[str, Occurrences] = {}
    try:
        for sheet, _, at, cells in _rows(source.evidence):
            if sheet > source.option("sheet"):
                break
            if sheet == source.option("sheet") and source.option("skip") < at != source.option("header"):
                kept.append((at, cells))
            if len(kept) == SEGMENT:
                yield _batch(source, kept, 0, {})
                kept = []
    except EvidenceError as error:
        reasons[error.reason] = Occurrences(1, 0, Least(kept[-1][0] if kept else 0))
    yield _batch(source, kept, size, reasons)


def _batch(source: Source, rows: list[tuple[int, list[str]]], size: int, reasons: dict[str, Occurrences]) -> Batch:
    width = len(source.columns)
    data = {str(i): [row[i] or None if i < len(row) else None for _, row in rows] for i in range(width)}
    frame = pl.DataFrame(data, schema=dict.fromkeys(data, pl.String))
    frame = frame.with_columns(pl.Series(AT, [at for at, _ in rows], pl.UInt64))
    return Batch(frame, Coverage(size, 0, 0, frame.height, frame.height, 0, reasons, len(reasons)))


@contextmanager
def _content(evidence: Evidence) -> Iterator[IO[bytes]]:
    with evidence.data.open("rb") as file:
        if file.read(2) != b"PK":
            file.seek(0)
            yield file
            return
    with zipfile.ZipFile(evidence.data) as archive:
        names = archive.namelist()
        if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise EvidenceError("encrypted")
        with opened(archive, "content.xml") as content:
            yield content


def _is_2003(evidence: Evidence) -> bool:
    with evidence.data.open("rb") as file:
        return spreadsheetml.begins(file.read(4096))


def _rows(evidence: Evidence) -> Iterator[tuple[int, str, int, list[str]]]:
    """Yield (sheet, its name, row number from 0, cells) of every row that has cells."""
    sheet, at = 0, 0
    try:
        with _content(evidence) as file:
            if _is_2003(evidence):
                yield from spreadsheetml.rows(file)
                return
            for element in parsed(file, (f"{_TABLE}table-row", f"{_TABLE}table")):
                if element.tag == f"{_TABLE}table":
                    sheet, at = sheet + 1, 0
                else:
                    cells = _cells(element)
                    times = int(element.get(f"{_TABLE}number-rows-repeated", "1") or 1)
                    above = next(element.iterancestors(f"{_TABLE}table"), None)
                    name = above.get(f"{_TABLE}name", "") if above is not None else ""
                    for number in range(min(times, _MOST) if cells else 0):
                        yield sheet, name, at + number, cells
                    at += times
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except DAMAGE as error:
        if isinstance(error, EvidenceError):
            raise
        raise EvidenceError("damaged_spreadsheet") from error


def _cells(row: Any) -> list[str]:
    """Return the cells of a row up to the last one with content."""
    cells: list[str] = []
    waiting = 0
    for cell in row.iter(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        times = int(cell.get(f"{_TABLE}number-columns-repeated", "1") or 1)
        text = _cell(cell)
        if not text:
            waiting += times
        elif len(cells) + waiting < _WIDEST:
            cells.extend([""] * waiting)
            cells.extend([text] * min(times, _WIDEST - len(cells)))
            waiting = 0
    return cells


def _cell(cell: Any) -> str:
    """Return what was typed: a number by its value, a date in ISO 8601, else the displayed text."""
    kind = cell.get(f"{_OFFICE}value-type", "")
    if kind in {"float", "currency", "percentage"}:
        value = cell.get(f"{_OFFICE}value", "")
        try:
            number = float(value)
        except ValueError:
            return str(value)
        return str(int(number)) if number.is_integer() and abs(number) < 1e18 else f"{number:.15g}"
    if kind == "date":
        return str(cell.get(f"{_OFFICE}date-value", ""))
    if kind == "boolean":
        return str(cell.get(f"{_OFFICE}boolean-value", "")).upper()
    return "\n".join(said(each) for each in cell.iter(f"{_TEXT}p"))
