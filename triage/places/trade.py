"""Put what sellers write of themselves in texts and letters into columns of its own.

An advertisement in a text file, a page, a document or a letter names its seller's number, and nobody else's. A text
that only advertises is the seller's as a whole, except for lines that hold a card. In other texts that offer something,
and in letters, only the lines that offer, or that follow a farewell, are his. This is decided once, on a sample.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from triage.core.messages import ADVERTISEMENT, LOOSE, PARTICIPANT, SELLER, SUBJECT, Placing, of
from triage.core.model import AT, Source
from triage.core.names import is_header_word
from triage.places import texts
from triage.records import key_values

WRITER = "(seller)"
"""Name of the column for the senders of letters that offer something."""

_WINDOW, _ROWS = 8_192, 16
"""Bytes of a text that may hold a farewell with its signature; sampled rows that are read together."""

_SIGNED = 4
"""Most lines of a signature."""

_OWN_NUMBERS, _OWN_BESIDE = 6, 3
"""Most numbers of one seller, in a text that only advertises and in one that holds more."""

_BARE_WORDS = 2
_FEW_ROWS = 3
"""Most rows of an advertisement that a reader takes for a table, because a sign divides its parts."""

_LETTERS = ("from", "to", "cc", "bcc", "other headers")
_PERSON = ("PERSON",)


def placed(source: Source, sample: pl.DataFrame) -> Placing | None:
    """Return whose the columns of a text or of letters are if they offer something; null if they do not."""
    if source.is_text and len(source.columns) == 1:
        return _of_text(sample)
    return _of_letters(source, sample) if source.reader == "mail" else None


def is_lone_offer(source: Source, sample: pl.DataFrame) -> bool:
    """Return whether a table without a header is an advertisement whose parts a sign divides: a few rows that offer."""
    if source.is_text or source.has_header or not 0 < sample.height <= _FEW_ROWS:
        return False
    cells = sample.select(pl.concat_str(pl.all(), separator=" ", ignore_nulls=True).str.join("\n").alias("said"))
    if not texts.may_be_of_trade(cells.item() or ""):
        return False
    said = pl.col("said")
    is_his = texts.is_of_trade(said).fill_null(value=False) & texts.has_card(said).not_() & is_own(said)
    return bool(cells.select(is_his.fill_null(value=False)).item())


def of_blocks(source: Source, sample: pl.DataFrame) -> Placing | None:
    """Return whose the columns are if the text beside blocks of records offers something; null if it does not.

    The text is the seller's if it names no number but in lines that offer; so is a column that holds such numbers
    alone, or one that is named by a word of reaching in the first record alone ("WhatsApp: ..." above it).
    """
    rest = _column(source.columns, key_values.OTHER)
    if source.reader != "blocks" or rest is None:
        return None
    lines = sample.select(pl.col(str(rest)).drop_nulls().str.split("\n").explode().alias("line"))
    if not lines.height or not _offering(pl.Series(["\n".join(lines["line"])])).any():
        return None
    line = pl.col("line")
    told = lines.select(
        is_own(line).alias("own"), texts.mobiles(line).alias("numbers"), texts.has_card(line).alias("card")
    )
    said, others = (_distinct(told.filter(each)["numbers"]) for each in (pl.col("own"), pl.col("own").not_()))
    held = [
        _distinct(sample.select(texts.mobiles(pl.col(name)).alias("numbers"))["numbers"]) for name in sample.columns
    ]
    for at, numbers in enumerate(held):
        is_first = sample.height > 1 and sample[str(at)][1:].is_null().all()
        said |= numbers if is_first and texts.is_reach(source.columns[at]) else set()
    if told["card"].any() or not 0 < len(said) <= _OWN_BESIDE or others - said:
        return None
    own = {at: SELLER for at, numbers in enumerate(held) if numbers and numbers <= said}
    return Placing(columns={**own, rest: SELLER})


def names_of(placing: Placing) -> tuple[str, ...]:
    """Return the names of the columns that are added to those of the reader."""
    if not placing.trade:
        return ()
    if placing.whose == SELLER:
        return (LOOSE,)
    return (ADVERTISEMENT,) if placing.own == 1 else (ADVERTISEMENT, WRITER)


def apart(source: Source, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of a reader with what is the seller's, or not his, in the added columns."""
    placing = of(source)
    names = names_of(placing)
    if names == (LOOSE,):
        return _split(frame, {"0": texts.has_card(pl.col("0"))}, 1)
    if names == (ADVERTISEMENT,):
        return _split(frame, {"0": _is_own_line(frame)}, 1)
    return _letters_apart(source, frame) if names else frame


def _split(frame: pl.DataFrame, moved: dict[str, pl.Expr | pl.Series], first: int) -> pl.DataFrame:
    """Return the frame with the moved cells of its columns in new ones."""
    told = frame.with_columns(
        (each if isinstance(each, pl.Series) else each.fill_null(value=False)).alias(f"(moved {name})")
        for name, each in moved.items()
    )
    told = told.with_columns(
        *(pl.when(f"(moved {name})").then(name).alias(str(first + at)) for at, name in enumerate(moved)),
        *(pl.when(pl.col(f"(moved {name})").not_()).then(name).alias(name) for name in moved),
    )
    more = [str(first + at) for at in range(len(moved))]
    return told.select(*(name for name in frame.columns if name != AT), *more, *([AT] if AT in frame.columns else []))


