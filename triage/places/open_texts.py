"""Turn records inside the texts of a table into rows, in columns named by their keys.

In a table of messages the rest of a text, without its records, is sorted into a column of its own: advertisement,
request, text that names somebody's CNIC, or talk, because each is data of another person. A record never spans two
rows. This is decided once, on a sample; then every batch is opened the same way.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl

from triage.core.messages import ADVERTISEMENT, LEFT, LOOSE, NOWHERE, REQUEST, SELLER, Placing, of
from triage.core.model import AT, Batch, Source
from triage.core.summary import Coverage
from triage.places import texts, trade
from triage.places.recognise import recognised
from triage.records import key_values
from triage.rules.model import Rules

_LEAST_CELLS = 2
_FEW = 3
"""Fewest records in which a key has always the same value for that to be the seller's contact."""

_ROW, _ORDER = "(row)", "(order)"
_CONTACT = r"[0-9]{6}|@|://|t\.me|wa\.me"
_KEPT = ("id", "time", "chat")
"""Parts of a message that are repeated in each of its records."""


def opened_source(source: Source, sample: pl.DataFrame, rules: Rules) -> tuple[Source, pl.DataFrame]:
    """Return the source with its place and with columns for its texts, and its sample with these columns."""
    placing = recognised(source, sample, rules)
    if not placing.holds_messages and (told := trade.placed(source, sample)):
        source = trade.with_columns(source, placing, told)
        return source, trade.apart(source, sample)
    if not placing.rule and trade.is_lone_offer(source, sample):
        return replace(source, placing=Placing(whose=SELLER).to_text()), sample
    if not placing.rule and (told := trade.of_blocks(source, sample)):
        return replace(source, placing=told.to_text()), sample
    cells = _texts(sample, placing) if placing.holds_messages else _blocks(sample, source)
    found = _keys(cells) if cells is not None else ()
    if not (found or placing.holds_messages):
        return (replace(source, placing=placing.to_text()) if placing.rule else source), sample
    is_sorted = bool(placing.rule) and placing.holds_messages
    if not placing.holds_messages and cells is not None:
        placing = replace(placing, parts={"text": (int(cells.name),)}, own=len(source.columns))
    more = (*(LEFT if is_sorted else ()), *found)
    columns = _named(source.columns, more)
    numbers = {name: len(source.columns) + index for index, name in enumerate(more)}
    placing = replace(
        placing,
        keys={name: numbers[name] for name in found},
        columns={**placing.columns, **_whose(numbers, found, cells if placing.rule else None)},
    )
    source = replace(source, columns=columns, placing=placing.to_text())
    return source, opened_frame(source, sample)


