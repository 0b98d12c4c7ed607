"""Names of pieces of a file that was cut: x.csv.001, x.csv.002, ...; x.csv.aa, x.csv.ab, ...; x.csv.part1, ...

Pieces count without a gap from their first: names alone that end in a number or two letters are none.
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
    """One piece by its name: what is before its number, the number, and with how many signs that is written."""

    stem: str
    number: int
    width: int
    is_lettered: bool

    @property
    def whole(self) -> str:
        """The name of the whole."""
        return (_WORD.sub("", self.stem) if _WORD.search(self.stem) else self.stem.rstrip("._-")) or self.stem

    @property
    def kind(self) -> tuple[str, int, bool]:
        """What pieces of one whole have in common; numbers that are not filled up grow wider."""
        return self.stem, self.width if self.is_lettered or self.width > 2 else 0, self.is_lettered

    def named(self, number: int) -> str:
        """Return the name of the piece of another number."""
        if not self.is_lettered:
            return f"{self.stem}{number:0{self.width}}"
        letters = ""
        for _ in range(self.width):
            number, letter = divmod(number, len(ascii_lowercase))
            letters = ascii_lowercase[letter] + letters
        return self.stem + letters


def of(name: str) -> Piece | None:
    """Return the piece that a name would be of; null if it is like none."""
    if match := _NUMBERED.fullmatch(name) or _PARTS.fullmatch(name):
        return Piece(match[1], int(match[2]), len(match[2]), is_lettered=False)
    if match := _LETTERED.fullmatch(name):
        number = 0
        for letter in match[2]:
            number = number * len(ascii_lowercase) + ascii_lowercase.index(letter)
        return Piece(match[1], number, len(match[2]), is_lettered=True)
    return None


def series(names: Iterable[str]) -> dict[str, str]:
    """Return the name of the whole of each piece: two at least that count from the first, a name for each."""
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
