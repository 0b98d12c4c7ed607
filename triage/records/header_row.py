"""Where the header is: decided by shape, and by whether a cell is somebody's value."""

from __future__ import annotations

from collections.abc import Sequence

from triage.core.names import is_header_word, is_value

_LOOKED_AT = 12
"""Rows at the top among which a header is looked for: title lines stand above it."""


def find_header(rows: Sequence[Sequence[str]], width: int) -> int | None:
    """Index of the header row; null where the first full row is data.

    A header is the first row of the full width; its cells are filled, distinct, without digits beyond a number at the
    end of a word, no persons or addresses, and at least one column below is written otherwise (has digits, or is much
    longer). With nothing below, half of its cells are header words.
    """
    full = [index for index, row in enumerate(rows[:_LOOKED_AT]) if len(row) == width]
    if not full or width == 0:
        return None
    first = full[0]
    row = [cell.strip() for cell in rows[first]]
    below = [each for each in rows[first + 1 : first + 200] if len(each) == width and [*each] != [*rows[first]]]
    filled = [cell for cell in row if cell]
    if len(filled) < max(1, width - 1) or len(set(filled)) < len(filled) or any(map(_is_data, filled)):
        return None
    if not below:
        return first if width > 1 and 2 * sum(map(is_header_word, filled)) >= len(filled) else None
    return first if any(_differs(row[i], [each[i].strip() for each in below]) for i in range(width)) else None


def tells(row: Sequence[str]) -> bool:
    """True for a line above the header that is more than a title: it has numbers or addresses, or is a row itself."""
    filled = [cell for cell in row if cell]
    return len(filled) > 2 or any("@" in cell or sum(map(str.isdigit, cell)) > 4 for cell in filled)


def _is_data(cell: str) -> bool:
    digits = sum(each.isdigit() for each in cell)
    return digits > 3 or digits > len(cell) / 2 or "@" in cell or len(cell) > 60 or is_value(cell)


def _differs(header: str, cells: Sequence[str]) -> bool:
    """True where the cells below are of another shape than the header's."""
    filled = [cell for cell in cells if cell]
    if not filled:
        return False
    with_digits = sum(any(each.isdigit() for each in cell) for cell in filled) > len(filled) / 2
    repeated = header in filled
    return not repeated and (with_digits or _reads_as_word(header))


def _reads_as_word(header: str) -> bool:
    return header.replace("_", "").isidentifier() and (header.islower() or "_" in header)
