"""Read Excel 2 to 5 sheets in files of their own (BIFF), as old programs and exports of web sites write them.

A file is a chain of records: type, length and body, with little-endian numbers of 16 or more bits
(https://www.openoffice.org/sc/excelfileformat.pdf, read 2026-11-26).
"""

from __future__ import annotations

import codecs
import contextlib
import struct
from collections.abc import Iterator, Sequence
from typing import IO

from triage.core.errors import EvidenceError
from triage.core.format_info import Claim, Format
from triage.core.model import Batch, Chunk, Evidence, Source
from triage.core.summary import Coverage, Occurrences
from triage.core.sums import Least
from triage.formats.spreadsheet import tables
from triage.text.encoding import decide

RISKY = True
FORMAT = Format(
    name="bare_excel",
    title="Sheets of Excel 2 to 5 in a file of their own (XLS)",
    library="own",
    how="streamed",
    limits="dates are numbers of days; the sheets of a file are one table",
    accounting="every byte; a record is a row with cells",
)

_BEGINS = {0x0009: 2, 0x0209: 3, 0x0409: 4, 0x0809: 5}
"""Types of the first record, and the version of Excel that writes each."""

_SHEETS = frozenset({0x0005, 0x0010, 0x0020, 0x0040, 0x0100})
_END, _PAGE, _ROW_OF_RK = 0x000A, 0x0042, 0x00BD
_SHORT = frozenset(range(0x0002, 0x0007))
"""Types of cells of Excel 2, which have three bytes of formatting instead of two."""

_TEXTS, _RESULTS = frozenset({0x0004, 0x0204, 0x00D6}), frozenset({0x0007, 0x0207})
_NUMBERS, _FORMULAS = frozenset({0x0003, 0x0203}), frozenset({0x0006, 0x0206, 0x0406})
_TRUTHS = frozenset({0x0005, 0x0205})
_INTEGER, _RK = 0x0002, 0x027E
_BATCH, _LOOKED_AT, _WIDEST = 8_192, 2_000, 256

Cells = dict[int, bytes]


def claims(head: bytes, name: str) -> Claim:
    """Claim SIGNATURE for a first record that begins a sheet."""
    del name
    if len(head) < 8:
        return Claim.NONE
    kind, size, version, what = struct.unpack_from("<4H", head)
    is_known = kind in _BEGINS and size in {4, 6, 8, 16} and what in _SHEETS
    return Claim.SIGNATURE.when(is_known and version in {0, 2, 3, 4, 512, 768, 1024, 1280, 1536})


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield one table. Raises `EvidenceError` for damage before the first cell."""
    seen: list[Cells] = []
    pages: list[str] = []
    failed: EvidenceError | None = None
    try:
        for _, cells in _rows(evidence, pages):
            if len(seen) < _LOOKED_AT:
                seen.append(cells)
    except EvidenceError as error:
        failed = error
    if not seen:
        if failed:
            raise failed
        return
    codec, grounds = (
        (pages[0], "as the sheet says") if pages else decide(b" ".join(b for r in seen for b in r.values()))
    )
    notes = (f"encoding {codec}: {grounds}", "dates are numbers of days")
    told = tables.Sheet(evidence, "bare_excel", notes=notes, encoding=codec)
    yield from tables.sources(told, _until_damage(evidence, codec))


def _until_damage(evidence: Evidence, codec: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows before damage, which is counted when they are read."""
    with contextlib.suppress(EvidenceError):
        yield from _texts(evidence, codec)


def _texts(evidence: Evidence, codec: str) -> Iterator[tuple[int, list[str]]]:
    """Yield (row number from 0, cells as text up to the last one); those beyond the widest sheet are joined in it."""
    for at, cells in _rows(evidence, []):
        width = max(cells, default=-1) + 1
        texts = [cells.get(i, b"").decode(codec, "backslashreplace") for i in range(width)]
        yield at, texts if width <= _WIDEST else [*texts[: _WIDEST - 1], "; ".join(filter(None, texts[_WIDEST - 1 :]))]


