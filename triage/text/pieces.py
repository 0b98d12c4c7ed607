"""Recognise names of the pieces of a split file: x.csv.001, x.csv.002; x.csv.aa, x.csv.ab; x.csv.part1, ...

The numbers of pieces have no gap, from the first on: a name alone that ends in a number or two letters is no piece.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from string import ascii_lowercase

_NUMBERED = re.compile(r"(.+\.)(\d{3,4})")
_PARTS = re.compile(r"(.+\.(?:part|split|chunk)[-_.]?)(\d{1,4})", re.IGNORECASE)
_LETTERED = re.compile(r"(.+[._-](?:part[-_.]?)?|x)([a-z]{2,3})")
_WORD = re.compile(r"[._-](?:part|split|chunk)[-_.]?$", re.IGNORECASE)
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece by its name: the text before its number, the number, and how many characters the number has."""

    stem: str
    number: int
    width: int
    is_lettered: bool

    @property
    def whole(self) -> str:
        """The name of the whole file."""
        return (_WORD.sub("", self.stem) if _WORD.search(self.stem) else self.stem.rstrip("._-")) or self.stem

    @property
    def kind(self) -> tuple[str, int, bool]:
        """What pieces of one file have in common; numbers without leading zeros may grow wider."""
        return self.stem, self.width if self.is_lettered or self.width > 2 else 0, self.is_lettered

    def named(self, number: int) -> str:
        """Return the name of the piece with another number."""
        if not self.is_lettered:
            return f"{self.stem}{number:0{self.width}}"
        letters = ""
        for _ in range(self.width):
            number, letter = divmod(number, len(ascii_lowercase))
            letters = ascii_lowercase[letter] + letters
        return self.stem + letters


def of(name: str) -> Piece | None:
    """Return the piece that a name would be; null if it has no such form."""
    if match := _NUMBERED.fullmatch(name) or _PARTS.fullmatch(name):
        return Piece(match[1], int(match[2]), len(match[2]), is_lettered=False)
    if match := _LETTERED.fullmatch(name):
        number = 0
        for letter in match[2]:
            number = number * len(ascii_lowercase) + ascii_lowercase.index(letter)
        return Piece(match[1], number, len(match[2]), is_lettered=True)
    return None


def series(names: Iterable[str]) -> dict[str, str]:
    """Return, by name of the piece, the name of the whole: for two or more pieces without a gap from the first."""
    groups: dict[tuple[str, int, bool], dict[int, str]] = defaultdict(dict)
    wholes: dict[str, str] = {}
    for name in names:
        if piece := of(name):
            groups[piece.kind][piece.number] = name
            wholes[name] = piece.whole
    found: dict[str, str] = {}
    for (_, _, is_lettered), numbered in groups.items():
        first = min(numbered)
        is_begun = first == 0 if is_lettered else first in {0, 1}
        if len(numbered) >= _FEWEST and is_begun and max(numbered) - first == len(numbered) - 1:
            found |= {name: wholes[name] for name in numbered.values()}
    return found
