"""Count the messages of a batch: how many, on which days, with how many files, in how many chats."""

from __future__ import annotations

from collections import Counter

import polars as pl

from triage.core.messages import Placing
from triage.core.model import AT
from triage.core.observe import token
from triage.core.places import AMBIGUOUS, CHAT, DAY, DAY_FIRST, EITHER, MONTH_FIRST, TITLES
from triage.core.summary import Marks
from triage.core.sums import BottomK

_SECONDS, _MILLISECONDS, _APPLE = r"^1\d{9}(?:\.\d+)?$", r"^1\d{12}$", r"^[4-9]\d{8}(?:\.\d+)?$"
_APPLE_EPOCH = 978_307_200
"""Seconds from 1970 to 2001, Apple's epoch."""

_YEAR_FIRST = r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
_YEAR_LAST = r"^(\d{1,2})[-/. ]{1,2}(\d{1,2})[-/. ]{1,2}(\d{4}|\d{2})(?:\D|$)"
_LONGEST = 120


def message_marks(frame: pl.DataFrame, placing: Placing) -> Marks | None:
    """Return the counts of a batch; null if its rows are not messages of a known place."""
    if not placing.is_sorted:
        return None
    own = frame.unique(AT, keep="first", maintain_order=True)
    counts = Counter({"messages": own.height})
    for part, name in (("service", "service"), ("media", "media"), ("forwarded", "forwarded"), ("link", "links")):
        filled = [pl.col(str(column)).is_not_null() for column in placing.parts.get(part, ())]
        counts[name] = int(own.select(pl.any_horizontal(pl.lit(value=False), *filled).sum()).item())
    order = placing.facts.get("dates", "")
    counts.update(_by(own.select(_day(_part(placing, "time"), order).alias("value")), DAY))
    for either in (DAY_FIRST, MONTH_FIRST) if order == AMBIGUOUS else ():
        days = own.select(_day(_part(placing, "time"), either).alias("value"))
        counts.update(_by(days, f"{EITHER}{either}="))
    if "chat" in placing.parts:
        counts.update(_by(own.select(_part(placing, "chat").str.slice(0, _LONGEST).alias("value")), CHAT, TITLES))
    authors = own.select(token(pl.coalesce(_part(placing, "author"), _part(placing, "author_id"))).alias("value"))
    return Marks(+counts, {"authors": BottomK.of(authors["value"].drop_nulls().to_numpy())})


def _by(values: pl.DataFrame, name: str, most: int = 100_000) -> dict[str, int]:
    table = values.drop_nulls().group_by("value").len().sort("len", descending=True).head(most)
    return {f"{name}{value}": count for value, count in table.iter_rows()}


def _part(placing: Placing, name: str) -> pl.Expr:
    """Return the first filled column of a part."""
    return pl.coalesce(*(pl.col(str(column)) for column in placing.parts.get(name, ())), pl.lit(None, pl.String))


def _day(time: pl.Expr, order: str) -> pl.Expr:
    """Return the day of a written time as YYYY-MM-DD; null if it is unreadable or ambiguous."""
    text = time.str.strip_chars(" \u200e\u200f\u202f[")
    number = text.str.extract(r"^(\d+)").cast(pl.Int64, strict=False)
    seconds = (
        pl.when(text.str.contains(_SECONDS)).then(number)
        .when(text.str.contains(_MILLISECONDS)).then(number // 1_000)
        .when(text.str.contains(_APPLE)).then(number + _APPLE_EPOCH)
    )  # fmt: skip
    first, second, year = (text.str.extract(_YEAR_LAST, group) for group in (1, 2, 3))
    day, month = (second, first) if order == MONTH_FIRST else (first, second)
    year = pl.when(year.str.len_chars() == 2).then("20" + year).otherwise(year)
    last = _date(year, month, day) if order != AMBIGUOUS else pl.lit(None, pl.String)
    ahead = _date(*(text.str.extract(_YEAR_FIRST, group) for group in (1, 2, 3)))
    return pl.coalesce(pl.from_epoch(seconds).dt.strftime("%Y-%m-%d"), ahead, last)


def _date(year: pl.Expr, month: pl.Expr, day: pl.Expr) -> pl.Expr:
    text = year + "-" + month.str.zfill(2) + "-" + day.str.zfill(2)
    return text.str.to_date("%Y-%m-%d", strict=False).dt.strftime("%Y-%m-%d")
