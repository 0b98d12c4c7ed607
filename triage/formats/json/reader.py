"""Read JSON documents of any size: arrays of objects, objects that hold arrays, objects by id, documents in a row.

A short document is read as a whole. A longer or damaged one is read in units (`stream.py`), so that memory does not
grow with it. Records are the elements of arrays of objects, and the members of an object of objects; what is around
them is a record of its own.
"""

from __future__ import annotations

import contextlib
import json
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, islice, pairwise
from pathlib import Path

from triage.core.errors import EvidenceError
from triage.core.format_info import Claim, Format
from triage.core.model import ROW_SEGMENT, Batch, Chunk, Evidence, Source
from triage.core.summary import Coverage, Occurrences
from triage.core.sums import Least
from triage.formats.json import document as json_whole
from triage.formats.json import ndjson, outline, quick
from triage.formats.json.stream import columned, outlined
from triage.formats.json.units import Frame, Run, Unit
from triage.records.record_frame import Record, Rows, columns_of
from triage.text.encoding import decide, mark_length

RISKY = True
FORMAT = Format(
    name="json_document",
    title="JSON of any shape (arrays, objects by id, documents in a row; exports of Telegram, Facebook, Elasticsearch)",
    library="msgspec, json, own",
    how="streamed",
    limits="512 levels; strings of 64 MiB; of an object over 8 MiB each member is a record; 40 tables and a rest",
    accounting="every byte; a record is an object of an array, or of an object by keys; breaks of RFC 8259 are reasons",
)

WHOLE = 16 * 1024 * 1024
"""Largest document in bytes that is read as a whole."""

MOST = 40
"""Most tables of one document; the records of all others share one more table."""

OTHER_TABLES = "(other tables)"

CHUNK_BYTES = 8 * 1024 * 1024
_HEAD_RECORDS = 2_000
_SETTINGS = re.compile(rb"""\[\[?[ \t]*["']?[\w. -]+["']?[ \t]*\]?\][ \t]*(?:[#;][^\n]*)?\r?\n\s*[\w"'. -]+=""")
"""Pattern of the start of a settings file (INI, TOML): a section, and a key with its value."""


_BEGINS = re.compile(rb'\[\s*(?:[{\["]|-?[0-9.eE+]+\s*(?:,|\][ \t]*(?:\Z|[\r\n,{])))|\{\s*"(?:[^"\\]|\\.)*"\s*:')
"""How a document begins; a number alone in brackets before words is the head of a line: `[80][http] host: ...`."""


