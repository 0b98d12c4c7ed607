"""Read XML of any structure: repeated elements are records; all other text is a table of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import accumulate, chain
from typing import Any

import polars as pl
from lxml import etree

from triage.core.errors import EvidenceError
from triage.core.format_info import Claim, Format
from triage.core.model import AT, ROW_SEGMENT, Batch, Chunk, Evidence, Source
from triage.core.summary import Coverage, Occurrences
from triage.core.sums import Least
from triage.records.xml_elements import SETTINGS, Seen, around, beside, label, own, parts

RISKY = True
FORMAT = Format(
    name="xml_records",
    title="XML with records (also KML, GPX, mysqldump --xml)",
    library="lxml",
    how="streamed",
    limits="no entities of its own (any other document type is passed over); nesting beyond 256 levels ends the file",
    accounting="every byte; a record is a repeated element; texts of no record are a table of their own",
)

OTHER = "(other parts)"
_LOOKED_AT = 3_000
_BATCH = 8_192
_DEEP = 256
_WIDEST = 400


def claims(head: bytes, name: str) -> Claim:
    """Claim SIGNATURE for a file that begins as XML, or with a tag if it has a suffix of XML."""
    begins = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")[:5].replace(b"\0", b"")
    if begins.startswith(b"<?xml") or head[:12].replace(b"\0", b"").lstrip(b"\xff\xfe\xfe\xff").startswith(b"<?xml"):
        return Claim.SIGNATURE
    return Claim.SIGNATURE.when(
        begins.startswith(b"<") and name.lower().endswith((".xml", ".kml", ".gpx", ".rss", ".atom"))
    )


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield one table per kind of record, and one of other texts. Raises `EvidenceError` for damage without records."""
    seen, is_whole = Seen(), True
    failed: EvidenceError | None = None
    try:
        for count, (path, element) in enumerate(_walk(evidence)):
            seen.add(path, element)
            if count > _LOOKED_AT * 20:
                is_whole = False
                break
    except EvidenceError as error:
        failed = error
    kinds = seen.kinds(is_whole=is_whole)
    if failed is not None and not kinds:
        raise failed
    if kinds == [SETTINGS]:  # it was taken apart while it was looked at
        seen.names[SETTINGS] = {
            name for path, each in _walk(evidence, frozenset(kinds)) if path == SETTINGS for name, _ in parts(each)
        }
    for index, path in enumerate(kinds):
        columns = tuple(sorted(seen.names[path]))[:_WIDEST]
        yield _source(evidence, path, (*columns, OTHER), is_first=index == 0)
    yield Source(
        evidence,
        "xml_records",
        "(other text)",
        ("path", "text"),
        options=json.dumps({"path": "", "kinds": kinds, "first": not kinds}),
        segment=ROW_SEGMENT,
    )


def _source(evidence: Evidence, path: str, columns: tuple[str, ...], *, is_first: bool) -> Source:
    options = {"path": path, "kinds": [path], "first": is_first}
    return Source(evidence, "xml_records", path, columns, options=json.dumps(options), segment=ROW_SEGMENT)


