"""Find the columns of a source that are texts of messages, their authors and their times.

A table of persons has none: its cells are about records.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import polars as pl

from triage.core.messages import COPY, of, text_columns
from triage.core.model import AT, Role, Source
from triage.core.names import same
from triage.core.places import AMBIGUOUS, MONTH_FIRST
from triage.recognizers import fold_column

_AUTHORS = (
    "from",
    "author",
    "seller",
    "sender",
    "sendername",
    "fromname",
    "senderid",
    "fromid",
    "username",
    "user",
    "postedby",
    "page",
    "pagename",
    "channel",
    "senderjidrowid",
    "zpushname",
    "zfromjid",
)
_FORWARDS = (
    "forwardedfrom",
    "fwdfrom",
    "forwardedfromid",
    "forwardfrom",
    "forwardfromchat",
    "forwardedmessage",
    "isforwarded",
    "forwarded",
    "sharedfrom",
    "originalcontentowner",
    "savedfrom",
)
_TIMES = (
    "dateunixtime",
    "timestampms",
    "timestamp",
    "date",
    "datetime",
    "time",
    "creationtimestamp",
    "created",
    "createdat",
    "createdtime",
    "publishedat",
    "sentat",
    "day",
)
_TEXTS = (
    "text",
    "message",
    "messagetext",
    "body",
    "caption",
    "comment",
    "post",
    "content",
    "description",
    "data",
    "bio",
)

_PRICE = re.compile(
    r"\w*?(?:price|prices|rate|rates|ratelist|fee|fees|charges|cost|qeemat|qimat|قیمت|ریٹ|فیس)"
    r"(?:in)?(?:pkr|rs|rupees|rupay|روپے)?"
)
"""Pattern of the header of a column of prices, as `same` writes it."""

_SUM = r"^(?:[1-9][0-9]{0,2}(?:,[0-9]{2,3})+|[1-9][0-9]*)(?:\.0+)?$"
"""Pattern of a cell of such a column that is money, although it does not say so."""

REST = "(other text)"
"""Name of the column in which readers of key-value blocks put other text."""

WINDOW = 8192
"""Bytes of a text of lines that form one message, unless a drawn line divides them before."""

_RULE = r"^\s*[-=_*~#\x{2500}-\x{257f}\x{2014}.+]{3,}\s*$"
"""Pattern of a drawn line between two messages."""

_REACHED = r"[0-9](?:[ .()-]{0,2}[0-9]){8}|@[A-Za-z]|://|\.[a-z]{2,4}/|[\x{06f0}-\x{06f9}\x{0660}-\x{0669}]{9}"
"""Pattern of what somebody may be reached at, in a line."""

_NOT_TALK = ("PK_CNIC", "PK_NIC_OLD", "IMEI", "IMSI", "IBAN_CODE", "DATE_OF_BIRTH")
"""Entities that columns of records hold and columns of messages do not."""

_NO = ("", "0", "false", "none", "null", "no")


@dataclass(frozen=True, slots=True)
class Talk:
    """Columns of a source by number: texts of messages, and in order of preference authors, forwards and times.

    `is_lines` if each row is a line of a text, and many rows form a message. `dates` states which part of a date is the
    day (`triage.core.places`), "" if the place is not known. `prices` are columns of money.
    """

    texts: tuple[int, ...]
    is_lines: bool = False
    authors: tuple[int, ...] = ()
    forwards: tuple[int, ...] = ()
    times: tuple[int, ...] = ()
    dates: str = ""
    prices: tuple[int, ...] = ()


def talk_of(source: Source) -> Talk | None:
    """Return the columns of a source with messages; null if it is a table of records, or a copy of another source.

    The known structure of its place is used first (`triage.core.messages`), then names and kinds of columns.
    """
    placing = of(source)
    if placing.whose == COPY:
        return None
    if placing.holds_messages:
        parts = placing.parts
        texts = dict.fromkeys((*text_columns(source), *parts.get("link", ())))
        authors = tuple(at for part in ("author", "author_id", "direction") for at in parts.get(part, ()))
        dates = placing.facts.get("dates", "")
        return Talk((*texts,), False, authors, parts.get("forwarded", ()), parts.get("time", ()), dates)  # noqa: FBT003
    return _by_names(source)


def _by_names(source: Source) -> Talk | None:
    """Return the same by the names and kinds of columns."""
    entities = {role.entity for role in source.roles}
    named = [same(name.rpartition(".")[2]) for name in source.columns]
    is_of_records = entities & set(_NOT_TALK) or ({"PK_MOBILE_NUMBER", "PERSON"} <= entities and "TEXT" not in entities)
    if is_of_records:
        texts = tuple(at for at, name in enumerate(source.columns) if name == REST)
    else:
        special = {*_AUTHORS, *_FORWARDS, *_TIMES} if source.has_header else set()
        texts = tuple(each.column for each in source.roles if _may_be_text(each, named[each.column], special))
    prices = tuple(at for at, name in enumerate(named) if source.has_header and _PRICE.fullmatch(name))
    texts = tuple(at for at in texts if at not in prices)
    if not texts:
        return None
    is_lines = source.is_text
    authors, forwards, times = (_columns(named, words) for words in (_AUTHORS, _FORWARDS, _TIMES))
    return Talk(texts, is_lines, authors, forwards, times, prices=prices)


def _may_be_text(role: Role, name: str, special: set[str]) -> bool:
    if name in _TEXTS:
        return True
    is_wordy = role.entity in ("TEXT", "URL", "USERNAME", "PK_ADDRESS", "") and not role.is_opaque
    return is_wordy and name not in special


def _columns(named: list[str], words: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(named.index(word) for word in words if word in named)


def messages(frame: pl.DataFrame, talk: Talk, sign: str) -> pl.DataFrame:
    """Return the messages in rows of one or several sources (a number in "source") that may be about trade.

    Columns: "row" (UInt32), "source", "at" (UInt64), "text" (folded, all texts of a row, one line each), "author" (""
    if unknown), "is_forwarded" (Boolean) and "time" (Int64, seconds from 1970, null if unknown).
    """
    texts = [fold_column(frame[str(each)]).alias(str(each)) for each in talk.texts]
    texts += [_money(fold_column(frame[str(each)])).alias(str(each)) for each in talk.prices]
    whole = pl.DataFrame(texts).select(pl.concat_str(pl.all(), separator="\n", ignore_nulls=True).alias("text"))["text"]
    frame = frame.with_columns(whole.alias("text"))
    frame = _paragraphs(frame) if talk.is_lines else frame
    has_sign = pl.col("text").str.contains(sign).fill_null(value=False)
    # A message of several records is as many rows, and its text may be in each of them.
    kept = frame.unique(["source", AT, "text"], keep="first", maintain_order=True).with_row_index("row")
    kept = kept.filter(has_sign)
    author = pl.coalesce([*(pl.col(str(each)) for each in talk.authors), pl.lit("")])
    is_not = [pl.col(str(each)).str.to_lowercase().is_in(_NO).fill_null(value=True) for each in talk.forwards]
    time = pl.coalesce([*(_seconds(pl.col(str(each)), talk.dates) for each in talk.times), pl.lit(None, pl.Int64)])
    return kept.select(
        "row", "source", pl.col(AT).alias("at"), _plain(pl.col("text")), author.fill_null("").alias("author"),
        pl.all_horizontal(is_not).not_().alias("is_forwarded") if is_not else pl.lit(value=False).alias("is_forwarded"),
        time.alias("time"),
    )  # fmt: skip


def _money(cells: pl.Series) -> pl.Series:
    """Return the cells of a column of prices, with rupees before a bare number."""
    return pl.select(pl.when(cells.str.contains(_SUM)).then("Rs " + cells).otherwise(cells)).to_series()


def _paragraphs(lines: pl.DataFrame) -> pl.DataFrame:
    """Return the lines of a text joined to messages; each window begins a new message, so that no chunk cuts one.

    So does a drawn line behind a number, a name or an address; others are inside an advertisement.
    """
    window = ["source", "window"]
    lines = lines.with_columns((pl.col(AT) // WINDOW).alias("window"))
    is_drawn = pl.col("text").str.contains(_RULE).fill_null(value=False)
    lines = lines.with_columns(is_drawn.alias("is_drawn"), is_drawn.cum_sum().over(window).alias("part"))
    told = pl.col("text").str.contains(_REACHED).fill_null(value=False).any().over(*window, "part")
    lines = lines.with_columns((pl.col("is_drawn") & told.shift(1).over(window)).fill_null(value=False).alias("ends"))
    return (
        lines.with_columns(pl.col("ends").cum_sum().over(window).alias("part"))
        .group_by(*window, "part", maintain_order=True)
        .agg(pl.col(AT).first(), pl.col("text").str.join("\n"))
        .drop("window", "part")
    )


def _plain(text: pl.Expr) -> pl.Expr:
    """Return texts without decoration: frames around digits, stars and bold marks."""
    return text.str.replace_all(r"[\x{fe0f}\x{20e3}*`~]+", "").str.replace_all("\r\n?", "\n").alias("text")


def _seconds(cell: pl.Expr, dates: str) -> pl.Expr:
    """Return the time in a cell, in seconds from 1970; null if nothing tells day from month.

    In a table of no known place the day precedes the month, unless that is impossible.
    """
    number = cell.str.extract("^([0-9]{10}|[0-9]{13}|[0-9]{16})(?:\\.[0-9]+)?$").cast(pl.Int64, strict=False)
    length = cell.str.extract("^([0-9]+)").str.len_bytes()
    epoch = pl.when(length == 13).then(number // 1000).when(length == 16).then(number // 1_000_000).otherwise(number)
    iso = cell.str.extract("^((?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2})").str.to_date("%Y-%m-%d", strict=False)
    day, month, year = (
        cell.str.extract(r"^([0-9]{1,2})[./-]([0-9]{1,2})[./-]((?:20)?[0-9]{2})\b", part) for part in (1, 2, 3)
    )
    full = pl.when(year.str.len_bytes() == 2).then(pl.lit("20") + year).otherwise(year)
    is_month_first = (month.cast(pl.Int32, strict=False) > 12) | pl.lit(dates == MONTH_FIRST)
    parts = (pl.when(is_month_first).then(day).otherwise(month), pl.when(is_month_first).then(month).otherwise(day))
    written = pl.concat_str(full, *(each.str.zfill(2) for each in parts), separator="-").str.to_date(
        "%Y-%m-%d", strict=False
    )
    days = (iso if dates == AMBIGUOUS else pl.coalesce(iso, written)).dt.epoch("s")
    return pl.coalesce(epoch, days)
