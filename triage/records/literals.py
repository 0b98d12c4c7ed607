"""Read records in the text of programs, and in the queries of addresses and forms (`name=..&cnic=..`).

Objects of JavaScript, arrays of PHP, print_r, dictionaries and reprs of Python, maps of Ruby, Java's objects. Read by
punctuation alone, so that an error in the text costs only the record at hand. Nested objects are parts of the record
around them, unless three or more of them have the same keys: then each is a record with its key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import unquote_plus

from triage.records.json_pairs import KEY

_TOKEN = re.compile(
    r"""(?P<comment>(?<![:\w])//[^\n]*|/\*.{0,5000}?\*/)
    |(?P<query>(?<![\w&=])[A-Za-z_][\w.%-]{0,40}=[^&\s"'<>(){}\[\],;]{0,500}(?:&(?:amp;)?[A-Za-z_][\w.%-]{0,40}=[^&\s"'<>]*)+)
    |(?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.){0,5000}`)
    |(?P<index>\[[^\]\[\n]{1,40}\][ \t]*=>)
    |(?P<open>[\[{(])|(?P<close>[\]})])|(?P<pair>=>|:=|[:=])|(?P<next>[,;])|(?P<line>\n)|(?P<space>[ \t\r]+)
    |(?P<word>[^\s\[\]{}(),;:="'`?&][^\s\[\]{}(),;:=?&]*)|(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": "", "0": ""}
_DEEPEST, _MOST_PAIRS = 64, 2_000
_ALIKE = 3
"""Fewest nested objects with the same keys that are records of their own."""

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Literal:
    """A record: its offsets in the text, its keys and values, and whether its end is missing.

    Without keys it is a line that is in no record: `pairs` is empty and `text` is the line.
    """

    start: int
    stop: int
    pairs: Pairs
    text: str = ""
    is_cut: bool = False


@dataclass(slots=True)
class _Frame:
    """An open bracket, with what was read in it."""

    start: int
    key: str | None = None
    held: list[str] = field(default_factory=list)
    pairs: list[tuple[str, str | Pairs]] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    has_records: bool = False
    is_by_lines: bool = False

    def end_item(self) -> None:
        """End a value."""
        text = "".join(self.held).strip()
        self.held.clear()
        if self.key is not None and len(self.pairs) < _MOST_PAIRS:
            self.pairs.append((self.key, text))
        elif text:
            self.values.append(text)
        self.key = None

    def set_aside(self) -> None:
        """Keep text before a record in brackets that is no part of it as a remark."""
        if text := "".join(self.held).strip():
            self.remarks.append(text)
        self.held.clear()


def literals(text: str) -> Iterator[Literal]:
    """Yield the records of a text and the lines between them, in order of their ends."""
    scan = _Scan()
    for token in _TOKEN.finditer(text):
        yield from scan.inside(token) if scan.stack else scan.outside(token)
    yield from scan.rest(len(text))


@dataclass(slots=True)
class _Scan:
    """The state of a scan: open brackets, and the text outside of all brackets since offset `at`."""

    stack: list[_Frame] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    at: int = 0

    def outside(self, token: re.Match[str]) -> Iterator[Literal]:
        """Process a token outside of all brackets."""
        if token.lastgroup == "query":
            pairs = [(key, unquote_plus(value)) for key, _, value in _of_query(token[0])]
            yield Literal(token.start(), token.end(), pairs)
        elif token.lastgroup == "open":
            self.stack.append(_Frame(token.start()))
        else:
            self.line.append(token[0])
            if token.lastgroup in {"line", "comment"}:
                yield from self._end_line(token.end())

    def inside(self, token: re.Match[str]) -> Iterator[Literal]:
        """Process a token inside of brackets."""
        top, kind = self.stack[-1], str(token.lastgroup)
        if kind == "open" and len(self.stack) < _DEEPEST:
            _name_array(top)
            self.stack.append(_Frame(token.start()))
        elif kind == "close":
            yield from self._close(token.end())
        elif kind == "comment":
            top.remarks.append(token[0])
        else:
            _take(top, kind, token[0])

    def rest(self, stop: int) -> Iterator[Literal]:
        """Yield the unfinished records at the end of the text."""
        yield from self._end_line(stop)
        while self.stack:
            for found in self._close(stop):
                yield replace(found, is_cut=True)

    def _close(self, stop: int) -> Iterator[Literal]:
        frame = self.stack.pop()
        frame.end_item()
        yield from _closed(frame, self.stack[-1] if self.stack else None, stop)

    def _end_line(self, stop: int) -> Iterator[Literal]:
        if text := "".join(self.line).strip():
            yield Literal(self.at, stop, [], text)
        self.line, self.at = [], stop


def _name_array(frame: _Frame) -> None:
    """Remove the word that print_r writes before a bracket: its key becomes that of the bracket's content."""
    if frame.is_by_lines and frame.pairs and str(frame.pairs[-1][1]).endswith(("Array", "Object")):
        key, _ = frame.pairs.pop()
        frame.key = None if key.isdigit() else key


def _take(frame: _Frame, kind: str, said: str) -> None:
    """Add a token to the innermost open bracket."""
    if kind == "index":
        frame.end_item()
        frame.key, frame.is_by_lines = said.rpartition("]")[0][1:].strip("\"' "), True
    elif kind == "pair" and frame.key is None and "".join(frame.held).strip():
        frame.key = "".join(frame.held).strip().lstrip(":").strip()
        frame.held.clear()
    elif kind == "pair" and not "".join(frame.held).strip() and said != ":":
        return
    elif kind == "next" or (kind == "line" and frame.is_by_lines and "".join(frame.held).strip()):
        frame.end_item()
    elif kind == "string":
        frame.held.append(_ESCAPED.sub(_unescaped, said[1:-1]))
    else:
        frame.held.append(" " if kind in {"line", "space"} else said)


def _closed(frame: _Frame, around: _Frame | None, stop: int) -> Iterator[Literal]:
    """Yield the records that a bracket holds, or make its content a part of the bracket around it."""
    yield from _alike(frame, stop)
    flat, remarks = _flat(frame.pairs), "\n".join(frame.remarks)
    is_free = around is None or around.key is None
    if around is not None and flat and not is_free and len(around.pairs) < _MOST_PAIRS:
        around.pairs.append((str(around.key), flat + _numbered(frame.values)))
        around.key = None
        around.set_aside()
        around.remarks.extend(frame.remarks)
    elif len(flat) > 1 or (flat and frame.values) or (len(frame.values) > 1 and is_free and not frame.has_records):
        frame.has_records = True
        if around is not None:
            around.set_aside()
        yield Literal(frame.start, stop, flat + _numbered(frame.values), remarks)
    else:
        said = ", ".join([*(f"{key}: {value}" for key, value in flat), *frame.values, *frame.remarks])
        if around is not None:
            around.held.append(said)
        elif said:
            yield Literal(frame.start, stop, [], said)
    if around is not None:
        around.has_records |= frame.has_records


def _alike(frame: _Frame, stop: int) -> Iterator[Literal]:
    """Yield objects inside of one as records, each with its key, if they have the same keys."""
    nested = [(key, value) for key, value in frame.pairs if not isinstance(value, str)]
    if len(nested) >= _ALIKE and len({tuple(key for key, _ in value) for _, value in nested}) == 1:
        for key, value in nested:
            yield Literal(frame.start, stop, [(KEY, key), *value])
        frame.pairs = [pair for pair in frame.pairs if isinstance(pair[1], str)]
        frame.has_records = True


def _flat(pairs: list[tuple[str, str | Pairs]]) -> Pairs:
    """Return pairs with those of nested objects by dotted keys; empty values are left out."""
    flat: Pairs = []
    for key, value in pairs:
        inner = [("", value)] if isinstance(value, str) else value
        flat.extend((f"{key}.{name}".rstrip("."), each) for name, each in inner if each)
    return flat[:_MOST_PAIRS]


def _numbered(values: list[str]) -> Pairs:
    return [(f"column {index}", value) for index, value in enumerate(values, 1)]


def _of_query(said: str) -> Iterator[tuple[str, str, str]]:
    for part in said.replace("&amp;", "&").split("&"):
        yield part.partition("=")


def _unescaped(match: re.Match[str]) -> str:
    if digits := match[1] or match[2]:
        return chr(int(digits, 16))
    return _LETTERS.get(match[3], match[3])
