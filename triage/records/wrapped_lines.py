"""Find tables of fixed width whose cells go on in the lines below, as `pdftotext -layout` and printed lists have them.

A record begins where a number of a person stands at its place; lines that are blank there continue the one above.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from triage.records.closing_lines import is_closing
from triage.records.formed_columns import LEAST_LINES, TELLING

_SHARE = (0.2, 0.8)
"""Share of the lines that begin a record: of more, none goes on, and of fewer the lines are of another kind."""

_GAP = "  "
"""What parts columns that are printed, and hardly ever words of a sentence."""

_MOST_ACROSS = 0.1
"""Share of the lines below others that have a word across the begin of a column: they are sentences."""

_MOST_OTHERS = 0.1
"""Share of lines that have something else at that place: titles, and names of columns on each page."""

Place = tuple[int, int]


def place_of(lines: Sequence[str]) -> Place | None:
    """Return the offsets between which each record has its number; null if no lines continue others."""
    filled = [line for line in lines if line.strip() and not is_closing(line)]
    spans = Counter[Place]()
    for line in filled:
        found = (match.span() for form in TELLING for match in form.finditer(line))
        spans.update({span for span in found if line[: span[0]].endswith(_GAP)})
    (place, times), *_ = spans.most_common(1) or [((0, 0), 0)]
    least, most = (share * len(filled) for share in _SHARE)
    if times < LEAST_LINES or not least <= times <= most or place[0] == 0:
        return None
    others = sum(not goes_on(line, place) for line in filled) - times
    return place if others <= max(1, _MOST_OTHERS * times) else None


def goes_on(line: str, place: Place) -> bool:
    """Return true for a line that is blank where records have their number, and closes no list and no page."""
    return not line[place[0] : place[1]].strip() and not is_closing(line)


def keep_columns(lines: Sequence[str], place: Place, starts: Sequence[int]) -> bool:
    """Return true if hardly any line that continues another has a word across the begin of a column."""
    more = [line for line in lines if line.strip() and goes_on(line, place)]
    across = (any(not line[at - 1 : at + 1].count(" ") and at < len(line) for at in starts if at) for line in more)
    return sum(across) <= _MOST_ACROSS * len(more)


def together(cells: Sequence[str], more: Sequence[str]) -> list[str]:
    """Return the cells of a record with those of a line that continues it."""
    return [" ".join(filter(None, each)) for each in zip(cells, more, strict=True)]
