"""Read older and binary Excel workbooks (XLS, XLSB), sheet by sheet, hidden ones too."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from triage.core.errors import EvidenceError
from triage.core.format_info import Claim, Format
from triage.core.model import ROW_SEGMENT, Batch, Chunk, Evidence, Source
from triage.core.summary import Coverage
from triage.formats import office_kind
from triage.formats.spreadsheet import tables, xls_notes
from triage.formats.spreadsheet.xlsx import NOTES

RISKY = True
FORMAT = Format(
    name="old_excel",
    title="Excel 5 to 2003 and binary workbooks (XLS, XLSB)",
    library="python-calamine",
    how="whole",
    limits="a sheet is held in memory, up to the limit of a reader",
    accounting="every byte; a record is a row with cells, hidden sheets too, or a comment or text box",
)
BEGINS = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04")

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book\0"))
_WITHOUT_CELLS = ("ChartSheet", "Vba")
"""Ends of the names of kinds of sheets that hold a chart or a program."""

_BATCH = 8_192
_MOST_NOTES = 10_000_000


def claims(head: bytes, name: str) -> Claim:
    """Claim SIGNATURE for an old workbook by its stream or name, EXACT for a binary one."""
    lower = name.lower()
    if head.startswith(_OLE):
        is_named = lower.endswith((".xls", ".xlt", ".xla"))
        return Claim.SIGNATURE.when(
            is_named or any(head[at : at + 16].startswith(_STREAMS) for at in range(512, len(head), 128))
        )
    if head.startswith(b"PK\x03\x04"):
        return Claim.EXACT.when(lower.endswith(".xlsb") or b"xl/workbook.bin" in office_kind.parts(head))
    return Claim.NONE


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield one source per sheet with cells, and one of the texts outside cells.

    Raises `EvidenceError` for locked or damaged files; for a damaged sheet behind the others.
    """
    book, is_empty, wrong = _book(evidence), True, list[EvidenceError]()
    for sheet in book.sheets_metadata:
        try:
            rows = _rows(book, sheet.name)
        except EvidenceError as error:
            wrong += [] if str(sheet.typ).endswith(_WITHOUT_CELLS) else [error]
            continue
        if not rows:
            continue
        said = () if str(sheet.visible).endswith("Visible") else ("the sheet is hidden",)
        decided: dict[str, object] = {"sheet": sheet.name, "first": is_empty}
        yield from tables.sources(tables.Sheet(evidence, "old_excel", sheet.name, decided, said), rows)
        is_empty = False
    if next(xls_notes.texts(evidence.data), ""):
        options = json.dumps({"last": _MOST_NOTES, "owns": is_empty})
        yield Source(evidence, "old_excel", NOTES, ("text",), False, True, options=options, segment=ROW_SEGMENT)  # noqa: FBT003
    if wrong:
        raise wrong[0]


split = tables.split


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Yield the rows that have cells; locators are row numbers from 0.

    The bytes belong to the first sheet with cells.
    """
    source = chunk.source
    if source.table == NOTES and source.is_text:
        size = source.evidence.size_bytes if source.option("owns") else 0
        yield _batch(1, [(at, [text]) for at, text in enumerate(xls_notes.texts(source.evidence.data)) if text], size)
        return
    book = _book(source.evidence)
    rows = list(tables.rows_of(source, _rows(book, source.option("sheet"))))
    size = source.evidence.size_bytes if source.option("first") else 0
    for start in range(0, max(1, len(rows)), _BATCH):
        kept = rows[start : start + _BATCH]
        yield _batch(len(source.columns), kept, size if start == 0 else 0)


def _batch(width: int, rows: Sequence[tuple[int, Sequence[str]]], size_bytes: int) -> Batch:
    return Batch(tables.frame_of(width, rows), Coverage(size_bytes, 0, 0, len(rows), len(rows)))


def _book(evidence: Evidence) -> Any:
    import python_calamine  # noqa: PLC0415 - only for this kind

    try:
        return python_calamine.CalamineWorkbook.from_path(str(evidence.data))
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        said = str(error).lower()
        raise EvidenceError(
            "encrypted" if "password" in said or "encrypt" in said else "damaged_spreadsheet"
        ) from error


def _rows(book: Any, name: str) -> list[tuple[int, list[str]]]:
    """Return the numbers and cells of the rows of a sheet, from the first row with cells."""
    import python_calamine  # noqa: PLC0415 - only for this kind

    try:
        sheet = book.get_sheet_by_name(name)
        found = sheet.to_python(skip_empty_area=True)
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise EvidenceError("damaged_spreadsheet") from error
    top = sheet.start[0] if sheet.start else 0
    # An empty cell is "": a formatted sheet may have millions, and rows of them are passed over as a whole.
    return [(top + number, list(map(_said, row))) for number, row in enumerate(found) if row.count("") < len(row)]


def _said(cell: Any) -> str:
    """Return what was typed: whole numbers without a decimal point, dates in ISO 8601."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e18 else f"{cell:.15g}"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(timespec="seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell) if isinstance(cell, timedelta | int) else cell
