"""Read tables in columns of fixed width, as mainframes and billing systems print them, and boxes drawn by SQL clients.

If every line at the start of a file has a blank at the same place, a column ends there; a ruler below the names of
columns also marks it, and so does a CNIC or mobile number that stands at the same place in all lines. In a box
(`| a | b |` between rulers of `+----+`) the columns are between the bars.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import polars as pl

from triage.core.format_info import Claim, Format
from triage.core.model import AT, Batch, Chunk, Evidence, Source
from triage.core.names import is_header
from triage.core.summary import Coverage, Occurrences
from triage.core.sums import Least
from triage.formats.delimited import reader as delimited
from triage.records.formed_columns import LEAST_LINES, formed
from triage.records.header_row import find_header, tells
from triage.records.key_values import boxed, table
from triage.records.label_blocks import blocks_of
from triage.records.printed_lines import goes_on, is_drawn, is_ruler, joined, plain, ruled, unmarked
from triage.records.printed_pages import Pages, of_people, pages_of
from triage.records.wrapped_lines import goes_on as continues
from triage.records.wrapped_lines import keep_columns, place_of, together
from triage.text.dialect import HEAD_BYTES, dialect, lines_of, text_of
from triage.text.encoding import mark_length, of

FORMAT = Format(
    name="fixed_width",
    title="Columns of fixed width; tables as SQL clients, PowerShell and Markdown print them",
    library="own",
    how="streamed",
    limits="at least 20 lines of one layout (8 with CNICs or mobiles; below a ruler or a header, in a box: 3)",
    accounting="every byte; a record is a line; rulers, titles and names that come again and counts of rows are none",
)

_LEAST_LINES = 20
_LEAST_GAP = 2
_LEAST_HEADED = 3
"""Lines, and names of columns, of a short table with a header."""

_ALIGNED = re.compile(r"^[ :-]*-[ :-]*(?:[+|][ :-]*-[ :-]*)+$", re.MULTILINE)
"""Pattern of the ruler that psql, sqlcmd and Markdown draw below the column names, without bars outside."""

_BOXED = re.compile(r"^\s*\|.*\|\s*$")


def claims(head: bytes, name: str) -> Claim:
    """Claim CONTENT for lines of one layout that no delimiter explains, RECORDS by numbers, else SIGNATURE.

    SIGNATURE is for boxes, and for labels side by side.
    """
    del name
    text = text_of(head)
    if text is None:
        return Claim.NONE
    lines = [plain(line) for line in lines_of(text, whole=len(head) < 65_536)[:500] if line.strip()]
    if _is_box(lines) or _is_aligned(lines):
        return Claim.SIGNATURE.when(not _is_of_labels(lines))
    if ruled(lines):
        return Claim.SIGNATURE
    if formed(lines) or formed(_begun(lines)) or formed(of_people(lines)):
        return Claim.RECORDS
    starts = borders(lines)
    if len(starts) > 1 and blocks_of([_cells(line, starts) for line in lines]):
        return Claim.SIGNATURE
    return Claim.CONTENT.when(len(starts) > 1 and (not dialect(text)))


def _is_box(lines: list[str]) -> bool:
    rulers = [line for line in lines if is_ruler(line)]
    rows = [line for line in lines if _BOXED.match(line) and not is_ruler(line)]
    return len(rulers) >= 1 and len(rows) >= 2 and len(rulers) + len(rows) > 0.9 * len(lines)


def _is_of_labels(lines: list[str]) -> bool:
    """Return true for boxes that hold a person each: another reader takes labels and values for records."""
    rows = [line for line in lines if not is_ruler(line)]
    return 2 * sum(bool(boxed(line)) for line in rows) > len(rows) and bool(table(lines))


def _is_aligned(lines: list[str]) -> bool:
    """Return true for tables of psql: nearly all lines have as many bars as the ruler has crosses or bars."""
    if not any(map(_ALIGNED.match, lines[1:_LEAST_LINES])):
        return False
    bars = {line.count("+") or line.count("|") for line in lines if _ALIGNED.match(line)}
    rows = [line for line in lines if line.count("|") in bars]
    rest = [line for line in lines if not (_ALIGNED.match(line) or is_drawn(line))]
    return bool(rows) and len(rows) >= 0.8 * len(rest)


def _begun(lines: list[str]) -> list[str]:
    """Return the lines that begin records, if others continue them; else all."""
    place = _wrapped(lines)
    return lines if place is None else [line for line in lines if not continues(line, place)]


def _wrapped(lines: list[str]) -> tuple[int, int] | None:
    """Return where each record has its number, if lines below go on in its columns; else null."""
    place = place_of(lines)
    if place is None:
        return None
    begun = [line for line in lines if not continues(line, place)]
    return place if keep_columns(lines, place, borders(begun)) else None


def borders(lines: list[str]) -> list[int]:
    """Return the positions where columns begin, from 0; [0] if neither a gap nor a number of known form tells them."""
    told = formed(lines)
    starts = sorted({*_behind_gaps(lines, LEAST_LINES if told else _LEAST_LINES), *told})
    ends = [*starts[1:], None]
    filled = [a for a, b in zip(starts, ends, strict=True) if not told or any(line[a:b].strip() for line in lines)]
    return [0, *filled[1:]]


def _behind_gaps(lines: list[str], enough: int) -> list[int]:
    """Return the positions behind columns of spaces that run through all lines, and 0."""
    least = enough if len(lines) >= _LEAST_LINES or not _is_headed(lines) else _LEAST_HEADED
    width = max(map(len, lines), default=0)
    full = [line for line in lines if len(line.rstrip()) > width / 3]
    if len(lines) < least or len(full) < least:
        return [0]
    blank = [all(at >= len(line) or line[at] == " " for line in full) for at in range(width)]
    starts, run = [0], 0
    for at in range(1, width):
        run = run + 1 if blank[at - 1] else 0
        if not blank[at] and run >= _LEAST_GAP:
            starts.append(at)
    return starts if all(any(len(line) > at for line in full) for at in starts) else [0]


def _is_headed(lines: list[str]) -> bool:
    """Return true if most words of the first line are header words."""
    words = lines[0].split() if lines else []
    return len(words) >= _LEAST_HEADED and 2 * sum(map(is_header, words)) > len(words)


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield one table; the layout is decided on the start of the file."""
    with evidence.data.open("rb") as file:
        head = file.read(HEAD_BYTES)
    encoding, grounds = of(evidence.data)
    told = lines_of(text_of(head) or "", whole=len(head) < HEAD_BYTES)[:2_000]
    lines = [plain(line) for line in told if line.strip()]
    is_box, is_aligned = _is_box(lines), _is_aligned(lines)
    wrapped = None if is_box or is_aligned or ruled(lines) or formed(lines) else _wrapped(lines)
    lines = _begun(lines) if wrapped else lines
    found = None if is_box or is_aligned else ruled(lines)
    starts = [] if is_box else None if is_aligned else found[0] if found else borders(of_people(lines))
    pages = pages_of(lines, starts) if starts and not (found or wrapped) else None
    is_spread = bool(starts) and found is None and pages is None
    rows = [_row(line, starts, pages) for line in lines if is_spread or not is_drawn(line)]
    width = max(map(len, rows), default=0)
    names = _cells(lines[found[1]], starts) if found else []
    header = rows.index(names) if found else find_header(rows, width)
    columns = rows[header] if header is not None else [f"column {i + 1}" for i in range(width)]
    options = {
        "delimiter": "\n",
        "mark": mark_length(head),
        "skip": 0 if header is None else header + 1,
        "end": "\r",
        "starts": starts,
        "spread": is_spread,
        "wrapped": wrapped,
        "pages": None if pages is None else [pages.place, sorted(pages.heads)],
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


def _row(line: str, starts: list[int] | None, pages: Pages | None) -> list[str]:
    """Return the cells of a line, or of a line of a page that is no record."""
    return _cells(line, starts) if pages is None or not pages.is_furniture(line) else pages.titles(line)


def _pages(source: Source) -> Pages | None:
    place, heads = source.option("pages") or (None, ())
    return None if place is None else Pages(place, source.option("starts"), frozenset(heads))


def _cells(line: str, starts: list[int] | None) -> list[str]:
    """Return the cells of a line: by positions, between the bars of a box ([]), or between those of psql (null)."""
    if starts is None:
        return [unmarked(cell.strip()) for cell in line.split("|")]
    if not starts:
        return [unmarked(cell.strip()) for cell in line.strip().strip("|").split("|")]
    return [line[start:stop].strip() for start, stop in zip(starts, [*starts[1:], None], strict=True)]


split = delimited.split


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Yield one batch; header, rulers and empty lines count as bytes, not as records."""
    source = chunk.source
    lines = delimited.load(chunk)
    starts, width = source.option("starts"), len(source.columns)
    skip = source.option("skip") if chunk.start == 0 else 0
    kept, at, long = list[list[str]](), list[int](), 0
    filled, is_open, wrapped = 0, False, source.option("wrapped")
    names = list(source.columns) if source.has_header else None
    pages = _pages(source)
    for place, line in zip(lines.origins, lines.data.decode("utf-8").split("\n"), strict=False):
        text = plain(line.rstrip("\r"))
        if not text.strip() or (not source.option("spread") and is_drawn(text)):
            continue
        filled += 1
        cells = _row(text, starts, pages)
        if pages is not None and pages.is_furniture(text):
            continue
        if filled < skip and tells([text]):
            cells = [text.strip()]  # what was asked, above what was answered
        elif filled <= skip or (cells == names and not source.option("spread")):
            continue
        if len(cells) > width:
            long += 1
            cells = [*cells[: width - 1], " | ".join(cells[width - 1 :])]
        if wrapped and kept and continues(text, wrapped):
            kept[-1] = together(kept[-1], cells)
            continue
        if is_open and len(cells) == len(kept[-1]) == width:
            kept[-1] = joined(kept[-1], cells)
        else:
            kept.append(cells)
            at.append(int(place))
        is_open = starts is None and len(kept[-1]) == width and goes_on(text)
    data = {str(i): [row[i] or None if i < len(row) else None for row in kept] for i in range(width)}
    frame = pl.DataFrame(data, schema=dict.fromkeys(data, pl.String)).with_columns(pl.Series(AT, at, pl.UInt64))
    reasons = {"extra_fields": Occurrences(long, 0, Least(chunk.start))} if long else {}
    reasons |= lines.reasons()
    yield Batch(frame, Coverage(chunk.stop - chunk.start, 0, 0, frame.height, frame.height, 0, reasons))
