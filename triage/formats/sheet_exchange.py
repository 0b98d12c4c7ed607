"""Open sheets in the two old forms of exchange, SYLK and DIF, as CSV: a cell is a line or two of text.

Excel and LibreOffice still write both. The bytes of texts stay as they are: the reader of CSV tells their encoding.

Not opened: the title of a DIF file, and what SYLK says of fonts, widths and names of ranges.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from triage.core.budget import Spool
from triage.core.errors import EvidenceError
from triage.core.format_info import Claim, Format
from triage.core.model import Evidence

FORMAT = Format(
    name="sheet_exchange",
    title="Sheets in SYLK and DIF, as CSV",
    library="own",
    how="whole",
    limits="up to 256 MiB; no title of a DIF file, no formats and names of ranges; a formula only without its value",
    accounting="the member is the cells; a line that is no record of the form is a row",
)

_MOST_BYTES = 256 * 1024 * 1024
_MOST_CELLS, _LAST_COLUMN = 20_000_000, 16_384
_SYLK, _DIF = re.compile(rb"\AID;[^\r\n]*[\r\n]"), re.compile(rb"\ATABLE\r?\n0,[0-9]+\r?\n")
_CELL = re.compile(rb"[\r\n]C;[^\r\n]*K")
_OTHER_RECORDS = ("B", "E", "F", "ID", "NE", "NL", "NN", "NU", "O", "P", "W")
_FIELD = re.compile(r"((?:[^;]|;;)*)(?:;(?!;)|\Z)")
_LINE_END = "\x1b :"
_TEXT, _NUMBER, _MARK = "1", "0", "-1"
_SAID = ("TRUE", "FALSE", "ERROR", "NA")

Rows = Iterator[list[str]]


def opens(head: bytes, name: str) -> Claim:
    """Claim SIGNATURE for the first record of either form, of SYLK with a cell."""
    del name
    return Claim.SIGNATURE.when(bool(_DIF.match(head) or (_SYLK.match(head) and _CELL.search(head))))


def members(container: Evidence, spool: Spool) -> Iterator[Evidence]:
    """Yield the sheet as CSV."""
    if container.size_bytes > _MOST_BYTES:
        raise EvidenceError("over_memory")
    data = container.data.read_bytes()
    lines = re.split(r"\r\n|\r|\n", data.decode("latin-1"))
    rows = _of_dif(lines) if _DIF.match(data) else _of_sylk(lines)
    for member in spool.take(f"{container.name} (as CSV).csv", _written(rows)):
        yield replace(member, mtime_ns=container.mtime_ns)


def _written(rows: Rows) -> Iterator[bytes]:
    for row in rows:
        text = io.StringIO()
        csv.writer(text).writerow(row)
        yield text.getvalue().encode("latin-1")


def _of_sylk(lines: list[str]) -> Rows:
    """Yield the rows of a SYLK sheet: a place that a record leaves out is that of the record before it."""
    cells: dict[int, dict[int, str]] = defaultdict(dict)
    others: list[str] = []
    column = row = 1
    for line in lines:
        kind, *fields = [each.replace(";;", ";") for each in _FIELD.findall(line)]
        said = {each[0]: each[1:] for each in reversed(fields) if each}
        if kind not in {"C", *_OTHER_RECORDS} or (kind == "C" and not said):
            others += [line] if line.strip("\0\x1a ") else []
            continue
        column, row = _place(said.get("X"), column), _place(said.get("Y"), row)
        if kind == "C" and (value := said.get("K", said.get("E"))) is not None and column <= _LAST_COLUMN:
            cells[row][column] = _value(value)
        elif kind == "C" and value is not None:
            others.append(line)
    width = max((max(own) for own in cells.values()), default=0)
    is_even = width * len(cells) <= _MOST_CELLS
    for _, own in sorted(cells.items()):
        yield [own.get(at, "") for at in range(1, (width if is_even else max(own)) + 1)]
    yield from ([each] for each in others)


def _place(said: str | None, before: int) -> int:
    return int(said) if said is not None and said.isascii() and said.isdigit() and len(said) < 10 else before


def _value(said: str) -> str:
    text = said[1:-1] if said.startswith('"') and said.endswith('"') and len(said) > 1 else said
    return text.replace(_LINE_END, "\n")


def _of_dif(lines: list[str]) -> Rows:
    """Yield the rows of a DIF sheet: a cell is a line of its kind and number, and a line of its text."""
    at = lines.index("DATA") + 3 if "DATA" in lines else len(lines)
    row: list[str] = []
    yield from ([each] for each in (lines if at > len(lines) else []))
    while at + 1 < len(lines):
        kind, comma, number = lines[at].partition(",")
        text = lines[at + 1]
        if not comma or kind not in {_TEXT, _NUMBER, _MARK}:
            yield from _begun(row, lines[at])
            row, at = [], at + 1
            continue
        if kind == _MARK:
            yield from _begun(row, "" if text in {"BOT", "EOD"} else text)
            row = []
        else:
            row.append(_text(text) if kind == _TEXT or text.strip() in _SAID else number)
        at += 2
    yield from _begun(row, lines[at] if at < len(lines) else "")


def _begun(row: list[str], other: str) -> Rows:
    """Yield the row that ends here, and a line that is no record."""
    yield from [row] if row else []
    yield from [[other]] if other.strip("\0\x1a ") else []


def _text(said: str) -> str:
    is_quoted = len(said) > 1 and said.startswith('"') and said.endswith('"')
    return said[1:-1].replace('""', '"') if is_quoted else said
