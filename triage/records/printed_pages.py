"""Printed lists: records in columns of fixed width, between the titles, names of columns, rulers and sums of each page.

A record is told by the number of a person that most lines have at one place; the other lines are the page's, or records
without the number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from triage.core.names import names_somebody
from triage.records.formed_columns import LEAST_LINES, OF_CARDS, TELLING
from triage.records.header_row import tells
from triage.records.printed_lines import is_drawn

_LOOKED_AT = 100
"""Lines by which the place is decided."""

_LEAST, _NEARLY_ALL = 0.5, 0.95
"""Shares of the lines with a number at the place between which there are pages; above, all lines are records."""

_DIGIT, _GAP = re.compile(r"\d"), re.compile(r"\s{2,}")

_COLUMNS = 3
"""Fewest columns of most records, with two blanks or more between them."""

_WIDEST = 2_000
"""Characters of a line that are examined."""


def place_of_numbers(lines: Sequence[str]) -> int | None:
    """Return the position at which most lines have the number of a person; null if too few or nearly all have.

    Null too where other lines have such numbers elsewhere: these have another layout, or none.

    >>> place_of_numbers(["PAGE 1", "NAME    MOBILE        CITY"] + ["SANA    0300-1000001  LAHORE"] * 8)
    8
    """
    looked_at = [line[:_WIDEST] for line in lines[:_LOOKED_AT] if line.strip()]
    places = Counter[tuple[int, bool]]()
    for line in looked_at:
        places.update({(found.start(), form in OF_CARDS) for form in TELLING for found in form.finditer(line)})
    (place, _), times = max(places.items(), key=lambda item: (item[1], -item[0][0]), default=((0, False), 0))
    if times < max(LEAST_LINES, _LEAST * len(looked_at)) or times >= _NEARLY_ALL * len(looked_at):
        return None
    rest = [line for line in looked_at if not has_number(line, place)]
    columns = median(len(_GAP.split(line.strip())) for line in looked_at if has_number(line, place))
    elsewhere = sum(any(form.search(line) for form in TELLING) for line in rest)
    return place if columns >= _COLUMNS and elsewhere <= (1 - _NEARLY_ALL) * len(looked_at) else None


def has_number(line: str, place: int) -> bool:
    """Return whether a line has the number of a person at this position."""
    return any(form.match(line, place) is not None for form in TELLING)


def of_people(lines: Sequence[str]) -> list[str]:
    """Return the lines with the number of a person at its place; all lines where there are no pages."""
    place = place_of_numbers(lines)
    return [*lines] if place is None else [line for line in lines if has_number(line, place)]


@dataclass(frozen=True, slots=True)
class Pages:
    """The layout of a printed list: the place of its records' numbers, where columns begin, how pages are headed."""

    place: int
    starts: Sequence[int]
    heads: frozenset[str]

    def is_furniture(self, line: str) -> bool:
        """Return true for a line that belongs to a page and to no record.

        It is a ruler, the head of a page that comes again, or a title across columns without data.
        """
        if has_number(line, self.place):
            return False
        if is_drawn(line) or shape_of(line) in self.heads:
            return True
        return any(line[at - 1 : at].strip() for at in self.starts if at) and not tells([line.strip()])

    def titles(self, line: str) -> list[str]:
        """Return the cells of a line that is no record.

        They are the names of all columns, with two blanks or more between them, or the line as one cell.
        """
        cells = [cell for cell in _GAP.split(line.strip()) if cell]
        return cells if len(cells) == len(self.starts) else [line.strip()]


def pages_of(lines: Sequence[str], starts: Sequence[int]) -> Pages | None:
    """Return how a list is printed on pages; null if it is not."""
    place = place_of_numbers(lines)
    if place is None:
        return None
    rest = [line for line in lines if not has_number(line, place) and not _is_of_somebody(line)]
    shapes = Counter(map(shape_of, rest))
    return Pages(place, starts, frozenset(shape for shape, times in shapes.items() if times > 1))


def shape_of(line: str) -> str:
    """Return a line with each digit as 0 and one blank between words.

    >>> shape_of("RUN DATE: 14-MAR-2022    PAGE NO:  2")
    'RUN DATE: 00-MAR-0000 PAGE NO: 0'
    """
    return _DIGIT.sub("0", " ".join(line.split()))


def _is_of_somebody(line: str) -> bool:
    return "@" in line or any(form.search(line) for form in TELLING) or names_somebody(" ".join(line.split()))
