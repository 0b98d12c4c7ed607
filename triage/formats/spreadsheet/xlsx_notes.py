"""Extract texts outside cells: comments, text boxes, footers, links, caches of pivot tables and charts.

Constants in formulas of names, validation lists and conditions are included. One text per row. Parts that only describe
the appearance are skipped.
"""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from lxml import etree

from triage.core.errors import EvidenceError
from triage.formats import office_part
from triage.formats.spreadsheet.xlsx_parts import DAMAGE, parsed

_QUIET = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/.*|xl/(?:workbook|styles|sharedStrings|calcChain|metadata)\.xml"
    r"|xl/_rels/.*|xl/theme/.*|xl/worksheets/[^/]*|.*vmlDrawing.*|xl/printerSettings/.*|xl/charts/(?:style|colors).*"
    r"|xl/tables/.*|xl/persons/.*|__MACOSX/.*"
)
_FOOTED = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)[^>]*>([^<]+)<")
_ROWS_END = re.compile(rb"</(?:\w+:)?sheetData\s*>|<(?:\w+:)?sheetData\s*/>")
_FORMULA = re.compile(rb"<(?:\w+:)?(?:formula[12]?|f)>([^<]+)<")
_HINT = re.compile(rb"\s(?:prompt|promptTitle|error|errorTitle|tooltip|display)=\"([^\"]+)\"")
_NAMED = re.compile(
    rb"<(?:\w+:)?definedName\s(?=[^>]*?\bname=\"([^\"]*)\")(?:[^>]*?\bcomment=\"([^\"]*)\")?[^>]*>([^<]*)<"
)
_TEXT = re.compile(r"(?<![\w'!])\"((?:[^\"]|\"\")*)\"")
_NUMBER = re.compile(r"=?([-+]?[0-9][0-9.]{6,})")
_ENDS = frozenset({"p", "comment", "threadedComment", "pt"})
_SHORT = 7
"""Fewer digits than this may be the position of a drawing."""

_TAIL = 1 << 18
_LONGEST_TAIL = 1 << 25
_BLOCK = 1 << 16


def texts(book: zipfile.ZipFile) -> Iterator[str]:
    """Yield every text, in the order of the parts. Behind the last one, raises what the first damaged part raised."""
    wrong: Exception | None = None
    for name in book.namelist():
        try:
            yield from _texts(book, name)
        except DAMAGE as error:
            wrong = wrong or error
    if wrong is not None:
        raise wrong


def _texts(book: zipfile.ZipFile, name: str) -> Iterator[str]:
    """Yield the texts of one part."""
    if name == "xl/workbook.xml":
        yield from _named(office_part.opened(book, name).read())
    elif name.startswith("xl/worksheets/") and name.endswith(".xml"):
        yield from _behind_rows(_tail(book, name))
    elif name.endswith(".rels") and name.startswith("xl/worksheets/"):
        links = parsed(book, name)
        yield from (link.get("Target", "") for link in links if link.get("TargetMode") == "External")
    elif name.endswith(".xml") and not _QUIET.fullmatch(name):
        yield from _of_part(book, name)


def _tail(book: zipfile.ZipFile, name: str) -> bytes:
    """Return the bytes after the rows of a sheet; if the rows do not end, its last bytes."""
    tail, is_behind = b"", False
    with office_part.opened(book, name) as file, suppress(EvidenceError):  # the reader of the sheet tells it
        while block := file.read(_BLOCK):
            tail += block
            if is_behind:
                if len(tail) > _LONGEST_TAIL:
                    break
            elif end := _ROWS_END.search(tail, max(0, len(tail) - len(block) - _BLOCK)):
                tail, is_behind = tail[end.end() :], True
            else:
                tail = tail[-_TAIL:]
    return tail


def _behind_rows(tail: bytes) -> Iterator[str]:
    """Yield headers and footers, hints and choices for cells, constants of conditions."""
    for found in _FOOTED.findall(tail):
        yield _plain(found).strip()
    for formula in _FORMULA.findall(tail):
        yield from _constants(_plain(formula), is_list=True)
    for hint in _HINT.findall(tail):
        yield _plain(hint)


def _named(data: bytes) -> Iterator[str]:
    """Yield named constants, and comments on names."""
    for name, remark, formula in _NAMED.findall(data):
        for constant in _constants(_plain(formula)):
            yield f"{_plain(name)}: {constant}"
        if remark:
            yield _plain(remark)


def _constants(formula: str, *, is_list: bool = False) -> Iterator[str]:
    """Yield the texts and long numbers in a formula; a list of choices is split."""
    for text in _TEXT.findall(formula):
        plain = text.replace('""', '"').strip()
        parts = plain.split(",") if is_list and formula.strip() == f'"{text}"' else [plain]
        yield from (part.strip() for part in parts if part.strip())
    if number := _NUMBER.fullmatch(formula.strip()):
        yield number[1]


def _plain(data: bytes) -> str:
    return html.unescape(data.decode("utf-8", "replace"))


def _of_part(book: zipfile.ZipFile, name: str) -> Iterator[str]:
    words: list[str] = []
    gap = "; " if "pivotCache" in name or "externalLink" in name else ""
    ends = _ENDS | ({"r", "sharedItems", "row"} if gap else set())
    with office_part.opened(book, name) as file:
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
    """Yield the text of an element, and the attribute in which pivot tables store a value."""
    if element.text and element.text.strip():
        yield str(element.text)
    if element.get("v"):
        yield str(element.get("v"))
