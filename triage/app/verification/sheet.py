"""The request for the authority and its file of answers: two tables of the same records, in the order of the draw.

  request-PLAN.csv   record, code, and the values to be checked, in clear text       (0600)
  answers-PLAN.csv   record, code, and one empty cell for each value, or "none"    (0600)

The file of answers holds no personal data.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from triage.core.errors import UsageError
from triage.core.safe import cell, printable

NO_VALUE = "none"
"""Text in the file of answers for a value that a record does not have."""

RECORD, CODE = "record", "code"

_DELIMITERS = ",;\t"
"""Delimiters that spreadsheets write."""


def table(fields: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """Return a CSV file of records; no cell can be taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow((RECORD, CODE, *fields))
    for row in rows:
        writer.writerow((row[RECORD], row[CODE], *(cell(row.get(field, "")) for field in fields)))
    return out.getvalue().encode("utf-8-sig")


_WRITTEN = {
    "cnic": (re.compile(r"^(\d{5})(\d{7})(\d)$"), r"\1-\2-\3"),
    "mobile": (re.compile(r"^(\d{4})(\d{7})$"), r"\1-\2"),
}
"""Printed forms of numbers as on cards and bills: a spreadsheet would round bare digits, or drop a zero."""


def written(field: str, value: str) -> str:
    """Return a canonical value in its usual written form.

    >>> written("cnic", "3520200000017")
    '35202-0000001-7'
    """
    pattern, form = _WRITTEN.get(field, (None, ""))
    return pattern.sub(form, value) if pattern else value


def keep(path: Path, content: bytes) -> None:
    """Write a new file that only its owner may read. Raises `UsageError` if it exists or cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_NOFOLLOW, 0o600), "wb") as file:
            file.write(content)
    except OSError as error:
        raise UsageError(f"{printable(str(path))} cannot be written: {error.strerror}") from error


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of a file of answers as a spreadsheet saved it. Raises `UsageError` for any other file."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{printable(str(path))} cannot be read: save it as CSV in UTF-8") from error
    head = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    names, *lines = [[each.strip() for each in line] for line in reader if any(each.strip() for each in line)] or [[]]
    if names[:2] != [RECORD, CODE]:
        raise UsageError(f"{printable(str(path))} is no file of answers: its first columns are not record and code")
    wrong = next((number for number, line in enumerate(lines, start=1) if len(line) != len(names)), None)
    if wrong:
        raise UsageError(f"{printable(str(path))}: row {wrong} has not as many cells as the header")
    return [dict(zip(names, line, strict=True)) for line in lines]
