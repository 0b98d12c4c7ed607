"""What a workbook says outside its cells: comments, text boxes, footers, links, what pivots and charts remember.

One text a row. Parts that only say how the workbook looks are passed over.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

_QUIET = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/.*|xl/(?:workbook|styles|sharedStrings|calcChain|metadata)\.xml"
    r"|xl/_rels/.*|xl/theme/.*|xl/worksheets/[^/]*|.*vmlDrawing.*|xl/printerSettings/.*|xl/charts/(?:style|colors).*"
    r"|xl/tables/.*|xl/persons/.*|__MACOSX/.*"
)
_FOOTED = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)[^>]*>([^<]+)<")
_ENDS = frozenset({"p", "comment", "threadedComment", "pt"})
_SHORT = 7
"""Digits that may be no more than the place of a drawing."""

_TAIL = 1 << 18
_BLOCK = 1 << 16


def texts(book: zipfile.ZipFile) -> Iterator[str]:
    """Every text, in the order of the parts. Raises what a damaged zip or XML raises."""
    for name in book.namelist():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            yield from _footed(book, name)
        elif name.endswith(".rels") and name.startswith("xl/worksheets/"):
            links = etree.fromstring(book.read(name), etree.XMLParser(resolve_entities=False, no_network=True))
            yield from (link.get("Target", "") for link in links if link.get("TargetMode") == "External")
        elif name.endswith(".xml") and not _QUIET.fullmatch(name):
            yield from _of_part(book, name)


def _footed(book: zipfile.ZipFile, name: str) -> Iterator[str]:
    """Headers and footers, which stand behind the rows of a sheet."""
    tail = b""
    with book.open(name) as file:
        while block := file.read(_BLOCK):
            tail = (tail + block)[-_TAIL:]
    yield from (each.decode("utf-8", "replace").strip() for each in _FOOTED.findall(tail))


def _of_part(book: zipfile.ZipFile, name: str) -> Iterator[str]:
    words: list[str] = []
    gap = "; " if "pivotCache" in name or "externalLink" in name else ""
    ends = _ENDS | ({"r", "sharedItems", "row"} if gap else set())
    with book.open(name) as file:
        for _, element in etree.iterparse(file, resolve_entities=False, no_network=True):
            tag = str(element.tag).rpartition("}")[2]
            words.extend(_words(element))
            if tag in ends or not (gap or tag in {"t", "r", "rPr", "pPr", "endParaRPr"} or element.getparent() is None):
                if (said := gap.join(words).strip()) and not (said.isdigit() and len(said) < _SHORT):
                    yield said
                words = []
            element.clear()
    if said := gap.join(words).strip():
        yield said


def _words(element: Any) -> Iterator[str]:
    """The text of an element, and the value that pivots put into an attribute."""
    if element.text and element.text.strip():
        yield str(element.text)
    if element.get("v"):
        yield str(element.get("v"))
