r"""Our own record splitter: what a record is, where a proof was refused. Loses nothing, and comes back into step.

A quote opens a field only at the field's start and closes it only before a delimiter or the record's end. A quote that
finds no close within `LONGEST_LINES` lines or `LONGEST_BYTES` bytes, or whose record over several lines then has the
wrong number of fields, is a letter like any other: the line stands alone, and the next line is a new record.
What is in the bytes decides, and never where a chunk was cut: from any line that begins a record the same records
follow.

The quotes of a record are read in the first of these ways that fits: doubled (RFC 4180), escaped by `\"`, not escaped
at all but closed before a delimiter (one line only), and not as quotes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

LONGEST_LINES = 64
LONGEST_BYTES = 1 << 20

_QUOTE = 34
_Closing = Callable[[bytes, int, int], int]


@dataclass(frozen=True, slots=True)
class Text:
    """UTF-8 lines, and how they are delimited.

    `width` is the number of fields of a record, 0 = not known yet. `pieces` are the starts, in order, of lines that
    are parts of an oversize line: each stands alone, as one field.
    """

    data: bytes
    delimiter: bytes
    width: int
    pieces: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its fields, where the next begins, and what was wrong with it ("" = nothing).

    A blank line has no field.
    """

    fields: Sequence[bytes]
    stop: int
    reason: str = ""


def records(text: Text) -> Iterator[Record]:
    """The records of a text in order, without its blank lines."""
    at = 0
    while at < len(text.data):
        record = record_at(text, at)
        if record.fields:
            yield record
        at = record.stop


def record_at(text: Text, at: int) -> Record:
    """The record that begins with the line at `at`."""
    data = text.data
    end = data.find(b"\n", at)
    end = len(data) if end < 0 else end
    stop = min(end + 1, len(data))
    line = data[at : end - 1 if data[at:end].endswith(b"\r") else end]
    if not line:
        return Record((), stop)
    if text.pieces and _is_piece(text, at):
        return Record((line,), stop, "oversize")
    if b'"' in line:
        return _quoted(text, at, line, stop)
    return _named(text, line.split(text.delimiter), stop, "")


def _is_piece(text: Text, at: int) -> bool:
    index = bisect_right(text.pieces, at) - 1
    return index >= 0 and text.pieces[index] == at


def _named(text: Text, fields: Sequence[bytes], stop: int, reason: str) -> Record:
    """A record with the reason that its width gives, where it has none."""
    if text.width and len(fields) != text.width:
        reason = reason or ("extra_fields" if len(fields) > text.width else "short_row")
    return Record(fields, stop, reason)


def _quoted(text: Text, at: int, line: bytes, stop: int) -> Record:
    """The record that begins here, its quotes read in the first way that fits."""
    strict = _fields(text, at, stop, _doubled)
    if strict and (strict.stop == stop or len(strict.fields) == text.width or not text.width):
        if len(strict.fields) == text.width or not text.width:
            return strict
    else:
        strict = None
    for closing in (_escaped, _bare):
        record = _fields(text, at, stop, closing)
        if record and len(record.fields) == text.width:
            return Record(record.fields, record.stop, "stray_quote" if closing is _bare else "")
    if strict:
        return _named(text, strict.fields, stop, "")
    return Record(line.split(text.delimiter), stop, "stray_quote")


def _fields(text: Text, at: int, stop: int, closing: _Closing) -> Record | None:
    """The record that begins at `at`, whose first line ends before `stop`; null where its quotes do not fit."""
    data, delimiter, step = text.data, text.delimiter, len(text.delimiter)
    fields: list[bytes] = []
    limit = stop
    while True:
        if data.startswith(b'"', at, stop):
            end = closing(data, at + 1, stop)
            if end < 0 and closing is not _bare:
                limit = _limit(text, at, stop) if limit == stop else limit
                end = closing(data, at + 1, limit)
            if end < 0 or (limit > stop and 0 < text.width <= len(fields)):
                return None
            fields.append(_unescaped(data[at + 1 : end], closing))
            at = end + 1
            if at >= stop:
                stop = data.find(b"\n", at, limit) + 1 or limit
            if data.startswith(delimiter, at):
                at += step
                continue
            return Record(fields, stop) if _ends(data, at) else None
        end = data.find(delimiter, at, stop)
        if end < 0:
            last = data[at:stop].removesuffix(b"\n").removesuffix(b"\r")
            return Record([*fields, last], stop)
        fields.append(data[at:end])
        at = end + step


def _limit(text: Text, at: int, stop: int) -> int:
    """Where a record that begins with a line that stops at `stop` must have ended."""
    data, longest = text.data, min(len(text.data), at + LONGEST_BYTES)
    if text.pieces and (after := bisect_right(text.pieces, at)) < len(text.pieces):
        longest = min(longest, text.pieces[after])
    for _ in range(LONGEST_LINES - 1):
        stop = data.find(b"\n", stop, longest) + 1
        if not stop:
            return longest
    return stop


def _ends(data: bytes, at: int) -> bool:
    """True where a record may end: at a newline, or at the end of the text."""
    if data.startswith(b"\r", at):
        at += 1
    return at >= len(data) or data.startswith(b"\n", at)


def _doubled(data: bytes, at: int, limit: int) -> int:
    """The first quote that is not doubled; -1 where there is none."""
    while True:
        end = data.find(b'"', at, limit)
        if end < 0 or not data.startswith(b'""', end):
            return end
        at = end + 2


def _escaped(data: bytes, at: int, limit: int) -> int:
    """The first quote that no backslash escapes; -1 where there is none."""
    begin = at
    while True:
        end = data.find(b'"', at, limit)
        if end < 0:
            return end
        slashes = end - begin - len(data[begin:end].rstrip(b"\\"))
        if slashes % 2 == 0:
            return end
        at = end + 1


def _bare(data: bytes, at: int, limit: int) -> int:
    """The first quote before a comma, semicolon, tab, bar or the line's end; -1 where there is none."""
    while True:
        end = data.find(b'"', at, limit)
        if end < 0 or end + 1 >= limit or data[end + 1] in b",;\t|\r\n":
            return end
        at = end + 1


def _unescaped(field: bytes, closing: _Closing) -> bytes:
    if closing is _escaped:
        return field.replace(b'\\"', b'"')
    return field.replace(b'""', b'"')
