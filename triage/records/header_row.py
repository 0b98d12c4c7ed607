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

_DIGIT = re.compile(r"\d")
_MAIL = re.compile(r"[^\s@]@|@[^a-z]|@$")
"""Pattern of an "@" that does not begin the name of a field, as in "@timestamp"."""

_YEARS = range(1900, 2100)

_MOSTLY, _NEARLY_ALL = 0.6, 0.75
"""Share of the names of columns that must be header words and nothing else, and share that must contain one."""

_PAIR = re.compile(r"[^\d:]{2,40}:(?:\s*\S|$)")
"""Pattern of a cell that holds a label, perhaps with its value."""


def find_header(rows: Sequence[Sequence[str]], width: int) -> int | None:
    """Return the index of the header row; null if the first full row is data.

    A header is the first row of the full width, or the row of header words below a title that is padded to that width.
    Its cells are filled except one and those of empty columns, distinct, without digits except a number at the end of a
    word, and are not persons or addresses; at least one column below differs in form (has digits, or is much longer).
    If the first full row is none, it is a row of header words below lines with few cells, or with labels. With few rows
    below, some cells must be header words; with none, half of them. Columns named by 0, 1, 2, ... or by consecutive
    years have a header too.
    """
    full = [index for index, row in enumerate(rows[:_LOOKED_AT]) if len(row) == width]
    if not full or width == 0:
        return None
    used = sum(map(any, zip(*(map(str.strip, rows[index]) for index in full), strict=True)))
    found = _by_shape(rows, full, (width, used))
    return _below_lines(rows, full) if found is None else found


def _by_shape(rows: Sequence[Sequence[str]], full: Sequence[int], widths: tuple[int, int]) -> int | None:
    """Return the index of the first full row, or of the one below titles, if it is a header; else null.

    `widths` are the number of columns, and of those that are not empty.
    """
    width, used = widths
    first = _behind_titles(rows, full, used)
    row = [cell.strip() for cell in names(rows, first)]
    below = [each for each in rows[first + 1 : first + 200] if len(each) == width and [*each] != [*rows[first]]]
    if _are_numbers(row, below):
        return first
    filled = [cell for cell in row if cell]
    lacking = sum(not row[i] and (not below or any(each[i].strip() for each in below)) for i in range(width))
    is_lacking = lacking > 1 or not filled or len(set(filled)) < len(filled)
    if (is_lacking and not _stand_side_by_side(row, filled)) or _hold_data(filled):
        return None
    if not below:
        return first if width > 1 and _is_of_words(filled) else None
    if len(below) <= _FEW and not _is_told_by_words(filled):
        return None
    return first if any(_differs(row[i], [each[i].strip() for each in below]) for i in range(width)) else None


def _below_lines(rows: Sequence[Sequence[str]], full: Sequence[int]) -> int | None:
    """Return the index of a row of header words below lines that are no records, such as who printed it; else null.

    It names all columns that are used below it except one; lines above may stand beside them.
    """
    for index in full[1:]:
        filled = [cell.strip() for cell in rows[index] if cell.strip()]
        below = [row for row in rows[index + 1 : index + 200] if len(row) == len(rows[index])]
        if len(filled) < _LEAST_TITLED or not _is_told_below(rows[index], below):
            continue
        used = sum(any(map(str.strip, column)) for column in zip(*below, strict=True))
        is_told = len(set(filled)) == len(filled) >= used - 1 and not _hold_data(filled) and rows[index] not in below
        is_apart = all(_lacks(row, used) or _are_labelled(row) for row in rows[:index])
        return index if below and is_told and is_apart else None
    return None


