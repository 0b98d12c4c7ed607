"""Turn tables that lie on their side: the first column names what the rows hold, and each further column is a record.

Such a sheet has a row of names, a row of CNICs and so on. It is told by its first column, of header words alone, and by
a row whose cells all are numbers beside one whose cells are not. Its rows are few, so that a sample is the whole table.
"""

from __future__ import annotations

import polars as pl

from triage.core.model import AT, Source
from triage.read import keyed_columns
from triage.records.turned_rows import LEAST_ROWS, MOST_ROWS, is_turned

_OPTION = "turned"
_READERS = frozenset({"excel", "ods", "old_excel", "bare_excel", "delimited", "html", "docx", "odt"})
_MOST_BYTES = 1 << 24
"""Size of a file that a reader of text cuts in chunks."""

Rows = list[list[str]]


def told(source: Source, sample: pl.DataFrame) -> Source:
    """Return the source with a column for each name in its first column, if its table lies on its side, and a note."""
    if source.is_text or source.reader not in _READERS or source.evidence.size_bytes > _MOST_BYTES:
        return source
    header = list(source.columns[: sample.width]) if source.has_header else []
    rows = _rows(header, sample)
    named = [row for row in rows if any(row[1:])]
    if not LEAST_ROWS <= len(rows) <= MOST_ROWS or not is_turned(named):
        return source
    labels = [row[0].strip() for row in named]
    note = "the table lies on its side: each of its columns is read as a record"
    return keyed_columns.anew(source, _OPTION, {"labels": labels, "header": header}, (labels, note))


def _rows(header: list[str], frame: pl.DataFrame) -> Rows:
    """Return the cells from the first filled column on; what was taken for a header is a row of a turned table."""
    rows = [*([header] if header else []), *([cell or "" for cell in row] for row in frame.rows())]
    first = next((i for i, column in enumerate(zip(*rows, strict=True)) if any(map(str.strip, column))), 0)
    return [row[first:] for row in rows]


def own(source: Source) -> int:
    """Return the number of columns that the reader gives; 0 if none was added here."""
    return keyed_columns.own(source, _OPTION)


def opened(source: Source, frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame with a row for each column that holds values; titles keep their row and their cell."""
    if not keyed_columns.has(source, _OPTION):
        return frame
    how = source.option(_OPTION)
    at = frame[AT].to_list() if AT in frame.columns else [0] * frame.height
    cells = frame.select(str(index) for index in range(how["own"]))
    rows = _rows(how["header"], cells)
    values = [row[1:] for row in rows if any(row[1:])]
    if len(values) != len(how["labels"]):  # not the sheet of the sample
        return frame.with_columns(pl.lit(None, pl.String).alias(str(how["own"] + i)) for i in range(len(how["labels"])))
    records = [record for record in zip(*values, strict=True) if any(record)]
    titles = [(place, row[0]) for place, row in zip(at, rows[-frame.height :], strict=True) if not any(row[1:])]
    empty = [None] * (how["own"] - 1)
    made = [(title, *empty, *[None] * len(values)) for _, title in titles]
    made += [(None, *empty, *(value or None for value in record)) for record in records]
    turned = pl.DataFrame(made, {str(i): pl.String for i in range(how["own"] + len(values))}, orient="row")
    if AT not in frame.columns:
        return turned
    first = next(iter(at), 0)
    places = [*(place for place, _ in titles), *[first] * len(records)]
    return turned.with_columns(pl.Series(AT, places, pl.UInt64)).sort(AT, maintain_order=True)
