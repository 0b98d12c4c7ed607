"""Read XLSX as a stream: every sheet, hidden ones too; numbers as the digits that a person would have typed."""

from __future__ import annotations

import contextlib
import json
import math
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import islice
from typing import Any

from triage.core.errors import EvidenceError
from triage.core.format_info import Claim, Format
from triage.core.model import ROW_SEGMENT, SEGMENT, Batch, Chunk, Evidence, Source
from triage.core.summary import Coverage, Occurrences
from triage.core.sums import Least
from triage.formats import office_kind
from triage.formats.spreadsheet import tables, xlsx_notes, xlsx_parts
from triage.formats.spreadsheet.formulas import joined
from triage.formats.spreadsheet.xlsx_parts import DAMAGE, MAIN, UNLISTED, Dates, Shared, said, why

RISKY = True
FORMAT = Format(
    name="excel",
    title="Excel workbooks (XLSX, XLSM, XLTX)",
    library="lxml",
    how="streamed",
    limits="no macros, no properties of the file; texts that many cells share are held in memory up to a limit",
    accounting="every byte; a record is a row with cells, hidden sheets too, or a comment, a text box, a footer",
)
BEGINS = (b"PK\x03\x04",)

_NAMES = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlam")
_WIDEST = 16_384
NOTES = "(notes)"
"""Name of the table of texts outside cells."""

_MOST_NOTES = 10_000_000
_LAST_DAY = 2_958_466
"""Number of days to the end of the year 9999."""
_LAST_ROW = 1 << 31


def claims(head: bytes, name: str) -> Claim:
    """Claim SIGNATURE for a zip with the name or parts of a workbook, CONTENT for other office documents."""
    if not head.startswith(b"PK\x03\x04"):
        return Claim.NONE
    parts = office_kind.parts(head)
    if name.lower().endswith(_NAMES) or any(part.startswith(b"xl/work") for part in parts):
        return Claim.SIGNATURE
    return Claim.CONTENT.when(office_kind.TYPES in parts)


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield one source per sheet, and one of the texts outside cells. Raises `EvidenceError` if there is no sheet."""
    is_first = True
    try:
        with zipfile.ZipFile(evidence.data) as book:
            cells = xlsx_parts.shared(book), xlsx_parts.date_styles(book)
            for sheet in xlsx_parts.sheets(book):
                told = _told(evidence, sheet, is_first=is_first)
                yield from tables.sources(told, _until_damage(book, sheet[1], cells))
                is_first = False
            if next(xlsx_notes.texts(book), ""):
                options = json.dumps({"part": "", "last": _MOST_NOTES, "first": False})
                yield Source(evidence, "excel", NOTES, ("text",), False, True, options=options, segment=ROW_SEGMENT)  # noqa: FBT003
    except DAMAGE as error:
        raise EvidenceError(why(error), str(error)) from error
    if is_first:
        raise EvidenceError("damaged_spreadsheet")


def _told(evidence: Evidence, sheet: tuple[str, str, str], *, is_first: bool) -> tables.Sheet:
    name, part, state = sheet
    said = {"visible": (), UNLISTED: ("the workbook does not list the sheet",)}.get(state, ("the sheet is hidden",))
    return tables.Sheet(evidence, "excel", name, {"part": part, "first": is_first}, said)


def _until_damage(book: zipfile.ZipFile, part: str, cells_by: tuple[Shared, Dates]) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a sheet before its damage, which is counted when the sheet is read."""
    with contextlib.suppress(*DAMAGE):
        yield from _rows(book, part, *cells_by)


