"""Fast path: parse SQL rows of one layout in bulk, as if they were quoted CSV, and lines of COPY as delimited text.

Programs write dumps, so the text between two tuples is the same a million times. It is replaced by a control character
that ends records, and Polars parses the result at once. Only rows that are proven, and whose cells are strings, numbers
and NULL, are taken; the result is the same as of parsing one by one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from triage.formats.sql.literals import SIMPLE_TUPLE
from triage.text.bulk_parse import Mask, Rows, Signs, by_lines, line_ends, parsed, schema, sizes
from triage.text.byte_offsets import Places, places
from triage.text.clean_lines import Lines, are_clean, lines_of, read_by_halves

_HEADS = 8
"""Most statement heads whose tuples are searched in all of the following text."""

FEWEST = 16
"""Fewest rows worth parsing in bulk."""

_NUMBER = r"^-?[0-9][0-9.]*$"
_BACKSLASH, _BLANK, _CONTINUED = ord("\\"), ord(" "), 0x80
_END = bytes([*range(0x1E, 0x0D, -1), *range(1, 9)])
"""Control characters to end records; one that the text does not contain is used."""

_GOOD = "good"

_STRING = re.compile(r"'[^']*'")
_BESIDE = re.compile(rb", (?:(?<=[\d'Ll], )(?=[-\d'Nn]))")

_NEXT = re.compile(r"\)\s*,\s*\(")
_ENDED = re.compile(r"\)\s*;?\s*")
_LAST = re.compile(r"\)\s*(?:;|\n|\Z)")
_COPY_END = re.compile(r"^\\\.", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive rows: cells as columns, the offset of each row, and the offset after the last one."""

    frame: pl.DataFrame
    starts: Places
    stop: int

    def without(self, mark: str) -> Run:
        """Return the rows with `mark`, the writer's own text for NULL, replaced by null."""
        return Run(self.frame.select(pl.when(pl.all() != mark).then(pl.all())), self.starts, self.stop)


@dataclass(frozen=True, slots=True)
class _Way:
    """Layout of the rows of a part: whether a space follows each comma, and whether values may be unquoted."""

    signs: Signs
    width: int
    has_blanks: bool = False
    has_bare: bool = False

    def read(self, lines: Lines) -> pl.DataFrame | None:
        """Return the cells of lines with a column of which rows are good.

        Null if Polars finds another number of rows.
        """
        count, dense = len(lines), self._without_blanks(lines.data) if self.has_blanks else lines.data
        frame = parsed(dense, self.signs, self.width)
        if frame is None or frame.height != count:
            return None
        raw = np.frombuffer(dense, np.uint8)
        ends = line_ends(raw, self.signs.end) if self.has_blanks else lines.stops
        rows = by_lines(frame, raw, ends, self.signs)
        is_good, columns = rows.is_whole.copy(), []
        if self.has_blanks:
            is_good &= self._were_blanks(lines, rows)
        for index, column in enumerate(frame.iter_columns()):
            if self.signs.quote:
                cells, good = _of_tuple(column, rows.quoted.get(index, np.zeros(count, bool)))
            else:
                cells, good = _of_line(column)
            columns.append(cells.alias(column.name))
            is_good &= good
        return pl.DataFrame([*columns, pl.Series(_GOOD, is_good)])

    def _were_blanks(self, lines: Lines, rows: Rows) -> Mask:
        """Return true for lines whose removed bytes are exactly one space after each comma between cells."""
        raw, at = np.frombuffer(lines.data, np.uint8), lines.starts
        found: Mask = (lines.stops - lines.starts) - (rows.ends - rows.starts) == self.width - 1
        for index, size in enumerate(sizes(rows.frame)[:-1]):
            at = at + size + 2 * rows.quoted.get(index, np.zeros(len(lines), bool)) + 1
            found &= raw.take(at, mode="clip") == _BLANK
            at = at + 1
        return found

    def _without_blanks(self, data: bytes) -> bytes:
        """Return the bytes without the space after a comma between values.

        A string that contains such is changed too.
        """
        dense = data.replace(b"', '", b"','")
        return _BESIDE.sub(b",", dense) if self.has_bare else dense