def _of_text(sample: pl.DataFrame) -> Placing | None:
    lines = sample.select(pl.col("0").alias("line")).drop_nulls().with_row_index("row")
    windows = lines.group_by(pl.col("row") // _ROWS, maintain_order=True).agg(pl.col("line").str.join("\n"))["line"]
    if not _offering(windows).any():
        return None
    own = lines.select(is_own(pl.col("line")) | _is_signed(pl.col("line")))["line"]
    told = lines.with_columns(own.alias("own"), texts.mobiles(pl.col("line")).alias("numbers"))
    said, others = (_distinct(told.filter(each)["numbers"]) for each in (pl.col("own"), pl.col("own").not_()))
    strange = told.filter(
        pl.col("own").not_() & pl.col("numbers").list.eval(pl.element().is_in(said)).list.all().not_()
    )
    is_bare = strange["line"].str.count_matches(r"\p{L}{2,}") <= _BARE_WORDS
    has_others = bool((is_bare.not_() | strange.select(texts.is_answer(pl.col("line")))["line"]).any())
    has_card = bool(lines.select(texts.has_card(pl.col("line")).any()).item())
    if not (has_card or has_others or _names_people(lines["line"])) and len(said | others) <= _OWN_NUMBERS:
        return Placing(whose=SELLER, columns={1: SUBJECT}, own=1, trade=True)
    return Placing(columns={1: SELLER}, own=1, trade=True) if said and len(said) <= _OWN_BESIDE else None


def _distinct(numbers: pl.Series) -> set[str]:
    return set(numbers.explode().drop_nulls().to_list())


def _names_people(lines: pl.Series) -> bool:
    """Return true if a line has a label for a person's name, with a value that is no price."""
    labelled = lines.filter(lines.str.contains(r"[:=]")).to_list()
    pairs = ((key, value) for line in labelled for key, value in key_values.pairs(line))
    return any(is_header_word(key, _PERSON) and value and not any(map(str.isdigit, value)) for key, value in pairs)


def _offering(said: pl.Series) -> pl.Series:
    """Return which texts offer something."""
    return pl.DataFrame({"said": said}).select(texts.is_of_trade(pl.col("said")).fill_null(value=False))["said"]


def is_own(line: pl.Expr) -> pl.Expr:
    """Return whether a line is its writer's own: it offers and names nobody else, or shows what to enter."""
    names_another = texts.has_card(line) | (texts.is_answer(line) & texts.is_own_number(line).not_())
    is_his = (texts.is_offer_of_seller(line) & names_another.not_()) | texts.is_example(line)
    return is_his.fill_null(value=False)


def _is_signed(line: pl.Expr) -> pl.Expr:
    """Return whether a line is one of the first behind a farewell."""
    is_farewell = texts.is_farewell(line).fill_null(value=False)
    at = pl.int_range(pl.len())
    since = at - pl.when(is_farewell).then(at).forward_fill()
    return (since <= _SIGNED).fill_null(value=False) & texts.has_card(line).not_().fill_null(value=True)


def _is_own_line(frame: pl.DataFrame) -> pl.Series:
    """Return which lines of a text are its writer's own; a signature does not reach into the next window."""
    line, window = pl.col("0"), pl.col(AT) // _WINDOW if AT in frame.columns else pl.lit(0)
    return frame.select((is_own(line) | _is_signed(line).over(window)).alias("own"))["own"]


def _of_letters(source: Source, sample: pl.DataFrame) -> Placing | None:
    body = _column(source.columns, "body")
    if body is None or not _offering(_said(source, sample)).any():
        return None
    own = len(source.columns)
    others = {at: PARTICIPANT for at, name in enumerate(source.columns) if name in _LETTERS}
    return Placing(columns={**others, own: SELLER, own + 1: SELLER}, own=own, trade=True)


def _column(columns: Sequence[str], name: str) -> int | None:
    return columns.index(name) if name in columns else None


def _said(source: Source, frame: pl.DataFrame) -> pl.Series:
    """Return subject and body of each letter."""
    parts = [pl.col(str(at)) for name in ("subject", "body") if (at := _column(source.columns, name)) is not None]
    return frame.select(pl.concat_str(parts, separator="\n", ignore_nulls=True).alias("said"))["said"]


def _letters_apart(source: Source, frame: pl.DataFrame) -> pl.DataFrame:
    """Return letters with the sender of an offer, and his own lines, in columns of their own."""
    own, body, sender = of(source).own, str(source.columns.index("body")), str(source.columns.index("from"))
    trades = _offering(_said(source, frame))
    lines = frame.select(pl.col(body).str.split("\n").alias("line")).with_row_index("letter").explode("line")
    line = pl.col("line").str.strip_suffix("\r")
    is_his = (is_own(line) | _is_signed(line).over("letter")).alias("his")
    lines = lines.with_columns(is_his).with_columns(pl.col("his") & trades.gather(lines["letter"]))
    letters = lines.group_by("letter", maintain_order=True).agg(
        pl.col("line").filter(each).drop_nulls().str.join("\n").replace("", None).alias(name)
        for name, each in (("kept", pl.col("his").not_()), ("his", pl.col("his")))
    )
    told = frame.with_columns(letters["kept"].alias(body), letters["his"].alias(str(own)))
    return _split(told, {sender: trades}, own + 1)


def with_columns(source: Source, known: Placing, told: Placing) -> Source:
    """Return the source with the added columns, and both what is known of its place and whose its columns are."""
    placing = replace(known, whose=told.whose, columns=told.columns, own=told.own, trade=True)
    return replace(source, columns=(*source.columns, *names_of(placing)), placing=placing.to_text())
