"""Words of a page of a PDF with their places, and the lines that are drawn on it.

Places are in points as the page is shown: x grows to the right, y grows upwards, whatever way the page is turned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

_WORD = re.compile("[^\\s\u00a0\ufffe\x02]+[\ufffe\x02]?|[\ufffe\x02]")
_TURNED = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\ufffd]{2,}")
"""Pattern of several letters that are written from right to left; U+FFFD is a letter whose code is not known."""

_HYPHENS = str.maketrans({"\ufffe": "-", "\x02": "-"})
"""The signs by which pdfium marks a hyphen at the end of a line, with which a word ends."""

_THIN, _SHORT = 2.5, 6.0
"""Widest and shortest lines in points: what is thicker is a box, what is shorter is a letter or a dot."""

_MOST_OBJECTS = 50_000


@dataclass(frozen=True, slots=True)
class Word:
    """A word, its box, and the offset of its first letter in the text of the page."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    at: int

    @property
    def middle(self) -> float:
        """Return the height of its middle."""
        return (self.bottom + self.top) / 2

    @property
    def height(self) -> float:
        """Return the height of its box."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Level:
    """A thin line across the page: its height, and from where to where it goes."""

    place: float
    start: float
    stop: float


@dataclass(frozen=True, slots=True)
class Upright:
    """A thin line up the page: how far to the right it stands, and from where to where it goes."""

    place: float
    start: float
    stop: float


Rule = Level | Upright


def is_from_the_right(text: str) -> bool:
    """Return true for text with letters that are written from right to left."""
    return _TURNED.search(text) is not None


def with_hyphens(text: str) -> str:
    """Return text with hyphens in place of pdfium's signs for hyphens at the end of a line."""
    return text.translate(_HYPHENS)


class Page:
    """The words of a page, whose single letters can be asked for."""

    def __init__(self, page: Any, layer: Any, text: str) -> None:
        import pypdfium2.raw as pdf  # noqa: PLC0415 - it loads a library of its own

        self._pdf, self._page, self._layer = pdf, page, layer
        self._box = pdf.FS_RECTF()
        self._turn = page.get_rotation()
        count = layer.count_chars()
        is_same = count == len(text)
        text = text if is_same else "".join(chr(pdf.FPDFText_GetUnicode(layer, i)) for i in range(count))
        text = text.replace("\0", "\ufffd")
        self.text = _TURNED.sub(self._from_the_right, text) if _TURNED.search(text) else text

    def _from_the_right(self, found: re.Match[str]) -> str:
        """Return the letters of a word in the order in which they are read, also where they stand in that of a page."""
        known = [place for place in range(found.start(), found.end()) if found.string[place] != "\ufffd"]
        is_turned = len(known) > 1 and self._of(known[0])[0] < self._of(known[-1])[0] - 1
        return found[0][::-1] if is_turned else found[0]

    def words(self) -> list[Word]:
        """Return the words in the order of the text."""
        return [self._word(found.start(), found.end()) for found in _WORD.finditer(self.text)]

    def cut(self, word: Word, x: float) -> tuple[Word, Word] | None:
        """Return a word as two, parted at the letter that begins nearest to x; null if that is its first letter."""
        starts = [(abs(self._of(i)[0] - x), i) for i in range(word.at, word.at + len(word.text))]
        place = min(starts)[1]
        end = word.at + len(word.text)
        return None if place == word.at else (self._word(word.at, place), self._word(place, end))

    def _word(self, start: int, stop: int) -> Word:
        first, last = self._of(start), self._of(stop - 1)
        left, right = min(first[0], last[0]), max(first[1], last[1])
        bottom, top = min(first[2], last[2]), max(first[3], last[3])
        return Word(with_hyphens(self.text[start:stop]), left, right, bottom, top, start)

    def _of(self, place: int) -> tuple[float, float, float, float]:
        """Return left, right, bottom and top of a letter."""
        box = self._box
        self._pdf.FPDFText_GetLooseCharBox(self._layer, place, box)
        return self._turned(box.left, box.right, box.bottom, box.top)

    def _turned(self, left: float, right: float, bottom: float, top: float) -> tuple[float, float, float, float]:
        if self._turn == 90:
            return bottom, top, -right, -left
        if self._turn == 180:
            return -right, -left, -top, -bottom
        if self._turn == 270:
            return -top, -bottom, left, right
        return left, right, bottom, top

    def rules(self) -> Iterator[Rule]:
        """Yield the thin lines, and the edges of boxes that are no thicker than a line."""
        kinds = [self._pdf.FPDF_PAGEOBJ_PATH]
        for thing in islice(self._page.get_objects(filter=kinds, max_depth=3), _MOST_OBJECTS):
            left, bottom, right, top = thing.get_bounds()
            left, right, bottom, top = self._turned(left, right, bottom, top)
            if top - bottom <= _THIN and right - left >= _SHORT:
                yield Level((top + bottom) / 2, left, right)
            elif right - left <= _THIN and top - bottom >= _SHORT:
                yield Upright((left + right) / 2, bottom, top)
            elif right - left >= _SHORT and top - bottom >= _SHORT:
                yield from (Level(y, left, right) for y in (bottom, top))
                yield from (Upright(x, bottom, top) for x in (left, right))
