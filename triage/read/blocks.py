"""Key-value blocks, as look-up bots and sites answer: "Name : ... / CNIC : ... / Address : ...", one block a record.

In English, Roman Urdu or Urdu; with bullets, emoji, bold marks and rulers; several pairs on a line; one message behind
the other. A block is read as a record, so that it is judged like a row of a table. What belongs to no pair stands in
the last column of the record it stands in: nothing is lost.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

import polars as pl

import rules as rulebook
from recognizers.text import fold
from triage.formats import Format
from triage.model import AT, SEGMENT, Batch, Chunk, Evidence, Source
from triage.read.dialect import text_of
from triage.read.encoding import decide, mark_length
from triage.summary import Coverage, Occurrences
from triage.sums import Least

FORMAT = Format(
    title="Key-value blocks in text, as look-up bots answer",
    library="own",
    how="streamed",
    limits="keys of up to four words; a record of more than 256 KiB is cut",
    accounting="every byte; a record is a block, lines of no pair stand in its last column",
)

OTHER = "(other text)"
"""The last column: lines that are no pair, and keys that are no column of the source."""

_KEY = r"[^\W\d_][\w .()/#&'-]{0,38}?"
_SIGN = r"(?:[:=\uff1a\ufe55\u2192\u279c\u27a1\u00bb]\ufe0f?| [-\u2013\u2014] )+"
_PAIR = re.compile(rf"^[^\w\n]{{0,12}}({_KEY})[\s*_`~]{{0,6}}{_SIGN}[\s*_`~]{{0,6}}(\S.*)?$")
_RULER = re.compile(r"^[^\w]*$")
_PIECES = re.compile(r"\s*[|¦•]\s*|\s{4,}")
_WORDS = 5
_TELLING = 4
"""Letters of a header word that may stand inside a longer key."""

_LOOKED_AT = 4_000
_CHUNK = 8 * 1024 * 1024
_AHEAD = 256 * 1024


def pair(line: str) -> tuple[str, str] | None:
    """(key, value) of a line; null where it is none. A key without a value is one too: its value is "".

    >>> pair("🔹 *Name:* Sana Tariq")
    ('Name', 'Sana Tariq')
    """
    match = _PAIR.match(line)
    if match is None or len(match[1].split()) > _WORDS or "://" in line[: match.end(1) + 3]:
        return None
    return match[1].strip(" .#*_-"), (match[2] or "").strip().strip("*_`")


def pairs(line: str) -> list[tuple[str, str]]:
    """The pairs of a line, several where it has several; empty where the line, or a piece of it, is none."""
    pieces = [piece for piece in _PIECES.split(line) if piece.strip()]
    if len(pieces) > 1:
        found = [pair(piece) for piece in pieces]
        if all(found):
            return [each for each in found if each]
    one = pair(line)
    return [one] if one else []


def same(key: str) -> str:
    """Keys that mean the same column: letters and digits, lower case."""
    return "".join(each for each in fold(key).lower() if each.isalnum())


def table(texts: Sequence[str]) -> tuple[str, ...]:
    """The columns, where most lines of these texts are pairs and some keys come again and again; () where not.

    Keys in the order of their appearance, as first written, and `OTHER`. Two keys at least must be header words of the
    rules: in a chat the names of the speakers come again and again too.
    """
    filled = lines = 0
    seen: Counter[str] = Counter()
    written: dict[str, str] = {}
    for text in texts[:_LOOKED_AT]:
        for line in text.split("\n"):
            if _RULER.match(line):
                continue
            found = pairs(line)
            lines += 1
            filled += bool(found)
            for key, _ in found:
                seen[same(key)] += 1
                written.setdefault(same(key), key)
    most = max(seen.values(), default=0)
    kept = [key for key, count in seen.items() if key and count >= max(2, most / 20)]
    if filled * 2 < lines or sum(seen[key] for key in kept) * 2 < filled or sum(map(_names_a_field, kept)) < 2:
        return ()
    return (*(written[key] for key in kept), OTHER)


def _names_a_field(key: str) -> bool:
    """True for a key that is, or begins or ends with, a header word."""
    words = _headers()
    return key in words or any(key.startswith(word) or key.endswith(word) for word in words if len(word) >= _TELLING)


@cache
def _headers() -> frozenset[str]:
    rules = rulebook.load()
    return frozenset(same(fold(w)) for rule in rules.entities.values() for f in rule.fields for w in f.headers)


@dataclass(slots=True)
class Records:
    """Lines in, records out. A record begins where its first key comes again, or any key that it has already."""

    columns: Sequence[str]
    rows: list[dict[str, str]] = field(default_factory=list)
    at: list[int] = field(default_factory=list)
    _open: dict[str, str] = field(default_factory=dict)
    _place: int = 0
    _known: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._known = {same(name): name for name in self.columns[:-1]}

    def add(self, at: int, text: str) -> None:
        """A line, or a paragraph of lines, that begins at this locator."""
        for line in text.split("\n"):
            if _RULER.match(line):
                continue
            found = pairs(line)
            named = [(self._known.get(same(key), ""), key, value) for key, value in found]
            if any(name in self._open for name, _, _ in named if name):
                self.close()
            if not self._open:
                self._place = at
            for name, key, value in named:
                if name and value:
                    self._open[name] = value
                elif value or not name:
                    self._keep(f"{key}: {value}")
                else:
                    self._open.setdefault(name, "")
            if not found:
                self._keep(line.strip())

    def _keep(self, line: str) -> None:
        before = self._open.get(OTHER, "")
        self._open[OTHER] = f"{before}\n{line}" if before else line

    def close(self) -> None:
        """The record at hand is whole."""
        if self._open:
            self.rows.append(self._open)
            self.at.append(self._place)
        self._open = {}

    def frame(self) -> pl.DataFrame:
        """The records so far, which are then forgotten."""
        data = {str(i): [row.get(name) or None for row in self.rows] for i, name in enumerate(self.columns)}
        made = pl.DataFrame(data, schema=dict.fromkeys(data, pl.String))
        made = made.with_columns(pl.Series(AT, self.at, pl.UInt64))
        self.rows, self.at = [], []
        return made


def rows(texts: Iterable[str], at: Iterable[int], columns: Sequence[str]) -> pl.DataFrame:
    """The records of these texts; columns "0", "1", ... and the locator of the line on which each begins."""
    records = Records(columns)
    for place, text in zip(at, texts, strict=True):
        records.add(place, text)
    records.close()
    return records.frame()


def claims(head: bytes, name: str) -> int:
    """2 for text whose lines are mostly such pairs, 0 else."""
    del name
    text = text_of(head)
    return 2 if text is not None and table(text.splitlines()) else 0


def sources(evidence: Evidence) -> Iterator[Source]:
    """One table; the first keys are taken for all."""
    with evidence.data.open("rb") as file:
        head = file.read(1 << 18)
    encoding, grounds = decide(head)
    lines = (text_of(head) or "").splitlines()
    yield Source(
        evidence,
        "blocks",
        "",
        table(lines),
        encoding=encoding,
        options=json.dumps({"mark": mark_length(head)}),
        notes=(f"encoding {encoding}: {grounds}", "blocks of keys and values are read as records"),
    )


def split(source: Source) -> Iterator[Chunk]:
    """Ranges of bytes that begin where a first key stands; one range where characters are wider than a byte."""
    size = source.evidence.size_bytes
    if not is_narrow(source.encoding):
        yield Chunk(source, 0, size)
        return
    start = 0
    with source.evidence.data.open("rb") as file:
        while start < size:
            stop = min(size, (start // SEGMENT * SEGMENT) + _CHUNK)
            if stop < size:
                file.seek(stop)
                stop += _next_record(file.read(_AHEAD), source)
            yield Chunk(source, start, min(stop, size))
            start = stop


def is_narrow(encoding: str) -> bool:
    """True where a newline is one byte, and a byte that is one is a newline."""
    return not encoding.startswith(("utf-16", "utf-32"))


def _next_record(data: bytes, source: Source) -> int:
    """Bytes to the first line that begins a record; to the first line where none does."""
    first = same(source.columns[0])
    ends = [match.end() for match in re.finditer(b"\n", data)]
    for start, stop in pairwise(ends):
        found = pairs(data[start:stop].decode(source.encoding, "replace").rstrip("\r\n"))
        if found and same(found[0][0]) == first:
            return start
    return ends[0] if ends else len(data)


def batches(chunk: Chunk) -> Iterator[Batch]:
    """One batch: the records of the chunk."""
    source = chunk.source
    with source.evidence.data.open("rb") as file:
        file.seek(chunk.start)
        raw = file.read(chunk.stop - chunk.start)
    records, wrong = Records(source.columns), 0
    for at, line in placed_lines(raw, source.encoding):
        wrong += "\\x" in line and b"\\x" not in raw[at : at + 4 * len(line) + 4]
        records.add(chunk.start + at, line)
    records.close()
    frame = records.frame()
    reasons = {"bad_bytes": Occurrences(wrong, 0, Least(chunk.start))} if wrong else {}
    yield Batch(frame, Coverage(len(raw), 0, 0, frame.height, frame.height, 0, reasons))


def placed_lines(raw: bytes, encoding: str) -> Iterator[tuple[int, str]]:
    """(place in bytes, line) of every line; what cannot be decoded is written as an escape."""
    if is_narrow(encoding):
        at = 0
        for line in raw.split(b"\n"):
            yield at, line.decode(encoding, "backslashreplace").strip("\r\ufeff")
            at += len(line) + 1
        return
    place = 0
    for text in raw.decode(encoding, "backslashreplace").split("\n"):
        yield place, text.strip("\r\ufeff")
        place += len(text.encode(encoding, "replace")) + len("\n".encode(encoding))
