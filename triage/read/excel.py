"""XLSX: every sheet, hidden ones too, read as a stream; numbers as the digits that a person would have typed."""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import IO, Any

import polars as pl
from lxml import etree

from triage.errors import EvidenceError
from triage.formats import Format
from triage.model import AT, ROW_SEGMENT, SEGMENT, Batch, Chunk, Evidence, Source
from triage.read import excel_notes
from triage.read.header import find_header, tells
from triage.summary import Coverage, Occurrences
from triage.sums import Least

RISKY = True
FORMAT = Format(
    title="Excel workbooks (XLSX, XLSM, XLTX)",
    library="lxml",
    how="streamed",
    limits="no macros, no properties of the file; texts that many cells share are held in memory up to a limit",
    accounting="every byte; a record is a row with cells, hidden sheets too, or a comment, a text box, a footer",
)

_NAMES = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlam")
_MAIN = "{*}"
"""Strict workbooks have another namespace, and the same names."""
_ESCAPED = re.compile("_x(00[0-9A-Fa-f]{2}|005F)_")
_WIDEST = 16_384
NOTES = "(notes)"
"""The table of texts outside cells."""

_MOST_NOTES = 10_000_000
_LAST_DAY = 2_958_466
"""Days to the end of the year 9999."""
_LOOKED_AT = 2_000
_DATES = {14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47}
_DAMAGE = (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, LookupError, EOFError, ValueError, OSError)


def claims(head: bytes, name: str) -> int:
    """3 for a zip that is so named or holds a workbook's parts, 2 for another with the parts of an office document."""
    if not head.startswith(b"PK\x03\x04"):
        return 0
    if name.lower().endswith(_NAMES) or b"xl/work" in head:
        return 3
    return 2 * (b"[Content_Types].xml" in head)


def sources(evidence: Evidence) -> Iterator[Source]:
    """One per sheet that has cells. Raises `EvidenceError` for damaged ones."""
    try:
        with zipfile.ZipFile(evidence.data) as book:
            for index, (name, part, state) in enumerate(_sheets(book)):
                yield _source(evidence, book, (name, part, state, index == 0))
            if next(excel_notes.texts(book), ""):
                options = json.dumps({"part": "", "last": _MOST_NOTES, "first": False})
                yield Source(evidence, "excel", NOTES, ("text",), False, True, options=options, segment=ROW_SEGMENT)  # noqa: FBT003
    except _DAMAGE as error:
        raise EvidenceError("damaged_spreadsheet", str(error)) from error


def _source(evidence: Evidence, book: zipfile.ZipFile, sheet: tuple[str, str, str, bool]) -> Source:
    name, part, state, is_first = sheet
    shared, dates = _shared(book), _date_styles(book)
    rows: list[list[str]] = []
    last, width = 0, 0
    for number, cells in _rows(book, part, shared, dates):
        last = number
        width = max(width, max(cells, default=-1) + 1)
        if len(rows) < _LOOKED_AT:
            rows.append([cells.get(i, "") for i in range(max(cells, default=-1) + 1)])
    padded = [[*row, *[""] * (width - len(row))] for row in rows]
    filled = [row for row in padded if sum(bool(cell) for cell in row) > width / 2] or padded
    top = find_header(filled, width)
    header = padded.index(filled[top]) if top is not None else None
    columns = padded[header] if header is not None else [f"column {i + 1}" for i in range(width)]
    place = 0 if header is None else header + 1
    skip = 0 if any(tells(row) for row in rows[:header]) else place
    return Source(
        evidence,
        "excel",
        name,
        tuple(columns),
        has_header=header is not None,
        options=json.dumps({"part": part, "last": last, "first": is_first, "skip": skip, "header": place}),
        notes=("the sheet is hidden",) if state != "visible" else (),
        segment=ROW_SEGMENT,
    )


