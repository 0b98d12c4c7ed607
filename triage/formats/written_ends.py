r"""Open texts whose line ends are written out: `\n`, `<br>`, `%0A`, `&#10;`; members have newlines.

Such a text was copied out of a program, a log, a page or an address, and is one long line to every reader of lines. A
text with newlines of its own is left as it is, because a written one is then part of a cell; so are lists of paths.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import IO
from urllib.parse import unquote_to_bytes

from triage.core.budget import Spool
from triage.core.format_info import Claim, Format
from triage.core.model import Evidence
from triage.formats import asked
from triage.text.dialect import text_of

FORMAT = Format(
    name="written_ends",
    title=r"Texts whose line ends are written out (`\n`, `\r\n`, `<br>`, `%0A`, `&#10;`)",
    library="own",
    how="spooled",
    limits="not in UTF-16",
    accounting="every byte; the member is the text with newlines, without quotes around it as a whole",
)

_END = re.compile(
    rb"(?:\\{1,4}r)?\\{1,4}n|\\{1,2}r(?![a-z])|\\{1,2}u000[aA]"
    rb"|(?i:<br ?/?>|(?:%0d)?%0a|(?:&#(?:13|x0?d);)?&#(?:10|x0?a);)"
)
_QUOTES = re.compile(rb"\s*b?(['\"])(?=[^'\"])")
_PERCENT = b"%0"
_LEAST, _MOST_LINES, _SHORTEST = 3, 20, 8
"""Fewest written ends in each line of the text, most such lines, and fewest characters between two ends on average."""

_MOST_OTHERS = 0.2
"""Most other backslashes for each written one: `C:\\new\\names` is a path."""

_BLOCK, _HEAD_BYTES = 1 << 20, 1 << 16
_READERS = frozenset({"delimited", "lines", "blocks", "fixed_width", "html"})
"""Readers of plain text: what another one claims has its own meaning for these signs."""

_OTHERS = re.compile(
    rb"\s*(?:\{|\[[\"{\[]|<[!?a-zA-Z](?!r)|INSERT |CREATE |From |[a-z]:\\|\w{1,12}:\d+:)", re.IGNORECASE
)


def opens(head: bytes, name: str) -> Claim:
    """Claim NAME for a text of few lines with many such ends in each."""
    if head.count(b"\n") > _MOST_LINES or _OTHERS.match(head) or not _is_joined(head):
        return Claim.NONE
    claims = {stem: module.claims(head, name) for stem, module in asked("claims", head).items()}
    best = max(claims.values())
    return Claim.NAME.when(min(stem for stem, claim in claims.items() if claim == best) in _READERS)


def _is_joined(head: bytes) -> bool:
    """Return true if each line of a text is made of lines that are joined by written ends."""
    lines = [line for line in head.split(b"\n") if line.strip()]
    ends = [len(_END.findall(line)) for line in lines]
    if not lines or min(ends) < _LEAST or text_of(head) is None or b"\0" in head:
        return False
    rest = _END.sub(b"", head)
    return rest.count(b"\\") <= _MOST_OTHERS * sum(ends) and len(rest) >= _SHORTEST * sum(ends)


def members(container: Evidence, spool: Spool) -> Iterator[Evidence]:
    """Yield the text with newlines."""
    stem, dot, ending = container.name.rpartition(".")
    said = " (its line ends were written out)"
    name = f"{stem}{said}.{ending}" if dot else f"{ending}{said}"
    with container.data.open("rb") as file:
        for member in spool.take(name, _lines(file)):
            yield replace(member, mtime_ns=container.mtime_ns)


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    """Yield the text with newlines; percent signs and plus signs are decoded too in a text without blanks."""
    head = file.read(_HEAD_BYTES)
    quoted = _QUOTES.match(head)
    is_escaped = _PERCENT in head and not re.search(rb"\s", head.strip())
    file.seek(quoted.end() if quoted else 0)
    rest = b""
    while more := file.read(_BLOCK):
        block = rest + more
        near = [found.start() for found in _END.finditer(block, max(0, len(block) - _HEAD_BYTES), len(block) - 8)]
        cut = 0 if len(more) < _BLOCK else near[-1] if near else len(block) - 8
        yield _decoded(block[:cut], is_escaped=is_escaped)
        rest = block[cut:]
    yield _decoded(rest, is_escaped=is_escaped).rstrip().removesuffix(quoted[1] if quoted else b"")


def _decoded(raw: bytes, *, is_escaped: bool) -> bytes:
    text = _END.sub(b"\n", raw)
    return unquote_to_bytes(text.replace(b"+", b" ")) if is_escaped else text
