"""Writes the same cells into each container that holds rows."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.triage.formats.spreadsheet.test_biff import BEGIN, END, label
from tests.triage.formats.spreadsheet.test_workbooks import parts, row, sheet, written

Cells = Sequence[Sequence[str]]


def _excel(cells: Cells, folder: Path) -> Path:
    return written(folder / "a.xlsx", parts(sheet("".join(row(*each) for each in cells))))


def _ods(cells: Cells, folder: Path) -> Path:
    names = "office table text".split()
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = "".join(f"<table:table-row>{''.join(map(cell.format, each))}</table:table-row>" for each in cells)
    content = f'<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name="S">{rows}'
    end = "</table:table></office:spreadsheet></office:body></office:document-content>"
    with zipfile.ZipFile(folder / "a.ods", "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("content.xml", content + end)
    return folder / "a.ods"


def _biff(cells: Cells, folder: Path) -> Path:
    told = (label(i, j, text.encode()) for i, each in enumerate(cells) for j, text in enumerate(each) if text)
    (folder / "a.xls").write_bytes(BEGIN + b"".join(told) + END)
    return folder / "a.xls"


def _csv(cells: Cells, folder: Path) -> Path:
    told = io.StringIO()
    csv.writer(told).writerows(cells)
    (folder / "a.csv").write_text(told.getvalue())
    return folder / "a.csv"


def _html(cells: Cells, folder: Path) -> Path:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in each)}</tr>" for each in cells)
    (folder / "a.html").write_text(f"<html><body><table>{rows}</table></body></html>")
    return folder / "a.html"


CONTAINERS: dict[str, Callable[[Cells, Path], Path]] = {
    "xlsx": _excel,
    "ods": _ods,
    "xls": _biff,
    "csv": _csv,
    "html": _html,
}
