"""Find the tables of a sheet, and the rows of one of them: what all readers of sheets share."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from triage.core.model import AT, ROW_SEGMENT, Chunk, Evidence, Source
from triage.core.plurals import count_of
from triage.records.header_row import find_header, is_header_again, names, tells_above
from triage.records.stacked_tables import Stack

_LOOKED_AT = 2_000

Rows = Iterable[tuple[int, Sequence[str]]]
"""The rows of a sheet that have cells: their numbers from 0, and their cells from the first column on."""


@dataclass(slots=True)
class _Seen:
    """What one pass over a table found: its first rows, its width, and the number of its last row."""

    rows: list[Sequence[str]] = field(default_factory=list)
    width: int = 0
    last: int = 0

    def add(self, at: int, cells: Sequence[str]) -> None:
        self.last = max(self.last, at)
        self.width = max(self.width, len(cells))
        if len(self.rows) < _LOOKED_AT:
            self.rows.append(cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet of a workbook, and what its sources state besides their columns."""

    evidence: Evidence
    reader: str
    name: str = ""
    options: dict[str, object] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    encoding: str = "utf-8"


def sources(sheet: Sheet, rows: Rows) -> Iterator[Source]:
    """Yield a source for each kind of table in a sheet; the first is the sheet's own, even without rows.

    The option "kind" is the kind of table; "skip" rows of it
    are titles, and the row of number "header", counted from 1, is none either (0 = there is none).
    """
    stack, seen = Stack(), dict[int, _Seen]()
    for row in stack.rows(rows):
        if not row.is_header:
            seen.setdefault(row.kind, _Seen()).add(row.at, row.cells)
    own = _first(sheet, seen.pop(0, _Seen()))
    yield own
    for kind, each in sorted(seen.items()):
        width = max(each.width, len(stack.headers[kind]))
        header = stack.headers[kind]
        yield replace(
            own,
            table=f"{sheet.name} (table {kind + 1})".lstrip(),
            columns=(*header, *[""] * (width - len(header))),
            has_header=True,
            options=_options(sheet, kind, each, (0, 0)),
        )


def _first(sheet: Sheet, seen: _Seen) -> Source:
    width = seen.width
    padded = [[*row, *[""] * (width - len(row))] for row in seen.rows]
    filled = [row for row in padded if sum(bool(cell) for cell in row) > width / 2] or padded
    top = find_header(filled, width)
    header = padded.index(filled[top]) if top is not None else None
    columns = names(padded, header) if header is not None else [f"column {i + 1}" for i in range(width)]
    place = 0 if header is None else header + 1
    told = bool(header) and tells_above(padded, header or 0)
    is_twice = place > 0 and not told and len(padded) > place + 1 and is_header_again(*padded[place : place + 2])
    titles = count_of(header or 0, "line" if told else "title line")
    notes = (f"{titles} above the header{' read as rows' * told}",) if header else ()
    return Source(
        sheet.evidence,
        sheet.reader,
        sheet.name,
        tuple(columns),
        has_header=header is not None,
        encoding=sheet.encoding,
        options=_options(sheet, 0, seen, (0 if told else place + is_twice, place)),
        notes=(*sheet.notes, *notes),
        segment=ROW_SEGMENT,
    )


def _options(sheet: Sheet, kind: int, seen: _Seen, top: tuple[int, int]) -> str:
    options = {**sheet.options, "kind": kind, "skip": top[0], "header": top[1], "last": seen.last}
    if top[1] > 1 > top[0]:
        options["above"] = top[1] - 1
    if kind:
        options["first"] = False
    return json.dumps(options)


def split(source: Source) -> Iterator[Chunk]:
    """Yield the whole sheet: a stream is read from its beginning."""
    yield Chunk(source, 0, source.option("last") + 1)


def rows_of(source: Source, rows: Rows) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the rows of a source without its header and titles, from all rows of its sheet."""
    options = json.loads(source.options)
    kind, skip, header, seen = options["kind"], options["skip"], options["header"], 0
    for row in Stack().rows(rows):
        if row.kind == kind and not row.is_header:
            seen += 1
            if skip < seen != header:
                yield row.at, row.cells


def frame_of(width: int, rows: Sequence[tuple[int, Sequence[str]]]) -> pl.DataFrame:
    """Return rows as a frame with their numbers; an empty cell is null."""
    data = {str(i): [row[i] or None if i < len(row) else None for _, row in rows] for i in range(width)}
    frame = pl.DataFrame(data, schema=dict.fromkeys(data, pl.String))
    return frame.with_columns(pl.Series(AT, [at for at, _ in rows], pl.UInt64))
