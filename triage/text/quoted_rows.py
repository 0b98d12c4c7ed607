"""Undo quotes around whole rows (`"Sana,35202-...,Lahore"` a line), as programs write that took a row for one cell.

Quotes inside such a row are doubled; delimiters of the outer table may follow it.
"""

from __future__ import annotations

import re
from collections import Counter

from triage.core.names import is_header

_ROW = re.compile(r'^[ \t]*"((?:[^"\n]++|"")*+)"[;,\t| ]*(\r?)$', re.MULTILINE)
_DELIMITERS = ",;\t|"
_LINES, _SHARE, _LEAST = 500, 0.9, 2
_DIGITS = re.compile(r"(?:\d\W?){7}")


def are_quoted(text: str) -> bool:
    """Return true if nearly all lines are one quoted cell that holds several: a header, or numbers at the same place.

    A list of quoted sentences or addresses is none: their commas are part of what they say.
    """
    if not text.lstrip("\ufeff \t").startswith('"'):
        return False
    lines = [line for line in text.split("\n")[:_LINES] if line.strip()]
    lines = lines[:-1] if len(lines) == _LINES else lines
    rows = [match[1].replace('""', '"') for line in lines if (match := _ROW.match(line))]
    if len(rows) < _LEAST or len(rows) < _SHARE * len(lines):
        return False
    signs = Counter(sign for row in rows for sign in row if sign in _DELIMITERS).most_common(1)
    if not signs:
        return False
    table = [row.split(signs[0][0]) for row in rows]
    if sum(is_header(cell.strip('" ')) for cell in table[0]) > 1:
        return True
    places = Counter(place for row in table for place, cell in enumerate(row) if _DIGITS.search(cell))
    return len(table[0]) > 1 and any(count > _SHARE * len(table) for count in places.values())


def unquoted(text: str) -> str:
    """Return the text with as many lines, without the quotes around whole rows."""
    return _ROW.sub(lambda match: match[1].replace('""', '"') + match[2], text)
