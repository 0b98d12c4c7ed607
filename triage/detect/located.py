"""Return the finds of a batch one by one, each with its place: what `columns.observe` counts.

Names and addresses that Presidio finds in free text are included; a scan counts those in a sample of texts.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from triage.core.model import AT, Batch, Role, Source
from triage.detect.columns import in_column
from triage.detect.eyes import TEXT, Eyes
from triage.detect.text import TextLook
from triage.detect.values import Values, values_of
from triage.recognizers import fold_column

LOCATED = {
    "row": pl.Int64,
    "at": pl.Int64,
    "column": pl.Int64,
    "entity": pl.String,
    "confidence": pl.Float64,
    "value": pl.String,
}
"""Columns of `located`."""


def located(source: Source, batch: Batch, eyes: Eyes, look: TextLook) -> pl.DataFrame:
    """Return every valid find of a batch with its place, one row per find (`LOCATED`), in the order of the records.

    "row" counts the records of the batch from 0; "at" is a record's locator; "column" is an index of the source's
    columns; "value" is canonical. "confidence" is that of the column's role for a value of the column's own entity,
    Presidio's score in free text, and null for finds next to such values or in a column of something else: there only
    the written form was recognised.
    """
    cells, values = values_of(source, batch.frame, eyes)
    found = [each for role in source.roles for each in _in_column(role, cells[role.column], values, eyes)]
    texts = (role.column for role in source.roles if role.entity == TEXT)
    found += [_in_texts(column, fold_column(batch.frame[str(column)]), look) for column in texts]
    at = batch.frame[AT].cast(pl.Int64)
    placed = [each.with_columns(at.gather(each["row"]).alias("at")) for each in found if each.height]
    typed = [each.select(pl.col(name).cast(kind) for name, kind in LOCATED.items()) for each in placed]
    return pl.concat([pl.DataFrame(schema=LOCATED), *typed]).sort("row", "column", maintain_order=True)


def _in_column(role: Role, cells: pl.Series, values: Values, eyes: Eyes) -> Iterator[pl.DataFrame]:
    own, finds = in_column(role, cells, values, eyes)
    if own is not None:
        yield _told(own.with_row_index("row").filter(pl.col("valid")), role.column, role.entity, role.confidence)
    for entity, frame in finds.items():
        yield _told(frame, role.column, entity, None)


def _told(frame: pl.DataFrame, column: int, entity: str, confidence: float | None) -> pl.DataFrame:
    words = (pl.lit(column).alias("column"), pl.lit(entity).alias("entity"), pl.lit(confidence).alias("confidence"))
    return frame.select("row", "value", *words)


def _in_texts(column: int, cells: pl.Series, look: TextLook) -> pl.DataFrame:
    """Return what Presidio finds in each cell; each distinct text is read once."""
    rows = pl.DataFrame({"text": cells}).with_row_index("row").drop_nulls()
    texts = rows["text"].unique(maintain_order=True).to_list()
    finds = [
        (text, each.entity_type, text[each.start : each.end], each.score)
        for text, results in zip(texts, look.read(texts), strict=True)
        for each in results
    ]
    seen = pl.DataFrame(finds, schema={"text": str, "entity": str, "cell": str, "confidence": float}, orient="row")
    good = [_canonical(frame, look) for frame in seen.partition_by("entity", maintain_order=True)]
    told = rows.join(pl.concat([seen.clear().with_columns(value=pl.lit("")), *good]), on="text")
    return told.select("row", "value", "entity", "confidence", column=pl.lit(column))


def _canonical(finds: pl.DataFrame, look: TextLook) -> pl.DataFrame:
    """Return the valid finds of one entity with their canonical values."""
    recognizer = look.recognizers.get(finds["entity"][0])
    if recognizer is None:
        return finds.with_columns(value=pl.col("cell"))
    return finds.with_columns(value=recognizer.value(pl.col("cell"))).filter(recognizer.valid(pl.col("value")))
