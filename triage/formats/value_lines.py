"""Read one value a line in a cycle (name, CNIC, mobile, name, CNIC ...), as copying a table out of a page or PDF gives.

The cycle is told by the kinds of the lines: a number that only people have comes again and again with the same lines
between. Each cycle is a record; where a line lacks, the next kinds tell in which column it goes on.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import polars as pl

from triage.core.format_info import Claim, Format
from triage.core.model import AT, Batch, Chunk, Evidence, Source
from triage.core.names import is_header
from triage.core.summary import Coverage, Occurrences
from triage.core.sums import Least
from triage.formats.key_value_blocks import placed_lines, ranges
from triage.records.line_kinds import OF_PEOPLE, kind_of, without_number
from triage.text.dialect import text_of
from triage.text.encoding import decide, mark_length

FORMAT = Format(
    name="value_lines",
    title="One value a line in a cycle, as copied out of a table",
    library="own",
    how="streamed",
    limits="cycles of 2 to 12 lines with a text and a CNIC, mobile number or e-mail address",
    accounting="every byte; a record is a cycle, lines of no place in it stand in its last column",
)

OTHER = "(other text)"
_PAIR = re.compile(r"[^:=]{2,40}(?::\s|=)")
_FEWEST, _LONGEST_CYCLE, _LONGEST = 5, 12, 200
"""Fewest cycles, most lines of one, and most characters of a line."""

_ENOUGH, _WHOLE, _MOST_PAIRS, _MOST_OPEN = 0.7, 0.9, 0.3, 0.1
"""Share of the cycles that are alike, of the lines that have a place in one, and most lines of keys and values, and
with a quote that another line closes: there cells of several lines are in quotes."""

_AHEAD, _LOOKED_AT = 256 * 1024, 1_000


@dataclass(frozen=True, slots=True)
class Cycle:
    """The kinds of the lines of a record, the names of its columns (() = none are written), what empty lines are."""

    kinds: tuple[str, ...]
    names: tuple[str, ...]
    are_values: bool


def claims(head: bytes, name: str) -> Claim:
    """Claim RECORDS for lines in a cycle."""
    del name
    text = text_of(head)
    return Claim.RECORDS.when(text is not None and cycle_of(_lines(text)))


def _lines(text: str) -> list[str]:
    """Return the lines as they are read; other separators may part the cells of a line."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def cycle_of(lines: Sequence[str]) -> Cycle | None:
    """Return the cycle of these lines; null if they have none."""
    filled = [line for line in lines[:_LOOKED_AT] if line.strip()]
    if len(filled) < 2 * _FEWEST or sum(map(len, filled)) > _LONGEST * len(filled):
        return None
    kinds = [kind_of(line) for line in filled]
    counts = Counter(kinds)
    anchor = max(OF_PEOPLE, key=lambda kind: counts[kind])
    pairs = sum(_PAIR.match(line) is not None for line in filled)
    half_quoted = sum(line.count('"') % 2 for line in filled)
    if half_quoted > _MOST_OPEN * len(kinds) or pairs > _MOST_PAIRS * len(kinds):
        return None
    if counts[anchor] < _FEWEST or not counts["text"]:
        return None
    places = [place for place, kind in enumerate(kinds) if kind == anchor]
    between = Counter(tuple(kinds[a:b]) for a, b in pairwise(places))
    (turn, times), *_ = between.most_common(1)
    if times < _ENOUGH * (len(places) - 1) or not 2 <= len(turn) <= _LONGEST_CYCLE or "text" not in turn:
        return None
    names = tuple(line.strip() for line in filled[: len(turn)])
    is_named = all(map(is_header, names)) and len({*names}) == len(names)
    begin = len(turn) if is_named else 0
    ways = [(*turn[i:], *turn[:i]) for i in range(len(turn))]
    told = max(ways, key=lambda way: _alike(way, kinds[begin:]))
    blanks = sum(not line.strip() for line in lines[:_LOOKED_AT])
    cycle = Cycle(told, names if is_named else (), 0 < blanks < len(places) / 2)
    records = Records(cycle)
    for at, line in enumerate(lines[:_LOOKED_AT]):
        records.add(at, line)
    return cycle if records.placed >= _WHOLE * (records.placed + records.other) else None


def _alike(way: tuple[str, ...], kinds: Sequence[str]) -> int:
    """Return how many of the first lines are in this order."""
    return next((i for i, kind in enumerate(kinds[: 2 * len(way)]) if kind != way[i % len(way)]), 2 * len(way))


