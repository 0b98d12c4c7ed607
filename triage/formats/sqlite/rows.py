"""Turn rows of SQLite, as they are read, into batches of text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from triage.core.model import AT, SEGMENT, Batch, Source
from triage.core.summary import Coverage, Occurrences
from triage.core.sums import Least
from triage.formats.sqlite.salvage_pages import Pages, Row
from triage.text import blob_text

_BATCH_BYTES = 32 * 1024 * 1024
_REMEMBERED = 2_000_000


class Said:
    """Collects the rows of a table: how many were yielded, and which wait for the next batch."""

    def __init__(self, source: Source, size: int) -> None:
        self.source, self.size = source, size
        self.at, self.last, self.bad, self.cut, self.held = 0, -(2**63) - 1, 0, 0, 0
        self.waiting: list[Sequence[object]] = []

    def flush(self) -> Iterator[Batch]:
        """Yield the waiting rows as a batch; the first accounts for the file."""
        if not self.waiting:
            return
        rows, count = self.waiting, len(self.waiting)
        reasons = {"bad_utf8": Occurrences(self.bad, 0, Least(self.at))} if self.bad else {}
        if self.cut:
            reasons["cell_cut"] = Occurrences(self.cut, 0, Least(self.at))
        books = Coverage(self.size, records_found=count, rows_read=count, reasons=reasons)
        yield Batch(frame_of(self.source, rows, self.at), books)
        self.at, self.size, self.bad, self.cut, self.held, self.waiting = self.at + count, 0, 0, 0, 0, []

    def add(self, row: Sequence[object]) -> Iterator[Batch]:
        """Add a row; yield a batch if enough rows wait."""
        if bytes in map(type, row):
            row = [self._of_bytes(cell) if isinstance(cell, bytes) else cell for cell in row]
        self.waiting.append(row)
        self.held += sum(len(cell) for cell in row if isinstance(cell, str))
        if len(self.waiting) == SEGMENT or self.held > _BATCH_BYTES:
            yield from self.flush()

    def _of_bytes(self, raw: bytes) -> str:
        """Return the text of a BLOB."""
        text, is_cut = blob_text.of(raw)
        self.cut += is_cut
        return text

    def text(self, raw: bytes) -> str:
        """Return text of the database; bytes that are not UTF-8 are escaped and counted."""
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            self.bad += 1
            return raw.decode("utf-8", "backslashreplace")


def salvaged(path: Path, said: Said) -> Iterator[Batch]:
    """Yield rows from pages that the library did not return, each rowid once."""
    options = json.loads(said.source.options)
    stored: list[int] = options["stored"]
    known: set[int] = set()
    with path.open("rb") as file:
        pages = Pages.of(file, path)
        pages.pass_free()
        for row in _lost_rows(pages, options):
            if options["root"] and (row.rowid <= said.last or row.rowid in known):
                continue
            if len(known) < _REMEMBERED:
                known.add(row.rowid)
            cells = [row.values[place] if 0 <= place < len(row.values) else None for place in stored]
            if options["rowid"] >= 0:
                cells[options["rowid"]] = row.rowid
            yield from said.add(cells)


def _lost_rows(pages: Pages, options: dict[str, Any]) -> Iterator[Row]:
    """Yield the rows of a table's tree, then of pages without a tree.

    Such pages belong to the first table of the catalogue whose tree is damaged and whose records are as wide.
    """
    own, first = [options["root"], len({*options["stored"]} - {-1})], None
    for root, width in options["tables"]:
        pages.is_damaged = False
        rows = pages.tree(root)
        if [root, width] == own:
            yield from rows
        else:
            for _ in rows:
                pass
        if first is None and pages.is_damaged and width == own[1]:
            first = root
    if not options["root"] or first == options["root"]:
        yield from pages.orphans(own[1] if options["root"] else 0)


def frame_of(source: Source, rows: Sequence[Sequence[object]], at: int) -> pl.DataFrame:
    """Return rows as text, numbered from `at`; cells beyond the columns of the source are left out."""
    width = len(source.columns)
    columns = list(zip(*rows, strict=False))[:width] if rows else [()] * width
    frame = pl.DataFrame({str(i): _column(cells) for i, cells in enumerate(columns)})
    return frame.with_columns(pl.Series(AT, range(at, at + len(rows)), pl.UInt64))


def _column(cells: Sequence[object]) -> pl.Series:
    kinds = set(map(type, cells)) - {type(None)}
    if kinds <= {str}:
        return pl.Series(cells, dtype=pl.String)
    if kinds == {int}:
        return pl.Series(cells, dtype=pl.Int64).cast(pl.String)
    return pl.Series([_text(cell) for cell in cells], dtype=pl.String)


def _text(cell: object) -> str | None:
    if cell is None:
        return None
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e18 else repr(cell)
    return str(cell)
