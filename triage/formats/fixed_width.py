"""Tables in columns of fixed width, as mainframes and billing systems print them; and the boxes that SQL clients draw.

Where every line of the head has a blank at the same place, a column ends there. In a box (`| a | b |` between rulers of
`+----+`) the columns are between the bars.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import polars as pl

from triage.core.format_info import Claim, Format
from triage.core.model import AT, Batch, Chunk, Evidence, Source
from triage.core.summary import Coverage, Occurrences
from triage.core.sums import Least
from triage.formats.delimited import reader as delimited
from triage.records.header_row import find_header
from triage.text.dialect import HEAD_BYTES, dialect, lines_of, text_of
from triage.text.encoding import mark_length, of

FORMAT = Format(
    name="fixed_width",
    title="Columns of fixed width; boxes of SQL clients and Markdown tables",
    library="own",
    how="streamed",
    limits="at least 20 lines of one layout (a box: 3)",
    accounting="every byte; a record is a line, rulers of a box and counts of rows are no records",
)

_LEAST_LINES = 20
_LEAST_GAP = 2
_RULER = re.compile(r"^[\s+|:=-]+$")
_ALIGNED = re.compile(r"^[ :-]*-[ :-]*(?:[+|][ :-]*-[ :-]*)+$", re.MULTILINE)
"""The ruler that psql, sqlcmd and Markdown draw below the names of columns: it has no bars outside."""

_COUNTED = re.compile(r"^\(?[0-9]+ \w{3,12}(?: \w{3,12})?\.?\)?\s*$")
"""What such a program says below a table: how many rows it has, in the language of the server."""

_BOXED = re.compile(r"^\s*\|.*\|\s*$")


def claims(head: bytes, name: str) -> Claim:
    """Claim CONTENT for lines of one layout that no delimiter explains, SIGNATURE for a box."""
    del name
    text = text_of(head)
    if text is None:
        return Claim.NONE
    lines = [line for line in lines_of(text, whole=len(head) < 65_536)[:500] if line.strip()]
    if _is_box(lines) or _is_aligned(lines):
        return Claim.SIGNATURE
    return Claim.CONTENT.when(len(borders(lines)) > 1 and (not dialect(text)))


def _is_box(lines: list[str]) -> bool:
    rulers = [line for line in lines if _RULER.match(line)]
    rows = [line for line in lines if _BOXED.match(line) and not _RULER.match(line)]
    return len(rulers) >= 1 and len(rows) >= 2 and len(rulers) + len(rows) > 0.9 * len(lines)


def _is_aligned(lines: list[str]) -> bool:
    """Return true for tables of psql.

    Nearly all lines have as many bars as the ruler below the first has crosses or bars.
    """
    if not any(map(_ALIGNED.match, lines[1:_LEAST_LINES])):
        return False
    bars = {line.count("+") or line.count("|") for line in lines if _ALIGNED.match(line)}
    rows = [line for line in lines if line.count("|") in bars]
    rest = [line for line in lines if not (_ALIGNED.match(line) or _COUNTED.match(line))]
    return bool(rows) and len(rows) >= 0.8 * len(rest)


def borders(lines: list[str]) -> list[int]:
    """Where columns begin, from 0; one column where no blank goes through all lines."""
    if len(lines) < _LEAST_LINES:
        return [0]
    width = max(map(len, lines))
    full = [line for line in lines if len(line.rstrip()) > width / 3]
    if len(full) < _LEAST_LINES:
        return [0]
    blank = [all(at >= len(line) or line[at] == " " for line in full) for at in range(width)]
    starts, run = [0], 0
    for at in range(1, width):
        run = run + 1 if blank[at - 1] else 0
        if not blank[at] and run >= _LEAST_GAP:
            starts.append(at)
    return starts if all(any(len(line) > at for line in full) for at in starts) else [0]


def sources(evidence: Evidence) -> Iterator[Source]:
    """One table; the layout is decided on the head."""
    with evidence.data.open("rb") as file:
        head = file.read(HEAD_BYTES)
    encoding, grounds = of(evidence.data)
    lines = [line for line in lines_of(text_of(head) or "", whole=len(head) < HEAD_BYTES)[:2_000] if line.strip()]
    is_box, is_aligned = _is_box(lines), _is_aligned(lines)
    starts = [] if is_box else None if is_aligned else borders(lines)
    rows = [_cells(line, starts) for line in lines if starts or not _is_drawn(line)]
    width = max(map(len, rows))
    header = find_header(rows, width)
    columns = rows[header] if header is not None else [f"column {i + 1}" for i in range(width)]
    options = {
        "delimiter": "\n",
        "mark": mark_length(head),
        "skip": 0 if header is None else header + 1,
        "end": "\r",
        "starts": starts,
    }
    yield Source(
        evidence,
        "fixed_width",
        "",
        tuple(columns),
        has_header=header is not None,
        encoding=encoding,
        options=json.dumps(options),
        notes=(f"encoding {encoding}: {grounds}", "a box" if is_box or is_aligned else f"columns begin at {starts}"),
    )


def _is_drawn(line: str) -> bool:
    """Return true for a ruler, and for the line below a table that counts its rows."""
    return bool(_RULER.match(line) or _COUNTED.match(line))


def _cells(line: str, starts: list[int] | None) -> list[str]:
    """Return the cells of a line: from border to border, between the bars of a box, or those of psql (null)."""
    if starts is None:
        return [cell.strip() for cell in line.split("|")]
    if not starts:
        return [cell.strip() for cell in line.strip().strip("|").split("|")]
    return [line[start:stop].strip() for start, stop in zip(starts, [*starts[1:], None], strict=True)]


split = delimited.split


def batches(chunk: Chunk) -> Iterator[Batch]:
    """One batch; header, rulers and blank lines are bytes read and no records."""
    source = chunk.source
    lines = delimited.load(chunk)
    starts, width = source.option("starts"), len(source.columns)
    skip = source.option("skip") if chunk.start == 0 else 0
    kept, at, long = [], [], 0
    filled = 0
    for place, line in zip(lines.origins, lines.data.decode("utf-8").split("\n"), strict=False):
        text = line.rstrip("\r")
        if not text.strip() or (not starts and _is_drawn(text)):
            continue
        filled += 1
        if filled <= skip:
            continue
        cells = _cells(text, starts)
        long += len(cells) > width
        kept.append([*cells[: width - 1], " | ".join(cells[width - 1 :])] if len(cells) > width else cells)
        at.append(int(place))
    data = {str(i): [row[i] or None if i < len(row) else None for row in kept] for i in range(width)}
    frame = pl.DataFrame(data, schema=dict.fromkeys(data, pl.String)).with_columns(pl.Series(AT, at, pl.UInt64))
    reasons = {"extra_fields": Occurrences(long, 0, Least(chunk.start))} if long else {}
    if lines.undecodable:
        reasons["undecodable_bytes"] = Occurrences(lines.undecodable, 0, Least(chunk.start))
    yield Batch(frame, Coverage(chunk.stop - chunk.start, 0, 0, frame.height, frame.height, 0, reasons))
