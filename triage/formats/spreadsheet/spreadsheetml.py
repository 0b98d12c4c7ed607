"""Read Excel 2003 workbooks in one XML file (SpreadsheetML), as exports of web sites and server reports are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from triage.formats.document.package_xml import parsed

_SHEET = "{urn:schemas-microsoft-com:office:spreadsheet}"
_WIDEST = 16_384


def begins(head: bytes) -> bool:
    """Return true if a file with these first bytes is such a workbook."""
    return b"<?xml" in head[:64] and b"Workbook" in head[:4096] and _SHEET[1:-1].encode() in head[:4096]


def rows(file: IO[bytes]) -> Iterator[tuple[int, str, int, list[str]]]:
    """Yield (sheet, its name, row number from 0, cells) of every row that has cells."""
    sheet, at = 0, 0
    for element in parsed(file, (f"{_SHEET}Row", f"{_SHEET}Worksheet")):
        if element.tag == f"{_SHEET}Worksheet":
            sheet, at = sheet + 1, 0
        else:
            at = max(at, _place(element, at))
            above = next(element.iterancestors(f"{_SHEET}Worksheet"), None)
            if any(cells := _cells(element)):
                yield sheet, above.get(f"{_SHEET}Name", "") if above is not None else "", at, cells
            at += 1
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _place(element: Any, following: int) -> int:
    """Return the index of a row or cell from 0: as it states, or after the one before."""
    said = element.get(f"{_SHEET}Index", "")
    return int(said) - 1 if said.isdecimal() and 0 < int(said) < 1 << 31 else following


def _cells(row: Any) -> list[str]:
    """Return values and comments of cells up to the last one with content; dates at midnight without a time."""
    cells: list[str] = []
    for cell in row.iterchildren(f"{_SHEET}Cell"):
        place = _place(cell, len(cells))
        if len(cells) <= place < _WIDEST:
            cells.extend([""] * (place - len(cells)))
        texts = ["".join(data.itertext()).removesuffix("T00:00:00.000") for data in cell.iter(f"{_SHEET}Data")]
        cells.append("; ".join(text for text in texts if text))
    while cells and not cells[-1]:
        cells.pop()
    return cells