def split(source: Source) -> Iterator[Chunk]:
    """Yield one chunk: a stream is read from its beginning."""
    yield Chunk(source, 0, max(1, source.evidence.size_bytes))


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Yield the records of one kind, or the texts outside records. After damage the rows before it are kept."""
    source = chunk.source
    size = source.evidence.size_bytes if source.option("first") else 0
    rows: list[dict[str, str]] = []
    at = 0
    wrong: dict[str, Occurrences] = {}
    try:
        for row in _rows(source):
            rows.append(row)
            if len(rows) == _BATCH:
                yield _batch(source, rows, (at, 0), {})
                at += len(rows)
                rows = []
    except EvidenceError as error:
        wrong[error.reason] = Occurrences(1, 0, Least(at + len(rows)))
        if not source.option("first"):
            wrong = {}  # the first table of the same object reports it
    yield _batch(source, rows, (at, size), wrong)


def _batch(source: Source, rows: list[dict[str, str]], place: tuple[int, int], wrong: dict[str, Occurrences]) -> Batch:
    at, size_bytes = place
    names = dict(enumerate(source.columns))
    data = {str(i): [row.get(name) or None for row in rows] for i, name in names.items()}
    frame = pl.DataFrame(data, schema=dict.fromkeys(data, pl.String))
    frame = frame.with_columns(pl.Series(AT, range(at, at + len(rows)), pl.UInt64))
    return Batch(frame, Coverage(size_bytes, 0, 0, frame.height, frame.height, 0, wrong, len(wrong)))


def _rows(source: Source) -> Iterator[dict[str, str]]:
    wanted, kinds = source.option("path"), set(source.option("kinds"))
    known, told = set(source.columns), set[str]()
    for path, element in _walk(source.evidence, frozenset(kinds)):
        if path in kinds:
            told.update(accumulate(path.split("/")[:-1], "{}/{}".format))
        if wanted and path == wanted:
            yield _record(element, known)
        elif not wanted and not any(path == kind or path.startswith(f"{kind}/") for kind in kinds):
            for name, value in own(element):
                if not (name and path in told and "/" in path):  # the records in it tell its attributes
                    yield {"path": f"{path}{name}", "text": value}
            told.discard(path)


def _record(element: Any, known: set[str]) -> dict[str, str]:
    row: dict[str, str] = {}
    rest: list[str] = []
    for name, value in chain(parts(element), around(element)):
        if name in known:
            row[name] = f"{row[name]}; {value}" if name in row else value
        else:
            rest.append(f"{name}={value}")
    if rest:
        row[OTHER] = "; ".join(rest)
    return row


def _forget(element: Any) -> list[str]:
    """Return the texts next to the elements before this one, which are removed from memory."""
    element.clear(keep_tail=True)
    texts: list[str] = []
    parent = element.getparent()  # null for the root, which only comments may precede
    while parent is not None and element.getprevious() is not None:
        texts.extend(text.strip() for text in beside(parent[0]) if text.strip())
        del parent[0]
    return texts


def _has_entities(element: Any) -> bool:
    """Return true if the document defines entities, which can grow without limit or refer to other files."""
    inner = element.getroottree().docinfo.internalDTD
    return inner is not None and next(iter(inner.iterentities()), None) is not None


def _walk(evidence: Evidence, whole: frozenset[str] = frozenset()) -> Iterator[tuple[str, Any]]:
    """Yield (path, element) through the file. Elements are freed after the root's children, and after `whole`.

    Names with an undeclared namespace and the like are no damage; after damage the parser continues if it can. Raises
    `EvidenceError` if the file is not XML or damaged, defines entities, or is nested too deeply.
    """
    path: list[str] = []
    texts: dict[int, list[str]] = {}
    try:
        with evidence.data.open("rb") as file:
            context = etree.iterparse(
                file, events=("start", "end"), resolve_entities=False, no_network=True, huge_tree=True, recover=True
            )
            for event, element in context:
                if not isinstance(element.tag, str):
                    continue
                if event == "start":
                    if not path and _has_entities(element):
                        raise EvidenceError("document_type_refused")
                    path.append(label(element))
                    if len(path) > _DEEP:
                        raise EvidenceError("nested_too_deep")
                    continue
                here = "/".join(path)
                element.text = " ".join([element.text or "", *texts.pop(len(path), ())])
                yield here, element
                path.pop()
                if here in whole or (len(path) <= 1 and path[:1] != [*whole]):
                    texts.setdefault(len(path), []).extend(_forget(element))
            if context.error_log.filter_from_fatals():
                raise EvidenceError("damaged_xml")
    except (etree.XMLSyntaxError, OSError, ValueError) as error:
        if isinstance(error, EvidenceError):
            raise
        raise EvidenceError("damaged_xml") from error
