"""Split a JSON text of any length into units: values small enough to be parsed as a whole, in order.

An object or array that is longer than `LONGEST`, or is not valid, is not one unit: its members are. So memory does not
grow with the document, nothing between the records is lost, and damage costs only the value that contains it. Brackets
are counted outside strings.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from triage.formats.json.borders import RUN, Borders
from triage.formats.json.by_column import Columns, columns_or_elements
from triage.formats.json.outline import outlines
from triage.formats.json.quick import Unproven, elements
from triage.formats.json.units import Frame, Run, Unit
from triage.formats.json.window import Window
from triage.records.nested_values import loads, with_escapes

LONGEST = 8 * 1024 * 1024
"""Longest unit in characters."""

LONGEST_STRING = 64 * 1024 * 1024
DEEPEST = 512
_DEEPEST_DAMAGE = 16
"""Most levels of an invalid value that are searched for valid members: each level is parsed once more."""

# Possessive quantifiers (`*+`, `++`) never backtrack: a long unfinished string costs linear time.
_TOKEN = re.compile(
    rb'[ \t\r\n]*+(?:(?P<string>"(?:[^"\\]++|\\.)*+")(?P<colon>[ \t\r\n]*+:)?'
    rb'|(?P<mark>[\[\]{},])|(?P<bare>[^ \t\r\n"\[\]{},]++))',
    re.DOTALL,
)
_BRACKET = re.compile(rb'[^"\[\]{}]*+(?:"(?:[^"\\]++|\\.)*+"[^"\[\]{}]*+)*+([\[\]{}])', re.DOTALL)
_RECORDS = re.compile(rb"\[[ \t\r\n]*+[\[{]")
"""Pattern of an array of records: its elements are units, however short it is."""


Parse = Callable[[bytes], tuple[list[Any] | Columns, list[tuple[int, int]]]]


def units(data: Path, place: tuple[int, int], frames: Sequence[Frame] = (), codec: str = "utf-8") -> Iterator[Unit]:
    """Yield the units that start in a byte range of a file; `frames` are those open at the start of the range."""
    start, stop = place
    with data.open("rb") as file:
        window = Window(file, codec, start)
        for unit in _Reading(window, list(frames)).units():
            if unit.start >= stop:
                return
            if isinstance(unit, Unit):
                yield unit


def outlined(data: Path, place: tuple[int, int], codec: str) -> Iterator[Unit | Run]:
    """Yield the same units; those of a long array many at once, plain ones as the text of their values."""
    yield from _runs(data, place, ((), codec), outlines)


def columned(data: Path, place: tuple[int, int], frames: Sequence[Frame], codec: str) -> Iterator[Unit | Run]:
    """Yield the same units; those of a long array many at once, plain records as columns, if they are sound."""
    yield from _runs(data, place, (frames, codec), columns_or_elements)


def runs(data: Path, place: tuple[int, int], frames: Sequence[Frame], codec: str) -> Iterator[Unit | Run]:
    """Yield the same units; those of a long array many at once, if they are sound."""
    yield from _runs(data, place, (frames, codec), elements)


def _runs(data: Path, place: tuple[int, int], how: tuple[Sequence[Frame], str], parse: Parse) -> Iterator[Unit | Run]:
    start, stop = place
    frames, codec = how
    with data.open("rb") as file:
        window = Window(file, codec, start)
        borders = Borders(stop) if codec == "utf-8" else None
        for unit in _Reading(window, list(frames), borders=borders, parse=parse).units():
            if unit.start >= stop:
                return
            yield unit


@dataclass(slots=True)
class _Reading:
    """State of the reading: open frames, the key that waits for its value, and whether a value may follow."""

    window: Window
    frames: list[Frame]
    key: str | None = None
    key_start: int = 0
    is_due: bool = True
    is_fresh: bool = True
    """True if nothing has been read since the last bracket."""

    is_lost: bool = False
    """True if the rest cannot be parsed."""

    borders: Borders | None = None
    """What is between two elements, to read many at once; null to read each by itself."""

    parse: Parse = elements

    def units(self) -> Iterator[Unit | Run]:
        """Yield all units to the end of the file."""
        while (token := self._token()) is not None:
            if isinstance(token, Unit):
                yield token
                return
            group = str(token.lastgroup)
            begin = token.start("string" if group == "colon" else group)
            if group == "colon":
                yield from self._unless(self.is_due and self.key is None and self._stands_in("{"))
                self.key_start = self.window.offset(begin)
                self.key = _string(self.window.text(begin, token.end("string")))
                self.window.at = token.end()
            elif group == "mark" and token["mark"] not in b"[{":
                yield from self._mark(token["mark"])
                self.window.at = token.end()
            else:
                yield from self._unless(
                    self.is_due and (self.key is not None or not self.frames or self._stands_in("["))
                )
                yield from self._value(group, begin, token.end())
                if self.is_lost:
                    return
        if self.frames:
            end = self.window.offset(self.window.at) - 1
            yield Unit(end, end, tuple(self.frames), reason="truncated")

    def _stands_in(self, kind: str) -> bool:
        return bool(self.frames) and self.frames[-1].kind == kind

    def _token(self) -> re.Match[bytes] | Unit | None:
        """Return the next complete token, a unit that reports a fault, or null at the end of the file."""
        window = self.window
        while True:
            token = _TOKEN.match(window.view, window.at)
            if token and (token.end() < len(window.view) or window.is_ended):
                return token
            if window.is_ended:
                rest = window.view[window.at :].strip()
                return self._lost("truncated" if rest[:1] == b'"' else "not_json") if rest else None
            if len(window.view) - window.at > LONGEST_STRING:
                return self._lost("element_too_long")
            window.more()

    def _run(self) -> Run | None:
        """Return the elements from here on that are parsed at once, and go behind them; null if there are none."""
        window = self.window
        if self.borders is None or not self._stands_in("["):
            return None
        while len(window.view) - window.at < RUN and not window.is_ended:
            window.more()
        for text in self.borders.cut(window.view, window.at, window.base):
            try:
                values, places = self.parse(text)
            except Unproven:
                continue
            self.borders.worked()
            base = window.base + window.at
            window.at += len(text)
            self.is_due, self.is_fresh = False, False
            places = [(base + start, base + stop) for start, stop in places]
            if isinstance(values, Columns):
                apart = [values.apart.get(row) for row in range(values.height)]
                return Run(tuple(self.frames), apart, places, values)
            return Run(tuple(self.frames), values, places)
        return None

    def _value(self, group: str, begin: int, end: int) -> Iterator[Unit | Run]:
        """Yield a value as a unit, many as a run, or enter an object or array."""
        window = self.window
        window.at = begin
        if window.view[begin : begin + 1] == b"{" and (run := self._run()) is not None:
            yield run
            return
        begin = window.at
        may_be_table = group == "mark" and (not self.frames or self._stands_in("{"))
        is_table = may_be_table and bool(_RECORDS.match(window.view, begin))
        size = end - begin if group != "mark" else 0 if is_table else self._length()
        begin = window.at
        if size < 0 or len(self.frames) >= DEEPEST:
            yield self._lost("nested_too_deep")
            return
        if size and (self.frames or window.view[begin : begin + 1] != b"["):
            start = window.offset(begin) if self.key is None else self.key_start
            value, reason = _value(window.text(begin, begin + size))
            if not reason or group != "mark" or len(self.frames) >= _DEEPEST_DAMAGE:
                yield Unit(start, window.offset(begin + size), tuple(self.frames), value, self.key, reason)
                if self.borders is not None:
                    self.borders.learn(window.view, window.base, (begin, begin + size))
                window.at, self.key, self.is_due, self.is_fresh = begin + size, None, False, False
                return
        path = self.frames[-1].path if self.frames else ""
        path = path if self.key is None else f"{path}.{self.key}" if path else self.key
        self.frames.append(Frame(chr(window.view[begin]), path))
        window.at, self.key, self.is_due, self.is_fresh = begin + 1, None, True, True

    def _length(self) -> int:
        """Return the length of the object or array that begins here; 0 if too long or unfinished, -1 if too deep."""
        window, depth, at = self.window, 0, self.window.at
        while True:
            while mark := _BRACKET.match(window.view, at):
                at = mark.end()
                depth += 1 if mark[1] in b"[{" else -1
                if at - window.at > LONGEST:  # however much of it is in the window
                    return 0
                if depth == 0:
                    return at - window.at
                if depth > DEEPEST:
                    return -1
            if window.is_ended or len(window.view) - window.at > LONGEST:
                return 0
            at -= window.at
            window.more()

    def _mark(self, mark: bytes) -> Iterator[Unit]:
        """Process a comma, or the end of an object or array; yield a fault if it is misplaced."""
        if mark == b",":
            yield from self._unless(not self.is_due and bool(self.frames))
            self.is_due, self.is_fresh = True, False
            return
        yield from self._unless(
            self.key is None and self._stands_in("[" if mark == b"]" else "{") and (self.is_fresh or not self.is_due)
        )
        if self.frames:
            self.frames.pop()
        self.key, self.is_due, self.is_fresh = None, not self.frames, False

    def _unless(self, is_fine: bool) -> Iterator[Unit]:  # noqa: FBT001 - a verdict on the text
        if not is_fine:
            yield self._told("not_strict_json")

    def _told(self, reason: str) -> Unit:
        place = self.window.offset(self.window.at)
        return Unit(place, place, tuple(self.frames), reason=reason)

    def _lost(self, reason: str) -> Unit:
        """Return a unit for the rest of the file, which cannot be parsed."""
        self.is_lost = True
        end = self.window.file.seek(0, 2)
        return Unit(self.window.offset(self.window.at), end, tuple(self.frames), reason=reason)


def _value(text: str) -> tuple[Any, str]:
    """Return the parsed value, and what is wrong with it ("" = nothing)."""
    for each in (text, with_escapes(text)):
        try:
            return loads(each), ""
        except (ValueError, RecursionError):
            continue
    return None, "not_json"


def _string(text: str) -> str:
    """Return the parsed string; its text without quotes if it is invalid."""
    try:
        return str(json.loads(text, strict=False))
    except ValueError:
        return text[1:-1]
