"""Extract what a PDF contains outside its page text: form fields, comments, links, bookmarks, XFA data.

A field is given as "label: value"; the label is the one that a user of the form sees, else the field's name.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from typing import Any

from triage.core.errors import EvidenceError

MOST = 100_000
"""Most comments of a page, and most choices of a field, that are read."""

_LAST_NAME = re.compile(r"([^.\[\]]+)(?:\[\d+\])?\Z")
_OFF = frozenset({"", "Off"})
_REMARKS = (b"Contents", b"Subj", b"T")


def of_page(page: Any, form: Any) -> Iterator[str]:
    """Yield form fields, comments and link addresses of a page.

    `form` is the raw form environment, null without one.
    """
    import pypdfium2.raw as pdf  # noqa: PLC0415 - it loads a library of its own

    for index in range(min(MOST, pdf.FPDFPage_GetAnnotCount(page))):
        annotation = pdf.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            kind = pdf.FPDFAnnot_GetSubtype(annotation)
            if kind in {pdf.FPDF_ANNOT_WIDGET, pdf.FPDF_ANNOT_XFAWIDGET}:
                yield from _field(form, annotation)
            elif kind == pdf.FPDF_ANNOT_LINK:
                yield from _link(page, annotation)
            elif kind != pdf.FPDF_ANNOT_POPUP:
                texts = (_value(annotation, key) for key in _REMARKS)
                yield from (text for text in texts if text)
        finally:
            pdf.FPDFPage_CloseAnnot(annotation)


def _field(form: Any, annotation: Any) -> Iterator[str]:
    import pypdfium2.raw as pdf  # noqa: PLC0415 - it loads a library of its own

    def asked(function: Any) -> str:
        return _string(partial(function, form, annotation)) if form else ""

    name = asked(pdf.FPDFAnnot_GetFormFieldName) or _value(annotation, b"T")
    label = asked(pdf.FPDFAnnot_GetFormFieldAlternateName) or _value(annotation, b"TU") or last_name(name)
    value = asked(pdf.FPDFAnnot_GetFormFieldValue) or _value(annotation, b"V")
    if value not in _OFF:
        yield f"{label}: {value}" if label else value
    for index in range(min(MOST, pdf.FPDFAnnot_GetOptionCount(form, annotation) if form else 0)):
        choice = _string(partial(pdf.FPDFAnnot_GetOptionLabel, form, annotation, index))
        if choice not in _OFF | {value}:
            yield choice


def last_name(path: str) -> str:
    """Return the name of a field in a tree of fields: "form[0].page[0].cnic[0]" -> "cnic"."""
    found = _LAST_NAME.search(path)
    return found[1] if found else path


def _link(page: Any, annotation: Any) -> Iterator[str]:
    """Yield the address of a link and the comment on it."""
    import pypdfium2.raw as pdf  # noqa: PLC0415 - it loads a library of its own

    link = pdf.FPDFAnnot_GetLink(annotation)
    action = pdf.FPDFLink_GetAction(link) if link else None
    if action:
        size = pdf.FPDFAction_GetURIPath(page.pdf, action, None, 0)
        buffer = ctypes.create_string_buffer(size)
        pdf.FPDFAction_GetURIPath(page.pdf, action, buffer, size)
        if address := buffer.raw[:size].rstrip(b"\0").decode("utf-8", "replace"):
            yield address
    if text := _value(annotation, b"Contents"):
        yield text


def bookmarks(document: Any) -> Iterator[str]:
    """Yield the titles of the table of contents."""
    for mark in islice(document.get_toc(max_depth=64), MOST):
        if title := mark.get_title():
            yield title


def has_xfa(document: Any) -> bool:
    """Return whether the document has an XFA form too."""
    import pypdfium2.raw as pdf  # noqa: PLC0415 - it loads a library of its own

    return bool(pdf.FPDF_GetXFAPacketCount(document) > 0)


def of_xfa(document: Any) -> Iterator[str]:
    """Yield the values of an XFA form, which is XML. Raises `EvidenceError` if it is damaged."""
    import pypdfium2.raw as pdf  # noqa: PLC0415 - it loads a library of its own

    for index in range(max(0, pdf.FPDF_GetXFAPacketCount(document))):
        size = pdf.FPDF_GetXFAPacketName(document, index, None, 0)
        name = ctypes.create_string_buffer(size)
        pdf.FPDF_GetXFAPacketName(document, index, name, size)
        if name.value == b"datasets":
            yield from _leaves(_packet(document, index))


def _packet(document: Any, index: int) -> bytes:
    import pypdfium2.raw as pdf  # noqa: PLC0415 - it loads a library of its own

    size = ctypes.c_ulong()
    pdf.FPDF_GetXFAPacketContent(document, index, None, 0, size)
    buffer = ctypes.create_string_buffer(size.value)
    pdf.FPDF_GetXFAPacketContent(document, index, buffer, size.value, size)
    return buffer.raw


def _leaves(data: bytes) -> Iterator[str]:
    from lxml import etree  # noqa: PLC0415 - only for such forms

    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise EvidenceError("damaged_part") from error
    for element in root.iter(etree.Element):
        text = (element.text or "").strip()
        if text and not len(element):
            yield f"{etree.QName(element).localname}: {text}"


def _value(annotation: Any, key: bytes) -> str:
    import pypdfium2.raw as pdf  # noqa: PLC0415 - it loads a library of its own

    return _string(partial(pdf.FPDFAnnot_GetStringValue, annotation, key))


def _string(ask: Callable[[Any, int], int]) -> str:
    """Return a text that the library writes into a buffer; `ask` returns its size in bytes first."""
    import pypdfium2.raw as pdf  # noqa: PLC0415 - it loads a library of its own

    size = ask(None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    ask(ctypes.cast(buffer, ctypes.POINTER(pdf.FPDF_WCHAR)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace").replace("\r\n", "\n").replace("\r", "\n")
