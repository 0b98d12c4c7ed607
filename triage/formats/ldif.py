"""Read entries of a directory service (LDIF): one record per entry, folded lines joined, base64 decoded."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterable, Iterator

import polars as pl

from triage.core.format_info import Claim, Format
from triage.core.model import AT, SEGMENT, Batch, Chunk, Evidence, Source
from triage.core.summary import Coverage
from triage.formats.key_value_blocks import is_narrow, placed_lines
from triage.text.dialect import text_of
from triage.text.encoding import mark_length, of
from triage.text.line_ends import in_newlines

FORMAT = Format(
    name="ldif",
    title="Entries of a directory (LDIF)",
    library="own",
    how="streamed",
    limits="of values that are no text, such as pictures, the size is told; files that a value points to are not read",
    accounting="every byte; a record is an entry",
)

OTHER = "(other lines)"
"""Name of the last column: attributes without a column, comments, and malformed lines."""

_ATTRIBUTE = re.compile(r"([A-Za-z][\w.-]*)(?:;[\w;-]+)?(:[:<]?)[ \t]*(.*)", re.DOTALL)
"""https://www.rfc-editor.org/rfc/rfc2849, read 2026-11-29."""

_BEGINS = re.compile(r"\s*(?:(?:#[^\n]*|version: *1)\s*\n\s*)*dn::? *\S", re.IGNORECASE)
_ENTRY = re.compile(rb"(?:\n\r?\n|\r\r)(?=dn:)", re.IGNORECASE)
_CHUNK = 8 * 1024 * 1024
_AHEAD = 1 << 18
_LONGEST = 1 << 24
"""Longest entry in bytes; a longer one is cut."""


def claims(head: bytes, name: str) -> Claim:
    """Claim EXACT for a file that begins with the name of an entry, because its lines are key-value pairs too."""
    del name
    text = in_newlines(text_of(head) or "")
    return Claim.EXACT.when(text.count("\n") > 1 and bool(_BEGINS.match(text)))


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield one table; its columns are the attributes at the start of the file."""
    with evidence.data.open("rb") as file:
        head = file.read(_AHEAD)
    encoding, grounds = of(evidence.data)
    names: dict[str, str] = {}
    for _, lines in _entries(placed_lines(head[mark_length(head) :], encoding)):
        for name, _ in filter(None, map(_told, lines)):
            names.setdefault(name.lower(), name)
    names.pop("version", None)
    notes = (f"encoding {encoding}: {grounds}",)
    options = json.dumps({"mark": mark_length(head)})
    yield Source(evidence, "ldif", "", (*names.values(), OTHER), encoding=encoding, options=options, notes=notes)


def split(source: Source) -> Iterator[Chunk]:
    """Yield byte ranges that begin where an entry does; one range if characters are wider than a byte."""
    size, start = source.evidence.size_bytes, 0
    with source.evidence.data.open("rb") as file:
        while start < size:
            stop = min(size, start // SEGMENT * SEGMENT + _CHUNK) if is_narrow(source.encoding) else size
            file.seek(stop)
            ahead = b""
            while stop < size and len(ahead) < _LONGEST and (block := file.read(_AHEAD)):
                ahead += block
                if found := _ENTRY.search(ahead):
                    ahead = ahead[: found.end()]
                    break
            stop = min(size, stop + len(ahead))
            yield Chunk(source, start, stop)
            start = stop


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Yield one batch with the entries of the chunk; several values of an attribute share a cell."""
    source = chunk.source
    start = chunk.start + (source.option("mark") if chunk.start == 0 else 0)
    with source.evidence.data.open("rb") as file:
        file.seek(start)
        raw = file.read(chunk.stop - start)
    columns = {name.lower(): str(index) for index, name in enumerate(source.columns)}
    last = str(len(source.columns) - 1)
    rows: list[dict[str, str]] = []
    at: list[int] = []
    for place, lines in _entries(placed_lines(raw, source.encoding)):
        row: dict[str, list[str]] = {}
        for line in lines:
            told = _told(line)
            column = columns.get(told[0].lower(), last) if told else last
            row.setdefault(column, []).append(told[1] if told and column != last else ": ".join(told or (line,)))
        rows.append({column: "; ".join(values) for column, values in row.items()})
        at.append(start + place)
    data = {str(index): [row.get(str(index)) or None for row in rows] for index in range(len(source.columns))}
    frame = pl.DataFrame(data, schema=dict.fromkeys(data, pl.String)).with_columns(pl.Series(AT, at, pl.UInt64))
    yield Batch(frame, Coverage(chunk.stop - chunk.start, 0, 0, frame.height, frame.height))


def _entries(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, list[str]]]:
    """Yield the offset and unfolded lines of each entry, with the comments after it; the version line is left out."""
    place, kept, is_over = -1, list[str](), False
    for at, line in lines:
        if line.startswith(" ") and kept:
            kept[-1] += line[1:]
        elif line.strip() in {"", "-"}:
            is_over = is_over or not line.strip()
        elif place < 0 and line.lower().replace(" ", "") == "version:1":
            continue
        elif line.startswith("#"):
            kept.append(line)
        else:
            if is_over and place >= 0:
                yield place, kept
                place, kept = -1, []
            place, is_over = at if place < 0 else place, False
            kept.append(line)
    if kept:
        yield max(place, 0), kept


def _told(line: str) -> tuple[str, str] | None:
    """Return the attribute and value of an unfolded line; null if it is malformed."""
    match = _ATTRIBUTE.fullmatch(line)
    if match is None:
        return None
    return match[1], _letters(match[3]) if match[2] == "::" else match[3].strip()


def _letters(value: str) -> str:
    """Return the text of a base64 value; its size if it is not text, the value itself if it is not base64."""
    try:
        raw = base64.b64decode(value.strip(), validate=True)
    except (binascii.Error, ValueError):
        return value
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return f"({len(raw):,} bytes)"
    return text if "\0" not in text else f"({len(raw):,} bytes)"
