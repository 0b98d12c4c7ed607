"""Read OpenDocument spreadsheets (ODS), packed or flat, and Excel 2003 XML: every sheet, with repeats limited."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, groupby
from typing import IO, Any

from triage.core.errors import EvidenceError
from triage.core.format_info import Claim, Format
from triage.core.model import SEGMENT, Batch, Chunk, Evidence, Source
from triage.core.summary import Coverage, Occurrences
from triage.core.sums import Least
from triage.formats import office_kind
from triage.formats.document.odt import said
from triage.formats.document.package_xml import DAMAGE, opened, parsed
from triage.formats.spreadsheet import spreadsheetml, tables

RISKY = True
HAS = (b"PK\x03\x04", b"<")
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
_MOST = 1_048_576
_WIDEST = 16_384


def claims(head: bytes, name: str) -> Claim:
    """Claim EXACT or SIGNATURE for the media type at the start of the zip, or of a flat document."""
    if head.startswith(b"PK\x03\x04"):
        return Claim.EXACT.when(_KIND in office_kind.media_type(head) or name.lower().endswith((".ods", ".ots")))
    if spreadsheetml.begins(head):
        return Claim.EXACT
    return Claim.SIGNATURE.when(b"<office:document" in head[:4096] and _KIND in head[:4096])


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield one source per sheet with cells. Raises `EvidenceError` for locked or damaged files."""
    is_first, failed = True, list[EvidenceError]()
    for sheet, rows in groupby(_until_damage(evidence, failed), key=lambda row: row[0]):
        first = next(rows)
        told = tables.Sheet(evidence, "ods", first[1], {"sheet": sheet, "first": is_first})
        yield from tables.sources(told, (row[2:] for row in chain([first], rows)))
        is_first = False
    if failed and is_first:
        raise failed[0]


def _until_damage(evidence: Evidence, failed: list[EvidenceError]) -> Iterator[tuple[int, str, int, list[str]]]:
    """Yield all rows before the damage, which is added to `failed`."""
    try:
        yield from _rows(evidence)
    except EvidenceError as error:
        failed.append(error)


split = tables.split


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Yield the rows that have cells; after damage the rows before it are kept."""
    source = chunk.source
    size = source.evidence.size_bytes if source.option("first") else 0
    kept: list[tuple[int, Sequence[str]]] = []
    reasons: dict[str, Occurrences] = {}
    try:
        for row in tables.rows_of(source, _of_sheet(source)):
            kept.append(row)
            if len(kept) == SEGMENT:
                yield _batch(source, kept, 0, {})
                kept = []
    except EvidenceError as error:
        reasons[error.reason] = Occurrences(1, 0, Least(kept[-1][0] if kept else 0))
    yield _batch(source, kept, size, reasons)


def _of_sheet(source: Source) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of the sheet that a source is of."""
    wanted = source.option("sheet")
    for sheet, _, at, cells in _rows(source.evidence):
        if sheet > wanted:
            return
        if sheet == wanted:
            yield at, cells


def _batch(source: Source, rows: list[tuple[int, Sequence[str]]], size: int, reasons: dict[str, Occurrences]) -> Batch:
    books = Coverage(size, 0, 0, len(rows), len(rows), 0, reasons, len(reasons))
    return Batch(tables.frame_of(len(source.columns), rows), books)


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
