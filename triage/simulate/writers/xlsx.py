"""An Excel workbook of one sheet, by openpyxl; every cell is text. Options: sheet ("Sheet1")."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import polars as pl

from triage.core.errors import UsageError
from triage.simulate.writers import Options, retimed

SUFFIX = ".xlsx"

_CORE = "docProps/core.xml"


def write(frame: pl.DataFrame, path: Path, options: Options) -> None:
    """Write one file. Raises `UsageError` if openpyxl is not installed."""
    try:
        import openpyxl  # noqa: PLC0415 - a development dependency
    except ImportError as error:
        raise UsageError("the format xlsx needs the package openpyxl: pip install openpyxl") from error
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(str(options.get("sheet", "Sheet1")))
    sheet.append(frame.columns)
    for row in frame.iter_rows():
        sheet.append(row)
    book.save(path)
    with zipfile.ZipFile(path) as archive:
        core = archive.read(_CORE)
    retimed(path, {_CORE: re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2022-06-01T00:00:00Z", core)})