def _is_told_below(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Return true for header words; a few of them suffice in a row without digits above columns of numbers."""
    filled = [cell.strip() for cell in row if cell.strip()]
    known = sum(map(is_header, filled))
    if known >= _MOSTLY * len(filled):
        return True
    if known < _LEAST_COUNTED or any(_DIGIT.search(cell) for cell in filled) or not below:
        return False
    numbers = (sum(bool(_DIGIT.search(cell)) for cell in column) for column in zip(*below, strict=True))
    return 2 * sum(count >= _NEARLY_ALL * len(below) for count in numbers) >= len(filled)


def _hold_data(filled: Sequence[str]) -> bool:
    """Return true if cells of a header would be values; one that could be a name is none among many header words."""
    data = [cell for cell in filled if _is_data(cell)]
    if len(data) == 1 and len(filled) > _LEAST_TITLED and not any(map(str.isdigit, data[0])):
        return sum(map(is_header_word, filled)) < _NEARLY_ALL * (len(filled) - 1)
    return bool(data)


def _lacks(row: Sequence[str], width: int) -> bool:
    """Return true for a row with an empty cell, which is no bare value alone."""
    filled = [cell for cell in row if cell.strip()]
    return len(filled) < width and not (len(filled) == 1 and _is_bare(filled[0]))


def stands_apart(row: Sequence[str], width: int) -> bool:
    """Return true for a line above a header that is no record: few of `width` cells are filled, or they are labelled.

    >>> [stands_apart(row, 4) for row in (["List", "", "", ""], ["Branch:", "7", "User:", "x"], ["Ali", "7", "Multan"])]
    [True, True, False]
    """
    return 2 * sum(bool(cell.strip()) for cell in row) <= width or _are_labelled(row)


def _are_labelled(row: Sequence[str]) -> bool:
    filled = [cell.strip() for cell in row if cell.strip()]
    labels = sum(is_header(cell.rstrip(" :")) or _PAIR.match(cell) is not None for cell in filled)
    return labels > 0 and 3 * labels >= len(filled)


def names(rows: Sequence[Sequence[str]], top: int) -> Sequence[str]:
    """Return the names in the header row; one that lacks stands in the line above, over both ("Sr" over two lines)."""
    row = rows[top]
    if top == 0 or all(map(str.strip, row)) or len(rows[top - 1]) != len(row) or not _names_under(rows[top - 1], row):
        return row
    return [cell if cell.strip() else over for over, cell in zip(rows[top - 1], row, strict=True)]


def _stand_side_by_side(row: Sequence[str], filled: Sequence[str]) -> bool:
    """Return true for names of tables beside each other, with empty columns between them."""
    is_again = 2 * len(filled) >= len(row) and 2 * len(set(filled)) <= len(filled)
    return is_again and sum(map(is_header, filled)) >= _MOSTLY * len(filled) and bool(row[0] and row[-1])


def is_header_again(row: Sequence[str], below: Sequence[str]) -> bool:
    """Return true for a row right below a header that names the columns again, in another language or by numbers."""
    filled = [cell.strip() for cell in row if cell.strip()]
    is_counted = len(filled) >= _LEAST_TITLED and filled == [str(i + 1) for i in range(len(row))]
    return is_counted or (_names_all(row) and not _names_all(below))


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


def _names_again(above: Sequence[str], row: Sequence[str]) -> bool:
    """Return true for names below names over several columns, where cells of both lines are in both, as on pages."""
    filled = [cell.strip() for cell in row if cell.strip()]
    same_cells = sum(bool(cell.strip()) and cell == over for over, cell in zip(above, row, strict=True))
    is_whole = len(row) >= _LEAST_TITLED and len({*filled}) == len(filled) >= len(row) - 1
    return is_whole and 1 < same_cells < len(row) and any(map(is_header, filled)) and not _hold_data(filled)


def _behind_titles(rows: Sequence[Sequence[str]], full: Sequence[int], width: int) -> int:
    """Return the index of the first full row, or of the row of header words below if it is a padded title.

    `width` is the number of columns that are not empty. It is also the row below keys with their values ("Branch:",
    "Gulberg"), if the table is wider than these.
    """
    for index, after in zip(full, [*full[1:], None], strict=True):
        filled = [cell for cell in rows[index] if cell.strip()]
        if after is not None and 1 < len(filled) < width and not any(map(_is_data, filled)):
            if _names_under(rows[index], rows[after]) or _names_again(rows[index], rows[after]):
                return after
            if _names_each(rows[after]):
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


def tells_above(rows: Sequence[Sequence[str]], top: int) -> bool:
    """Return true if a line above the header row is more than a title, and no line of the header itself."""
    return any(map(tells, rows[: top - (names(rows, top) is not rows[top])]))


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
    return digits > 3 or digits > len(cell) / 2 or _MAIL.search(cell) is not None or len(cell) > 60 or is_value(cell)


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
