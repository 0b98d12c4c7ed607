"""Find and parse the parts of an XLSX workbook: sheets, shared texts, date formats.

Parts are found whatever the case and slashes of their names. Damage costs the rest of its own part, and no other part.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any

from lxml import etree

from triage.core.errors import EvidenceError
from triage.formats import office_part

MAIN = "{*}"
"""Any namespace: strict workbooks have another one, with the same names."""

DAMAGE = (
    zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, LookupError, EOFError, ValueError, OSError, RuntimeError
)  # fmt: skip
"""Exceptions for a damaged part; `why` returns the reason."""

UNLISTED = "unlisted"
"""State of a sheet that is in the file but not in its list of sheets."""

_ESCAPED = re.compile("_x(00[0-9A-Fa-f]{2}|005F)_")
_DATES = {14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47}


class Dates(frozenset[int]):
    """Indexes of cell formats that show dates; `first` is day 0 of the workbook."""

    first = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet knows no zone


class Shared(list[str]):
    """Texts that many cells share; `damage` is the reason if some are missing, `lost` how many cells lack theirs."""

    damage = ""
    lost = 0

    def text(self, number: int) -> str:
        """Return the text of a number; "" if it is missing, which is counted."""
        if 0 <= number < len(self):
            return self[number]
        self.lost += 1
        return ""


def why(error: Exception) -> str:
    """Return the reason that is counted for an exception of a part."""
    return error.reason if isinstance(error, EvidenceError) else "damaged_spreadsheet"


def sheets(book: zipfile.ZipFile) -> Iterator[tuple[str, str, str]]:
    """Yield (name, part, state) of every sheet in the order of the workbook, then of unlisted ones."""
    main, seen = _main(book), set()
    links = _links(book, main)
    try:
        listed = list(parsed(book, main).iter(f"{MAIN}sheet"))
    except DAMAGE:
        listed = []
    for place, sheet in enumerate(listed):
        link = next((each for name, each in sheet.items() if name.endswith("}id")), "")
        part = links.get(link) or f"xl/worksheets/sheet{place + 1}.xml"
        seen.add(part.lower())
        yield sheet.get("name", ""), part, sheet.get("state", "visible")
    for name in book.namelist():
        part = name.replace("\\", "/").lstrip("/")
        if re.fullmatch(r"xl/worksheets/[^/]+\.xml", part.lower()) and part.lower() not in seen:
            yield part, part, UNLISTED


def _main(book: zipfile.ZipFile) -> str:
    """Return the name of the part that lists the sheets."""
    return next((part for part in _links(book, "").values() if "workbook" in part.lower()), "xl/workbook.xml")


def _links(book: zipfile.ZipFile, part: str) -> dict[str, str]:
    """Return the parts that a part links to, by id; empty if its relationships are damaged or missing."""
    folder, name = posixpath.split(part)
    try:
        links = list(parsed(book, posixpath.join(folder, "_rels", f"{name}.rels")))
    except DAMAGE:
        return {}
    targets = {str(each.get("Id")): str(each.get("Target", "")).replace("\\", "/") for each in links}
    return {key: posixpath.normpath(posixpath.join("/", folder, target))[1:] for key, target in targets.items()}


def opened(book: zipfile.ZipFile, part: str) -> IO[bytes]:
    """Return a part as a stream. Raises `KeyError` if it does not exist."""
    wanted = part.lower()
    for name in book.namelist():
        if name.replace("\\", "/").lstrip("/").lower() == wanted:
            return office_part.opened(book, name)
    raise KeyError(part)


def parsed(book: zipfile.ZipFile, part: str) -> Any:
    """Return a small part as a tree."""
    with opened(book, part) as file:
        root = etree.fromstring(file.read(), etree.XMLParser(resolve_entities=False, no_network=True))
    return _plain(root)


def stream(file: IO[bytes], tag: str, *, with_cut: bool = False) -> Iterator[Any]:
    """Yield elements of one tag as they end, and the one that damage cuts if asked; each is freed at the next."""
    is_first, begun = True, None
    found = etree.iterparse(
        file, ("start", "end"), tag=f"{MAIN}{tag}", resolve_entities=False, no_network=True, huge_tree=True
    )
    try:
        for event, element in found:
            if event == "start":
                begun = element
                continue
            yield _plain(element) if is_first else element
            is_first, begun = False, None
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except (etree.XMLSyntaxError, EOFError, OSError, zipfile.BadZipFile, zlib.error):
        if with_cut and begun is not None and len(begun):
            yield begun
        raise


def _plain(element: Any) -> Any:
    """Return the element; raises `EvidenceError` for a document type, which could define entities."""
    if element.getroottree().docinfo.doctype:
        raise EvidenceError("document_type_refused")
    return element


def shared(book: zipfile.ZipFile) -> Shared:
    """Return the texts that cells share, as far as they can be read."""
    texts = Shared()
    part = next((each for each in _links(book, _main(book)).values() if "sharedstrings" in each.lower()), "")
    try:
        file = opened(book, part or "xl/sharedStrings.xml")
    except KeyError:
        return texts
    try:
        with file:
            texts.extend(said(item) for item in stream(file, "si"))
    except DAMAGE as error:
        texts.damage = why(error)
    return texts


def said(item: Any) -> str:
    """Return the text of a string item without phonetic runs, with escaped characters decoded (ECMA-376 22.9.2.19)."""
    text = "".join(t.text or "" for t in item.iter(f"{MAIN}t") if not t.getparent().tag.endswith("}rPh"))
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def date_styles(book: zipfile.ZipFile) -> Dates:
    """Return the cell formats that show dates; empty if the styles are damaged or missing."""
    main = _main(book)
    part = next((each for each in _links(book, main).values() if "styles" in each.lower()), "xl/styles.xml")
    try:
        styles = parsed(book, part)
        own = {f.get("numFmtId", ""): f.get("formatCode", "") for f in styles.iter(f"{MAIN}numFmt")}
        dates = {str(each) for each in _DATES} | {i for i, code in own.items() if _shows_dates(code)}
        formats = styles.find(f"{MAIN}cellXfs")
        ids = [xf.get("numFmtId", "0") for xf in formats] if formats is not None else []
        found = Dates(index for index, number in enumerate(ids) if number in dates)
        if any(each.get("date1904") in {"1", "true"} for each in parsed(book, main).iter(f"{MAIN}workbookPr")):
            found.first = datetime(1904, 1, 1)  # noqa: DTZ001
    except DAMAGE:
        return Dates()
    return found


def _shows_dates(code: str) -> bool:
    return bool(re.search("[dmyhs]", re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", code.lower())))