@dataclass(slots=True)
class _Block:
    """Lines of a part: where each begins and stops, which are good, and the cells of the good ones."""

    starts: Places
    stops: Places
    is_good: Mask
    frame: pl.DataFrame
    bad: Places = field(init=False)
    behind: Places = field(init=False)

    def __post_init__(self) -> None:
        self.bad = np.append(np.flatnonzero(~self.is_good), len(self.is_good))
        self.behind = np.concatenate([[0], np.cumsum(self.is_good)])

    def run(self, at: int) -> Run | None:
        first = int(np.searchsorted(self.starts, at))
        if first >= len(self.starts) or self.starts[first] != at:
            return None
        last = int(self.bad[np.searchsorted(self.bad, first)])
        if last - first < FEWEST:
            return None
        frame = self.frame[int(self.behind[first]) : int(self.behind[last])]
        return Run(frame, self.starts[first:last], int(self.stops[last - 1]))


@dataclass(slots=True)
class Runs:
    """Reads batches of rows from the text of some statements.

    `slashed`: a backslash escapes. `codec`: that of the bytes that the characters represent, "" for none.
    """

    text: str
    slashed: bool
    codec: str = ""
    together: bool = True
    _looked: dict[tuple[str, int], tuple[_Block | None, int]] = field(default_factory=dict)

    def tuples(self, at: int, head: str, width: int) -> Run | None:
        """Return the tuples from the bracket at `at`; null if there are only few.

        `head` is the text before it in its statement.
        """
        head = head if (head, width) in self._looked or len(self._looked) < _HEADS else ""
        return self._run(at, (head, width), lambda: self._of_tuples(at, head, width))

    def lines(self, at: int, delimiter: str, width: int) -> Run | None:
        """Return the lines of a COPY from `at`; null if only few can be parsed in bulk."""
        return self._run(at, ("", width), lambda: self._of_lines(at, delimiter, width))

    def _run(self, at: int, kind: tuple[str, int], look: Callable[[], tuple[_Block | None, int]]) -> Run | None:
        """Return the rows that begin here; each part is parsed once per statement head and number of columns."""
        if not self.together:
            return None
        if at >= self._looked.get(kind, (None, 0))[1]:
            self._looked[kind] = look()
        block, _ = self._looked[kind]
        return block.run(at) if block else None

    def _of_lines(self, at: int, delimiter: str, width: int) -> tuple[_Block | None, int]:
        """Return the lines up to the end mark of a COPY, and the offset after them."""
        ending = _COPY_END.search(self.text, at)
        stop = ending.start() if ending else self.text.rfind("\n") + 1
        if len(delimiter) > 1 or not delimiter.isascii() or self.text.find("\r", at, stop) >= 0 or stop <= at:
            return None, max(stop, at + 1)
        lines = self.text[at : stop - 1]
        more = np.full(lines.count("\n") + 1, at)
        return self._block_of(lines, more, _Way(Signs(delimiter, "", "\n"), width)), stop

    def _of_tuples(self, at: int, head: str, width: int) -> tuple[_Block | None, int]:
        """Return the tuples with the layout of the one that begins here, and the offset to search on from."""
        text = self.text
        first = SIMPLE_TUPLE.match(text, at)
        if first is None:
            return None, at + 1
        found = self._separators(first.end() - 1, head)
        sign = next((chr(each) for each in _END if chr(each) not in text), "")
        if found is None or not sign:
            return None, at + 1
        between, ended, stop = found
        parts = text[at + 1 : stop].split(ended) if ended else [text[at + 1 : stop]]
        lines = [part.replace(between, sign) for part in parts]
        lost = np.array([len(part) - len(line) for part, line in zip(parts, lines, strict=True)])
        counts = lost // (len(between) - 1) + 1
        if counts.sum() <= FEWEST:
            return None, stop
        rest = _STRING.sub("", first[0])
        way = _Way(Signs(",", "'", sign), width, ", " in rest, rest.strip("(), ") != "")
        more = np.full(int(counts.sum()), len(between) - 1)
        more[np.cumsum(counts[:-1])] += len(ended) - len(between)
        more[0] = 0
        return self._block_of(sign.join(lines), np.cumsum(more) + at + 1, way), stop

    def _separators(self, at: int, head: str) -> tuple[str, str, int] | None:
        """Return the text between tuples, the text between statements ("" if it varies), and where this layout ends.

        Both texts go from bracket to bracket. Null if the tuple whose bracket closes at `at` is the only one.
        """
        text = self.text
        if mark := _NEXT.match(text, at):
            ending = _LAST.search(text, at + 1)
            stop = ending.start() if ending else text.rfind(")")
            ended = _ENDED.match(text, stop)
            if head and ended and text.startswith(head + "(", ended.end()):
                return mark[0], ended[0] + head + "(", text.rfind(")")
            return mark[0], "", stop
        mark = _ENDED.match(text, at)
        if mark and head and text.startswith(head + "(", mark.end()):
            return mark[0] + head + "(", "", text.rfind(")")
        return None

    def _block_of(self, text: str, more: Places, way: _Way) -> _Block | None:
        """Return the lines of a part; `more` is what to add to the offset of each in the whole text.

        Null if the bytes are in another encoding than UTF-8.
        """
        data = self._encoded(text)
        if data is None:
            return None
        lines, signs = lines_of(data, way.signs.end), way.signs
        is_good = np.ones(len(lines), bool)
        if signs.quote and self.slashed:
            slashes = places(np.frombuffer(data, np.uint8), _BACKSLASH)
            is_good[np.searchsorted(lines.starts, slashes, "right") - 1] = False

        def read(part: bytes, count: int) -> pl.DataFrame | None:
            chosen = lines if part is lines.data else lines_of(part, signs.end)
            return way.read(chosen) if len(chosen) == count else None

        found, refused = read_by_halves(lines, np.flatnonzero(is_good), read, depth=0)
        if len(refused) and signs.quote and not way.has_blanks:
            is_good &= are_clean(lines, signs, way.width)
        if len(refused):
            found, refused = read_by_halves(lines, np.flatnonzero(is_good), read)
        is_good[refused] = False
        frame = pl.concat(found) if found else pl.DataFrame(schema={**schema(way.width), _GOOD: pl.Boolean})
        is_good[is_good] = frame[_GOOD].to_numpy()
        more = more[: len(lines)]
        return _Block(
            self._letters(lines, lines.starts) + more - int(bool(signs.quote)),
            self._letters(lines, lines.stops) + more + 1,
            is_good,
            (frame if is_good.all() else frame.filter(_GOOD)).drop(_GOOD),
        )

    def _encoded(self, text: str) -> bytes | None:
        """Return the text as UTF-8; null if its characters represent bytes in another encoding."""
        if text.isascii() or not self.codec:
            return text.encode()
        return text.encode("latin-1") if self.codec == "utf-8" else None

    def _letters(self, lines: Lines, at: Places) -> Places:
        """Return byte offsets as offsets in the text, whose characters may be bytes already."""
        if self.codec or lines.data.isascii():
            return at
        is_more = (np.frombuffer(lines.data, np.uint8) & 0xC0) == _CONTINUED
        before: Places = np.concatenate([[0], np.cumsum(is_more)])[at]
        return at - before


def _of_tuple(column: pl.Series, is_quoted: Mask) -> tuple[pl.Series, Mask]:
    """Return strings, numbers and NULL as cells, and which are good: anything else without quotes is not."""
    if is_quoted.all():
        return column.fill_null("") if column.null_count() else column, is_quoted
    quoted = pl.Series(is_quoted)
    is_null = (column.str.to_uppercase() == "NULL") & ~quoted
    good = quoted | is_null | column.str.contains(_NUMBER)
    cells = pl.select(pl.when(~is_null).then(column.fill_null(""))).to_series()
    return cells, good.fill_null(value=False).to_numpy()


def _of_line(column: pl.Series) -> tuple[pl.Series, Mask]:
    r"""Return cells of COPY, and which are good: cells with a backslash are not, except \N for NULL."""
    is_null = (column == r"\N").fill_null(value=False)
    good = is_null | ~column.str.contains("\\", literal=True).fill_null(value=False)
    return pl.select(pl.when(~is_null).then(column.fill_null(""))).to_series(), good.to_numpy()
