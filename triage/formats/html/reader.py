"""Read HTML: every table as a table, the rest as text, including links, hidden values and scripts."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import IO

from triage.core.format_info import Claim, Format
from triage.core.model import Batch, Chunk, Evidence, Source
from triage.formats.html import page as pages
from triage.records import tables_and_text
from triage.records.paragraphs import Paragraph
from triage.records.tables_and_text import Piece
from triage.text.encoding import decide, mark_length

RISKY = True
FORMAT = Format(
    name="html",
    title="HTML, also chats that messengers export so",
    library="lxml",
    how="streamed",
    limits="nothing is fetched, no script is run",
    accounting="every byte; a record is a paragraph, a message, a block of keys and values, or a row of a table",
)
HAS = (b"<",)

_BLOCK = 1 << 16
_SIGNS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<div", b"<meta", b"<style")
_TAG = re.compile(rb"<(?:[a-z][a-z0-9]*[\s/>]|!--|!doctype)", re.IGNORECASE)
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_CODEC = re.compile(r"(?:utf-?8|windows-|cp|iso-?8859|latin|koi8|mac|us-ascii|ascii|gb|big5|shift|euc)")
_ESCAPED = {0xDC00 + byte: f"\\x{byte:02x}" for byte in range(128, 256)}
_BAD = re.compile("[\udc80-\udcff]")
_TAIL = 4096


def claims(head: bytes, name: str) -> Claim:
    """Claim SIGNATURE if the first tag is one of a page, or any tag in a file with such a name; NAME for the name."""
    begins = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").replace(b"\0", b"")[:512].lower()
    if begins.startswith(_SIGNS) or (
        begins.startswith(b"<!--") and any(sign in head[:8192].lower() for sign in _SIGNS)
    ):
        return Claim.SIGNATURE
    if begins.startswith(b"<?xml") and (b"<html" in head[:2048].lower()):
        return Claim.SIGNATURE
    if not name.lower().endswith((".html", ".htm", ".xhtml")):
        return Claim.NONE
    return Claim.SIGNATURE if _TAG.match(begins) else Claim.NAME.when(b"<" in head)


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield the text, then each kind of table."""
    yield from tables_and_text.sources(evidence, "html", _pieces)


split = tables_and_text.split


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Yield paragraphs or rows; locators count from the start of the page."""
    yield from tables_and_text.batches(chunk, _pieces)


def _pieces(evidence: Evidence) -> Iterator[Piece]:
    bad: list[int] = []
    with evidence.data.open("rb") as file:
        yield from pages.read(_decoded(file, bad))
        file.seek(max(0, evidence.size_bytes - _TAIL))
        tail = file.read().replace(b"\0", b"")
    for at in bad:
        yield Paragraph(at, wrong="undecodable_bytes")
    if tail.rfind(b"<") > tail.rfind(b">"):
        yield Paragraph(evidence.size_bytes, wrong="truncated")


def _decoded(file: IO[bytes], bad: list[int]) -> Iterator[bytes]:
    r"""Yield the page in UTF-8; undecodable bytes become \xNN, and the offsets of their blocks are added to `bad`."""
    head = file.read(_BLOCK)
    file.seek(mark_length(head))
    codec = charset(head)
    decoder = codecs.getincrementaldecoder(codec)("replace" if codec.startswith("utf-16") else "surrogateescape")
    at = 0
    while True:
        block = file.read(_BLOCK)
        text = decoder.decode(block, final=not block).replace("\0", "")
        if _BAD.search(text):
            bad.extend([at] * len(_BAD.findall(text)))
            text = text.translate(_ESCAPED)
        if text:
            yield text.encode("utf-8", "replace")
        if not block:
            return
        at += len(block)


def charset(head: bytes) -> str:
    """Return the codec of a page: as its bytes show, else as it declares, else a guess."""
    shown, _ = decide(head)
    if mark_length(head) or shown.startswith("utf-16") or (shown == "utf-8" and not head.isascii()):
        return shown
    said = _CHARSET.search(head[:8192])
    name = said[1].decode("ascii").lower() if said else ""
    if not _CODEC.match(name):
        return shown
    try:
        codecs.getincrementaldecoder(name)().decode(head)
    except (LookupError, UnicodeDecodeError):
        return shown
    return name
