"""Find a header row with labels too few or too many: R writes none for its index, and people forget or add some.

Which column has no label is decided by the cells below: numbers under words that promise numbers, and a running number
under no label.
"""

from __future__ import annotations

from collections.abc import Sequence

from triage.core.names import is_header
from triage.records.header_row import find_header

_OF_NUMBERS = (
    "cnic",
    "nic",
    "mobile",
    "phone",
    "tel",
    "cell",
    "msisdn",
    "number",
    "date",
    "dob",
    "age",
    "code",
    "imei",
)
_OF_LETTERS = ("name", "father", "husband", "address", "city", "district", "gender", "email", "town", "province")
_LOOKED_AT = 50
_NARROWEST = 2
"""Fewest columns of such a table, and fewest labels."""


def labels_above(rows: Sequence[Sequence[str]], width: int) -> tuple[int, tuple[str, ...]] | None:
    """Return the index of such a header and a label for each column ("" = none); null if no row is one.

    It is above all full rows. With one label too few or too many it is the only row of its width, and would be a header
    if it were as wide as they are; with more it is made of header words alone.
    """
    full = next((index for index, row in enumerate(rows) if len(row) == width), 0)
    if full == 0 or width < _NARROWEST:
        return None
    if spread := _spread(rows[full - 1], rows[full:], width):
        return full - 1, spread
    labels = [cell.strip() for cell in rows[full - 1]]
    while labels and not labels[-1]:
        labels.pop()
    is_told = len(labels) >= _NARROWEST and all(map(is_header, labels[:width])) and len({*labels}) == len(labels)
    is_near = width > _NARROWEST and abs(len(labels) - width) == 1
    is_one = is_near and sum(len(row) == len(rows[full - 1]) for row in rows) == 1
    if not (is_told or is_one) or not all(labels):
        return None
    below = [row for row in rows[full : full + _LOOKED_AT] if len(row) == width]
    found = max(_placed(labels, width), key=lambda each: _fit(each, below))
    return (full - 1, tuple(found)) if is_told or find_header([found, *below], width) == 0 else None


def _spread(row: Sequence[str], below: Sequence[Sequence[str]], width: int) -> tuple[str, ...]:
    """Return the labels of a row that was parted by several tabs, as the columns that are used below it; else ().

    People align columns by as many tabs as a line needs: above a short cell stands one more.
    """
    labels = [cell.strip() for cell in row if cell.strip()]
    cells = zip(*(each for each in below[:_LOOKED_AT] if len(each) == width), strict=True)
    used = [index for index, column in enumerate(cells) if any(map(str.strip, column))]
    if len(labels) != len(used) or len(used) == width or 2 * sum(map(is_header, labels)) < len(labels):
        return ()
    named = dict(zip(used, labels, strict=True))
    return tuple(named.get(index, "") for index in range(width))


def _placed(labels: list[str], width: int) -> list[list[str]]:
    """Return the possible assignments of labels to columns, the likelier first.

    An index column has no label; surplus labels are the last ones, and so are columns without any.
    """
    if len(labels) == width - 1:
        return [["", *labels], [*labels, ""]]
    if len(labels) == width + 1:
        return [labels[:-1], labels[1:]]
    return [[*labels, *[""] * (width - len(labels))][:width]]


def _fit(labels: Sequence[str], below: Sequence[Sequence[str]]) -> int:
    """Return the number of columns that hold what their labels promise, minus those that hold something else."""
    return sum(_promise(label, [row[index].strip() for row in below]) for index, label in enumerate(labels))


def _promise(label: str, cells: Sequence[str]) -> int:
    if not label:
        return int(all(map(str.isdecimal, cells)) and len({*cells}) == len(cells))
    word = label.lower()
    numbers = 2 * sum(2 * sum(map(str.isdigit, cell)) > len(cell) for cell in cells) > len(cells)
    if any(each in word for each in _OF_NUMBERS):
        return 1 if numbers else -1
    if any(each in word for each in _OF_LETTERS):
        return -1 if numbers else 1
    return 0
