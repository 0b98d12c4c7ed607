"""Find the tables that a text is made of, if files with other columns or delimiters were appended to each other.

A table begins at a line of header words above a line of data (`records/stacked_tables.py`), in any common delimiter.
Such lines have no digits, so that a search for them passes over a large file quickly. Without a header, a table begins
at lines that agree in another delimiter and have none of the table above.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from triage.core.names import header_words, same
from triage.formats.delimited.turns import Turn, turns
from triage.records.stacked_tables import MOST_KINDS, has_number, names_columns
from triage.text.dialect import COMMON
from triage.text.record_splitter import split_quoted

_WORDS = rb"([^0-9\n]*+(?:[0-9][^0-9\n]++){0,4}+)(?=\n)"
_FIRST, _LINE = re.compile(_WORDS), re.compile(rb"\n" + _WORDS)
"""Patterns of a line without numbers: single digits are parts of names, as in "Mobile 2"."""

_BETWEEN = bytes.maketrans(b",;|\t", b"\n\n\n\n")
_BLANKS = b" _\"'.-\r"
_ABOVE = 16_384
"""Bytes of a table by whose lines it is decided whether it has a header and data."""

_BLOCK = 1 << 20
_LEAST_ABOVE = 3
"""Fewest lines with numbers of a first table whose own header is in no known words."""


_LEAST_ROWS, _LEAST_PAIRS, _MOST_TITLES = 3, 5, 5
"""Fewest lines of a table without header, of at least three cells and of two; most title lines above a table."""


@dataclass(frozen=True, slots=True)
class Part:
    """A range of bytes that holds one table; `like` is the number of an earlier part that is written alike, else -1.

    `order` is the number of the order of its columns, if these change within a table without a header.
    """

    start: int
    stop: int
    like: int = -1
    order: int = 0


def parts(data: Path, size: int, delimiter: str) -> list[Part]:
    """Return the tables of a text in this delimiter first, which cover it; one for nearly every file."""
    if size == 0:
        return [Part(0, 0)]
    with data.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as raw:
        return _in_orders(raw, list(_parts(raw, delimiter)), delimiter)


def _in_orders(raw: mmap.mmap, parts: Sequence[Part], delimiter: str) -> list[Part]:
    """Return the parts with those parted where the columns change their order; only parts in this delimiter are."""
    found, firsts, quotes = list[Part](), list[int](), _Quotes(raw)
    for part in parts:
        firsts.append(len(found))
        like = firsts[part.like] if part.like >= 0 else -1
        begun = [Turn(part.start, 0), *turns(raw, part.start, part.stop, delimiter)]
        if not all(quotes.closed(turn.at) for turn in begun[1:]):
            begun = begun[:1]
        seen = dict[int, int]()
        for turn, after in zip(begun, [*begun[1:], Turn(part.stop, 0)], strict=True):
            found.append(Part(turn.at, after.at, seen.get(turn.order, like if not turn.order else -1), turn.order))
            seen.setdefault(turn.order, len(found) - 1)
    return found


def _parts(raw: mmap.mmap, delimiter: str) -> Iterator[Part]:
    start, quotes, kinds, names, like = 0, _Quotes(raw), set[tuple[str, ...]](), tuple[str, ...](), -1
    shapes = [(delimiter, 1 + len(_cells(raw[: max(0, raw.find(b"\n"))], delimiter)))]
    headers, others = _headers(raw, delimiter), _Others(raw, delimiter)
    header, other = next(headers, None), others.next(0)
    while header or other:
        is_bare = other is not None and (header is None or other[0] < header[0])
        at, found = (other if is_bare else header) or (len(raw), ())
        shape = (found[0], len(found))
        known = shapes.index(shape) if is_bare and shape in shapes else -1
        is_new = found != names and (found in kinds or known >= 0 or len(kinds) < MOST_KINDS)
        if is_bare:
            is_new = is_new and shape[1] != shapes[-1][1] and len(shapes) < MOST_KINDS
        if is_new and _has_data(raw[start : min(at, start + _ABOVE)], is_named=bool(names)) and quotes.closed(at):
            begin = _behind_titles(raw, at, (shapes[-1][0], shape[0]))
            yield Part(start, begin, like)
            start, names, like = begin, found, known
            shapes.append(shape)
            others = _Others(raw, shape[0])
        elif not is_bare and len(shapes) == 1:
            shapes[0] = shape
        names = names or found
        kinds.add(names)
        header = header if is_bare else next(headers, None)
        other = others.next(at) if len(shapes) < MOST_KINDS else None
    yield Part(start, len(raw), like)


def _behind_titles(raw: mmap.mmap, at: int, signs: tuple[str, str]) -> int:
    """Return the offset of the titles and empty lines right above a table, which belong to it."""
    for _ in range(_MOST_TITLES):
        start = raw.rfind(b"\n", 0, max(0, at - 1)) + 1
        if start == 0 or any(sign.encode() in raw[start:at] for sign in signs):
            break
        at = start
    return at


@dataclass(slots=True)
class _Others:
    """Finds lines that have another delimiter, all as many, and not the one of the table above."""

    raw: mmap.mmap
    delimiter: str
    found: dict[re.Pattern[bytes], tuple[int, tuple[str, ...]] | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.delimiter in COMMON:
            self.found = {pattern: (-1, (sign,)) for sign, pattern in _patterns(self.raw, self.delimiter)}

    def next(self, start: int) -> tuple[int, tuple[str, ...]] | None:
        """Return the offset of the next such lines behind an offset, with the delimiter and a place for each name."""
        for pattern, known in self.found.items():
            if known is not None and known[0] <= start:
                self.found[pattern] = self._search(pattern, known[1][0], start)
        return min((each for each in self.found.values() if each), default=None)

    def _search(self, pattern: re.Pattern[bytes], sign: str, start: int) -> tuple[int, tuple[str, ...]] | None:
        while lines := pattern.search(self.raw, start):
            counts = {line.count(sign.encode()) for line in lines[0].strip(b"\n").split(b"\n")}
            if len(counts) == 1:
                return lines.start() + 1, (sign, *[""] * (counts.pop() + 1))
            start = lines.start() + 1
        return None


def _patterns(raw: mmap.mmap, delimiter: str) -> Iterator[tuple[str, re.Pattern[bytes]]]:
    """Yield each other delimiter with the pattern of a few lines that have it and not the one of the table above."""
    own = re.escape(delimiter.encode())
    for sign in COMMON:
        if sign != delimiter and raw.find(sign.encode()) >= 0:
            other = re.escape(sign.encode())
            cell = rb"[^%b%b\n]{0,300}+" % (own, other)
            yield sign, re.compile(rb"\n(?:%b(?:%b%b){2,40}+\n){%d}" % (cell, other, cell, _LEAST_ROWS))
            yield sign, re.compile(rb"\n(?:%b%b%b\n){%d}" % (cell, other, cell, _LEAST_PAIRS))
    if raw.find(b":") >= 0:
        word = rb"(?!//)[^\s:%b]{1,100}+" % own
        yield ":", re.compile(rb"\n(?:%b:%b\r?\n){%d}" % (word, word, _LEAST_PAIRS))


def _headers(raw: mmap.mmap, delimiter: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the offset of each line of header words above data, with its delimiter and names."""
    words = {word.encode() for word in header_words()}
    for line in chain(filter(None, [_FIRST.match(raw)]), _LINE.finditer(raw)):
        told = line[1].lower().translate(_BETWEEN, _BLANKS).split(b"\n")
        if len(told) < 2 or words.isdisjoint(told):
            continue
        begin, behind = line.start(1), line.end() + 1
        stop = raw.find(b"\n", behind)
        below = raw[behind : stop if stop >= 0 else len(raw)]
        above = raw[raw.rfind(b"\n", 0, max(0, begin - 1)) + 1 : max(0, begin - 1)]
        is_apart = not above.translate(_BETWEEN, _BLANKS).strip()
        for sign in dict.fromkeys([delimiter, *COMMON]):
            cells = _cells(line[1], sign)
            if len(cells) > 1 and names_columns(cells, _cells(below, sign), is_apart=is_apart):
                yield begin, (sign, *map(same, cells))
                break


def _cells(line: bytes, delimiter: str) -> Sequence[str]:
    text = line.decode("utf-8", "replace").lstrip("\ufeff").rstrip("\r")
    return split_quoted(text, delimiter) or text.split(delimiter)


def _has_data(raw: bytes, *, is_named: bool) -> bool:
    """Return true if a table begins with rows that have numbers."""
    lines = raw.decode("utf-8", "replace").split("\n")
    return sum(has_number([line]) for line in lines) >= (1 if is_named else _LEAST_ABOVE)


@dataclass(slots=True)
class _Quotes:
    """Counts quotes from the start of a file on: a line inside a quoted cell begins no table."""

    raw: mmap.mmap
    at: int = 0
    count: int = 0

    def closed(self, at: int) -> bool:
        """Return true if no quote is open at an offset, which never decreases."""
        while self.at < at:
            stop = min(at, self.at + _BLOCK)
            self.count += self.raw[self.at : stop].count(b'"')
            self.at = stop
        return self.count % 2 == 0
