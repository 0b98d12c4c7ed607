"""Part sheets of address labels into records: people stand beside each other in blocks of lines, not one in a row.

Programs print labels and cards two, three or four across: a row of names, below it a row of CNICs, of mobiles, of
addresses, and then the next names. Such rows are told by their cells, which are of one kind in a row and of other kinds
below each other. A block begins as many rows above its row of numbers as the first one does.
"""

from __future__ import annotations

import polars as pl

from triage.core.model import AT, Source
from triage.core.names import is_header
from triage.read import keyed_columns
from triage.records import label_blocks
from triage.records.key_values import OTHER

_OPTION = "labels_across"
_READERS = frozenset({"excel", "ods", "old_excel", "bare_excel", "delimited", "html", "docx", "odt", "fixed_width"})
_MOST_BYTES = 1 << 24
"""Size of a file that a reader of text cuts in chunks."""


def told(source: Source, sample: pl.DataFrame) -> Source:
    """Return the source with a column for each line of a label, if its rows are labels, and a note on that."""
    if source.is_text or source.reader not in _READERS or source.evidence.size_bytes > _MOST_BYTES:
        return source
    header = [list(source.columns)] if source.has_header and not any(map(is_header, source.columns)) else []
    rows = [*header, *([cell or "" for cell in row] for row in sample.rows())]
    blocks = label_blocks.blocks_of(rows)
    if blocks is None:
        return source
    how = {"kinds": blocks.kinds, "above": blocks.above, "anchor": blocks.anchor, "header": header}
    note = "people stand beside each other in blocks of lines: each is read as a record"
    return keyed_columns.anew(source, _OPTION, how, ((*label_blocks.names(rows, blocks), OTHER), note))


def own(source: Source) -> int:
    """Return the number of columns that the reader gives; 0 if none was added here."""
    return keyed_columns.own(source, _OPTION)


def opened(source: Source, frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame with a row for each label; rows that are in no block stand in the last column."""
    if not keyed_columns.has(source, _OPTION):
        return frame
    how = source.option(_OPTION)
    blocks, width = label_blocks.Blocks(tuple(how["kinds"]), how["above"], how["anchor"]), how["own"]
    at = frame[AT].to_list() if AT in frame.columns else [0] * frame.height
    rows = [[cell or "" for cell in row] for row in frame.select(str(index) for index in range(width)).rows()]
    if how["header"] and at[:1] < [source.segment]:  # names at the top of the sheet were taken for a header
        rows, at = [*how["header"], *rows], [*(at[:1] or [0]), *at]
    made = list[tuple[int, list[str]]]()
    for first, last, is_block in label_blocks.ranges(rows, blocks):
        parted = label_blocks.records if is_block else label_blocks.titles
        made += [(at[first], record) for record in parted(rows[first:last], blocks)]
    data: dict[str, list[str | None]] = {str(index): [None] * len(made) for index in range(width)}
    data |= {str(width + i): [record[i] or None for _, record in made] for i in range(len(blocks.kinds) + 1)}
    labels = pl.DataFrame(data, schema=dict.fromkeys(data, pl.String))
    is_placed = AT in frame.columns
    return labels.with_columns(pl.Series(AT, [place for place, _ in made], pl.UInt64)) if is_placed else labels
