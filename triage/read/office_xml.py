"""What readers of office documents share: the parts of a zip as streams of elements, and tables among paragraphs."""

from __future__ import annotations

import contextlib
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, Any

import polars as pl
from lxml import etree

from triage.errors import EvidenceError
from triage.model import AT, ROW_SEGMENT, Batch, Chunk, Evidence, Source
from triage.read import paragraphs
from triage.read.header import find_header
from triage.read.paragraphs import Paragraph
from triage.summary import Coverage

DAMAGE = (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, KeyError, EOFError, ValueError, OSError, RuntimeError)
_LARGEST = 4 * 1024**3
_BATCH = 8_192


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table of this number, from 0; `at` is its number in the table."""

    table: int
    at: int
    cells: tuple[str, ...]


Pieces = Callable[[Evidence], Iterator[Paragraph | Row]]


def parsed(file: IO[bytes], tags: tuple[str, ...]) -> Iterator[Any]:
    """Elements of these tags as they end. Raises `EvidenceError` for a document type: no office program writes one."""
    context = etree.iterparse(file, events=("end",), tag=tags, resolve_entities=False, no_network=True, huge_tree=True)
    is_checked = False
    for _, element in context:
        if not is_checked:
            is_checked = True
            _refuse_document_type(element)
        yield element
    if context.root is not None:
        _refuse_document_type(context.root)


def _refuse_document_type(element: Any) -> None:
    if element.getroottree().docinfo.doctype:
        raise EvidenceError("document_type_refused")


def opened(archive: zipfile.ZipFile, part: str) -> IO[bytes]:
    """A part of a document. Raises `EvidenceError` where it would unpack to more than any document has."""
    info = archive.getinfo(part)
    if info.file_size > _LARGEST or (info.file_size > 1 << 27 and info.file_size > 1_000 * max(1, info.compress_size)):
        raise EvidenceError("over_budget")
    return archive.open(part)


def sources(evidence: Evidence, reader: str, pieces: Pieces) -> Iterator[Source]:
    """The text of a document, and each of its tables."""
    rows: dict[int, list[tuple[str, ...]]] = {}
    widths: dict[int, int] = {}

    def texts() -> Iterator[Paragraph]:
        for piece in pieces(evidence):
            if isinstance(piece, Row):
                widths[piece.table] = max(widths.get(piece.table, 0), len(piece.cells))
                rows.setdefault(piece.table, [])
                if len(rows[piece.table]) < paragraphs.LOOKED_AT:
                    rows[piece.table].append(piece.cells)
            else:
                yield piece

    found = texts()
    yield paragraphs.source(evidence, reader, found)
    for _ in found:
        pass
    for table, seen in rows.items():
        yield _table(evidence, reader, (table, widths[table]), seen)


def _table(evidence: Evidence, reader: str, place: tuple[int, int], seen: list[tuple[str, ...]]) -> Source:
    table, width = place
    padded = [[*row, *[""] * (width - len(row))] for row in seen]
    header = find_header(padded, width) if len(padded) > 1 else None
    columns = padded[header] if header is not None else [f"column {i + 1}" for i in range(width)]
    return Source(
        evidence,
        reader,
        f"table {table + 1}",
        tuple(columns),
        has_header=header is not None,
        options=json.dumps({"table": table, "skip": 0 if header is None else header + 1}),
        segment=ROW_SEGMENT,
    )


split = paragraphs.split


def batches(chunk: Chunk, pieces: Pieces) -> Iterator[Batch]:
    """The paragraphs of the text, which answers for the bytes, or the rows of one table."""
    source = chunk.source
    if not source.table:
        texts = (piece for piece in pieces(source.evidence) if isinstance(piece, Paragraph))
        yield from paragraphs.batches(chunk, texts)
        return
    kept: list[Row] = []
    with contextlib.suppress(EvidenceError):  # the text of the same document tells it
        for piece in pieces(source.evidence):
            if isinstance(piece, Row) and piece.table == source.option("table") and piece.at >= source.option("skip"):
                kept.append(piece)
                if len(kept) == _BATCH:
                    yield _rows(source, kept)
                    kept = []
    yield _rows(source, kept)


def _rows(source: Source, kept: list[Row]) -> Batch:
    width = len(source.columns)
    data = {str(i): [row.cells[i] or None if i < len(row.cells) else None for row in kept] for i in range(width)}
    frame = pl.DataFrame(data, schema=dict.fromkeys(data, pl.String))
    frame = frame.with_columns(pl.Series(AT, [row.at for row in kept], pl.UInt64))
    return Batch(frame, Coverage(records_found=frame.height, rows_read=frame.height))
