"""Find quotes besides the common one, and exchange them with it, so that parsers know them."""

from __future__ import annotations

from triage.text.dialect import HEAD_BYTES, lines_of

QUOTES = ("'", "\u00fe")
"""Quotes besides the common one; the thorn is used by Concordance, whose load files carry evidence between parties."""


def quote_of(text: str, delimiter: str) -> str:
    """Return the uncommon quote that encloses fields; "" if the common quote does, or none."""
    rows = [row for row in lines_of(text, whole=len(text) < HEAD_BYTES // 4)[:200] if row.strip()]
    if any(row.startswith('"') or f'{delimiter}"' in row for row in rows):
        return ""
    for quote in QUOTES:
        around = [row for row in rows if row[0] == row[-1] == quote or f"{quote}{delimiter}{quote}" in row]
        if 2 * len(around) > len(rows):
            return quote
    return ""


def swapped(text: str, quote: str) -> str:
    """Return the text with a quote and the common quote exchanged."""
    return text.translate(str.maketrans(f'{quote}"', f'"{quote}')) if quote else text
