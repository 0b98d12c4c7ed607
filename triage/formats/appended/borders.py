"""Find where another table begins in a text.

A table begins at a line of header words above rows of as many cells, or, without a header, at lines that agree in
another delimiter than that of the open table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import IO

from triage.core.names import is_header, is_value, same
from triage.records.header_row import find_header
from triage.text.dialect import COMMON, dialect, text_of
from triage.text.encoding import decide
from triage.text.record_splitter import split_quoted

_HEADER = re.compile(rb"\n([^0-9\n]{3,2000}+(?:[0-9][^0-9\n]{1,200}+){0,6}+[0-9]?+)(?=\n)")
"""Pattern of a line without numbers, only single digits: rows about people hold numbers."""

_NO_DIGITS = bytes({*range(256)} - {*b"0123456789\n"})
_FEW_DIGITS = re.compile(rb"\n[0-9]{0,7}+\n")
"""Pattern of such a line when all but digits is deleted: most blocks of large tables have none."""

_NAMING = tuple(word.encode() for word in (*"ame AME aam nic NIC obile OBILE hone HONE mail MAIL".split(), "نام"))
"""Parts of words that most headers have: in texts whose rows hold no numbers, only lines with one are looked at."""

_BLOCK, _AHEAD, _LOOKED_AT = 1 << 22, 1 << 16, 1 << 16
_ROWS_BELOW, _TITLES = 12, 5
_LATEST = 12
"""Most rows above the header of their own table."""

_LEAST_ROWS, _LEAST_PAIRS = 3, 5
"""Fewest lines of a table without header: of at least three cells, and of two."""

_LEAST_TEXT, _LONGEST_NAME = 5, 60
"""Fewest lines before a table that are a text and not its titles; most characters of the name of a column."""

_SIGNS = tuple(sign.encode() for sign in COMMON)


@dataclass(frozen=True, slots=True)
class Table:
    """A kind of table: delimiter ("" = text), number of columns (0 = unknown), names of columns (() = no header)."""

    delimiter: str = ""
    width: int = 0
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """The bytes from `start` to `stop`, which belong to one kind of table."""

    start: int
    stop: int
    table: Table


@dataclass(frozen=True, slots=True)
class _Window:
    """A piece of a text at an offset; tables may begin in it from `begin` to `stop`."""

    at: int
    block: bytes
    begin: int
    stop: int


def parts_of(file: IO[bytes], head: bytes) -> Iterator[Part]:
    """Yield the tables in order; together they are all bytes."""
    is_of_words = 4 * len(_HEADER.findall(head)) > head.count(b"\n")
    scan = _Scan(decide(head)[0], _first(head), is_of_words=is_of_words)
    start, table, size = 0, scan.table, 0
    for window in _windows(file):
        for border, found in scan.borders(window):
            if border > start:
                yield Part(start, border, table)
            start, table = border, found
        size = window.at + len(window.block)
    if size > start:
        yield Part(start, size, table)


def _windows(file: IO[bytes]) -> Iterator[_Window]:
    """Yield a text in pieces, each with the last line of the piece before it."""
    at, rest, begin = 0, b"", 0
    file.seek(0)
    while more := file.read(_BLOCK):
        block = rest + more
        stop = len(block)
        if len(more) == _BLOCK:
            stop = block.rfind(b"\n", 0, stop - _AHEAD) + 1 or stop
        yield _Window(at, block, begin, stop)
        keep = block.rfind(b"\n", 0, stop - 1) + 1
        at, rest, begin = at + keep, block[keep:], stop - keep


def _first(head: bytes) -> Table:
    """Return the kind of table at the start of a text."""
    text = text_of(head) or ""
    rows = [line.rstrip("\r") for line in text[:_LOOKED_AT].split("\n")[:-1] if line.strip()]
    sign = told if (told := dialect(text)) in COMMON else _likely(rows[0]) if rows else ""
    if not sign:
        return Table()
    same_as_first = [cells for row in rows if len(cells := _cells(row, sign)) > 1]
    width = Counter(map(len, same_as_first)).most_common(1)[0][0] if same_as_first else 0
    top = find_header(same_as_first, width)
    return Table(sign, width, () if top is None else tuple(map(same, same_as_first[top])))


def _likely(line: str) -> str:
    """Return the common delimiter that a line has most of; "" if it has none."""
    most = max(COMMON, key=line.count)
    return most if most in line else ""


def _cells(line: str, delimiter: str) -> list[str]:
    return list(split_quoted(line, delimiter) or line.split(delimiter))


@dataclass(slots=True)
class _Scan:
    """The state of a pass over a text: its encoding, the table that is open, and those before it."""

    encoding: str
    table: Table
    before: list[Table] = field(default_factory=list)
    lines: int = 0
    quotes: int = 0
    is_of_words: bool = False
    words: dict[bytes, int] = field(default_factory=dict)
    """Where parts of header words come next in the block."""

    def borders(self, window: _Window) -> Iterator[tuple[int, Table]]:
        """Yield where each further table of a piece begins, and its kind."""
        block, stop, self.words = window.block, window.stop, {}
        place, counted = max(0, window.begin - 1), window.begin
        has_headers = self.is_of_words or _FEW_DIGITS.search(block.translate(None, _NO_DIGITS))
        header, bare = place if has_headers else stop, place
        while True:
            header = self._header_line(block, place, stop) if header <= place else header
            bare = _bare_line(block, (place, stop), self.table.delimiter) if bare <= place else bare
            at = min(header, bare)
            self.lines += block.count(b"\n", counted, at)
            self.quotes += block.count(b'"', counted, at)
            if at >= stop:
                return
            place = counted = at
            found = self._at(block, at, (at == header, at == bare))
            if found is not None:
                border = self._behind_rows(block, at, found)
                self.before.append(self.table)
                self.table, self.lines = found, 0
                yield window.at + border, found
                bare = place

    def _header_line(self, block: bytes, place: int, stop: int) -> int:
        """Return the offset of the next line of which half the cells, at least two, are header words; else the end."""
        while 0 <= (at := self._candidate(block, place, stop)) < stop:
            found = _HEADER.match(block, at, stop)
            if found and _is_header_line(found[1], self.encoding):
                return at + 1
            place = max(at + 1, block.find(b"\n", at + 1))
        return stop

    def _candidate(self, block: bytes, place: int, stop: int) -> int:
        """Return the offset of the newline before the next line that may be a header; else -1."""
        if not self.is_of_words:
            found = _HEADER.search(block, place, stop)
            return found.start() if found else -1
        while place >= 0:
            for word in _NAMING:
                if self.words.get(word, -1) < place:
                    at = block.find(word, place)
                    self.words[word] = at if at >= 0 else len(block)
            first = min(self.words.values())
            if first >= stop:
                return -1
            if (at := block.rfind(b"\n", place, first)) >= 0:
                return at
            place = block.find(b"\n", first)
        return -1

    def _at(self, block: bytes, at: int, told: tuple[bool, bool]) -> Table | None:
        """Return the table that begins at a line; null if the open one goes on.

        `told` states whether the line is made of header words, and whether it has another delimiter.
        """
        if self.lines < self._least() or self._is_quoted(block, at):
            return None
        above = block[block.rfind(b"\n", 0, at - 1) + 1 : at - 1]
        rows = _rows(block[at : at + _AHEAD], self.encoding)
        is_named_twice = told[0] and _is_header_line(above, self.encoding)
        found = self._headed(rows) if told[0] and not is_named_twice else None
        return self._bare(rows) if found is None and told[1] else found

    def _least(self) -> int:
        """Return the fewest lines of the open table before another begins: more than titles or a header."""
        return _LEAST_TEXT if not self.table.delimiter else 2 if self.table.names else 1

    def _is_quoted(self, block: bytes, at: int) -> bool:
        """Return true inside a quoted cell; a stray quote opens none: the next one does not close it."""
        if self.quotes % 2 == 0:
            return False
        closing = block.find(b'"', at)
        before, behind = block[closing - 1 : closing], block[closing + 1 : closing + 2]
        signs = (b"\n", b"\r", b"", self.table.delimiter.encode())
        is_closed = closing >= 0 and behind in signs and before not in signs
        self.quotes += 0 if is_closed else 1
        return is_closed

    def _headed(self, rows: list[str]) -> Table | None:
        """Return the table that begins with a line of header words; null if it is a row of the open one."""
        sign = _likely(rows[0])
        names = [cell.strip() for cell in _cells(rows[0], sign)]
        if any(len(name) > _LONGEST_NAME or is_value(name) for name in names):
            return None
        table = Table(sign, len(names), tuple(map(same, names)))
        below = [_cells(row, sign) for row in rows[1:]]
        alike = [row for row in below if len(row) == len(names)]
        is_late = self.table == replace(table, names=()) and self.lines <= _LATEST
        if is_late or table.names == self.table.names or 2 * len(alike) < min(2, len(below)) or not alike:
            return None
        return table if find_header([names, *alike], len(names)) == 0 else None

    def _bare(self, rows: list[str]) -> Table | None:
        """Return the table without header that begins with these lines; null if they do not agree."""
        sign = next((each for each in (*COMMON, ":") if each != self.table.delimiter and each in rows[0]), "")
        least = _LEAST_ROWS if sign and rows[0].count(sign) > 1 else _LEAST_PAIRS
        widths = [len(_cells(row, sign)) for row in rows[:least]] if sign else []
        if len(widths) < least or len({*widths}) > 1 or widths[0] == self.table.width:
            return None
        known = [each for each in (*self.before, self.table) if (each.delimiter, each.width) == (sign, widths[0])]
        return known[0] if known else Table(sign, widths[0])

    def _behind_rows(self, block: bytes, at: int, found: Table) -> int:
        """Return the offset of the titles and blank lines right above a table, which belong to it."""
        border = at
        for _ in range(_TITLES):
            start = block.rfind(b"\n", 0, border - 1) + 1 if border > 1 else 0
            line = block[start:border].decode(self.encoding, "replace")
            if start == 0 or any(sign in line for sign in {self.table.delimiter or "\n", found.delimiter}):
                break
            border = start
        return border


def _rows(raw: bytes, encoding: str) -> list[str]:
    """Return the first lines that are not blank."""
    lines = raw.split(b"\n", 2 * _ROWS_BELOW)[: 2 * _ROWS_BELOW]
    rows = [line.decode(encoding, "replace").rstrip("\r") for line in lines]
    return [row for row in rows if row.strip()][: _ROWS_BELOW + 1]


def _is_header_line(line: bytes, encoding: str) -> bool:
    cells = line.split(max(_SIGNS, key=line.count))
    missing = len(cells) - max(2, (len(cells) + 1) // 2)
    for cell in cells if missing >= 0 else ():
        missing -= not _is_name(cell, encoding)
        if missing < 0:
            break
    return missing >= 0


@lru_cache(maxsize=1 << 16)
def _is_name(cell: bytes, encoding: str) -> bool:
    return len(cell) <= 2 * _LONGEST_NAME and is_header(cell.decode(encoding, "replace").strip(' \r"'))


def _bare_line(block: bytes, within: tuple[int, int], delimiter: str) -> int:
    """Return the offset of the next line that may begin a table without header; else the end."""
    place, stop = within
    for pattern in _bare_patterns(delimiter, block):
        if found := pattern.search(block, place, stop):
            stop = found.start() + 1
    return stop


def _bare_patterns(delimiter: str, block: bytes) -> list[re.Pattern[bytes]]:
    """Return a pattern for each other delimiter of lines that have it and not the one of the open table."""
    if not delimiter:
        return []
    own = re.escape(delimiter.encode())
    found = []
    for sign in COMMON:
        if sign != delimiter and sign.encode() in block:
            other = re.escape(sign.encode())
            cell = rb"[^%b%b\n]{0,300}" % (own, other)
            found.append(re.compile(rb"\n(?:%b(?:%b%b){2,40}\n){%d}" % (cell, other, cell, _LEAST_ROWS)))
            found.append(re.compile(rb"\n(?:%b%b%b\n){%d}" % (cell, other, cell, _LEAST_PAIRS)))
    if b":" not in block:
        return found
    word = rb"(?!//)[^\s:%b]{1,100}" % own
    found.append(re.compile(rb"\n(?:%b:%b\r?\n){%d}" % (word, word, _LEAST_PAIRS)))
    return found
