"""XML of a known dialect, in one pass per table: reports of Cellebrite, exports of WordPress."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import polars as pl
from lxml import etree

from triage.core.errors import EvidenceError
from triage.core.format_info import Claim, Format
from triage.core.model import AT, ROW_SEGMENT, Batch, Chunk, Evidence, Source
from triage.core.summary import Coverage, Occurrences
from triage.core.sums import Least
from triage.formats.report_xml import cellebrite, wordpress
from triage.records.xml_elements import local

RISKY = True
FORMAT = Format(
    name="report_xml",
    title="Reports of Cellebrite and exports of WordPress (XML)",
    library="lxml",
    how="streamed",
    limits="tables inside texts of WordPress are read as lines; no entities of its own; nesting beyond 256 levels",
    accounting="every byte; a record is a message, a post, a comment, or another model",
)
HAS = (b"<",)

_DIALECTS = {each.name: each for each in (cellebrite.DIALECT, wordpress.DIALECT)}
_BATCH = 4_096
_DEEP = 256


def claims(head: bytes, name: str) -> Claim:
    """Claim EXACT for XML of a known dialect."""
    del name
    begins = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    return Claim.EXACT.when(begins == b"<" and any(each.sign.search(head) for each in _DIALECTS.values()))


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield the tables of the dialect; the first accounts for the bytes."""
    with evidence.data.open("rb") as file:
        head = file.read(65_536)
    dialect = next(each for each in _DIALECTS.values() if each.sign.search(head))
    for index, (table, columns) in enumerate(dialect.tables.items()):
        options = json.dumps({"dialect": dialect.name, "first": index == 0})
        yield Source(evidence, "report_xml", table, columns, options=options, segment=ROW_SEGMENT)


def split(source: Source) -> Iterator[Chunk]:
    """Yield one chunk: a stream is read from its beginning."""
    yield Chunk(source, 0, max(1, source.evidence.size_bytes))


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Yield the rows of a table; they end at damage, and those before it are kept."""
    source = chunk.source
    is_first = source.option("first")
    rows: list[dict[str, str]] = []
    at, wrong = 0, {}
    try:
        for row in _rows(source):
            rows.append(row)
            if len(rows) == _BATCH:
                yield _batch(source, rows, at, Coverage())
                at, rows = at + len(rows), []
    except EvidenceError as error:
        wrong = {error.reason: Occurrences(1, 0, Least(at + len(rows)))} if is_first else {}
    books = Coverage(bytes_read=source.evidence.size_bytes if is_first else 0, reasons=wrong, breaks=len(wrong))
    yield _batch(source, rows, at, books)


def _batch(source: Source, rows: list[dict[str, str]], at: int, books: Coverage) -> Batch:
    data = {str(i): [row.get(name) or None for row in rows] for i, name in enumerate(source.columns)}
    frame = pl.DataFrame(data, schema=dict.fromkeys(data, pl.String))
    frame = frame.with_columns(pl.Series(AT, range(at, at + len(rows)), pl.UInt64))
    return Batch(frame, books + Coverage(records_found=len(rows), rows_read=len(rows)))


def _rows(source: Source) -> Iterator[dict[str, str]]:
    """Yield the rows of one table. Raises `EvidenceError` for damage, and for XML that defines entities."""
    dialect = _DIALECTS[source.option("dialect")]
    for element in _ended(source.evidence, dialect.ends):
        told = [*dialect.rows(element)]
        yield from (dict(row) for table, row in told if table == source.table)
        if told:
            _forget(element)


def _ended(evidence: Evidence, ends: frozenset[str]) -> Iterator[Any]:
    """Yield the elements of these names as they end."""
    depth = 0
    try:
        with evidence.data.open("rb") as file:
            how = {"resolve_entities": False, "no_network": True, "huge_tree": True, "recover": True}
            context: Any = etree.iterparse(file, events=("start", "end"), **how)
            for event, element in context:
                if not isinstance(element.tag, str):
                    continue
                depth += 1 if event == "start" else -1
                if event == "start":
                    _refuse(element, depth)
                elif local(element.tag) in ends:
                    yield element
            if context.error_log.filter_from_fatals():
                raise EvidenceError("damaged_xml")
    except (etree.XMLSyntaxError, OSError, ValueError) as error:
        if isinstance(error, EvidenceError):
            raise
        raise EvidenceError("damaged_xml") from error


def _forget(element: Any) -> None:
    """Remove the content of an element from memory, and the element before it if that was emptied the same way."""
    element.clear(keep_tail=True)
    before = element.getprevious()
    if before is not None and before.tag == element.tag and not (len(before) or before.text or before.attrib):
        element.getparent().remove(before)


def _refuse(element: Any, depth: int) -> None:
    inner = element.getroottree().docinfo.internalDTD if depth == 1 else None
    if inner is not None and next(iter(inner.iterentities()), None) is not None:
        raise EvidenceError("document_type_refused")
    if depth > _DEEP:
        raise EvidenceError("nested_too_deep")
