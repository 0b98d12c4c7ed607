"""Convert rows of a DBF table to columns of text, one column at a time."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from triage.core.summary import Occurrences
from triage.core.sums import Least
from triage.formats.dbf.header import Field, Layout, is_memo

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from triage.formats.dbf.memo import Memo

_LIVE, _DELETED, _BLANK = 0x20, 0x2A, 0x20
_WIDE = {"cp932", "cp936", "cp949", "cp950", "utf-8"}
_NUMBER = r"^(?:[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|\*+)$"
_EPOCH_DAY = 2_440_588
_DAYS = (-719_162, 2_932_896)
"""Range of days since 1970 in which a date has a year of four digits."""

Reasons = dict[str, Occurrences]


@dataclass(slots=True)
class CellReader:
    """Converts bytes of rows to text by the layout and code page of a table."""

    layout: Layout
    encoding: str
    memo: Memo
    reasons: Reasons = field(default_factory=dict)
    bits: NDArray[np.uint8] = field(default_factory=lambda: np.zeros(0, np.uint8))

    def memo_bytes(self, data: bytes) -> int:
        """Return the total size in bytes that the memos of these rows state."""
        rows, memo = self._rows(data), self.memo
        blocks = (self._blocks(rows, each) for each in self.layout.shown if is_memo(self.layout, each))
        return sum(memo.length(number) for column in blocks for number in column if number > 0)

    def cells(self, data: bytes, start: int) -> tuple[dict[str, pl.Series], Reasons]:
        """Return the columns by number, the deletion mark last, and what is wrong in rows counted from `start`."""
        rows, self.reasons = self._rows(data), {}
        self.bits = np.bitwise_or.reduce(rows, axis=0, initial=0)
        nulls = self._marks(rows)
        found: dict[str, pl.Series] = {}
        for index, each in enumerate(self.layout.shown):
            column = self._column(rows, each, start)
            if each.null_bit >= 0 and nulls is not None:
                column = _masked(column, _bit(nulls, each.null_bit))
            found[str(index)] = column.alias(str(index))
        flags = pl.Series(rows[:, 0])
        self._count("damaged_record", (flags != _LIVE) & (flags != _DELETED), start)
        mark = pl.when(flags == _DELETED).then(pl.lit("yes")).when(flags != _LIVE).then(pl.lit("unknown"))
        found[str(len(found))] = pl.select(mark.alias(str(len(found)))).to_series().cast(pl.String)
        return found, self.reasons

    def _rows(self, data: bytes) -> NDArray[np.uint8]:
        return np.frombuffer(data, np.uint8).reshape(-1, self.layout.record_bytes)

    def _column(self, rows: NDArray[np.uint8], each: Field, start: int) -> pl.Series:
        if is_memo(self.layout, each):
            return self._memos(rows, each, start)
        if each.kind in "CNF":
            return self._written(rows, each, start)
        block = np.ascontiguousarray(rows[:, each.start : each.start + each.size])
        if each.kind == "D":
            return self._dates(block, start)
        if each.kind == "L":
            return self._logical(block, start)
        if each.kind in "VQ" and each.size:
            return self._varying(rows, block, each)
        binary = _BINARY.get((each.kind, each.size))
        return binary(block) if binary else self._text(block).str.strip_chars_end(" \0")

    def _written(self, rows: NDArray[np.uint8], each: Field, start: int) -> pl.Series:
        """Return text, or numbers written in digits; only the bytes that some row fills are decoded."""
        bits = self.bits[each.start : each.start + each.size]
        filled = np.flatnonzero(bits & (0xFF - _BLANK))  # a space and NUL have no other bit
        width = int(filled[-1]) + 1 if len(filled) else 0
        block = np.ascontiguousarray(rows[:, each.start : each.start + width])
        text = self._text(block, is_ascii=not (bits & 0x80).any())
        around = " \0" if b"\0" in block.tobytes() else " "  # stripping one character takes half the time
        if each.kind == "C":
            return text.str.strip_chars_end(around)
        text = text.str.strip_chars(around)
        self._count("bad_number", (text != "") & ~text.str.contains(_NUMBER), start)
        return _no_blank(text)

    def _dates(self, block: NDArray[np.uint8], start: int) -> pl.Series:
        text = self._text(block).str.strip_chars(" \0")
        is_date = text.str.contains(r"^\d{8}$")
        is_blank = (text == "") | (text == "00000000")
        self._count("bad_date", ~is_date & ~is_blank, start)
        iso = text.str.slice(0, 4) + "-" + text.str.slice(4, 2) + "-" + text.str.slice(6, 2)
        return _masked(iso.zip_with(is_date, text), is_blank)

    def _logical(self, block: NDArray[np.uint8], start: int) -> pl.Series:
        text = self._text(block).str.strip_chars(" \0")
        known = {"T": "true", "t": "true", "Y": "true", "y": "true", "F": "false", "f": "false", "N": "false"}
        known |= {"n": "false", "?": "", "1": "true", "0": "false"}
        said = text.replace(known)
        self._count("bad_logical", ~said.is_in(["true", "false", ""]), start)
        return _no_blank(said)

    def _varying(self, rows: NDArray[np.uint8], block: NDArray[np.uint8], each: Field) -> pl.Series:
        """Return the text of Visual FoxPro's varchar: a bit marks the cells whose last byte is their length."""
        block = block.copy()
        marks = self._marks(rows)
        short = _bit(marks, each.full_bit).to_numpy() if marks is not None else np.zeros(len(block), bool)
        size = np.where(short, np.minimum(block[:, -1], each.size - 1), each.size)
        beyond = np.arange(each.size) >= size[:, None]
        block[beyond] = 0
        if each.kind == "V":
            return self._text(block).str.strip_chars_end("\0")
        return _hex(block).str.head(pl.Series(size * 2))

    def _memos(self, rows: NDArray[np.uint8], each: Field, start: int) -> pl.Series:
        memo = self.memo
        found: list[str | None] = []
        wrong: dict[str, list[bool]] = {}
        for place, number in enumerate(self._blocks(rows, each)):
            data, reason = memo.get(number) if number > 0 else (b"", "memo_damaged" if number else "")
            found.append(data.rstrip(b"\0").decode(self.encoding, "backslashreplace") if data or number else None)
            if reason:
                wrong.setdefault(reason, [False] * len(rows))[place] = True
        for reason, places in wrong.items():
            self._count(reason, pl.Series(places), start)
        return pl.Series(found, dtype=pl.String)

    def _blocks(self, rows: NDArray[np.uint8], each: Field) -> list[int]:
        """Return the numbers of memo blocks; 0 = no memo, -1 = not a number."""
        block = np.ascontiguousarray(rows[:, each.start : each.start + each.size])
        if each.size == 4:
            return [int(number) for number in block.view("<u4")[:, 0]]
        texts = (row.tobytes().strip(b" \0") for row in block)
        return [int(text) if text.isdigit() else -1 if text else 0 for text in texts]

    def _marks(self, rows: NDArray[np.uint8]) -> NDArray[np.uint8] | None:
        for each in self.layout.fields:
            if each.kind == "0":
                return np.ascontiguousarray(rows[:, each.start : each.start + each.size])
        return None

    def _text(self, block: NDArray[np.uint8], *, is_ascii: bool = False) -> pl.Series:
        rows, size = block.shape
        if size == 0 or rows == 0:
            return pl.Series([""] * rows, dtype=pl.String)
        if is_ascii or not (block & 0x80).any():
            return _as_it_is(block)
        return _decoded(block, self.encoding) if self.encoding in _WIDE else _by_table(block, self.encoding)

    def _count(self, reason: str, wrong: pl.Series, start: int) -> None:
        count = int(wrong.sum() or 0)
        if count:
            first = start + int(wrong.arg_true()[0])
            one = Occurrences(count, 0, Least(first))
            self.reasons[reason] = self.reasons.get(reason, Occurrences()) + one