def split(source: Source) -> Iterator[Chunk]:
    """The whole sheet: a stream is read from its beginning."""
    yield Chunk(source, 0, source.option("last") + 1)


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Batches of at most 65,536 rows. Damage ends them; the rows before are kept."""
    source, evidence = chunk.source, chunk.source.evidence
    if source.table == NOTES and source.is_text:
        yield from _notes(source)
        return
    size = evidence.size_bytes if source.option("first") else 0
    kept: list[tuple[int, dict[int, str]]] = []
    seen = 0
    reasons: dict[str, Occurrences] = {}
    try:
        with zipfile.ZipFile(evidence.data) as book:
            for number, cells in _rows(book, source.option("part"), _shared(book), _date_styles(book)):
                seen += 1
                if source.option("skip") < seen != source.option("header") and cells:
                    kept.append((number, cells))
                if len(kept) == SEGMENT:
                    yield _batch(source, kept, 0, reasons)
                    kept = []
    except _DAMAGE:
        reasons["damaged_spreadsheet"] = Occurrences(1, 0, Least(kept[-1][0] if kept else 0))
    yield _batch(source, kept, size, reasons)


def _notes(source: Source) -> Iterator[Batch]:
    """Texts outside cells; those of a damaged part end them."""
    reasons: dict[str, Occurrences] = {}
    kept: list[tuple[int, dict[int, str]]] = []
    try:
        with zipfile.ZipFile(source.evidence.data) as book:
            for number, text in enumerate(islice(excel_notes.texts(book), _MOST_NOTES)):
                kept.append((number, {0: text}))
                if len(kept) == SEGMENT:
                    yield _batch(source, kept, 0, reasons)
                    kept = []
    except _DAMAGE:
        reasons["damaged_spreadsheet"] = Occurrences(1, 0, Least(len(kept)))
    yield _batch(source, kept, 0, reasons)


def _batch(source: Source, rows: list[tuple[int, dict[int, str]]], size: int, reasons: dict[str, Occurrences]) -> Batch:
    data = {str(i): [cells.get(i) or None for _, cells in rows] for i in range(len(source.columns))}
    frame = pl.DataFrame(data, schema=dict.fromkeys(data, pl.String))
    frame = frame.with_columns(pl.Series(AT, [number for number, _ in rows], pl.UInt64))
    return Batch(frame, Coverage(bytes_read=size, records_found=len(rows), rows_read=len(rows), reasons=reasons))


def _sheets(book: zipfile.ZipFile) -> Iterator[tuple[str, str, str]]:
    """(name, part, state) of every sheet in the order of the workbook."""
    links = {each.get("Id"): each.get("Target", "") for each in _parsed(book, "xl/_rels/workbook.xml.rels")}
    for sheet in _parsed(book, "xl/workbook.xml").iter(f"{_MAIN}sheet"):
        target = links[next((each for name, each in sheet.items() if name.endswith("}id")), "")]
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        yield sheet.get("name", ""), part, sheet.get("state", "visible")


def _parsed(book: zipfile.ZipFile, part: str) -> Any:
    return etree.fromstring(book.read(part), etree.XMLParser(resolve_entities=False, no_network=True))


def _stream(file: IO[bytes], tag: str) -> Iterator[Any]:
    """Elements of one tag as they end, freed when the next is asked for."""
    for _, element in etree.iterparse(
        file, tag=f"{_MAIN}{tag}", resolve_entities=False, no_network=True, huge_tree=True
    ):
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _shared(book: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    with book.open("xl/sharedStrings.xml") as file:
        return [_said(item) for item in _stream(file, "si")]


def _said(item: Any) -> str:
    """Text of a string item without phonetic runs; letters that XML cannot hold are put right (ECMA-376 22.9.2.19)."""
    text = "".join(t.text or "" for t in item.iter(f"{_MAIN}t") if not t.getparent().tag.endswith("}rPh"))
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


class _Dates(frozenset[int]):
    """Indexes of cell formats that show dates; `first` is day 0 of the workbook."""

    first = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet knows no zone


def _date_styles(book: zipfile.ZipFile) -> _Dates:
    if "xl/styles.xml" not in book.namelist():
        return _Dates()
    styles = _parsed(book, "xl/styles.xml")
    own = {int(f.get("numFmtId")): f.get("formatCode", "") for f in styles.iter(f"{_MAIN}numFmt")}
    dates = _DATES | {
        i for i, code in own.items() if re.search("[dmyhs]", re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", code.lower()))
    }
    formats = styles.find(f"{_MAIN}cellXfs")
    ids = [int(xf.get("numFmtId", 0)) for xf in formats] if formats is not None else []
    found = _Dates(index for index, number in enumerate(ids) if number in dates)
    if any(
        each.get("date1904") in {"1", "true"} for each in _parsed(book, "xl/workbook.xml").iter(f"{_MAIN}workbookPr")
    ):
        found.first = datetime(1904, 1, 1)  # noqa: DTZ001
    return found


def _rows(book: zipfile.ZipFile, part: str, shared: list[str], dates: _Dates) -> Iterator[tuple[int, dict[int, str]]]:
    """(row number, cells by column) of every row that has cells; row numbers count from 0."""
    with book.open(part) as file:
        for count, row in enumerate(_stream(file, "row")):
            cells: dict[int, str] = {}
            for place, cell in enumerate(row.iter(f"{_MAIN}c")):
                column = _column(cell.get("r", "")) if cell.get("r") else place
                text = _cell(cell, shared, dates)
                if text and column < _WIDEST:
                    cells[column] = text
            yield int(row.get("r", count + 1)) - 1, cells


def _column(reference: str) -> int:
    number = 0
    for letter in reference.rstrip("0123456789"):
        number = number * 26 + ord(letter) - 64
    return number - 1


def _cell(cell: Any, shared: list[str], dates: _Dates) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _said(cell)
    value = cell.findtext(f"{_MAIN}v") or ""
    if not value and (formula := cell.findtext(f"{_MAIN}f")):
        return f"={formula}"  # nobody computed it, and what it is made of may be data
    if kind == "s":
        return shared[int(value)] if value else ""
    if kind == "b":
        return "TRUE" if value == "1" else "FALSE"
    if kind != "n" or not value:
        return value
    return _date(value, dates) if int(cell.get("s", 0)) in dates else _number(value)


def _number(value: str) -> str:
    """The digits that were typed: whole numbers without a point, no exponent, no noise of binary floats."""
    if not re.search("[.eE]", value):
        return value
    number = float(value)
    return str(int(number)) if number.is_integer() and abs(number) < 1e18 else f"{number:.15g}"


def _date(value: str, dates: _Dates) -> str:
    """A date, a time alone, or the number where it is neither: a long one is no date, whatever its format says."""
    days = float(value)
    if not 0 <= days < _LAST_DAY:
        return _number(value)
    moment = dates.first + timedelta(seconds=round(days * 86_400))
    return moment.strftime("%H:%M:%S" if 0 < days < 1 else "%Y-%m-%d" if days == int(days) else "%Y-%m-%dT%H:%M:%S")