@dataclass(slots=True)
class Records:
    """Collects lines into records: a line goes on in the next column of its kind, or begins the next record."""

    cycle: Cycle
    rows: list[dict[int, str]] = field(default_factory=list)
    at: list[int] = field(default_factory=list)
    placed: int = 0
    other: int = 0
    _last: int = -1
    _is_open: bool = False

    def add(self, at: int, line: str) -> None:
        """Add the line at this locator."""
        kind, width = kind_of(line), len(self.cycle.kinds)
        if not kind:
            self._last += self.cycle.are_values and self._is_open
            return
        place = self._next(kind, self._last + 1)
        if place < 0 or not self._is_open:
            first = self._next(kind, 0)
            if first < 0:
                self.other += 1
                self._put(at, width, line.strip())
                return
            self._is_open = False
            place = first
        self.placed += 1
        value = without_number(line) if place == 0 else line
        self._put(at, place, value.strip())
        self._last = place

    def _next(self, kind: str, start: int) -> int:
        return next((i for i in range(start, len(self.cycle.kinds)) if self.cycle.kinds[i] == kind), -1)

    def _put(self, at: int, place: int, value: str) -> None:
        if not self._is_open:
            self.rows.append({})
            self.at.append(at)
            self._is_open = True
        before = self.rows[-1].get(place, "")
        self.rows[-1][place] = f"{before}\n{value}" if before else value

    def frame(self) -> pl.DataFrame:
        """Return the records with columns "0", "1", ..., and the locator of each one's first line."""
        data = {str(i): [row.get(i) for row in self.rows] for i in range(len(self.cycle.kinds) + 1)}
        made = pl.DataFrame(data, schema=dict.fromkeys(data, pl.String))
        return made.with_columns(pl.Series(AT, self.at, pl.UInt64))


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield one table with a column for each line of a cycle."""
    with evidence.data.open("rb") as file:
        head = file.read(1 << 16)
    encoding, grounds = decide(head)
    cycle = cycle_of(_lines(text_of(head) or ""))
    if cycle is None:
        return
    options = {"mark": mark_length(head), "kinds": cycle.kinds, "names": cycle.names, "are_values": cycle.are_values}
    columns = cycle.names or tuple(f"column {i + 1}" for i in range(len(cycle.kinds)))
    yield Source(
        evidence,
        "value_lines",
        "",
        (*columns, OTHER),
        has_header=bool(cycle.names),
        encoding=encoding,
        options=json.dumps(options),
        notes=(f"encoding {encoding}: {grounds}", f"{len(cycle.kinds)} lines are a record"),
    )


def _cycle(source: Source) -> Cycle:
    return Cycle(tuple(source.option("kinds")), tuple(source.option("names")), source.option("are_values"))


def split(source: Source) -> Iterator[Chunk]:
    """Yield byte ranges that begin with a record."""
    yield from ranges(source, _next_record, _AHEAD)


def _next_record(data: bytes, source: Source) -> int:
    """Return the number of bytes before the first line that begins two whole cycles; else before the next line."""
    lines = [(at, kind_of(line)) for at, line in placed_lines(data, source.encoding)][1:]
    filled = [(at, kind) for at, kind in lines if kind]
    wanted = 2 * _cycle(source).kinds
    for first in range(len(filled) - len(wanted)):
        if all(filled[first + i][1] == kind for i, kind in enumerate(wanted)):
            return filled[first][0]
    return lines[0][0] if lines else len(data)


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Yield one batch with the records of the chunk; lines that name the columns are no record."""
    source = chunk.source
    with source.evidence.data.open("rb") as file:
        file.seek(chunk.start)
        raw = file.read(chunk.stop - chunk.start)
    records, wrong = Records(_cycle(source)), 0
    titles = list(source.option("names")) if chunk.start == 0 else []
    for at, line in placed_lines(raw, source.encoding):
        wrong += "\\x" in line and b"\\x" not in raw[at : at + 4 * len(line) + 4]
        if titles and line.strip() == titles[0]:
            titles.pop(0)
        else:
            records.add(chunk.start + at, line)
    frame = records.frame()
    reasons = {"bad_bytes": Occurrences(wrong, 0, Least(chunk.start))} if wrong else {}
    yield Batch(frame, Coverage(len(raw), 0, 0, frame.height, frame.height, 0, reasons))
