"""Tables on the pages of a PDF, told by where words stand; a table goes on where the next page has its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from triage.core.names import is_header_word
from triage.formats.pdf.columns import lines_of
from triage.formats.pdf.grid import Cells, Grid, grids, together
from triage.formats.pdf.words import Page, is_from_the_right
from triage.records.parted_tables import End, Row

_NUMBER = re.compile(r"\d[\d-]{6,}")
_FEWEST, _LOOKED_AT, _MOST_WORDS = 3, 15, 14
"""Numbers that make it worth to look for a table; lines that may name its columns, and their words."""

_MOST_LETTERS = 60_000


@dataclass(frozen=True, slots=True)
class Told:
    """The rows of the tables on a page, and its text above and below the first of these."""

    above: str
    rows: list[Row | End]
    below: str = ""


@dataclass(slots=True)
class Tables:
    """The tables of the pages so far: the one that may go on, its number, and the number of the next row."""

    open: Grid | None = None
    names: Cells = ()
    number: int = -1
    row: int = 0
    _last: Row | None = None
    """The last row so far, which may go on at the top of the next page."""

    def of_page(self, page: Any, layer: Any, text: str) -> Told:
        """Return the rows of the tables on a page, and its text without their words."""
        is_tried = len(text) <= _MOST_LETTERS and (self.open is not None or _may_hold_table(text))
        if not (is_tried or is_from_the_right(text)):
            return Told(text, list(self.rest()))
        shown = Page(page, layer, text)
        if not is_tried:
            return Told(shown.text, list(self.rest()))
        words = shown.words()
        found = grids(lines_of(words), list(shown.rules()), shown.cut, self.open) if words else []
        if not found:
            return Told(shown.text, list(self.rest()))
        letters = list(shown.text)
        pieces: list[Row | End] = []
        for grid in found:
            goes_on = self.open is not None and grid.gaps == self.open.gaps
            if not goes_on:
                pieces.extend(self.rest())
                self.number += 1
                self.names = grid.rows[0]
            self.open = grid
            first = int(goes_on and grid.rows[0] == self.names)
            for i, cells in enumerate(grid.rows[first:], first):
                pieces.extend(self._add(cells, is_rest=i == first and goes_on and i in grid.rests))
            for word in words:
                if word.at in grid.places:
                    letters[word.at : word.at + len(word.text)] = " " * len(word.text)
        first = min(min(grid.places) for grid in found)
        return Told("".join(letters[:first]), pieces, "".join(letters[first:]))

    def _add(self, cells: Cells, *, is_rest: bool) -> Iterator[Row]:
        """Yield the row before these cells, which are the rest of it or a row of their own."""
        if self._last is not None and is_rest:
            pairs = zip(self._last.cells, cells, strict=True)
            self._last = replace(self._last, cells=tuple(together(filter(None, pair)) for pair in pairs))
            return
        yield from [self._last] if self._last is not None else []
        self._last = Row(self.number, self.row, cells)
        self.row += 1

    def rest(self) -> Iterator[Row | End]:
        """Yield the last row of the table that is open and its end, if one is."""
        if self._last is not None:
            yield self._last
        if self.open is not None:
            yield End(self.number)
        self.open = self._last = None


def _may_hold_table(text: str) -> bool:
    """Return true for a page with several long numbers, or with a line of several header words."""
    if len(_NUMBER.findall(text, 0, _MOST_LETTERS)) >= _FEWEST:
        return True
    lines = (line.split() for line in text.splitlines()[:_LOOKED_AT])
    return any(2 <= len(words) <= _MOST_WORDS and sum(map(is_header_word, words)) > 1 for words in lines)
