"""Turn many plain records of one array into columns at once, and only where the cells are provably the same.

Of a record only the text of each value is taken; the values of a column are parsed in one call. A text that a message
tells twice, in parts, is compared and taken once. Keys in the text and in the result are counted, as in `quick.py`. A
record that may hold a table, or a text with links, is left to the slower way, and only that record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Literal

import msgspec

from triage.formats.json import quick
from triage.formats.json.outline import outlines
from triage.records.json_pairs import OF_TELEGRAM, repaired
from triage.records.quick_cells import AGAIN, OPEN, TEXT, is_simple, quick_cells


class _Part(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    """One part of a text: how it is formatted, and what it says."""

    type: Literal[tuple(sorted(OF_TELEGRAM))]  # type: ignore[valid-type]
    text: str


_STRINGS = msgspec.json.Decoder(list[str])
_SCALARS: dict[type, Callable[[Any], str]] = {int: str, bool: lambda value: "true" if value else "false"}
_NOTHING = msgspec.Raw(b"[]")
_TEXT = msgspec.json.Decoder(str | list[str | _Part])
_PARTS = msgspec.json.Decoder(list[_Part])
_MANY_TEXTS = msgspec.json.Decoder(list[str | list[str | _Part]])
_MANY_PARTS = msgspec.json.Decoder(list[list[_Part]])


@dataclass(slots=True)
class Columns:
    """Records of one array as columns of cells by path; `apart` has those that are no plain records, by number."""

    height: int
    cells: dict[str, list[str | None]] = field(default_factory=dict)
    apart: dict[int, Any] = field(default_factory=dict)

    def put(self, path: str, row: int, text: str) -> None:
        """Set one cell."""
        self.column(path)[row] = text

    def column(self, path: str) -> list[str | None]:
        """Return a column, which is made if there is none."""
        if (column := self.cells.get(path)) is None:
            column = self.cells[path] = [None] * self.height
        return column

    def part(self, start: int, stop: int) -> dict[str, list[str | None]]:
        """Return the cells of rows [start, stop)."""
        return {path: column[start:stop] for path, column in self.cells.items()}

    def stretches(self) -> Iterator[tuple[bool, int, int]]:
        """Yield [start, stop) of rows that are all plain records (true), or all apart (false), in order."""
        for is_plain, rows in groupby(range(self.height), lambda row: row not in self.apart):
            first, *more = rows
            yield is_plain, first, first + len(more) + 1


def columns(text: bytes) -> tuple[Columns, list[tuple[int, int]]]:
    """Return the elements of an array, given without its brackets, as columns, and the place of each in the text.

    Raises `Unproven`.
    """
    with quick.undisturbed():
        values, places = outlines(text)
        reading = _Reading(Columns(len(values)), values)
        reading.read(lambda row: text[slice(*places[row])])
        quick.prove(b"[" + text + b"]", reading.keys)
    return reading.made, places


def columns_or_elements(text: bytes) -> tuple[Columns | list[Any], list[tuple[int, int]]]:
    """Return the same, or else what `quick.elements` gives. Raises `Unproven`."""
    try:
        return columns(text)
    except quick.Unproven:
        return quick.elements(text)


@dataclass(slots=True)
class _Reading:
    """What is read so far, the number of keys that were met, and the rows that are left to the slower way."""

    made: Columns
    values: list[Any]
    keys: int = 0
    slow: set[int] = field(default_factory=set)
    inner: dict[int, int] = field(default_factory=dict)
    """Keys inside the values of a row."""

    def read(self, text: Callable[[int], bytes]) -> None:
        """Fill the columns; `text` gives that of a row. Raises `Unproven`."""
        rows = [row for row, value in enumerate(self.values) if value.__class__ is dict]
        shapes = [tuple(self.values[row]) for row in rows]
        odd = {shape for shape in dict.fromkeys(shapes) if not (quick.count(shape) and is_simple(shape))}
        self.slow = {*range(len(self.values))}.difference(rows)
        self.slow.update(row for row, shape in zip(rows, shapes, strict=True) if shape in odd)
        names = dict.fromkeys(name for shape in dict.fromkeys(shapes) for name in shape)
        twice = self._told_twice(rows) if AGAIN in names else set()
        for name in names:
            own = [row for row in rows if name in self.values[row]]
            self._fill(name, [row for row in own if row not in twice] if name in {TEXT, AGAIN} else own)
        self.keys += sum(len(self.values[row]) + self.inner.get(row, 0) for row in rows if row not in self.slow)
        for row in self.slow:
            self._read_slowly(row, text(row))

    def _told_twice(self, rows: Sequence[int]) -> set[int]:
        """Fill in the texts that are told twice; return their rows."""
        values, column = self.values, self.made.column(TEXT)
        twice = [row for row in rows if AGAIN in values[row] and len(memoryview(values[row][AGAIN])) > len("[]")]
        texts = _decoded(_MANY_TEXTS, _TEXT, [values[row].get(TEXT, _NOTHING) for row in twice])
        again = _decoded(_MANY_PARTS, _PARTS, [values[row][AGAIN] for row in twice])
        for row, first, parts in zip(twice, texts, again, strict=True):
            told = "".join([each.text for each in parts]) if parts else None
            said, marked = _said(first)
            if told is None or said != told or (told[:1] in OPEN and first.__class__ is str):
                self.slow.add(row)
                continue
            self.inner[row] = 2 * (len(parts) + marked)
            column[row] = told if told.isascii() else repaired(told)
        return {*twice}

    def _fill(self, name: str, rows: Sequence[int]) -> None:
        """Fill in the cells of one key, which these rows have."""
        joined = b"[" + b",".join([self.values[row][name] for row in rows]) + b"]"
        is_ascii = joined.isascii() and b"\\u" not in joined
        try:
            values: list[Any] = _STRINGS.decode(joined)
        except msgspec.ValidationError:
            values = quick.decoded(joined)
        except msgspec.DecodeError as error:
            raise quick.Unproven from error
        else:
            if is_ascii and len(rows) == self.made.height and not (b'"{' in joined or b'"[' in joined):
                self.made.cells[name] = values
                return
        column = self.made.column(name)
        for row, value in zip(rows, values, strict=True):
            if value.__class__ is str:
                column[row] = value if is_ascii or value.isascii() else repaired(value)
                if value[:1] in OPEN:
                    self.slow.add(row)
            elif value.__class__ in _SCALARS:
                column[row] = _SCALARS[value.__class__](value)
            elif value:
                self.slow.add(row)

    def _read_slowly(self, row: int, text: bytes) -> None:
        """Read one record as a whole."""
        counted = quick.Counted()
        record = quick.element(quick.decoded(text), counted, 1)
        self.keys += counted.keys
        for column in self.made.cells.values():
            column[row] = None
        if record.__class__ is not dict:
            self.made.apart[row] = record
            return
        for path, told in quick_cells(record).items():
            self.made.put(path, row, told)


def _said(text: str | list[str | _Part] | None) -> tuple[str | None, int]:
    """Return a text, and the number of its formatted parts; null for parts of which none is formatted."""
    if text.__class__ is not list:
        return text, 0  # type: ignore[return-value]
    marked = sum([each.__class__ is _Part for each in text])
    parts = [each if each.__class__ is str else each.text for each in text]  # type: ignore[union-attr]
    return "".join(parts) if marked else None, marked


def _decoded(
    together: msgspec.json.Decoder[Any], single: msgspec.json.Decoder[Any], texts: Sequence[msgspec.Raw]
) -> list[Any]:
    """Return parsed values, all at once if they are all of the kind that is asked for; null for one that is not."""
    try:
        values: list[Any] = together.decode(b"[" + b",".join(texts) + b"]")
    except msgspec.ValidationError:
        return [_one(single, text) for text in texts]
    except msgspec.DecodeError as error:
        raise quick.Unproven from error
    return values


def _one(decoder: msgspec.json.Decoder[Any], text: msgspec.Raw) -> Any:
    try:
        return decoder.decode(text)
    except msgspec.ValidationError:
        return None
    except msgspec.DecodeError as error:
        raise quick.Unproven from error
