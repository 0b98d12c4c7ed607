"""Open texts whose lines end in a rare sign: U+2028, U+2029, NEL, vertical tab, form feed, FS; the member has newlines.

Word processors, mainframes and some databases end lines so, and exports of SQL Server (bcp) in any signs that somebody
chose, as `#@#`. Other readers take these signs for letters, and such a file for one long line. A sign that stands
between the cells of lines, or inside a text with newlines, is left as it is.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import IO

from triage.core.budget import Spool
from triage.core.errors import EvidenceError
from triage.core.format_info import Claim, Format
from triage.core.model import Evidence
from triage.core.names import is_header
from triage.formats import asked
from triage.records.line_kinds import OF_PEOPLE, kind_of
from triage.text.dialect import COMMON, text_of
from triage.text.encoding import decide
from triage.text.line_ends import SEPARATORS

FORMAT = Format(
    name="line_separators",
    title="Texts whose lines end in U+2028, U+2029, NEL, vertical tab, form feed, FS, or in signs of their own (bcp)",
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

_CHOSEN = re.compile(r"[^\w\s\"'()\[\]{}.,<>&%/\\-]{1,8}")
"""Pattern of signs that somebody may choose as the end of rows, or between cells."""

_MOST_CHOSEN, _ROWS, _NEARLY_ALL = 6, 200, 0.9
"""Most signs that are tried, rows that are looked at, and the share of them that must have as many cells."""

_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x19\x1b]")
_READERS = frozenset({"delimited", "lines", "blocks", "fixed_width"})
_LEAST = 3
_NEWLINES_PER_SIGN = 0.2
_STEP = 1 << 20
_HEAD_BYTES = 1 << 16


def opens(head: bytes, name: str) -> Claim:
    """Claim NAME for a text with such signs and hardly a newline."""
    sign = _sign(head)
    if not sign or _is_binary(head, name):
        return Claim.NONE
    return Claim.NAME.when(sign in _SIGNS or sign == _IN_WINDOWS or _is_plain(head, name))


def _is_binary(head: bytes, name: str) -> bool:
    """Return true for a file of a known kind that is no text, however much text it holds."""
    claims = (module.claims(head, name) for module in asked("claims", head).values())
    return bool(_CONTROLS.search(head)) and any(claim >= Claim.SIGNATURE for claim in claims)


def _is_plain(head: bytes, name: str) -> bool:
    """Return true if only readers of plain text claim a file: in others such signs have a meaning."""
    claims = {stem: module.claims(head, name) for stem, module in asked("claims", head).items()}
    best = max(claims.values())
    return min(stem for stem, claim in claims.items() if claim == best) in _READERS


def members(container: Evidence, spool: Spool) -> Iterator[Evidence]:
    """Yield the text in UTF-8; its name states what ended its lines."""
    with container.data.open("rb") as file:
        head = file.read(_HEAD_BYTES)
        file.seek(0)
        sign, codec = _sign(head), decide(head)[0]
        said = f" (lines ended in {_SIGNS.get(sign) or ('NEL' if sign == _IN_WINDOWS else 'signs of their own')})"
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
    if count < _LEAST:
        return _chosen(text) if not newlines else ""
    if newlines > _NEWLINES_PER_SIGN * count:
        return ""
    lines = text.split(sign)
    return sign if any(map(str.isalnum, lines[0])) and len({*lines}) > count / 2 else ""


def _chosen(text: str) -> str:
    """Return signs that come again after as many cells, most rows with a number of a person as one; "" for none."""
    counts = Counter(_CHOSEN.findall(text))
    tried = [sign for sign, count in counts.most_common(_MOST_CHOSEN) if count >= _LEAST]
    ends = [
        sign
        for sign in tried
        if any(_are_rows(text, sign, between) for between in (*tried, *COMMON) if between != sign)
    ]
    return min(ends, key=lambda sign: (not text.rstrip().endswith(sign), counts[sign], sign), default="")


def _are_rows(text: str, end: str, between: str) -> bool:
    *rows, last = text.split(end, _ROWS)
    rows = rows if len(rows) == _ROWS or not last.strip() else [*rows, last]
    widths = Counter(row.count(between) for row in rows)
    (width, times), *_ = widths.most_common(1)
    people = sum(any(kind_of(cell) in OF_PEOPLE for cell in row.split(between)) for row in rows)
    if sum(any(map(is_header, row.split(between))) for row in rows) > max(1, (1 - _NEARLY_ALL) * len(rows)):
        return False  # keys and values
    return width > 0 and len(rows) >= _LEAST and times >= _NEARLY_ALL * len(rows) and 2 * people > len(rows)


def _lines(file: IO[bytes], codec: str, sign: str) -> Iterator[bytes]:
    """Yield the text in UTF-8 with newlines; what cannot be decoded is reported after the last block."""
    decoder, is_whole, rest = codecs.getincrementaldecoder(codec)("replace"), True, ""
    while block := file.read(_STEP):
        text = rest + decoder.decode(block)
        is_whole = is_whole and "\ufffd" not in text
        begins = [size for size in range(1, len(sign)) if text.endswith(sign[:size]) and not text.endswith(sign)]
        cut = len(text) - max(begins, default=0)
        text, rest = text[:cut], text[cut:]
        yield text.replace(sign, "\n").lstrip("\ufeff").encode("utf-8", "replace")
    yield rest.encode("utf-8", "replace")
    if decoder.decode(b"", final=True) or not is_whole:
        raise EvidenceError("undecodable_bytes")