def _as_it_is(block: NDArray[np.uint8]) -> pl.Series:
    """Return the text of ASCII bytes."""
    rows, size = block.shape
    return _strings(np.arange(rows + 1) * size, block.reshape(-1))


def _by_table(block: NDArray[np.uint8], encoding: str) -> pl.Series:
    """Return the text of a single-byte code page, looking up the UTF-8 of each byte."""
    letters, sizes = _table(encoding)
    text, _ = codecs.charmap_decode(block.tobytes(), "strict", letters)
    offsets = np.concatenate([[0], np.cumsum(sizes[block].sum(1, dtype=np.int64))])
    return _strings(offsets, np.frombuffer(text.encode("utf-8"), np.uint8))


def _strings(offsets: NDArray[np.int64], data: NDArray[np.uint8]) -> pl.Series:
    import pyarrow as pa  # noqa: PLC0415 - heavy, and only for tables

    ends, size = pa.py_buffer(offsets.astype(np.int64)), len(offsets) - 1
    array = pa.LargeStringArray.from_buffers(size, ends, pa.py_buffer(np.ascontiguousarray(data)))
    series = pl.from_arrow(array)
    return series if isinstance(series, pl.Series) else series.to_series()


@cache
def _table(encoding: str) -> tuple[str, NDArray[np.uint8]]:
    """Return the character of every byte, and its length in UTF-8; an unassigned byte keeps its number."""
    letters = []
    for byte in range(256):
        try:
            letters.append(bytes([byte]).decode("ascii" if byte < 128 else encoding))
        except UnicodeDecodeError:
            letters.append(chr(byte))
    return "".join(letters), np.array([len(each.encode("utf-8")) for each in letters], np.uint8)


