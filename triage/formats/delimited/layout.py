"""Detect the layout of delimited text: delimiter, quote, number of columns, header row and title lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from triage.core.names import is_header
from triage.core.plurals import count_of
from triage.formats.delimited.unquoted_cells import joined, unquoted_column
from triage.records.header_row import find_header, is_header_again, names, tells_above
from triage.records.short_header import labels_above
from triage.text.dialect import are_sentences, dialect, lines_of
from triage.text.record_splitter import records
from triage.text.uncommon_quotes import quote_of, swapped

_SAYS = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""Pattern of the line with which a file for Excel states its delimiter."""

_LOOKED_AT = 2_000


@dataclass(frozen=True, slots=True)
class Layout:
    """The layout decided on the start of a file.

    `skip` lines at the top are not rows; `header` is the number of a header line that follows rows, -1 for none, and
    `above` how many rows it follows;
    `unquoted` is the column whose cells hold delimiters without quotes, -1 for none.
    """

    delimiter: str
    columns: tuple[str, ...]
    has_header: bool
    skip: int
    header: int
    quote: str
    unquoted: int = -1
    above: int = 0
    notes: tuple[str, ...] = ()


def layout_of(text: str, *, whole: bool) -> Layout:
    """Return the layout of a file that begins with this text; `whole` if the text is the complete file."""
    said = _SAYS.match(text)
    delimiter = said[1] if said else dialect(text) or ("\x1f" if are_sentences(text) else ",")
    quote = quote_of(text, delimiter)
    found = list(records(lines_of(swapped(text, quote), whole=whole)[:_LOOKED_AT], delimiter, 0))
    behind = list(accumulate(record.lines for record in found))
    filled = [index for index, record in enumerate(found) if record.fields != ("",)][bool(said) :]
    rows: list[Sequence[str]] = [found[index].fields for index in filled]
    column = unquoted_column(rows)
    width = _width(rows) if column is None else len(rows[0])
    rows = rows if column is None else [joined(row, width, column, delimiter) for row in rows]
    top = find_header(rows, width)
    odd = labels_above(rows, width) if top is None else None
    columns = tuple(f"column {i + 1}" for i in range(width))
    skip, header, above, notes = int(bool(said)), -1, 0, list[str]()
    if odd is not None:
        top, notes = odd[0], ["the header has more or fewer labels than columns"]
    if top is not None:
        columns = tuple(swapped(name, quote) for name in (odd[1] if odd else names(rows, top)))
        last = behind[filled[top]]
        if tells_above(rows, top):
            header, above = last - found[filled[top]].lines, top
            notes.append(f"{count_of(top, 'line')} above the header read as {'a row' if top == 1 else 'rows'}")
        else:
            skip = last
            notes += [f"{count_of(top, 'title line')} above the header"] * bool(top)
            if len(rows) > top + 2 and is_header_again(rows[top + 1], rows[top + 2]) and rows[top + 1] != rows[top]:
                skip = behind[filled[top + 1]]
                notes.append("the columns are named twice")
    if column is not None:
        notes.append(f"cells of column {column + 1} hold delimiters without quotes")
    unquoted = -1 if column is None else column
    return Layout(delimiter, columns, top is not None, skip, header, quote, unquoted, above, tuple(notes))


def _width(rows: Sequence[Sequence[str]]) -> int:
    """Return the number of names in a first row of header words if a row is as long, else the commonest number.

    One field is ignored, because rows in another dialect have one here.
    """
    widths = Counter(map(len, rows))
    if len(widths) > 1 and widths[1] < 0.8 * len(rows):
        del widths[1]
    common = max(widths.items(), key=lambda each: (each[1], each[0]), default=(1, 0))[0]
    first = next(iter(rows), ())
    is_told = len(first) > common and widths[len(first)] > 1 and all(map(is_header, first))
    return len(first) if is_told else common
