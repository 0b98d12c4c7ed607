"""Extract comments and text boxes from older and binary workbooks (XLS, XLSB).

XLS is a chain of records, with type and length of two bytes each: TXO has its text in the CONTINUE after it, and in
Excel 5 NOTE contains the text itself ([MS-XLS] 2.4.329 and 2.4.179). XLSB has parts of such records with lengths of 7
bits per byte, and XML parts like XLSX ([MS-XLSB] 2.1.4 and 2.4.45; read 2026-11-29).
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from triage.formats.spreadsheet import xlsx_notes
from triage.formats.spreadsheet.xlsx_parts import DAMAGE

_NOTE, _TEXT_BOX, _CONTINUE, _BOOK = 0x001C, 0x01B6, 0x003C, 0x0809
_BIFF_8 = 0x0600
_COMMENT = 637
_MOST = 10_000_000


def texts(path: Path) -> Iterator[str]:
    """Yield every text before damage; no error is raised, because the reader of cells reports damage."""
    if zipfile.is_zipfile(path):
        yield from _of_binary(path)
        return
    import olefile  # noqa: PLC0415 - only for this kind

    try:
        with olefile.OleFileIO(str(path)) as ole:
            for name in ("Workbook", "Book"):
                if ole.exists(name):
                    yield from islice(of_records(ole.openstream(name).read()), _MOST)
    except (OSError, ValueError, IndexError, struct.error):
        return


def of_records(data: bytes) -> Iterator[str]:
    """Yield the texts of a chain of records; a text box is complete when all its characters were read."""
    version, wanted, letters = _BIFF_8, 0, ""
    for kind, body in _records(data):
        if kind == _BOOK and len(body) >= 2:
            version = struct.unpack_from("<H", body)[0]
        if kind == _TEXT_BOX and len(body) >= 12:
            wanted, letters = struct.unpack_from("<H", body, 10)[0], ""
        elif kind == _CONTINUE and wanted and body:
            letters += body[1:].decode("utf-16-le" if body[0] & 1 else "latin-1", "replace")
            if len(letters) >= wanted:
                yield letters[:wanted]
                wanted = 0
        elif kind == _NOTE and version < _BIFF_8 and len(body) > 6:
            yield body[6 : 6 + struct.unpack_from("<H", body, 4)[0]].decode("cp1252", "replace")


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(data):
        kind, size = struct.unpack_from("<2H", data, at)
        yield kind, data[at + 4 : at + 4 + size]
        at += 4 + size


def _of_binary(path: Path) -> Iterator[str]:
    """Yield the texts of the parts of a binary workbook; damage ends only its own part."""
    with zipfile.ZipFile(path) as book:
        for name in book.namelist():
            if "comments" in name.lower() and name.endswith(".bin"):
                yield from _of_part(book, name)
        try:
            yield from xlsx_notes.texts(book)
        except DAMAGE:
            return


def _of_part(book: zipfile.ZipFile, name: str) -> Iterator[str]:
    try:
        data = book.read(name)
    except DAMAGE:
        return
    at = 0
    while at < len(data):
        kind, at = _number(data, at, 2)
        size, at = _number(data, at, 4)
        if kind == _COMMENT and size >= 5 and at + 5 <= len(data):
            count = struct.unpack_from("<I", data, at + 1)[0]
            yield data[at + 5 : at + 5 + 2 * count].decode("utf-16-le", "replace")
        at += size


def _number(data: bytes, at: int, most: int) -> tuple[int, int]:
    """Return a number of 7 bits per byte, least significant first, and the offset after it."""
    number = 0
    for place, byte in enumerate(data[at : at + most]):
        number |= (byte & 0x7F) << (7 * place)
        at += 1
        if byte < 0x80:
            break
    return number, at
