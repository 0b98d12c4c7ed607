"""Turn the paragraphs of a document into a source: a text, or records if the paragraphs are key-value blocks.

A reader of documents passes in the paragraphs with their locators; everything else is done here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

import polars as pl

from triage.core.errors import EvidenceError
from triage.core.model import AT, ROW_SEGMENT, Batch, Chunk, Evidence, Source
from triage.core.summary import Coverage, Occurrences
from triage.core.sums import Least
from triage.records import key_values

LOOKED_AT = 2_000
"""Number of paragraphs by which it is decided whether a document is text or records."""

_BATCH = 8_192


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A piece of text and its locator (a page, row or byte); `wrong` is a counted reason instead of a text.

    `unread_bytes` are the bytes that were not read for this reason.
    """

    at: int
    text: str = ""
    wrong: str = ""
    unread_bytes: int = 0


def source(evidence: Evidence, reader: str, found: Iterable[Paragraph], table: str = "") -> Source:
    """Return the source of a document with these paragraphs.

    Raises the error that ends the paragraphs if no text precedes it.
    """
    looked: list[str] = []
    try:
        looked.extend(each.text for each in islice(found, LOOKED_AT) if each.text)
    except EvidenceError:
        if not looked:
            raise
    columns = key_values.table(looked)
    return Source(
        evidence,
        reader,
        table,
        columns or ("text",),
        has_header=bool(columns),
        is_text=not columns,
        options=json.dumps({"records": bool(columns)}),
        notes=("blocks of keys and values are read as records",) if columns else (),
        segment=ROW_SEGMENT,
    )


def split(source: Source) -> Iterator[Chunk]:
    """Yield one chunk, because a document is read from its beginning."""
    yield Chunk(source, 0, max(1, source.evidence.size_bytes))


def batches(chunk: Chunk, found: Iterable[Paragraph], *, owns_bytes: bool = True) -> Iterator[Batch]:
    """Yield the paragraphs as rows. Damage ends them: rows before it are kept, and its reason is counted.

    `owns_bytes` is false for a source next to another one that accounts for the bytes of the object.
    """
    source, size = chunk.source, chunk.source.evidence.size_bytes if owns_bytes else 0
    records = key_values.Records(source.columns) if source.option("records") else None
    texts: list[Paragraph] = []
    wrong: dict[str, Occurrences] = {}
    lost = {*_LOST}
    try:
        for each in found:
            if each.wrong:
                wrong[each.wrong] = wrong.get(each.wrong, Occurrences()) + Occurrences(
                    1, each.unread_bytes, Least(each.at)
                )
            elif records is not None:
                records.add(each.at, each.text)
            elif each.text.strip():
                texts.append(each)
            if len(texts) >= _BATCH or (records is not None and len(records.rows) >= _BATCH):
                yield _batch(records.frame() if records is not None else _frame(texts), 0, {}, 0)
                texts = []
    except EvidenceError as error:
        wrong[error.reason] = Occurrences(1, 0, Least(texts[-1].at if texts else 0))
        lost.add(error.reason)
    if records is not None:
        records.close()
    yield _batch(
        records.frame() if records is not None else _frame(texts), size, _within(size, wrong), len(lost & {*wrong})
    )


def _within(size_bytes: int, wrong: dict[str, Occurrences]) -> dict[str, Occurrences]:
    """Return the reasons, limited to as many unread bytes as the object has: two pages may show the same picture."""
    left = size_bytes
    told = {}
    for reason, each in wrong.items():
        told[reason] = replace(each, size_bytes=min(left, each.size_bytes))
        left -= told[reason].size_bytes
    return told


def _frame(texts: list[Paragraph]) -> pl.DataFrame:
    return pl.DataFrame(
        {"0": [each.text for each in texts], AT: [each.at for each in texts]}, schema={"0": pl.String, AT: pl.UInt64}
    )


def _batch(frame: pl.DataFrame, size_bytes: int, wrong: dict[str, Occurrences], breaks: int) -> Batch:
    unread = sum(each.size_bytes for each in wrong.values())
    return Batch(frame, Coverage(size_bytes - unread, 0, unread, frame.height, frame.height, 0, wrong, breaks))


_LOST = frozenset({"checksum_wrong", "document_type_refused", "damaged_part", "over_budget"})
"""Reasons that mean that a part of a document was not read, or is not what was written."""
