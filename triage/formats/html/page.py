"""Parse a page into paragraphs, table rows and chat messages, in order, with the text of telling attributes."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from triage.core.names import is_header, is_header_word
from triage.formats.html.parts_played import HEADINGS, INLINE, LABELS, WIDEST, part_of, span
from triage.records.paragraphs import Paragraph
from triage.records.parted_tables import End, Row
from triage.records.tables_and_text import Piece

_AS_WRITTEN = frozenset({"pre", "textarea", "script", "style", "xmp", "listing"})
_TELLING = frozenset({"href", "title", "alt", "content", "placeholder", "src", "aria-label", "summary", "action"})
_LONGEST_LABEL = 40
_EMPTY = re.compile(r"#|data:|javascript:void|about:blank", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")
_LONGEST_TEXT = 1 << 16
_DEEPEST = 4_096


def read(blocks: Iterable[bytes], *, styles: bool = True) -> Iterator[Piece]:
    """Yield the pieces of a page in UTF-8. Text outside HTML is kept; `styles` false leaves out style sheets."""
    target: Any = _Page(styles=styles)
    parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True, no_network=True)
    for block in blocks:
        parser.feed(block)
        yield from target.taken()
    with contextlib.suppress(etree.XMLSyntaxError):  # a page without any element: its text has been taken
        parser.close()
    target.close()
    yield from target.taken()


def lines(page: str) -> Iterator[str]:
    """Yield the lines of a page inside an e-mail; the cells of a row are on one line."""
    for piece in read([page.encode("utf-8", "replace")] if page else [], styles=False):
        if isinstance(piece, Paragraph):
            yield from [piece.text] if piece.text else []
        elif isinstance(piece, Row):
            yield "\t".join(piece.cells)


@dataclass(slots=True)
class _Table:
    """An open table, or list of definitions. `spans` are cells over several rows: column -> (rows to fill, text)."""

    number: int
    row: list[tuple[str, int, int]] | None = None
    cell: list[str] | None = None
    reach: tuple[int, int] = (1, 1)
    spans: dict[int, tuple[int, str]] = field(default_factory=dict)
    is_list: bool = False

    def close_cell(self) -> None:
        """Close the current cell, which is complete."""
        if self.cell is not None and self.row is not None and len(self.row) < WIDEST:
            self.row.append(("\n".join(_lines("".join(self.cell))), *self.reach))
        self.cell = None

    def close_row(self) -> list[str]:
        """Close the current row; return its cells, each at its column."""
        self.close_cell()
        cells: list[str] = []
        for text, across, down in self.row or ():
            self._reaching(cells)
            if down > 1:
                self.spans[len(cells)] = (down - 1, text)
            cells.extend([text, *[""] * (across - 1)])
        if self.row:
            self._reaching(cells)
        self.row = None
        return cells[:WIDEST]

    def _reaching(self, cells: list[str]) -> None:
        while len(cells) in self.spans:
            rows, text = self.spans.pop(len(cells))
            if rows > 1:
                self.spans[len(cells)] = (rows - 1, text)
            cells.append(text)


@dataclass(slots=True)
class _Message:
    """An open chat message as Telegram writes it; `depth` is that of its tag."""

    depth: int
    date: str = ""
    author: str = ""
    lines: list[str] = field(default_factory=list)


class _Page:
    """Target of the parser: joins text between tags that break a line, and cells between tags of a table."""

    def __init__(self, *, styles: bool) -> None:
        self.styles = styles
        self.is_style = False
        self.ready: list[Piece] = []
        self.parts: list[str] = []
        self.tables: list[_Table] = []
        self.message: _Message | None = None
        self.author = ""
        self.next_is = ""
        self.parts_played: list[str] = []
        self.label = -1
        """Number of the parts of a paragraph whose last one is a sign behind a label; -1 if it has none."""
        self.made = self.place = self.rows = self.depth = self.as_written = self.size = 0

    def taken(self) -> list[Piece]:
        """Return the pieces that are complete, and forget them."""
        ready, self.ready = self.ready, []
        return ready

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Open a tag."""
        self.depth += 1
        written, tag = tag, self._part(tag, attributes)
        self.parts_played.append(tag)
        if tag in _AS_WRITTEN:
            self._break()
            self.as_written += 1
            self.is_style = tag == "style"
        elif tag == "table":
            self._break()
            if len(self.tables) < _DEEPEST:
                self.tables.append(_Table(self.made, is_list=written == "dl"))
                self.made += 1
        elif tag == "tr" and self.tables:
            self._close_row()
            self.tables[-1].row = []
        elif tag in {"td", "th", "dt"} and self.tables:
            if tag == "dt":
                self._close_row()
            table = self.tables[-1]
            table.close_cell()
            table.row = [] if table.row is None else table.row
            table.cell = []
            table.reach = (span(attributes, "colspan"), span(attributes, "rowspan"))
        elif tag not in INLINE:
            self._break()
        if tag in HEADINGS and self.message is None and not self.tables:
            self.ready.append(Paragraph(self.place, ""))  # what stands above a heading belongs to no record below it
        if attributes:
            self._said_by(written, attributes)

    def end(self, tag: str) -> None:
        """Close a tag."""
        tag = self.parts_played.pop() if self.parts_played else tag
        if tag in {"td", "th", "dt"}:
            if self.tables:
                self.tables[-1].close_cell()
        elif tag == "tr":
            self._close_row()
        elif tag == "table":
            self._close_table()
        elif tag not in INLINE:
            self._break()
        elif tag in LABELS and self.label < 0:
            self._end_label()
        if tag in _AS_WRITTEN:
            self.as_written -= 1
            self.is_style = False
        self.depth -= 1
        if self.message is not None and self.depth < self.message.depth:
            self._close_message()

    def data(self, text: str) -> None:
        """Add text between tags."""
        if self.is_style and not self.styles:
            return
        table = self.tables[-1] if self.tables else None
        if table is not None and table.cell is not None:
            table.cell.append(text if self.as_written else _BLANKS.sub(" ", text))
            return
        self.parts.append(text)
        self.size += len(text)
        if self.size > _LONGEST_TEXT:
            self._break()

    def comment(self, text: str) -> None:
        """Keep a comment, which is text that somebody wrote."""
        self._aside(text)

    def pi(self, target: str, data: str | None = None) -> None:
        """Keep an instruction, such as PHP in a page, as text."""
        self._aside(f"{target} {data or ''}")

    def close(self) -> None:
        """End the page."""
        while self.tables:
            self._close_table()
        self._break()
        self._close_message()

    def _part(self, tag: str, attributes: Mapping[str, str]) -> str:
        """Return the tag of a table for which a tag stands; a row needs a table around it, and a cell a row."""
        part = part_of(tag, attributes)
        is_inside = bool(self.tables) and (part != "td" or self.tables[-1].row is not None)
        return part if part in {tag, "table"} or is_inside else tag

    def _end_label(self) -> None:
        """Add a sign behind a label, which is a header word in a tag of its own and begins a paragraph."""
        if self.size > _LONGEST_LABEL or self.as_written or self.message or (self.tables and self.tables[-1].cell):
            return
        if is_header("".join(self.parts)):
            self.parts.append(": ")
            self.label = len(self.parts)

    def _said_by(self, tag: str, attributes: Mapping[str, str]) -> None:
        kinds = attributes.get("class", "").split()
        if "message" in kinds and attributes.get("id", "").startswith("message"):
            self._break()
            self._close_message()
            self.message = _Message(self.depth)
        elif self.message is not None and "date" in kinds and attributes.get("title"):
            self.message.date = self.message.date or attributes["title"]
            return
        elif self.message is not None and "from_name" in kinds and not self.message.author:
            self.next_is = "author"
        elif self.message is not None and "initials" in kinds:
            self.next_is = "picture"
        for name, value in attributes.items():
            if name == "value" and value.strip():
                self._aside(f"{attributes.get('name') or attributes.get('id') or tag}: {value}")
            elif name in _TELLING or name.startswith(("data-", "on")):
                is_far = name == "src" and ":" in value[:6]
                if len(value) > 1 and not is_far and not _EMPTY.match(value):
                    self._aside(f"{name}: {value}")

    def _aside(self, text: str) -> None:
        """Keep a text that a reader of the page does not see, as a paragraph of its own."""
        if not text.strip():
            return
        if self.message is not None:
            self.message.lines.append(text.strip())
        else:
            self._paragraph(text.strip())

    def _paragraph(self, text: str) -> None:
        self.place += 1
        self.ready.append(Paragraph(self.place, text))

    def _break(self) -> None:
        """Close the current paragraph; inside a cell start a new line instead."""
        if self.tables and self.tables[-1].cell is not None:
            self.tables[-1].cell.append("\n")
            return
        is_bare = not any(map(str.strip, self.parts[self.label :])) if self.label > 0 else False
        text = "".join(self.parts[: self.label - 1] if is_bare else self.parts)
        self.parts, self.size, self.label = [], 0, -1
        for line in _lines(text) if self.as_written else _lines(" ".join(text.split())):
            if self.message is None:
                self._paragraph(line)
            elif self.next_is:
                self.message.author = line if self.next_is == "author" else self.message.author
                self.next_is = ""
            else:
                self.message.lines.append(line)

    def _close_row(self) -> None:
        if not self.tables:
            return
        table = self.tables[-1]
        cells = table.close_row()
        if len(cells) == 1 and "\n" in cells[0]:
            self._paragraph(cells[0])
        elif table.is_list and any(cells) and not is_header_word(cells[0]):
            self._paragraph(": ".join(filter(None, cells)))
        elif any(cells):
            self.ready.append(Row(table.number, self.rows, tuple(cells)))
            self.rows += 1

    def _close_table(self) -> None:
        if self.tables:
            self._close_row()
            self.ready.append(End(self.tables.pop().number))

    def _close_message(self) -> None:
        if self.message is None:
            return
        said, self.message, self.next_is = self.message, None, ""
        self.author = said.author or self.author
        date = f"[{said.date}] {self.author}".strip() if said.date else said.author
        if said.lines:
            self._paragraph("\n".join([date, *said.lines] if date else said.lines))


def _lines(text: str) -> list[str]:
    """Return the lines that are not empty, with single spaces."""
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]
