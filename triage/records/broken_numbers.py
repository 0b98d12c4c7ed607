"""Join numbers that a narrow column breaks at a hyphen: `42401-` above `3302970-7` is one CNIC.

Programs that print a table break a cell behind a hyphen, and the text of the page has each line of a cell on its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from triage.records.paragraphs import Paragraph
from triage.records.tables_and_text import Piece

_PARTS = (
    (r"[1-9][0-9]{4}-[0-9]{7}-", r"[0-9]"),
    (r"[1-9][0-9]{4}-", r"[0-9]{7}-[0-9]?"),
    (r"(?:\+?92-?)?0?3[0-9]{2}-", r"[0-9]{7}"),
)
_BROKEN = tuple(
    (re.compile(rf"(?<![\w-]){first}(?=\s|$)"), re.compile(rf"\s*({rest})(?![\w-])\s*")) for first, rest in _PARTS
)
"""Patterns of the first part of a number, and of a line that begins with the second part."""


def joined(lines: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the lines with each broken number whole, in the line of its first part and with the rest of the second.

    What is no line of text is yielded as it is.
    """
    before: Paragraph | None = None
    for line in lines:
        if not isinstance(line, Paragraph):
            if before is not None:
                yield before
            before = None
            yield line
            continue
        whole = None if before is None or line.wrong else _together(before.text, line.text)
        if before is not None and whole is None:
            yield before
        before = line if before is None or whole is None else Paragraph(before.at, whole)
    if before is not None:
        yield before


def _together(first: str, second: str) -> str | None:
    """Return two lines as one with the number that is broken between them whole; null if none is."""
    if "-" not in first:
        return None
    for begin, rest in _BROKEN:
        found, more = [*begin.finditer(first)], rest.match(second)
        if more and len(found) == 1:
            end = found[0].end()
            behind = second[more.end() :]
            return f"{first[:end]}{more[1]}{first[end:].rstrip()}{' ' if behind else ''}{behind}"
    return None