split = tables.split


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Yield the rows that have cells; locators are row numbers from 0.

    After damage the rows before it are kept.
    """
    source = chunk.source
    kept: list[tuple[int, Sequence[str]]] = []
    reasons: dict[str, Occurrences] = {}
    size = 0 if source.option("kind") else source.evidence.size_bytes
    try:
        for row in tables.rows_of(source, _texts(source.evidence, source.encoding)):
            kept.append(row)
            if len(kept) == _BATCH:
                yield _batch(source, kept, 0, {})
                kept = []
    except EvidenceError as error:
        reasons[error.reason] = Occurrences(1, 0, Least(kept[-1][0] if kept else 0))
    yield _batch(source, kept, size, reasons)


def _batch(source: Source, rows: list[tuple[int, Sequence[str]]], size: int, reasons: dict[str, Occurrences]) -> Batch:
    books = Coverage(size, 0, 0, len(rows), len(rows), 0, reasons, len(reasons))
    return Batch(tables.frame_of(len(source.columns), rows), books)


def _rows(evidence: Evidence, pages: list[str]) -> Iterator[tuple[int, Cells]]:
    """Yield (row number from 0, cells by column) in file order; the declared code page is added to `pages`."""
    at, cells, formula = -1, Cells(), -1
    try:
        with evidence.data.open("rb") as file:
            for kind, body in _records(file):
                if kind == _PAGE:
                    pages.extend(_codec(*struct.unpack_from("<H", body)))
                    continue
                if kind in _RESULTS and formula >= 0:
                    cells[formula] = body[1:] if kind == min(_RESULTS) else body[2:]
                    continue
                found = dict(_cells(kind, body))
                if not found:
                    continue
                (row,) = struct.unpack_from("<H", body)
                if row != at:
                    if cells:
                        yield at, cells
                    at, cells = row, Cells()
                cells |= {column: raw for column, raw in found.items() if raw or kind in _FORMULAS}
                formula = next(iter(found)) if kind in _FORMULAS else -1
    except (struct.error, IndexError, EvidenceError) as error:
        if cells:
            yield at, cells
        raise EvidenceError(error.reason if isinstance(error, EvidenceError) else "damaged_spreadsheet") from error
    if cells:
        yield at, cells


def _records(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield the type and body of every record. Raises `EvidenceError` if the chain breaks."""
    ended = False
    while head := file.read(4):
        if ended and not head.strip(b"\0"):
            continue  # padding after the last sheet
        if len(head) < 4:
            raise EvidenceError("damaged_spreadsheet")
        kind, size = struct.unpack("<2H", head)
        body = file.read(size)
        if len(body) < size or (ended and kind not in _BEGINS):
            raise EvidenceError("damaged_spreadsheet")
        if kind in _BEGINS and body[:2] == b"\0\x06":
            raise EvidenceError("unsupported:excel_8_alone")
        ended = kind == _END
        yield kind, body
    if not ended:
        raise EvidenceError("damaged_spreadsheet")


def _codec(page: int) -> Iterator[str]:
    name = {0x8000: "mac_roman", 0x8001: "cp1252", 367: "ascii", 1200: "utf-16-le"}.get(page, f"cp{page}")
    try:
        yield codecs.lookup(name).name
    except LookupError:
        return


def _cells(kind: int, body: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield (column, text) of the cells of a record; none if it holds no cells."""
    if kind == _ROW_OF_RK:
        first = struct.unpack_from("<H", body, 2)[0]
        for place, at in enumerate(range(6, len(body) - 5, 6)):
            yield first + place, _rk(*struct.unpack_from("<I", body, at))
    elif kind in _TEXTS | _NUMBERS | _TRUTHS | _FORMULAS | {_INTEGER, _RK}:
        is_old = kind in _SHORT and not (kind == min(_FORMULAS) and len(body) > 16 and _is_later(body))
        yield struct.unpack_from("<H", body, 2)[0], _text(kind, body[7 if is_old else 6 :], is_old=is_old)


def _is_later(body: bytes) -> bool:
    """Return true for a formula of Excel 5 with the type of one of Excel 2: its code fills the record exactly."""
    return len(body) >= 22 and struct.unpack_from("<H", body, 20)[0] == len(body) - 22


def _text(kind: int, value: bytes, *, is_old: bool) -> bytes:
    if kind in _TEXTS:
        size = value[0] if is_old else struct.unpack_from("<H", value)[0]
        return value[1 : 1 + size] if is_old else value[2 : 2 + size]
    if kind == _INTEGER:
        return str(struct.unpack_from("<H", value)[0]).encode()
    if kind == _RK:
        return _rk(*struct.unpack_from("<I", value))
    if kind in _TRUTHS:
        return b"" if value[1] else (b"FALSE", b"TRUE")[value[0] & 1]
    if value[6:8] == b"\xff\xff" and kind in _FORMULAS:
        return (b"FALSE", b"TRUE")[value[2] & 1] if value[0] == 1 else b""
    return _number(*struct.unpack_from("<d", value))


def _rk(packed: int) -> bytes:
    """Return a number packed in 30 bits: an integer, or the high half of a float; bit 0 = divided by 100."""
    whole = packed >> 2
    (number,) = struct.unpack("<d", struct.pack("<Q", (packed & ~3) << 32))
    if packed & 2:
        number = float(whole - (1 << 30) * (whole >> 29))
    return _number(number / 100 if packed & 1 else number)


def _number(number: float) -> bytes:
    """Return the digits as they were typed."""
    return (str(int(number)) if number.is_integer() and abs(number) < 1e18 else f"{number:.15g}").encode()
