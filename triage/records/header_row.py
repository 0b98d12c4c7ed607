"""Find the header row of a table by its shape, and by whether its cells are values of persons."""

from __future__ import annotations

import re
from collections.abc import Sequence

from triage.core.names import is_header, is_header_word, is_value, names_somebody

_LOOKED_AT = 12
"""Number of rows at the top in which a header is searched; title lines are above it."""

_FEW = 3
"""Rows below the header with which its shape is not conclusive: names of people are above digits too."""

_LONGEST_TITLE = 200
_LEAST_TITLED = 3
_LEAST_COUNTED = 2
"""Fewest columns of a table that has a title, and fewest columns whose headers are consecutive numbers."""

_CONTACT = re.compile(
    r"://|\w\.(?:com|net|org|pk|me|info|co|io|app|site|online|store|shop|xyz|biz|ly)\b|#\w|\b(?:telegram|whatsapp)\b|(?:\b(?:rs|pkr|usd)\b\.?|[$€£₨])\s?\d|\d\s?(?:rs|pkr|usd)\b",
    re.IGNORECASE,
)
"""An address of the web, a hashtag, a messenger or a sum of money: an advertisement, and no title."""

_NUMBER = re.compile(r"0|[1-9][0-9]{0,3}")
_OF_PLACE = re.compile(r"(?<!\d)\d{1,3}/(?:\d{1,3}|[A-Za-z])(?![\w/])")
"""Pattern of the number of a house or street ("12/A", "7/8"), which names no column."""

_YEARS = range(1900, 2100)


def find_header(rows: Sequence[Sequence[str]], width: int) -> int | None:
    """Return the index of the header row; null if the first full row is data.

    A header is the first row of the full width, or the row of header words below a title that is padded to that width.
    Its cells are filled except one and those of empty columns, distinct, without digits except a number at the end of a
    word, and are not persons or addresses; at least one column below differs in form (has digits, or is much longer).
    With few rows below, some cells must be header words; with none, half of them. Columns named by 0, 1, 2, ... or by
    consecutive years have a header too.
    """
    full = [index for index, row in enumerate(rows[:_LOOKED_AT]) if len(row) == width]
    if not full or width == 0:
        return None
    used = sum(map(any, zip(*(map(str.strip, rows[index]) for index in full), strict=True)))
    first = _behind_titles(rows, full, used)
    row = [cell.strip() for cell in rows[first]]
    below = [each for each in rows[first + 1 : first + 200] if len(each) == width and [*each] != [*rows[first]]]
    if _are_numbers(row, below):
        return first
    filled = [cell for cell in row if cell]
    lacking = sum(not row[i] and (not below or any(each[i].strip() for each in below)) for i in range(width))
    is_lacking = lacking > 1 or not filled or len(set(filled)) < len(filled)
    if (is_lacking and not _stand_side_by_side(row, filled)) or any(map(_is_data, filled)):
        return None
    if not below:
        return first if width > 1 and _is_of_words(filled) else None
    if len(below) <= _FEW and not _is_told_by_words(filled):
        return None
    return first if any(_differs(row[i], [each[i].strip() for each in below]) for i in range(width)) else None


def _stand_side_by_side(row: Sequence[str], filled: Sequence[str]) -> bool:
    """Return true for names of tables beside each other, with empty columns between them."""
    is_again = 2 * len(filled) >= len(row) and len(set(filled)) < len(filled)
    return is_again and all(map(is_header, filled)) and bool(row[0] and row[-1])


def is_header_again(row: Sequence[str], below: Sequence[str]) -> bool:
    """Return true for a row right below a header that names the columns again, as in another language."""
    return _names_all(row) and not _names_all(below)


def _names_all(row: Sequence[str]) -> bool:
    filled = [cell for cell in row if cell.strip()]
    return len(filled) > 1 and len(filled) >= len(row) - 1 and all(map(is_header, filled))


def _names_each(row: Sequence[str]) -> bool:
    """Return true for a row whose cells are all header words, as below names that stand over several columns."""
    return len(row) >= _LEAST_TITLED and all(map(str.strip, row)) and all(map(is_header, row))