def _decoded(block: NDArray[np.uint8], encoding: str) -> pl.Series:
    """Return the text of a multi-byte code page, cell by cell: these are rare, and no faster way is known."""
    cells = [row.tobytes().decode(encoding, "backslashreplace") for row in block]
    return pl.Series(cells, dtype=pl.String)


def _masked(column: pl.Series, is_null: pl.Series) -> pl.Series:
    return column.zip_with(~is_null, pl.Series([None], dtype=pl.String).new_from_index(0, len(column)))


def _no_blank(column: pl.Series) -> pl.Series:
    return _masked(column, column == "")


def _bit(marks: NDArray[np.uint8], bit: int) -> pl.Series:
    if bit // 8 >= marks.shape[1]:
        return pl.Series(np.zeros(len(marks), bool))
    return pl.Series((marks[:, bit // 8] >> (bit % 8) & 1).astype(bool))


def _hex(block: NDArray[np.uint8]) -> pl.Series:
    return pl.Series([row.tobytes() for row in block], dtype=pl.Binary).bin.encode("hex")


def _integers(block: NDArray[np.uint8]) -> pl.Series:
    return pl.Series(block.view("<i4")[:, 0]).cast(pl.String)


def _counters(block: NDArray[np.uint8]) -> pl.Series:
    """Return integers of dBase 7: big-endian, with the sign bit inverted so that they sort as bytes."""
    numbers = block.view(">u4")[:, 0].astype(np.int64) - 2**31
    return pl.Series(numbers).cast(pl.String)


def _doubles(block: NDArray[np.uint8]) -> pl.Series:
    return _floats(block.view("<f8")[:, 0].astype(np.float64))


def _turned_doubles(block: NDArray[np.uint8]) -> pl.Series:
    """Return doubles of dBase 7: big-endian.

    Positive ones with the sign bit set, negative ones with all bits inverted.
    """
    raw = block.view(">u8")[:, 0].astype(np.uint64)
    top = np.uint64(1) << np.uint64(63)
    return _floats(np.where(raw & top, raw & ~top, ~raw).view(np.float64))


def _floats(numbers: NDArray[np.float64]) -> pl.Series:
    return pl.Series(numbers).cast(pl.String).str.replace(r"\.0$", "")


def _money(block: NDArray[np.uint8]) -> pl.Series:
    raw = block.view("<i8")[:, 0]
    size = np.where(raw < 0, ~raw.view(np.uint64) + np.uint64(1), raw.view(np.uint64))
    sign = pl.Series(np.where(raw < 0, "-", ""), dtype=pl.String)
    whole = pl.Series(size // np.uint64(10_000)).cast(pl.String)
    return sign + whole + "." + pl.Series(size % np.uint64(10_000)).cast(pl.String).str.zfill(4)


def _moments(block: NDArray[np.uint8]) -> pl.Series:
    """Return Julian day and milliseconds as a timestamp; an impossible date is shown as the two numbers."""
    pair = block.view("<i4").astype(np.int64)
    return _stamps(pair[:, 0], pair[:, 1])


def _turned_moments(block: NDArray[np.uint8]) -> pl.Series:
    """Return timestamps of dBase 7: milliseconds since day 0, stored like its doubles."""
    raw = block.view(">u8")[:, 0].astype(np.uint64)
    top = np.uint64(1) << np.uint64(63)
    said = np.nan_to_num(np.where(raw & top, raw & ~top, ~raw).view(np.float64), posinf=0.0, neginf=0.0)
    whole = np.clip(said, 0, 4e14).astype(np.int64)
    return _stamps(whole // 86_400_000 + 1_721_425 * (whole > 0), whole % 86_400_000)


def _stamps(days: NDArray[np.int64], parts: NDArray[np.int64]) -> pl.Series:
    since = days - _EPOCH_DAY
    is_date = (since >= _DAYS[0]) & (since < _DAYS[1]) & (parts >= 0) & (parts < 86_400_000)
    stamp = np.where(is_date, since * 86_400_000 + parts, 0)
    moments = pl.Series(stamp).cast(pl.Datetime("ms")).dt.strftime("%Y-%m-%dT%H:%M:%S%.3f").str.replace(r"\.000$", "")
    numbers = pl.Series(days).cast(pl.String) + " " + pl.Series(parts).cast(pl.String)
    return _masked(moments.zip_with(pl.Series(is_date), numbers), pl.Series((days == 0) & (parts == 0)))


_BINARY = {
    ("I", 4): _integers,
    ("+", 4): _counters,
    ("B", 8): _doubles,
    ("O", 8): _turned_doubles,
    ("Y", 8): _money,
    ("T", 8): _moments,
    ("@", 8): _turned_moments,
}
