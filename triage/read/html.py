"""HTML: every table as a table, the rest as text; links, hidden values and scripts are texts too."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from lxml import etree

from triage.formats import Format
from triage.model import Batch, Chunk, Evidence, Source
from triage.read import office_xml
from triage.read.encoding import decide
from triage.read.office_xml import Row
from triage.read.paragraphs import Paragraph

RISKY = True
FORMAT = Format(
    title="HTML, also chats that messengers export so",
    library="lxml",
    how="streamed",
    limits="nesting beyond 256 levels is read flat; nothing is fetched, no script is run",
    accounting="every byte; a record is a paragraph, a block of keys and values, or a row of a table",
)

_BLOCK = 1 << 16
_INLINE = frozenset("a abbr b bdi bdo cite code em font i mark q s small span strong sub sup time u label tt".split())
_TELLING = ("href", "value", "title", "alt", "content", "placeholder", "src")
_SIGNS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<div")


def claims(head: bytes, name: str) -> int:
    """3 where the first tag is one of a page, 1 for the name."""
    begins = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:512].lower()
    if begins.startswith(_SIGNS) or (
        begins.startswith(b"<!--") and any(sign in head[:8192].lower() for sign in _SIGNS)
    ):
        return 3
    if begins.startswith(b"<?xml") and (b"<html" in head[:2048].lower()):
        return 3
    return int(name.lower().endswith((".html", ".htm", ".xhtml")) and b"<" in head)


def sources(evidence: Evidence) -> Iterator[Source]:
    """The text, and each table."""
    yield from office_xml.sources(evidence, "html", _pieces)


split = office_xml.split


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Paragraphs or rows; locators count from the beginning of the page."""
    yield from office_xml.batches(chunk, _pieces)


def _pieces(evidence: Evidence) -> Iterator[Paragraph | Row]:
    target: Any = _Page()
    with evidence.data.open("rb") as file:
        head = file.read(_BLOCK)
        encoding = None if b"charset" in head[:4096].lower() else decide(head)[0]
        parser = etree.HTMLParser(target=target, encoding=encoding, huge_tree=True, no_network=True)
        block = head
        while block:
            parser.feed(block)
            yield from target.taken()
            block = file.read(_BLOCK)
    with contextlib.suppress(etree.XMLSyntaxError):  # a page without any element: its text has been taken
        parser.close()
    target.close_line()
    yield from target.taken()


class _Page:
    """A parser's target: text is put together between the tags that break a line, cells between those of a table."""

    def __init__(self) -> None:
        self.ready: list[Paragraph | Row] = []
        self.parts: list[str] = []
        self.cells: list[tuple[int, list[str]]] = []
        self.tables: list[tuple[int, int]] = []
        self.made = self.place = 0
        self.cell: list[str] | None = None

    def taken(self) -> list[Paragraph | Row]:
        """What is ready, once."""
        ready, self.ready = self.ready, []
        return ready

    def start(self, tag: str, attributes: Any) -> None:
        """A tag opens."""
        if tag == "table":
            self.close_line()
            self.tables.append((self.made, 0))
            self.made += 1
        elif tag == "tr" and self.tables:
            self.close_row()
            self.cells.append((self.tables[-1][0], []))
        elif tag in {"td", "th"} and self.cells:
            self.close_cell()
            self.cell = []
        elif tag in {"br", "hr"} or (tag not in _INLINE and self.cell is None):
            self.close_line()
        for name in _TELLING:
            value = attributes.get(name) if attributes else None
            if value and (name != "src" or ":" not in value[:6]) and not value.startswith(("#", "data:")):
                self.aside(f"{name}: {value}")

    def end(self, tag: str) -> None:
        """A tag closes."""
        if tag in {"td", "th"}:
            self.close_cell()
        elif tag == "tr":
            self.close_row()
        elif tag == "table" and self.tables:
            self.close_row()
            self.tables.pop()
        elif tag not in _INLINE and self.cell is None:
            self.close_line()
        elif self.cell is not None and tag not in _INLINE:
            self.cell.append(" ")

    def data(self, text: str) -> None:
        """Text between tags."""
        (self.parts if self.cell is None else self.cell).append(text)

    def comment(self, text: str) -> None:
        """A comment is text that somebody wrote."""
        self.aside(text)

    def pi(self, target: str, data: str | None = None) -> None:
        """An instruction: PHP in a page."""
        self.aside(f"{target} {data or ''}")

    def aside(self, text: str) -> None:
        """A text of its own that no reader of the page sees."""
        if text.strip():
            self.place += 1
            self.ready.append(Paragraph(self.place, text.strip()))

    def close_line(self) -> None:
        """What stands since the last break is a paragraph."""
        text = "".join(self.parts)
        self.parts = []
        for line in text.split("\n"):
            if line.strip():
                self.place += 1
                self.ready.append(Paragraph(self.place, " ".join(line.split())))

    def close_cell(self) -> None:
        """The cell at hand is whole."""
        if self.cell is not None and self.cells:
            self.cells[-1][1].append(" ".join("".join(self.cell).split()))
        self.cell = None

    def close_row(self) -> None:
        """The row at hand is whole."""
        self.close_cell()
        if not self.cells or not self.tables or self.cells[-1][0] != self.tables[-1][0]:
            return
        table, cells = self.cells.pop()
        number, row = self.tables[-1]
        if any(cells):
            self.ready.append(Row(table, row, tuple(cells)))
            self.tables[-1] = (number, row + 1)

    def close(self) -> None:
        """The page ends."""
        self.close_line()
