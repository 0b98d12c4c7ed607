"""A JSON document of any size: an array of objects, an object that holds arrays, objects by id, documents in a row.

The text is cut at the borders of elements by counting brackets outside strings, a block at a time, so memory does not
grow with the document. Records are the elements of arrays of objects, and the members of an object of objects; what
stands around them is read and is no record.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from triage.errors import EvidenceError
from triage.formats import Format
from triage.model import ROW_SEGMENT, Batch, Chunk, Evidence, Source
from triage.read import json_whole
from triage.read.encoding import decide
from triage.read.flatten import Pairs, loads
from triage.read.objects import Rows, columns_of
from triage.summary import Coverage, Occurrences
from triage.sums import Least

RISKY = True
FORMAT = Format(
    title="JSON of any shape (arrays, objects by id, documents in a row; exports of Telegram, Facebook, Elasticsearch)",
    library="json, own",
    how="streamed",
    limits="above 16 MiB one table, of the shallowest level with several objects; 512 levels; elements of 64 MiB",
    accounting="every byte; a record is an object of an array, or of an object by keys; breaks of RFC 8259 are reasons",
)

WHOLE = 16 * 1024 * 1024
"""Bytes up to which a document is read as a whole."""

LONGEST = 64 * 1024 * 1024
"""Bytes of one element; a longer one is rejected."""

CHUNK_BYTES = 8 * 1024 * 1024
_BLOCK = 1 << 20
_HEAD_RECORDS = 2_000
_ANY = -(1 << 62)
_OPENS = {ord("]"): ord("["), ord("}"): ord("{")}
_MARKS = re.compile(rb'"(?:[^"\\]++|\\.)*+"|[\[\]{},]', re.DOTALL)


def claims(head: bytes, name: str) -> int:
    """3 where the text begins as a JSON array or object, unless it is one object a line; 1 for the name alone."""
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if re.match(rb'\[\s*(?:[{\["]|-?[0-9.eE+]+\s*[,\]])|\{\s*"(?:[^"\\]|\\.)*"\s*:', text):
        first, _, rest = text.partition(b"\n")
        return 1 if rest.lstrip()[:1] == b"{" and first.rstrip()[-1:] == b"}" else 3
    if text[:1] in (b"[", b"{") and re.fullmatch(rb"[\[\]{}\s]+", text[:4096]):
        return 3
    return 2 * name.lower().endswith((".json", ".geojson", ".har"))


def sources(evidence: Evidence) -> Iterator[Source]:
    """Every table of a document that is read as a whole; of a larger one the records of one level.

    Raises `EvidenceError` for what is no JSON at all.
    """
    fault, upto = "", _BLOCK
    if evidence.size_bytes <= WHOLE:
        try:
            document = _whole(evidence)
        except json_whole.Broken as error:
            fault, upto = error.reason, error.place or _BLOCK
        else:
            for index, (table, records) in enumerate(document.tables.items()):
                options = {"whole": True, "first": index == 0, "count": len(records)}
                yield Source(
                    evidence,
                    "json_document",
                    table,
                    columns_of(records),
                    options=json.dumps(options),
                    segment=ROW_SEGMENT,
                )
            return
    yield from _streamed(evidence, fault, min(upto, _BLOCK))


def _whole(evidence: Evidence) -> json_whole.Document:
    raw = evidence.data.read_bytes()
    encoding = "utf-8" if raw[:1] in (b"[", b"{", b'"') and b"\0" not in raw[:16] else decide(raw[:65_536])[0]
    return json_whole.parse(raw.decode(encoding, "surrogateescape").lstrip("\ufeff"))


def _streamed(evidence: Evidence, fault: str, upto: int) -> Iterator[Source]:
    """One table: the records of the shallowest level that holds several objects in the first bytes.

    `fault` is a reason known already, which stands behind these bytes or as many characters.
    """
    level = _level(evidence, upto)
    seen: list[object] = []
    offsets, last = [0], 0
    for record in _elements(evidence, level):
        if len(seen) < _HEAD_RECORDS or record.start - last > evidence.size_bytes // 50:
            if record.value is not None:
                seen.append(record.value)
            last = record.start
        if record.start - offsets[-1] >= CHUNK_BYTES:
            offsets.append(record.start)
    if not seen:
        raise EvidenceError(fault or "not_json")
    options = json.dumps({"whole": False, "level": level, "offsets": offsets, "fault": fault})
    yield Source(evidence, "json_document", "", columns_of(seen), options=options)


def split(source: Source) -> Iterator[Chunk]:
    """Ranges on the borders of elements; one chunk of a document that is read as a whole."""
    if source.option("whole"):
        yield Chunk(source, 0, max(1, source.option("count")))
        return
    offsets = [*source.option("offsets"), source.evidence.size_bytes]
    for start, stop in pairwise(offsets):
        yield Chunk(source, start, stop)


def batches(chunk: Chunk) -> Iterator[Batch]:
    """One batch; an element that is no JSON, too long or cut off is rejected with its bytes."""
    if chunk.source.option("whole"):
        yield _of_whole(chunk.source)
        return
    rows = Rows(chunk.source.columns)
    for record in _elements(chunk.source.evidence, chunk.source.option("level"), chunk.start, chunk.stop):
        if record.reason:
            rows.reject(record.start, record.reason, record.size_bytes)
        else:
            rows.add(record.start, record.value)
    batch = rows.batch(chunk.stop - chunk.start)
    if (fault := chunk.source.option("fault")) and chunk.start == 0:
        told = Coverage(reasons={fault: Occurrences(1, 0, Least(0))})
        batch = Batch(batch.frame, batch.coverage + told)
    yield batch


def _of_whole(source: Source) -> Batch:
    """One table of a document that is read as a whole; the first answers for the bytes and for what is wrong."""
    document = _whole(source.evidence)
    rows = Rows(source.columns)
    for number, record in enumerate(document.tables[source.table]):
        rows.add(number, record)
    if not source.option("first"):
        return rows.batch(0)
    told = rows.batch(source.evidence.size_bytes)
    wrong = {reason: Occurrences(1, 0, Least(place)) for reason, place in document.wrong.items()}
    return Batch(told.frame, told.coverage + Coverage(reasons=wrong))


@dataclass(frozen=True, slots=True)
class _Element:
    start: int
    size_bytes: int
    value: object = None
    reason: str = ""


def _level(evidence: Evidence, upto: int) -> int:
    """Depth at which the objects that are records stand: 0 for documents in a row, 1 in an array, 2 in {"data": [...

    Where a bracket closes another kind of bracket, depths mean nothing behind it.
    """
    counts: dict[int, int] = {}
    opened = bytearray()
    with evidence.data.open("rb") as file:
        for mark in _MARKS.finditer(file.read(upto)):
            first = mark[0][0]
            if first == ord("{"):
                counts[len(opened)] = counts.get(len(opened), 0) + 1
            if first in b"[{":
                opened.append(first)
            elif first in b"]}" and (not opened or opened.pop() != _OPENS[first]):
                break
    several = [level for level, count in sorted(counts.items()) if count > 1]
    return several[0] if several else min(counts, default=1)


def _elements(evidence: Evidence, level: int, start: int = 0, stop: int | None = None) -> Iterator[_Element]:
    """Objects at one depth that start in [start, stop). A range that starts inside begins at depth `level`.

    Behind the first of them objects that stand less deep are records too: behind a lost bracket all others do.
    """
    size = evidence.size_bytes
    stop = size if stop is None else stop
    depth, opened, rest, at = (0 if start == 0 else level), -1, b"", start
    least, own = (level if start == 0 else _ANY), level
    with evidence.data.open("rb") as file:
        file.seek(start)
        while block := file.read(min(_BLOCK, size - file.tell())):
            text, base = rest + block, at - len(rest)
            at += len(block)
            done = 0
            for mark in _MARKS.finditer(text):
                first = text[mark.start()]
                if first in b"[{":
                    if least <= depth <= level and opened < 0 and first == ord("{"):
                        if base + mark.start() >= stop:
                            return
                        opened, own, least = mark.start(), depth, _ANY
                    depth += 1
                elif first in b"]}":
                    depth -= 1
                    if depth == own and opened >= 0:
                        yield _element(base + opened, text[opened : mark.end()])
                        opened = -1
                        done = mark.end()
            keep = opened if opened >= 0 else _tail(text, done)
            rest, depth, opened = (text[keep:], own, -1) if opened >= 0 else (text[keep:], depth, -1)
            if len(rest) > LONGEST:
                yield _Element(base + keep, len(rest), reason="element_too_long")
                return
    if rest.strip() and rest.lstrip()[:1] == b"{" and least <= depth <= level:
        yield _Element(size - len(rest), len(rest), reason="truncated")


def _tail(text: bytes, done: int) -> int:
    """Where to go on: behind the last mark, so that a string cut by the block's end is seen whole."""
    last = done
    for mark in _MARKS.finditer(text, done):
        last = mark.end()
    return last


def _element(start: int, text: bytes) -> _Element:
    try:
        value = loads(text.decode("utf-8", "backslashreplace"))
    except ValueError:
        return _Element(start, len(text), reason="not_json")
    except RecursionError:
        return _Element(start, len(text), reason="too_deep")
    return _Element(start, len(text), value if isinstance(value, Pairs) else None)
