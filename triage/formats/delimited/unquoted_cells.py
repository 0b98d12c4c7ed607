"""Find the column whose cells hold delimiters without quotes, as addresses do in `Sana,House 5, Lahore,35202-...`.

Such rows have more fields than the header, which alone says how many columns there are. The surplus belongs to one
column: the one without which all others look alike from row to row.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from triage.core.names import is_header, is_header_word

_LEAST_COLUMNS, _LEAST_ROWS = 3, 3
_WIDER, _ENOUGH, _NEARLY = 0.5, 0.95, 0.8
_LOOKED_AT = 300
_DIGITS, _LETTERS = re.compile(r"\d"), re.compile(r"[^\W\d_]+(?:[ .'-]+[^\W\d_]+)*")
_OF_ADDRESSES = ("PK_ADDRESS",)


def unquoted_column(rows: Sequence[Sequence[str]]) -> int | None:
    """Return the index of the column with delimiters in its cells; null if the rows are as wide as the header."""
    header, below = rows[0] if rows else (), rows[1:_LOOKED_AT]
    width = len(header)
    if width < _LEAST_COLUMNS or len(below) < _LEAST_ROWS or not _is_header(header):
        return None
    others = [row for row in below if [*row] != [*header]]
    wider, enough = sum(len(row) > width for row in below), sum(len(row) >= width for row in below)
    if wider < _WIDER * len(below) or enough < _ENOUGH * len(below) or any(map(_is_header, others)):
        return None
    likeness = [_likeness(below, width, column) for column in range(width)]
    likely = [column for column in range(width) if likeness[column] >= _NEARLY * max(likeness)]
    found = max(likely, key=lambda column: (_is_address(header[column]), likeness[column], column))
    is_even = len({len(row) for row in below}) == 1  # then the header may lack a label
    return found if _is_address(header[found]) or not is_even else None


def joined(fields: Sequence[str], width: int, column: int, delimiter: str) -> list[str]:
    """Return the fields of a row with the surplus joined in one column; a row that is not wider as it is.

    >>> joined(["Sana", "House 5", " Lahore", "35202"], 3, 1, ",")
    ['Sana', 'House 5, Lahore', '35202']
    """
    more = len(fields) - width
    if more <= 0:
        return list(fields)
    return [*fields[:column], delimiter.join(fields[column : column + more + 1]), *fields[column + more + 1 :]]


def quoted(text: str, delimiter: str, shape: tuple[int, int]) -> str:
    """Return the text with quotes around those cells, in lines without any; `shape` is (columns, column)."""
    width, column = shape
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if line.count(delimiter) >= width and '"' not in line:
            body = line.removesuffix("\r")
            cells = joined(body.split(delimiter), width, column, delimiter)
            cells[column] = f'"{cells[column]}"'
            lines[number] = delimiter.join(cells) + line[len(body) :]
    return "\n".join(lines)


def _is_header(cells: Sequence[str]) -> bool:
    named = sum(map(is_header, cells))
    return all(cell.strip() for cell in cells) and len({*cells}) == len(cells) and 2 * named >= len(cells)


def _is_address(name: str) -> bool:
    return is_header_word(name, _OF_ADDRESSES)


def _likeness(rows: Sequence[Sequence[str]], width: int, column: int) -> int:
    """Return in how many cells the other columns have their commonest form."""
    table = [joined(row, width, column, ",") for row in rows if len(row) >= width]
    others = (Counter(_form(row[place]) for row in table) for place in range(width) if place != column)
    return sum(forms.most_common(1)[0][1] for forms in others)


def _form(cell: str) -> str:
    """Return the form of a cell: digits and words without what they say."""
    return _LETTERS.sub("a", _DIGITS.sub("9", cell.strip()))