def _named(columns: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    taken = {name.lower() for name in columns}
    return (*columns, *(f"{name} (in the text)" if name.lower() in taken else name for name in more))


def _texts(sample: pl.DataFrame, placing: Placing) -> pl.Series:
    return sample.select(_joined(placing.parts["text"])).to_series()


def _joined(columns: tuple[int, ...]) -> pl.Expr:
    """Return the text of all these columns, each once, because a caption often occurs twice."""
    first, *more = (pl.col(str(column)) for column in columns)
    text = first
    for each in more:
        is_new = each.is_not_null() & text.str.contains(each, literal=True).fill_null(value=False).not_()
        text = pl.when(text.is_null()).then(each).when(is_new).then(text + "\n" + each).otherwise(text)
    return text.alias(str(columns[0]))


def _blocks(sample: pl.DataFrame, source: Source) -> pl.Series | None:
    """Return the first column of a table whose cells are key-value blocks; null if there is none."""
    if source.is_text or source.reader == "blocks" or sample.is_empty():
        return None
    able = sample.select(
        (pl.col(name).str.contains("\n", literal=True) & texts.may_be_record(pl.col(name))).sum().alias(name)
        for name in sample.columns
    ).row(0, named=True)
    for name, count in able.items():
        if count >= min(_LEAST_CELLS, sample.height) and _keys(sample[name]):
            return sample[name]
    return None


def _keys(cells: pl.Series) -> tuple[str, ...]:
    """Return the keys of the records in these texts, in order."""
    return key_values.table(_records_of(cells))[:-1]


def _records_of(cells: pl.Series) -> list[str]:
    able = cells.to_frame("text").filter(texts.may_be_record(pl.col("text")))["text"].to_list()
    return [text for text in able if texts.is_record(text)]


def _whose(numbers: dict[str, int], found: tuple[str, ...], cells: pl.Series | None) -> dict[int, str]:
    """Return the roles of new columns: a key with the same contact in every record is the seller's."""
    told = {numbers[name]: LEFT.get(name, NOWHERE.whose) for name in numbers}
    if cells is None:
        return told
    said = _records_of(cells)
    records = key_values.rows(said, range(len(said)), (*found, key_values.OTHER)) if found else None
    for index, name in enumerate(found if records is not None and records.height >= _FEW else ()):
        values = records[str(index)].drop_nulls() if records is not None else cells
        if values.len() >= _FEW and values.n_unique() == 1 and values.str.contains(_CONTACT).all():
            told[numbers[name]] = SELLER
    return told


def opened_batch(source: Source, batch: Batch) -> Batch:
    """Return a batch with the records in its texts as rows; each additional row counts as a record found and read."""
    if source.placing and trade.names_of(of(source)):
        return replace(batch, frame=trade.apart(source, batch.frame))
    if not source.placing or not of(source).holds_messages:
        return batch
    frame = opened_frame(source, batch.frame)
    more = frame.height - batch.frame.height
    return Batch(frame, batch.coverage + Coverage(records_found=more, rows_read=more))


@dataclass(slots=True)
class _Found:
    """Records of texts: the row of each, whether it is the first there, its other text, and its cells by key."""

    rows: list[int]
    is_first: list[bool]
    rest: list[str | None]
    cells: dict[str, list[str | None]]


def opened_frame(source: Source, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of a frame with records as rows, and texts in the columns of their kinds."""
    placing = of(source)
    text = str(placing.parts["text"][0])
    others = [str(column) for column in placing.parts["text"][1:]]
    frame = frame.with_columns(
        _joined(placing.parts["text"]), *(pl.lit(None, pl.String).alias(each) for each in others)
    )
    frame = frame.with_row_index(_ROW).with_columns(pl.lit(0, pl.UInt32).alias(_ORDER))
    found = _taken_out(frame, text, placing) if placing.keys else None
    keys = {str(number): name for name, number in placing.keys.items()}
    if found is None or not found.rows:
        frame = frame.with_columns(pl.lit(None, pl.String).alias(number) for number in keys)
    else:
        frame = _with_records(frame, text, found, placing)
    if placing.is_sorted:
        frame = _sorted(frame, text, placing, [*keys])
    return frame.select(*(str(index) for index in range(len(source.columns))), *([AT] if AT in frame.columns else []))


def _taken_out(frame: pl.DataFrame, text: str, placing: Placing) -> _Found:
    able = frame.filter(texts.may_be_record(pl.col(text)))
    columns = (*placing.keys, key_values.OTHER)
    found = _Found([], [], [], {name: [] for name in placing.keys})
    for row, told in zip(able[_ROW].to_list(), able[text].to_list(), strict=True):
        if not texts.is_record(told):
            continue
        records = key_values.Records(columns)
        records.add(0, told)
        records.close()
        for index, record in enumerate(records.rows):
            found.rows.append(row)
            found.is_first.append(index == 0)
            found.rest.append(record.get(key_values.OTHER))
            for name, cells in found.cells.items():
                cells.append(record.get(name) or None)
    return found


def _with_records(frame: pl.DataFrame, text: str, found: _Found, placing: Placing) -> pl.DataFrame:
    """Return the frame with records in place of the texts that hold them."""
    kept = {_ROW, AT, *(str(column) for part in _KEPT for column in placing.parts.get(part, ()))}
    order = pl.int_range(pl.len(), dtype=pl.UInt32).over(_ROW)
    rows = frame[found.rows].with_columns(order.alias(_ORDER), pl.Series("(first)", found.is_first))
    rows = rows.with_columns(
        pl.when(pl.col("(first)")).then(pl.col(name)).alias(name)
        for name in frame.columns
        if name not in kept and name != _ORDER
    )
    rows = rows.drop("(first)").with_columns(
        pl.Series(text, found.rest, pl.String),
        *(pl.Series(str(placing.keys[name]), cells, pl.String) for name, cells in found.cells.items()),
    )
    plain = frame.filter(pl.col(_ROW).is_in(rows[_ROW].implode()).not_())
    return pl.concat([plain, rows], how="diagonal").sort(_ROW, _ORDER)


def _sorted(frame: pl.DataFrame, text: str, placing: Placing, keys: list[str]) -> pl.DataFrame:
    """Return the frame with the rest of each text in the column of its kind."""
    own = pl.col(text)
    is_record = pl.any_horizontal(pl.lit(value=False), *(pl.col(key).is_not_null() for key in keys))
    is_left = is_record & texts.has_number(own) & texts.is_offer(own).not_()
    is_given = (texts.has_card(own) & texts.is_request(own).not_()) | texts.is_answer(own) & texts.is_offer(own).not_()
    is_loose = is_given | is_left
    kind = (
        pl.when(is_loose).then(pl.lit(LOOSE))
        .when(is_record.not_() & texts.is_request(own)).then(pl.lit(REQUEST))
        .when(texts.is_offer(own)).then(pl.lit(ADVERTISEMENT))
    )  # fmt: skip
    first = placing.own
    told = _his_lines_apart(frame.with_columns(kind.alias("(kind)")), text)
    moved = [pl.when(pl.col("(kind)") == name).then(own).alias(str(first + at)) for at, name in enumerate(LEFT)]
    told = told.with_columns(*moved, pl.when(pl.col("(kind)").is_null()).then(own).alias(text))
    offered = str(first + [*LEFT].index(ADVERTISEMENT))
    return told.with_columns(pl.coalesce(offered, "(his)").alias(offered))


def _his_lines_apart(frame: pl.DataFrame, text: str) -> pl.DataFrame:
    """Return the frame with the column "(his)": the lines by which who gives out a record names his own number.

    The other lines of such a text are data, if they hold a card or name a person.
    """
    own, kind, line = pl.col(text), pl.col("(kind)"), pl.col("line")
    is_mixed = kind.is_in([LOOSE, ADVERTISEMENT]) & own.str.contains("\n", literal=True) & texts.is_own_number(own)
    mixed = frame.select(_ROW, _ORDER, own.str.split("\n").alias("line")).filter(frame.select(is_mixed).to_series())
    lines = mixed.explode("line").with_columns(trade.is_own(line).fill_null(value=False).alias("his"))
    parts = lines.group_by(_ROW, _ORDER, maintain_order=True).agg(
        line.filter(pl.col("his").not_()).str.join("\n").alias("(rest)"),
        line.filter("his").str.join("\n").replace("", None).alias("(his)"),
    )
    rest = pl.col("(rest)")
    given = parts.filter(texts.has_card(rest) | (texts.is_answer(rest) & texts.is_offer_of_seller(rest).not_()))
    told = frame.join(given, on=[_ROW, _ORDER], how="left", maintain_order="left")
    is_given = pl.col("(his)").is_not_null()
    return told.with_columns(
        pl.when(is_given).then(rest).otherwise(own).alias(text),
        pl.when(is_given).then(pl.lit(LOOSE)).otherwise(kind).alias("(kind)"),
    )
