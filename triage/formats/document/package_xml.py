"""Parse the XML parts of zipped office documents as streams of elements, under limits."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO, Any, TypeVar

from lxml import etree

from triage.core.errors import EvidenceError
from triage.formats import office_part
from triage.records.paragraphs import Paragraph

DAMAGE = (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, KeyError, EOFError, ValueError, OSError, RuntimeError)
T = TypeVar("T")
_DIAGRAM = re.compile(r"/diagrams/data\d*\.xml$")
_DULL = frozenset(
    "TotalTime Application AppVersion language revision Pages Words Characters CharactersWithSpaces Lines Paragraphs "
    "Template DocSecurity ScaleCrop LinksUpToDate SharedDoc HyperlinksChanged Slides Notes HiddenSlides".split()
)
"""Document properties that programs write, without content by people."""

_LARGEST = 4 * 1024**3


def parsed(file: IO[bytes], tags: tuple[str, ...]) -> Iterator[Any]:
    """Yield elements with these tags as they end.

    Raises `EvidenceError` for a document type declaration, which no office program writes.
    """
    context = etree.iterparse(file, events=("end",), tag=tags, resolve_entities=False, no_network=True, huge_tree=True)
    is_checked = False
    for _, element in context:
        if not is_checked:
            is_checked = True
            _refuse_document_type(element)
        yield element
    if context.root is not None:
        _refuse_document_type(context.root)


def _refuse_document_type(element: Any) -> None:
    if element.getroottree().docinfo.doctype:
        raise EvidenceError("document_type_refused")


def opened(archive: zipfile.ZipFile, part: str) -> IO[bytes]:
    """Return an open part of a document. Raises `EvidenceError` if it would unpack to more than any real document."""
    info = archive.getinfo(part)
    if info.file_size > _LARGEST or (info.file_size > 1 << 27 and info.file_size > 1_000 * max(1, info.compress_size)):
        raise EvidenceError("over_budget")
    return office_part.opened(archive, part)


def forget(element: Any) -> None:
    """Free an element that has been read, and those before it under the same parent."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def attempted(archive: zipfile.ZipFile, part: str, read: Callable[[IO[bytes]], Iterator[T]]) -> Iterator[T | Paragraph]:
    """Yield what `read` gives for one part; damage is a counted reason, and other parts can still be read."""
    try:
        with opened(archive, part) as file:
            yield from read(file)
    except EvidenceError as error:
        yield Paragraph(0, wrong=error.reason)
    except DAMAGE:
        yield Paragraph(0, wrong="damaged_part")


def around(archive: zipfile.ZipFile) -> Iterator[Paragraph]:
    """Yield what a document holds besides its pages: properties, external links, text of diagrams."""
    for part in sorted(set(archive.namelist())):
        if part.startswith("docProps/") and part.endswith(".xml"):
            yield from attempted(archive, part, _properties)
        elif part.endswith(".rels"):
            yield from attempted(archive, part, _links)
        elif _DIAGRAM.search(part):
            yield from attempted(archive, part, _diagram)


def _properties(file: IO[bytes]) -> Iterator[Paragraph]:
    for element in parsed(file, ("{*}*",)):
        text, name = (element.text or "").strip(), etree.QName(element).localname
        if text and not len(element) and name not in _DULL:
            yield Paragraph(0, f"{element.get('name') or name}: {text}")


def _links(file: IO[bytes]) -> Iterator[Paragraph]:
    for element in parsed(file, ("{*}Relationship",)):
        if element.get("TargetMode") == "External" and element.get("Target"):
            yield Paragraph(0, f"link: {element.get('Target')}")


def _diagram(file: IO[bytes]) -> Iterator[Paragraph]:
    for element in parsed(file, ("{*}p",)):
        text = "".join(element.itertext("{*}t"))
        if text.strip():
            yield Paragraph(0, text)
