"""Open texts whose lines end in a rare sign: U+2028, U+2029, NEL, vertical tab, form feed, FS; the member has newlines.

Word processors, mainframes and some databases end lines so. Other readers take these signs for letters, and such a file
for one long line. A sign that stands between the cells of lines, or inside a text with newlines, is left as it is.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import replace
from typing import IO

from triage.core.budget import Spool
from triage.core.errors import EvidenceError
from triage.core.format_info import Claim, Format
from triage.core.model import Evidence
from triage.text.dialect import text_of
from triage.text.encoding import decide
from triage.text.line_ends import SEPARATORS

FORMAT = Format(
    name="line_separators",
    title="Texts whose lines end in U+2028, U+2029, NEL, vertical tab, form feed or FS",
    library="own",
    how="spooled",
    limits="one sign a file; a newline that is a line's end too stays one",
    accounting="every byte; the member is the text in UTF-8 with newlines",
)

_SIGNS = {
    "\u2028": "U+2028",
    "\u2029": "U+2029",
    "\x85": "NEL",
    "\x0b": "vertical tabs",
    "\x0c": "form feeds",
    "\x1c": "FS",
}
_IN_WINDOWS = "\u2026"
"""What the byte of NEL is in Windows-1252."""

_LEAST = 3
_NEWLINES_PER_SIGN = 0.2
_STEP = 1 << 20
_HEAD_BYTES = 1 << 16


def opens(head: bytes, name: str) -> Claim:
    """Claim NAME for a text with such signs and hardly a newline."""
    del name
    return Claim.NAME.when(_sign(head))


def members(container: Evidence, spool: Spool) -> Iterator[Evidence]:
    """Yield the text in UTF-8; its name states what ended its lines."""
    with container.data.open("rb") as file:
        head = file.read(_HEAD_BYTES)
        file.seek(0)
        sign, codec = _sign(head), decide(head)[0]
        said = f" (lines ended in {_SIGNS.get(sign, 'NEL')})"
        stem, dot, ending = container.name.rpartition(".")
        name = f"{stem}{said}.{ending}" if dot else f"{ending}{said}"
        for member in spool.take(name, _lines(file, codec, sign)):
            yield replace(member, mtime_ns=container.mtime_ns)


def _sign(head: bytes) -> str:
    """Return the sign that ends the lines of a text; "" for any other file."""
    if head.count(b"\n") > _NEWLINES_PER_SIGN * len(head) / 8:  # more newlines than such a text may have
        return ""
    text = text_of(head)
    if text is None or any(text.count(each) >= _LEAST for each in SEPARATORS):
        return ""
    newlines = text.count("\n") + text.count("\r") - text.count("\r\n")
    ends = {sign: text.count(sign) for sign in _SIGNS}
    if b"\x85" in head and decide(head)[0] == "cp1252":
        ends[_IN_WINDOWS] = text.count(_IN_WINDOWS) if newlines == 0 else 0
    sign, count = max(ends.items(), key=lambda each: each[1])
    if count < _LEAST or newlines > _NEWLINES_PER_SIGN * count:
        return ""
    lines = text.split(sign)
    return sign if any(map(str.isalnum, lines[0])) and len({*lines}) > count / 2 else ""


def _lines(file: IO[bytes], codec: str, sign: str) -> Iterator[bytes]:
    """Yield the text in UTF-8 with newlines; what cannot be decoded is reported after the last block."""
    decoder, is_whole = codecs.getincrementaldecoder(codec)("replace"), True
    while block := file.read(_STEP):
        text = decoder.decode(block)
        is_whole = is_whole and "\ufffd" not in text
        yield text.replace(sign, "\n").lstrip("\ufeff").encode("utf-8", "replace")
    if decoder.decode(b"", final=True) or not is_whole:
        raise EvidenceError("undecodable_bytes")
