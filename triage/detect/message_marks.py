"""Count the messages of a batch: how many, on which days, with how many files, in how many chats."""

from __future__ import annotations

from collections import Counter

import polars as pl

from triage.core.beside import names_beside
from triage.core.messages import Placing
from triage.core.model import AT, Evidence
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


_EXPORTS = ("whatsapp_text", "telegram_desktop")
"""Beginnings of the names of rules whose exports hold the media that their messages name."""

_ATTACHED = r"([^\n/\\<>]+\.\w{2,5}) \([^()\n]{3,25}\)\s*(?:\n|$)|<[^\s:,]{3,20}[:,]+ ?([^<>\n]+\.\w{2,5})>"
_OMITTED = (
    r"^\((?:File|Photo) [^)]*\)$|^\x{200e}?<?(?:Media|image|video|audio|sticker|GIF|document|Contact card) omitted>?"
    r"|\x{0645}\x{06cc}\x{0688}\x{06cc}\x{0627} \x{0686}\x{06be}\x{0648}\x{0691}"
)
"""Patterns of a file that a text names as attached, and of what an export writes in place of a file it leaves out."""


def message_marks(frame: pl.DataFrame, placing: Placing, evidence: Evidence | None = None) -> Marks | None:
    """Return the counts of a batch; null if its rows are not messages of a known place.

    Media that messages name and that do not lie beside `evidence`, in the same export, are counted as absent.
    """
    if not placing.is_sorted:
        return None
    own = frame.unique(AT, keep="first", maintain_order=True)
    counts = Counter({"messages": own.height})
    for part, name in (("service", "service"), ("media", "media"), ("forwarded", "forwarded"), ("link", "links")):
        filled = [pl.col(str(column)).is_not_null() for column in placing.parts.get(part, ())]
        counts[name] = int(own.select(pl.any_horizontal(pl.lit(value=False), *filled).sum()).item())
    if placing.rule.startswith(_EXPORTS):
        counts.update(_media(own, placing, names_beside(evidence) if evidence else None))
    order = placing.facts.get("dates", "")
    counts.update(_by(own.select(_day(_part(placing, "time"), order).alias("value")), DAY))
    for either in (DAY_FIRST, MONTH_FIRST) if order == AMBIGUOUS else ():
        days = own.select(_day(_part(placing, "time"), either).alias("value"))
        counts.update(_by(days, f"{EITHER}{either}="))
    if "chat" in placing.parts:
        counts.update(_by(own.select(_part(placing, "chat").str.slice(0, _LONGEST).alias("value")), CHAT, TITLES))
    authors = own.select(token(pl.coalesce(_part(placing, "author"), _part(placing, "author_id"))).alias("value"))
    return Marks(+counts, {"authors": BottomK.of(authors["value"].drop_nulls().to_numpy())})


def _media(own: pl.DataFrame, placing: Placing, files: frozenset[str] | None) -> dict[str, int]:
    """Return the number of messages with a file, and of those whose file is not in the export."""
    text = _part(placing, "text")
    written = pl.coalesce(text.str.extract(_ATTACHED, 1), text.str.extract(_ATTACHED, 2))
    named = pl.coalesce(_part(placing, "media"), written).alias("named")
    is_omitted = pl.coalesce(_part(placing, "media"), text).str.contains(_OMITTED).fill_null(value=False)
    told = own.select(
        named.str.extract(r"([^/\\]+)$").str.strip_chars(" \u200e").alias("named"), is_omitted.alias("left")
    )
    is_named = pl.col("named").is_not_null() & pl.col("left").not_()
    is_there = pl.col("named").is_in(sorted(files)) if files is not None else pl.lit(value=True)
    media, absent = told.select(
        (is_named | pl.col("left")).sum(), (pl.col("left") | (is_named & is_there.not_())).sum()
    ).row(0)
    return {"media": int(media) - _filled(own, placing), "absent": int(absent)}


def _filled(own: pl.DataFrame, placing: Placing) -> int:
    """Return the number of messages whose columns of media are filled: they are counted already."""
    filled = [pl.col(str(column)).is_not_null() for column in placing.parts.get("media", ())]
    return int(own.select(pl.any_horizontal(pl.lit(value=False), *filled).sum()).item())


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