def _names_under(above: Sequence[str], row: Sequence[str]) -> bool:
    """Return true for names below names that stand over several columns, where each that lacks stands above it.

    Sheets have such headers: "Sr" over both lines, and "Identity" over "CNIC" and "Family No".
    """
    filled = [cell for cell in row if cell.strip()]
    lacking = [over for over, cell in zip(above, row, strict=True) if not cell.strip()]
    is_whole = len(row) >= _LEAST_TITLED and bool(lacking) and all(map(str.strip, lacking))
    return is_whole and len(filled) > len(row) / 2 and _is_of_words(filled) and not any(map(_is_data, filled))


def _behind_titles(rows: Sequence[Sequence[str]], full: Sequence[int], width: int) -> int:
    """Return the index of the first full row, or of the row of header words below if it is a padded title.

    `width` is the number of columns that are not empty. It is also the row below keys with their values ("Branch:",
    "Gulberg"), if the table is wider than these.
    """
    for index, after in zip(full, [*full[1:], None], strict=True):
        filled = [cell for cell in rows[index] if cell.strip()]
        if (
            after is not None
            and 1 < len(filled) < width
            and not any(map(_is_data, filled))
            and (_names_each(rows[after]) or _names_under(rows[index], rows[after]))
        ):
            continue
        if len(filled) >= max(2, width - 1):
            is_told = all(map(is_header, filled)) if width < _LEAST_TITLED else _is_of_words(filled)
            return index if index == full[0] or is_told else full[0]
        if len(filled) > (1 if width <= _LEAST_TITLED else 2) or any(map(_is_bare, filled)):
            break
    return full[0]


def _is_bare(cell: str) -> bool:
    """Return true for a value without words around it: no title, nor a key with its value."""
    return is_value(cell) and len(cell.split()) < _LEAST_TITLED


def _is_told_by_words(filled: Sequence[str]) -> bool:
    """Return true if a cell is a header word, half of them contain one, or all are identifiers with underscores."""
    is_written = all("_" in cell and cell.isidentifier() for cell in filled)
    return any(map(is_header, filled)) or _is_of_words(filled) or is_written


def _is_of_words(filled: Sequence[str]) -> bool:
    return 2 * sum(map(is_header_word, filled)) >= len(filled)


def _are_numbers(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Return true for headers that count from 0 or 1 above words, or that are consecutive years among header words."""
    numbers = [int(cell) for cell in row if _NUMBER.fullmatch(cell)]
    if len(numbers) < _LEAST_COUNTED or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return False
    words = [cell for cell in row if cell and not _NUMBER.fullmatch(cell)]
    is_counted = numbers[0] in {0, 1} and not words and "" not in row[1:]
    is_of_years = numbers[0] in _YEARS and numbers[-1] in _YEARS and any(map(is_header, words))
    if is_of_years and not any(map(_is_data, words)):
        return True
    return is_counted and any(2 * sum(map(_has_letters, column)) > len(below) for column in zip(*below, strict=True))


def _has_letters(cell: str) -> bool:
    return any(map(str.isalpha, cell))


def tells(row: Sequence[str]) -> bool:
    """Return true for a line above the header that is more than a title.

    It has numbers, addresses, links, prices, a person's name, or several cells.
    """
    filled = [cell for cell in row if cell]
    if len(filled) > 2 or any("@" in cell or sum(map(str.isdigit, cell)) > 4 for cell in filled):
        return True
    if any(map(_CONTACT.search, filled)):
        return True
    return any(len(cell) <= _LONGEST_TITLE and names_somebody(cell) for cell in filled)


def _is_data(cell: str) -> bool:
    digits = sum(each.isdigit() for each in cell)
    if _OF_PLACE.search(cell):
        return True
    return digits > 3 or digits > len(cell) / 2 or "@" in cell or len(cell) > 60 or is_value(cell)


def _differs(header: str, cells: Sequence[str]) -> bool:
    """Return true if the cells below differ in form from the header."""
    filled = [cell for cell in cells if cell]
    if not filled:
        return False
    with_digits = sum(any(each.isdigit() for each in cell) for cell in filled) > len(filled) / 2
    repeated = header in filled
    return not repeated and (with_digits or _reads_as_word(header))


def _reads_as_word(header: str) -> bool:
    return header.replace("_", "").isidentifier() and (header.islower() or "_" in header)
