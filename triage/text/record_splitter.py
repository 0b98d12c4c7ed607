"""Split lines into records without loss, for lines that the bulk parser could not prove; recovers after stray quotes.

A quote opens a field only at the field's start and closes it only before a delimiter or the record's end. A quote that
is not closed within `LONGEST_LINES` lines or `LONGEST_BYTES` bytes, or whose record then has the wrong number of
fields, is an ordinary character: its line is one record, and the next line starts a new one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LONGEST_LINES = 64
LONGEST_BYTES = 1 << 20

# Possessive (`++`, `*+`): a match never backtracks, so that a long cell without closing quote costs linear time.
_INNER = re.compile(r'(?:[^"\\]++|\\.|"")*+', re.DOTALL)
_SLASHED = re.compile(r'\\(["\\])|"(")')


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its fields, the number of its lines, and what is wrong with it ("" = nothing)."""

    fields: tuple[str, ...]
    lines: int
    reason: str = ""


def records(lines: Sequence[str], delimiter: str, width: int) -> Iterator[Record]:
    """Yield the records that these lines hold, in order; every line belongs to one record.

    `lines` have no newlines; a carriage return at the end of a record is not part of it.
    """
    at = 0
    while at < len(lines):
        record = _quoted(lines, at, delimiter, width) if '"' in lines[at] else None
        if record is None and '\\"' in lines[at]:
            record = _quoted(lines, at, delimiter, width, slashed=True)
        if record is None:
            reason = "stray_quote" if '"' in lines[at] else ""
            record = Record(tuple(lines[at].removesuffix("\r").split(delimiter)), 1, reason)
        yield record
        at += record.lines


def _quoted(lines: Sequence[str], at: int, delimiter: str, width: int, *, slashed: bool = False) -> Record | None:
    """Return the record that begins here if its quotes enclose fields; null if they cannot."""
    text = lines[at]
    taken = 1
    while True:
        fields, is_open = _split(text.removesuffix("\r"), delimiter, slashed=slashed)
        if fields is not None:
            return Record(fields, taken) if taken == 1 or width in (0, len(fields)) else None
        if not is_open or at + taken >= len(lines) or taken >= LONGEST_LINES or len(text) > LONGEST_BYTES:
            return None
        text = f"{text}\n{lines[at + taken]}"
        taken += 1


def split_quoted(text: str, delimiter: str, *, slashed: bool = False) -> tuple[str, ...] | None:
    """Return the fields of a record; null if a quote stays open or is misplaced.

    A quote inside a field is doubled, or, if `slashed`, has a backslash before it.
    """
    return _split(text, delimiter, slashed=slashed)[0]


def _split(text: str, delimiter: str, *, slashed: bool) -> tuple[tuple[str, ...] | None, bool]:
    """Return the fields (null if a quote is misplaced or open), and whether a quote is open."""
    fields: list[str] = []
    at, step = 0, len(delimiter)
    while True:
        if text.startswith('"', at):
            end = _closing_slashed(text, at + 1) if slashed else _closing(text, at + 1)
            if end < 0 or not (end + 1 == len(text) or text.startswith(delimiter, end + 1)):
                return None, end < 0
            inner = text[at + 1 : end]
            fields.append(_SLASHED.sub(lambda each: each[1] or each[2], inner) if slashed else inner.replace('""', '"'))
            at = end + 1
        else:
            end = text.find(delimiter, at)
            end = len(text) if end < 0 else end
            fields.append(text[at:end])
            at = end
        if at >= len(text):
            return tuple(fields), False
        at += step
        if at == len(text):
            return (*fields, ""), False


def _closing_slashed(text: str, at: int) -> int:
    mark = _INNER.match(text, at)
    return mark.end() if mark and mark.end() < len(text) else -1


def _closing(text: str, at: int) -> int:
    while True:
        end = text.find('"', at)
        if end < 0 or not text.startswith('""', end):
            return end
        at = end + 2
