"""Find the tables that a text is made of, if files with other columns or delimiters were appended to each other.

A table begins at a line of header words above a line of data (`records/stacked_tables.py`), in any common delimiter.
Such lines have no digits, so that a search for them passes over a large file quickly.
"""

from __future__ import annotations

import csv
import mmap
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from triage.core.names import header_words, same
from triage.records.stacked_tables import MOST_KINDS, has_number, names_columns
from triage.text.dialect import COMMON

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


@dataclass(frozen=True, slots=True)
class Part:
    """A range of bytes that holds one table."""

    start: int
    stop: int


def parts(data: Path, size: int, delimiter: str) -> list[Part]:
    """Return the tables of a text in this delimiter first, which cover it; one for nearly every file."""
    if size == 0:
        return [Part(0, 0)]
    with data.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as raw:
        return list(_parts(raw, delimiter))


def _parts(raw: mmap.mmap, delimiter: str) -> Iterator[Part]:
    start, quotes, kinds, names = 0, _Quotes(raw), set[tuple[str, ...]](), tuple[str, ...]()
    for at, found in _headers(raw, delimiter):
        is_new = found != names and (found in kinds or len(kinds) < MOST_KINDS)
        if is_new and _has_data(raw[start : min(at, start + _ABOVE)], is_named=bool(names)) and quotes.closed(at):
            yield Part(start, at)
            start, names = at, found
        names = names or found
        kinds.add(names)
    yield Part(start, len(raw))


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
    if len(delimiter) > 1 or '"' not in text:
        return text.split(delimiter)
    return next(csv.reader([text], delimiter=delimiter), [])


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
