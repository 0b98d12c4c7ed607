"""Count the years of dates in a batch: in columns whose header states when something was done, never dates of birth.

Not read: dates in columns without such a header, and days and months, which are not needed.
"""

from __future__ import annotations

from collections import Counter

import polars as pl

from triage.core.messages import of
from triage.core.model import Source
from triage.core.names import same
from triage.core.summary import Marks
from triage.recognizers import fold_column
from triage.rules.model import Rules

FIRST, LAST = 1990, 2049
"""Years that a register on a computer can have; two digits up to 40 are a year of this century."""

_LETTERS = 30
"""Characters of a cell that are read: a date with its month in words, not the time after it."""

_WEEKDAY = r"^(?i:(?:mon|tue|wed|thu|fri|sat|sun)\p{L}{0,6}[,.]{0,2} {1,2})?"
"""A day of the week before a date, as in mails: "Mon, 4 Mar 2019", "Mon Mar  4 10:00:00 2019"."""

_SECONDS, _MILLISECONDS = r"^(1[0-9]{9})(?:\.[0-9]+)?$", r"^(1[0-9]{9})[0-9]{3}$"
_YEARS = (
    r"^([12][09][0-9]{2})[-/.][0-9]{1,2}(?:[-/.][0-9]{1,2})?(?:[^0-9]|$)",
    r"^([12][09][0-9]{2})(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])(?:[^0-9]|$)",
    _WEEKDAY + r"[0-9]{1,2} ?[-/. ] ?(?:[0-9]{1,2}|\p{L}{3,9})[-/., ]{1,2}([12][09][0-9]{2})(?:[^0-9]|$)",
    _WEEKDAY + r"\p{L}{3,9}\.? {1,2}[0-9]{1,2},? (?:[0-9]{1,2}:[0-9:]{2,5} )?([12][09][0-9]{2})(?:[^0-9]|$)",
    r"^\p{L}{3,9}[-/ ']{1,2}([12][09][0-9]{2})$",
)
_SHORT = r"^[0-9]{1,2}[-/.](?:[0-9]{1,2}|\p{L}{3,9})[-/.]([0-9]{2})(?:[^0-9]|$)"


def date_marks(frame: pl.DataFrame, source: Source, rules: Rules) -> Marks | None:
    """Return how many dates of each year a batch holds, by column; null if no header names a date."""
    counts: Counter[str] = Counter()
    for column in date_columns(source, rules):
        cells = frame[str(column)].drop_nulls().str.strip_chars(" \"'=\t").str.slice(0, _LETTERS)
        several = cells.rename("cell").value_counts(name="rows")
        told = several.with_columns(fold_column(several["cell"]).alias("cell")).select(_year().alias("year"), "rows")
        for year, rows in told.drop_nulls().group_by("year").sum().iter_rows():
            if FIRST <= year <= LAST:
                counts[f"{column}={year}"] += rows
    return Marks(counts) if counts else None


def date_columns(source: Source, rules: Rules) -> list[int]:
    """Return the columns whose header states when something was done."""
    if not source.has_header or "time" in of(source).parts:  # times of messages are counted by `message_marks`
        return []
    words = {same(row["word"]) for row in rules.table("date_headers")}
    return [number for number, name in enumerate(source.columns) if same(name) in words]


def _year() -> pl.Expr:
    """Return the year of a folded cell: Int32, null if it is not a date."""
    cell = pl.col("cell")
    seconds = pl.coalesce(cell.str.extract(each) for each in (_SECONDS, _MILLISECONDS)).cast(pl.Int64, strict=False)
    short = cell.str.extract(_SHORT).cast(pl.Int32, strict=False)
    long = pl.coalesce(cell.str.extract(each) for each in _YEARS).cast(pl.Int32, strict=False)
    return pl.coalesce(
        long,
        pl.from_epoch(seconds).dt.year().cast(pl.Int32),
        pl.when(short <= LAST % 100 - 9).then(short + 2000).otherwise(short + 1900),
    )