split = tables.split


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Yield batches of at most 65,536 rows; after damage the rows before it are kept."""
    source, evidence = chunk.source, chunk.source.evidence
    if source.table == NOTES and source.is_text:
        yield from _notes(source)
        return
    size = evidence.size_bytes if source.option("first") else 0
    kept: list[tuple[int, Sequence[str]]] = []
    shared = Shared()
    reasons: dict[str, Occurrences] = {}
    try:
        with zipfile.ZipFile(evidence.data) as book:
            shared = xlsx_parts.shared(book)
            if shared.damage and source.option("first"):
                reasons[shared.damage] = Occurrences(1, 0, Least(0))
            for row in tables.rows_of(source, _rows(book, source.option("part"), shared, xlsx_parts.date_styles(book))):
                kept.append(row)
                if len(kept) == SEGMENT:
                    yield _batch(source, kept, 0, reasons)
                    kept = []
    except DAMAGE as error:
        reasons[why(error)] = Occurrences(1, 0, Least(kept[-1][0] if kept else 0))
    if shared.lost:
        reasons["shared_texts_missing"] = Occurrences(shared.lost)
    yield _batch(source, kept, size, reasons)


def _notes(source: Source) -> Iterator[Batch]:
    """Yield the texts outside cells; a damaged part ends them."""
    reasons: dict[str, Occurrences] = {}
    kept: list[tuple[int, Sequence[str]]] = []
    try:
        with zipfile.ZipFile(source.evidence.data) as book:
            for number, text in enumerate(islice(xlsx_notes.texts(book), _MOST_NOTES)):
                kept.append((number, [text]))
                if len(kept) == SEGMENT:
                    yield _batch(source, kept, 0, reasons)
                    kept = []
    except DAMAGE as error:
        reasons[why(error)] = Occurrences(1, 0, Least(len(kept)))
    yield _batch(source, kept, 0, reasons)


def _batch(source: Source, rows: list[tuple[int, Sequence[str]]], size: int, reasons: dict[str, Occurrences]) -> Batch:
    books = Coverage(size, records_found=len(rows), rows_read=len(rows), reasons=dict(reasons), breaks=len(reasons))
    reasons.clear()
    return Batch(tables.frame_of(len(source.columns), rows), books)


def _rows(book: zipfile.ZipFile, part: str, shared: Shared, dates: Dates) -> Iterator[tuple[int, list[str]]]:
    """Yield (row number, cells up to the last one) of every row; row numbers count from 0."""
    with xlsx_parts.opened(book, part) as file:
        for count, row in enumerate(xlsx_parts.stream(file, "row", with_cut=True)):
            cells: dict[int, str] = {}
            for place, cell in enumerate(row.iter(f"{MAIN}c")):
                column = _column(cell.get("r", "")) if cell.get("r") else place
                if not 0 <= column < _WIDEST:
                    column = place  # no program has such a column, but the cell exists
                if text := _cell(cell, shared, dates):
                    cells[column] = f"{cells[column]}; {text}" if column in cells else text
            number = row.get("r", "")
            at = int(number) - 1 if number.isdecimal() and 0 < int(number) < _LAST_ROW else count
            yield at, [cells.get(i, "") for i in range(max(cells, default=-1) + 1)]


def _column(reference: str) -> int:
    number = 0
    for letter in reference.rstrip("0123456789").upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def _cell(cell: Any, shared: Shared, dates: Dates) -> str:
    """Return the text of a cell: what it says itself, its value, or, where neither was stored, its formula."""
    value = cell.findtext(f"{MAIN}v") or ""
    own = said(cell) if not value or cell.get("t") == "inlineStr" else ""
    if own:
        return own if value in ("", own) else f"{own}; {value}"
    if not value:
        formula = cell.findtext(f"{MAIN}f")
        if not formula:
            return ""
        # The result was never computed; the formula may contain data.
        return joined(formula) or f"={formula}"
    try:
        return _value(value, cell, shared, dates)
    except (ValueError, OverflowError):
        return value


def _value(value: str, cell: Any, shared: Shared, dates: Dates) -> str:
    """Return the text of a value by the type of its cell. Raises `ValueError` if it does not have that type."""
    kind = cell.get("t", "n")
    if kind == "s":
        return shared.text(int(value))
    if kind == "b":
        return "TRUE" if value == "1" else "FALSE"
    if kind != "n":
        return value
    return _date(value, dates) if int(cell.get("s", 0)) in dates else _number(value)


def _number(value: str) -> str:
    """Return the digits as typed: whole numbers without a decimal point, no exponent, no noise of binary floats."""
    if not re.search("[.eE]", value):
        return value
    number = float(value)
    if not math.isfinite(number):
        return value
    return str(int(number)) if number.is_integer() and abs(number) < 1e18 else f"{number:.15g}"


def _date(value: str, dates: Dates) -> str:
    """Return a date, a time alone, or the number itself if it is neither.

    A number of too many days is not a date, whatever its format.
    """
    days = float(value)
    if not 0 <= days < _LAST_DAY:
        return _number(value)
    moment = dates.first + timedelta(seconds=round(days * 86_400))
    return moment.strftime("%H:%M:%S" if days < 1 else "%Y-%m-%d" if days == int(days) else "%Y-%m-%dT%H:%M:%S")