def claims(head: bytes, name: str) -> Claim:
    """Claim SIGNATURE if the text begins as JSON, unless each line is a value; NAME for the name alone."""
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if _SETTINGS.match(text):
        return Claim.NONE
    if _BEGINS.match(text):
        first, _, rest = text.partition(b"\n")
        is_by_lines = rest.lstrip()[:1] == b"{" and first.rstrip()[-1:] == b"}"
        return Claim.NAME if is_by_lines or ndjson.claims(head, name) == Claim.SIGNATURE else Claim.SIGNATURE
    if text[:1] in (b"[", b"{") and re.fullmatch(rb"[\[\]{}\s]+", text[:4096]):
        return Claim.SIGNATURE
    return Claim.CONTENT.when(name.lower().endswith((".json", ".geojson", ".har")))


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield every table of a document. Raises `EvidenceError` if it is not JSON."""
    fault = ""
    if evidence.size_bytes <= WHOLE:
        try:
            document = _whole(evidence)
        except EvidenceError as error:
            fault = error.reason
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
    yield from _streamed(evidence, fault)


def _whole(evidence: Evidence) -> json_whole.Document:
    return _parsed(evidence.data, evidence.sha256)


@lru_cache(1)
def _parsed(data: Path, sha256: str) -> json_whole.Document:  # noqa: ARG001 - the hash tells equal names apart
    """Return a document; its tables are asked for one after the other, and it is parsed once for all."""
    raw = data.read_bytes()
    with contextlib.suppress(quick.Unproven):
        return json_whole.of_value(quick.parsed(raw.removeprefix(b"\xef\xbb\xbf")))
    encoding = "utf-8" if raw[:1] in (b"[", b"{", b'"') and b"\0" not in raw[:16] else decide(raw[:65_536])[0]
    return json_whole.parse(raw.decode(encoding, "surrogateescape").lstrip("\ufeff"))


def _streamed(evidence: Evidence, fault: str) -> Iterator[Source]:
    """Yield the tables of a document after one pass over it; `fault` is a reason that is known already."""
    with evidence.data.open("rb") as file:
        head = file.read(65_536)
    codec = _codec(head)
    tables: dict[str, _Table] = {}
    for found in outlined(evidence.data, (mark_length(head), evidence.size_bytes), codec):
        if isinstance(found, Run) and all(each.__class__ is dict for each in found.values):
            name = found.path if found.path in tables or len(tables) < MOST else OTHER_TABLES
            tables.setdefault(name, _Table()).add_run(found, evidence.size_bytes)
            continue
        for unit, placed in _each(found):
            for path, record in placed:
                name = path if path in tables or len(tables) < MOST else OTHER_TABLES
                tables.setdefault(name, _Table()).add(unit, record, evidence.size_bytes)
    begins = head.decode(codec, "replace").lstrip("\ufeff \t\r\n")[:1]
    if not tables or (fault and begins not in {"[", "{"}):
        raise EvidenceError(fault or "not_json")
    main = max(tables, key=lambda name: tables[name].size_bytes)
    rest = OTHER_TABLES if OTHER_TABLES in tables else main  # takes a table that only the exact parser sees
    for name, table in tables.items():
        marks = [(0, ()), *table.marks[1:]] if name in {main, rest} else table.marks
        options = {
            "whole": False,
            "table": name,
            "others": sorted(tables) if name == rest else [],
            "main": name == main,
            "marks": [[start, [[frame.kind, frame.path] for frame in frames]] for start, frames in marks],
            "stop": evidence.size_bytes if name in {main, rest} else table.stop,
            "codec": codec,
            "fault": fault if name == main else "",
        }
        yield Source(evidence, "json_document", name, columns_of(table.seen), options=json.dumps(options))


def _codec(head: bytes) -> str:
    """Return UTF-8, also if some bytes are invalid, or a UTF-16 codec."""
    encoding = decide(head)[0]
    return encoding if encoding.startswith("utf-16") else "utf-8"


def _each(found: Unit | Run, rows: Rows | None = None) -> Iterator[tuple[Unit, list[tuple[str, Record]]]]:
    """Yield each unit with its records and their tables; a plain record is one of the array's own table.

    Records in columns are added to `rows`, if there are any, and not yielded.
    """
    if isinstance(found, Unit):
        yield found, _placed(found)
        return
    if found.columns is None:
        for unit in found.units():
            yield unit, [(found.path, unit.value)] if unit.value.__class__ is dict else _placed(unit)
        return
    for is_plain, start, stop in found.columns.stretches():
        if not is_plain:
            yield from ((unit, _placed(unit)) for unit in islice(found.units(), start, stop))
        elif rows is not None:
            rows.add_columns([place for place, _ in found.places[start:stop]], found.columns.part(start, stop))


def _placed(unit: Unit) -> list[tuple[str, Record]]:
    """Return the records of a unit with their tables; none if it is not JSON."""
    if unit.reason:
        return []
    found = json_whole.Document()
    if not unit.frames:
        json_whole.put_document(unit.value, found)
    elif unit.key is None:
        json_whole.put(unit.path, [unit.value], found)
    else:
        json_whole.put_member(unit.path, unit.key, unit.value, found)
    return [(table, record) for table, records in found.tables.items() for record in records]


@dataclass(slots=True)
class _Table:
    """What one pass found about a table: some of its records, where its units may be cut, and its size."""

    seen: list[Record] = field(default_factory=list)
    marks: list[tuple[int, tuple[Frame, ...]]] = field(default_factory=list)
    stop: int = 0
    size_bytes: int = 0
    _last: int = 0

    def add_run(self, run: Run, size: int) -> None:
        """Add the plain records of a run: the same as one by one, without a look at each."""
        starts, row = [start for start, _ in run.places], 0
        frames = run.frames
        while row < len(starts):
            unit = Unit(*run.places[row], frames, run.values[row])
            self.add(unit, unit.value, size)
            if len(self.seen) < _HEAD_RECORDS:
                row += 1
                continue
            following = min(self._last + size // 50, self.marks[-1][0] + CHUNK_BYTES - 1)
            after = max(row + 1, bisect_right(starts, following))
            skipped = run.places[row + 1 : after]
            self.size_bytes += sum(stop - start for start, stop in skipped)
            self.stop = max(self.stop, skipped[-1][1]) if skipped else self.stop
            row = after

    def add(self, unit: Unit, record: Record, size: int) -> None:
        """Add one record."""
        if len(self.seen) < _HEAD_RECORDS or unit.start - self._last > size // 50:
            self.seen.append(outline.whole(record) if isinstance(record, dict) else record)
            self._last = unit.start
        if not self.marks or unit.start - self.marks[-1][0] >= CHUNK_BYTES:
            self.marks.append((unit.start, unit.frames))
        if unit.stop > self.stop:
            self.size_bytes += unit.stop - unit.start
            self.stop = unit.stop


def split(source: Source) -> Iterator[Chunk]:
    """Yield ranges at borders of units; one chunk for a document that is read as a whole."""
    if source.option("whole"):
        yield Chunk(source, 0, max(1, source.option("count")))
        return
    offsets = [start for start, _ in source.option("marks")] + [source.option("stop")]
    for start, stop in pairwise(offsets):
        yield Chunk(source, start, stop)


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Yield one batch; what is not JSON, too long or too deep is rejected with its bytes, by the largest table."""
    if chunk.source.option("whole"):
        yield _of_whole(chunk.source)
        return
    source, is_main, others = chunk.source, chunk.source.option("main"), chunk.source.option("others")
    frames = next(frames for start, frames in source.option("marks") if start == chunk.start)
    rows, told = Rows(source.columns), Counter[str]({source.option("fault"): 1} if chunk.start == 0 else {})
    start = chunk.start
    if not start:
        with source.evidence.data.open("rb") as file:
            start = mark_length(file.read(4))
    place = [Frame(kind, path) for kind, path in frames]

    def is_own(table: str) -> bool:
        return table == source.table or bool(others and table not in others)

    found = columned(source.evidence.data, (start, chunk.stop), place, source.option("codec"))
    for unit, placed in chain.from_iterable(_each(each, rows if is_own(each.path) else None) for each in found):
        for table, record in placed:
            if is_own(table):
                rows.add(unit.start, record)
        if is_main and not placed and unit.stop > unit.start:
            rows.reject(unit.start, unit.reason or "not_json", min(unit.stop, chunk.stop) - unit.start)
        elif is_main and unit.reason:
            told[unit.reason] += 1
    batch = rows.batch(chunk.stop - chunk.start if is_main else 0)
    del told[""]
    reasons = {reason: Occurrences(count, 0, Least(chunk.start)) for reason, count in told.items()}
    breaks = int(bool(told.keys() - {"not_strict_json"}))
    yield Batch(batch.frame, batch.coverage + Coverage(reasons=reasons, breaks=breaks))


def _of_whole(source: Source) -> Batch:
    """Return one table of a document that is read as a whole; the first accounts for the bytes and all reasons."""
    document = _whole(source.evidence)
    rows = Rows(source.columns)
    for number, record in enumerate(document.tables[source.table]):
        rows.add(number, record)
    if not source.option("first"):
        return rows.batch(0)
    told = rows.batch(source.evidence.size_bytes)
    wrong = {reason: Occurrences(1, 0, Least(place)) for reason, place in document.wrong.items()}
    return Batch(told.frame, told.coverage + Coverage(reasons=wrong))
