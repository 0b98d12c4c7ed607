"""Find a header row with one label too few or too many: R writes none for its index, and people forget or add one.

Which column has no label is decided by the cells below: numbers under words that promise numbers, and a running number
under no label.
"""

from __future__ import annotations

from collections.abc import Sequence

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


def labels_above(rows: Sequence[Sequence[str]], width: int) -> tuple[int, tuple[str, ...]] | None:
    """Return the index of such a header and a label for each column ("" = none); null if no row is one.

    It is the only row of its width, is above all full rows, and would be a header if it were as wide as they are.
    """
    full = next((index for index, row in enumerate(rows) if len(row) == width), 0)
    if full == 0 or width < 3:
        return None
    labels = [cell.strip() for cell in rows[full - 1]]
    is_one = len(labels) in {width - 1, width + 1} and sum(len(row) == len(labels) for row in rows) == 1
    if not is_one or not all(labels[:-1] if len(labels) > width else labels):
        return None
    below = [row for row in rows[full : full + _LOOKED_AT] if len(row) == width]
    found = max(_placed(labels, width), key=lambda each: _fit(each, below))
    return (full - 1, tuple(found)) if find_header([found, *below], width) == 0 else None


def _placed(labels: list[str], width: int) -> list[list[str]]:
    """Return the possible assignments of labels to columns, the likelier first.

    An index column has no label; a surplus label is the last one.
    """
    if len(labels) < width:
        return [["", *labels], [*labels, ""]]
    return [labels[:-1], labels[1:]]


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
