"""Leave out rows that close a list or a page and are no record: a sum, an end mark, the number of a page."""

from __future__ import annotations

import polars as pl

from triage.core.model import AT, Source
from triage.core.names import table
from triage.records.closing_lines import is_closing

_FILLED, _NARROWEST = 2, 3
"""Most cells of such a row that are filled, and fewest columns of its table."""

_MOST = 10_000
"""Most different texts of a batch that are looked at: a table of more has sparse rows, and no sums."""


def dropped(source: Source, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows without those that only close a list; each of their cells is a word or a number of the list."""
    columns = [name for name in frame.columns if name != AT]
    if source.is_text or len(columns) < _NARROWEST or frame.is_empty():
        return frame
    words = [row["word"] for row in table("closing_lines") if row["kind"] != "between"]
    filled = pl.sum_horizontal(pl.col(columns).is_not_null())
    joined = pl.concat_str(columns, separator=" ", ignore_nulls=True)
    few = frame.lazy().filter(filled <= _FILLED).select(joined.alias("text")).unique()
    told = few.filter(pl.col("text").str.contains_any(words, ascii_case_insensitive=True)).collect().to_series()
    closing = [text for text in told if is_closing(text)] if 0 < len(told) <= _MOST else []
    return frame.filter(~((filled <= _FILLED) & joined.is_in(closing))) if closing else frame
