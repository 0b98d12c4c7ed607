"""Read XLSX as a stream: every sheet, hidden ones too; numbers as the digits that a person would have typed."""

from __future__ import annotations

import contextlib
import json
import math
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import Any

import polars as pl

from triage.core.errors import EvidenceError
from triage.core.format_info import Claim, Format
from triage.core.model import AT, ROW_SEGMENT, SEGMENT, Batch, Chunk, Evidence, Source
from triage.core.summary import Coverage, Occurrences
from triage.core.sums import Least
from triage.formats.spreadsheet import xlsx_notes, xlsx_parts
from triage.formats.spreadsheet.xlsx_parts import DAMAGE, MAIN, UNLISTED, Dates, Shared, said, why
from triage.records.header_row import find_header, tells

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
_LOOKED_AT = 2_000
_LAST_ROW = 1 << 31


def claims(head: bytes, name: str) -> Claim:
    """Claim SIGNATURE for a zip with the name or parts of a workbook, CONTENT for other office documents."""
    if not head.startswith(b"PK\x03\x04"):
        return Claim.NONE
    if name.lower().endswith(_NAMES) or b"xl/work" in head:
        return Claim.SIGNATURE
    return Claim.CONTENT.when(b"[Content_Types].xml" in head)


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield one source per sheet, and one of the texts outside cells. Raises `EvidenceError` if there is no sheet."""
    is_first = True
    try:
        with zipfile.ZipFile(evidence.data) as book:
            cells = xlsx_parts.shared(book), xlsx_parts.date_styles(book)
            for sheet in xlsx_parts.sheets(book):
                yield _source(evidence, _looked(book, sheet[1], cells), sheet, is_first=is_first)
                is_first = False
            if next(xlsx_notes.texts(book), ""):
                options = json.dumps({"part": "", "last": _MOST_NOTES, "first": False})
                yield Source(evidence, "excel", NOTES, ("text",), False, True, options=options, segment=ROW_SEGMENT)  # noqa: FBT003
    except DAMAGE as error:
        raise EvidenceError(why(error), str(error)) from error
    if is_first:
        raise EvidenceError("damaged_spreadsheet")


@dataclass(frozen=True, slots=True)
class _Looked:
    """What one pass over a sheet found: its first rows, its width, and the number of its last row."""

    rows: list[list[str]]
    width: int
    last: int


def _looked(book: zipfile.ZipFile, part: str, cells_by: tuple[Shared, Dates]) -> _Looked:
    """Return what a sheet holds before its damage, which is counted when the sheet is read."""
    rows: list[list[str]] = []
    last, width = 0, 0
    with contextlib.suppress(*DAMAGE):
        for number, cells in _rows(book, part, *cells_by):
            last = max(last, number)
            width = max(width, max(cells, default=-1) + 1)
            if len(rows) < _LOOKED_AT:
                rows.append([cells.get(i, "") for i in range(max(cells, default=-1) + 1)])
    return _Looked(rows, width, last)


def _source(evidence: Evidence, seen: _Looked, sheet: tuple[str, str, str], *, is_first: bool) -> Source:
    name, part, state = sheet
    width = seen.width
    padded = [[*row, *[""] * (width - len(row))] for row in seen.rows]
    filled = [row for row in padded if sum(bool(cell) for cell in row) > width / 2] or padded
    top = find_header(filled, width)
    header = padded.index(filled[top]) if top is not None else None
    columns = padded[header] if header is not None else [f"column {i + 1}" for i in range(width)]
    place = 0 if header is None else header + 1
    skip = 0 if any(tells(row) for row in seen.rows[:header]) else place
    notes = {"visible": (), UNLISTED: ("the workbook does not list the sheet",)}
    return Source(
        evidence,
        "excel",
        name,
        tuple(columns),
        has_header=header is not None,
        options=json.dumps({"part": part, "last": seen.last, "first": is_first, "skip": skip, "header": place}),
        notes=notes.get(state, ("the sheet is hidden",)),
        segment=ROW_SEGMENT,
    )


def split(source: Source) -> Iterator[Chunk]:
    """Yield the whole sheet: a stream is read from its beginning."""
    yield Chunk(source, 0, source.option("last") + 1)


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Yield batches of at most 65,536 rows; after damage the rows before it are kept."""
    source, evidence = chunk.source, chunk.source.evidence
    if source.table == NOTES and source.is_text:
        yield from _notes(source)
        return
    size = evidence.size_bytes if source.option("first") else 0
    kept: list[tuple[int, dict[int, str]]] = []
    seen, shared = 0, Shared()
    reasons: dict[str, Occurrences] = {}
    try:
        with zipfile.ZipFile(evidence.data) as book:
            shared = xlsx_parts.shared(book)
            if shared.damage and source.option("first"):
                reasons[shared.damage] = Occurrences(1, 0, Least(0))
            for number, cells in _rows(book, source.option("part"), shared, xlsx_parts.date_styles(book)):
                seen += 1
                if source.option("skip") < seen != source.option("header") and cells:
                    kept.append((number, cells))
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
    kept: list[tuple[int, dict[int, str]]] = []
    try:
        with zipfile.ZipFile(source.evidence.data) as book:
            for number, text in enumerate(islice(xlsx_notes.texts(book), _MOST_NOTES)):
                kept.append((number, {0: text}))
                if len(kept) == SEGMENT:
                    yield _batch(source, kept, 0, reasons)
                    kept = []
    except DAMAGE as error:
        reasons[why(error)] = Occurrences(1, 0, Least(len(kept)))
    yield _batch(source, kept, 0, reasons)


def _batch(source: Source, rows: list[tuple[int, dict[int, str]]], size: int, reasons: dict[str, Occurrences]) -> Batch:
    data = {str(i): [cells.get(i) or None for _, cells in rows] for i in range(len(source.columns))}
    frame = pl.DataFrame(data, schema=dict.fromkeys(data, pl.String))
    frame = frame.with_columns(pl.Series(AT, [number for number, _ in rows], pl.UInt64))
    books = Coverage(size, records_found=len(rows), rows_read=len(rows), reasons=dict(reasons), breaks=len(reasons))
    reasons.clear()
    return Batch(frame, books)


def _rows(book: zipfile.ZipFile, part: str, shared: Shared, dates: Dates) -> Iterator[tuple[int, dict[int, str]]]:
    """Yield (row number, cells by column) of every row that has cells; row numbers count from 0."""
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
            yield int(number) - 1 if number.isdecimal() and 0 < int(number) < _LAST_ROW else count, cells


def _column(reference: str) -> int:
    number = 0
    for letter in reference.rstrip("0123456789").upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def _cell(cell: Any, shared: Shared, dates: Dates) -> str:
    value = cell.findtext(f"{MAIN}v") or ""
    if not value:
        formula = cell.findtext(f"{MAIN}f")
        return f"={formula}" if formula else said(cell)  # the result was never computed; the formula may contain data
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
