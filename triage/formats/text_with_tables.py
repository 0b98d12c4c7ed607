"""Open a text with tables drawn in it (sqlmap, README, a session of psql): each kind of table is a member.

A table is lines with bars and a ruler (`+----+`, `|---|---|`, `----+----`). Tables with the same names of columns, as a
program prints page after page, are one member. A file that is one table alone is not opened: it is read as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from triage.core.budget import Spool
from triage.core.format_info import Claim, Format
from triage.core.model import Evidence
from triage.records.key_values import boxed, table
from triage.records.printed_lines import is_drawn, plain
from triage.text.dialect import text_of

FORMAT = Format(
    name="text_with_tables",
    title="Texts with drawn tables in them (sqlmap, Markdown, sessions of SQL clients)",
    library="own",
    how="spooled",
    limits="up to 200 kinds of tables, more are one; tables without bars are not looked for; not in UTF-16",
    accounting="every byte; tables with the same names of columns are a member, and so is the text around them",
)

_RULER = re.compile(
    rb"^[ \t]*(?:[+|:]|\xe2[\x94\x95][\x80-\xbf])?[ :+|=-]*(?:-{2,}|={2,}|(?:\xe2\x94[\x80\x81]|\xe2\x95\x90){2,})",
    re.MULTILINE,
)
"""Pattern of the start of a ruler, of ASCII or box-drawing characters."""
_DRAWN = re.compile(r"[ \t]*(?=[^+|\n]*[+|])(?=[^-=\n]*[-=])[ :+|=-]+")
_OTHERS = re.compile(rb"\s*(?:<|\{\\rtf|\{|\[[\"{\[]|From |Return-Path:|Received:|BEGIN:V)", re.IGNORECASE)
_SQL = re.compile(rb"^(?:INSERT INTO|CREATE TABLE|COPY \S+ \()", re.IGNORECASE | re.MULTILINE)
_MOST_KINDS = 200


@dataclass(frozen=True, slots=True)
class _Part:
    """Some lines: their bytes from `start` to `stop`, and the names of columns; "" for text."""

    start: int
    stop: int
    names: str = ""


def opens(head: bytes, name: str) -> Claim:
    """Claim NAME for a text with a drawn table and at least one line that is not part of it."""
    del name
    if _RULER.search(head) is None or _OTHERS.match(head) or _SQL.search(head) or text_of(head) is None:
        return Claim.NONE
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in head:
        return Claim.NONE
    lines = _text(head)
    if any(map(boxed, lines)) and table(lines):
        return Claim.NONE  # a box of labels and values is a record of the text, and no table
    return Claim.NAME.when(_is_worth(list(_parts(head.splitlines(keepends=True))), head))


def _is_worth(parts: Sequence[_Part], head: bytes) -> bool:
    """Return true for several kinds of tables, or for one with text around it."""
    kinds = {part.names for part in parts if part.names}
    if len(kinds) != 1:
        return len(kinds) > 1
    lines = [line for part in parts if not part.names for line in _text(head[part.start : part.stop])]
    return any(line.strip() and not is_drawn(line) for line in lines)


def _text(raw: bytes) -> list[str]:
    return [plain(line) for line in raw.decode("utf-8", "replace").splitlines()]


def members(container: Evidence, spool: Spool) -> Iterator[Evidence]:
    """Yield the tables by the names of their columns, then the text around them."""
    with container.data.open("rb") as file:
        kinds: dict[str, list[_Part]] = {}
        for part in _parts(file):
            names = part.names if part.names in kinds or len(kinds) < _MOST_KINDS else "other"
            kinds.setdefault(names, []).append(part)
        around = kinds.pop("", [])
        for number, parts in enumerate(kinds.values(), 1):
            yield from spool.take(f"table {number}.txt", _bytes(file, parts))
        if around:
            stem, dot, ending = container.name.rpartition(".")
            yield from spool.take(f"{stem} (text){dot}{ending}" if dot else f"{ending} (text)", _bytes(file, around))


def _bytes(file: IO[bytes], parts: Sequence[_Part]) -> Iterator[bytes]:
    for part in parts:
        file.seek(part.start)
        yield file.read(part.stop - part.start)


def _parts(lines: Iterable[bytes]) -> Iterator[_Part]:
    """Yield tables and the text between them, in order; together they are all bytes."""
    scan = _Scan()
    for line in lines:
        yield from scan.add(line)
    yield from scan.rest()


@dataclass(slots=True)
class _Scan:
    """The state of a pass over lines: where the open part began, and the line before.

    `names` are those of the open table, "" in a text; `bars` is the fewest bars of its lines.
    """

    start: int = 0
    at: int = 0
    names: str = ""
    bars: int = 0
    is_box: bool = False
    before: str = ""
    before_at: int = 0

    def add(self, raw: bytes) -> Iterator[_Part]:
        """Process a line; yield the part that it ends."""
        line = plain(raw.decode("utf-8", "replace")).rstrip()
        if self.names and not self._goes_on(line):
            yield from self._end(self.at)
            self.names = ""
        elif not self.names and (begin := self._begins(line)) >= 0:
            yield from self._end(begin)
            is_header_above = begin == self.before_at and not _DRAWN.fullmatch(self.before)
            names = self.before if is_header_above else line
            self.names, self.bars = _words(names), names.count("|")
            self.is_box = not is_header_above
        self.before, self.before_at = line, self.at
        self.at += len(raw)

    def rest(self) -> Iterator[_Part]:
        """Yield the last part."""
        yield from self._end(self.at)

    def _end(self, stop: int) -> Iterator[_Part]:
        if stop > self.start:
            yield _Part(self.start, stop, self.names)
        self.start = stop

    def _goes_on(self, line: str) -> bool:
        if self.is_box:
            return line.lstrip()[:1] in {"|", "+"}
        return line.count("|") >= self.bars or _DRAWN.fullmatch(line) is not None

    def _begins(self, line: str) -> int:
        """Return the offset at which a table of at least two columns begins, if this line shows it; else -1."""
        is_drawn = _DRAWN.fullmatch(line) is not None
        if is_drawn and not _DRAWN.fullmatch(self.before):
            crosses = line.count("|") or line.count("+")
            is_below = crosses > 0 and self.before.count("|") == crosses and "|" in _words(self.before)
            return self.before_at if is_below else -1
        is_top = self.before.lstrip().startswith("+") and _DRAWN.fullmatch(self.before)
        is_row = line.lstrip().startswith("|") and line.count("|") == self.before.count("+") and not is_drawn
        return self.before_at if is_top and is_row and "|" in _words(line) else -1


def _words(line: str) -> str:
    """Return the names of columns of a line, in one spelling."""
    return "|".join(" ".join(cell.split()) for cell in line.strip().strip("|").split("|")).strip("|")
