"""Fold text: the many ways to write a digit, a dash or a space become one, one code point for one.

Because no code point is added or removed, an offset in folded text is the same offset in the original.
"""

from __future__ import annotations

from unicodedata import normalize

import polars as pl

from triage.recognizers.escapes import joined, unescaped
from triage.recognizers.glued import has_run, parted_column

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u06d4"
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
_MARKS = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"

_LETTERS = {
    "\u064a": "\u06cc",
    "\u0649": "\u06cc",
    "\u0643": "\u06a9",
    "\u0647": "\u06c1",
    "\u06c0": "\u06c1",
    "\u06c2": "\u06c1",
    "\u0629": "\u06c1",
    # Letters of Sindhi and Pashto, each with the letter of Urdu in its place.
    **dict(zip("ڪٻڀڄڃڇٿٽٺڏڊڌڍڦڳڱڻڙښږډټړڼېۍګڅځ", "کببججچتٹٹدڈددپگننڑشژڈٹڑنییگسز", strict=True)),
}


def _shapes() -> dict[str, str]:
    """Return the shapes that letters take in words (Unicode, Arabic Presentation Forms), each with its letter."""
    drawn = (chr(code) for code in (*range(0xFB50, 0xFDFE), *range(0xFE70, 0xFEFD)))
    letters = {shape: normalize("NFKC", shape) for shape in drawn}
    return {
        shape: _LETTERS.get(letter, letter) for shape, letter in letters.items() if len(letter) == 1 and letter != shape
    }


def _accented() -> dict[str, str]:
    """Return the Latin letters with accents, each with the letter without accent."""
    latin = (chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)))
    bare = {letter: normalize("NFKD", letter)[0] for letter in latin}
    return {letter: base for letter, base in bare.items() if base.isascii() and base.isalpha()}


TABLE: dict[str, str] = {
    **{chr(0x06F0 + d): str(d) for d in range(10)},
    **{chr(0x0660 + d): str(d) for d in range(10)},
    **{chr(0xFF10 + d): str(d) for d in range(10)},
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_MARKS, " "),
    "\u066b": ".",
    "\u060c": ",",
    "\u061b": ";",
    "\uff0b": "+",
    "\uff20": "@",
    **_LETTERS,
    **_shapes(),
    **_accented(),
}
"""Replacements of code points: Urdu, Arabic and full-width digits; dashes; spaces and zero-width marks; yeh, kaf, heh;

the shapes of letters; Latin letters with accents.
"""

_FEW = 256
"""Most cells that are checked in Python instead of by an expression."""

_SIGNS = r"[%&\t]|[^\x00-\x7F]"
"""Pattern of cells in which anything may be folded: one search shows that most cells have nothing."""

_TRANSLATION = str.maketrans(TABLE)


def fold(text: str) -> str:
    r"""Return a text folded, with the same length.

    >>> fold("\u06f3\u06f5\u06f2\u06f0\u06f2\u20111234567\u20111")
    '35202-1234567-1'
    """
    return text.replace("\t", " ") if text.isascii() else text.translate(_TRANSLATION)


def fold_column(cells: pl.Series) -> pl.Series:
    """Return a column folded, with escapes of pages and links decoded and glued numbers parted; null stays null.

    String in, String out. Nearly free if every cell is ASCII.
    """
    if cells.len() <= _FEW:
        text = "".join(cells.drop_nulls().to_list())
        if _is_plain(text):
            return parted_column(cells) if has_run(text) else cells
    return parted_column(_folded_where_odd(cells))


def _folded_where_odd(cells: pl.Series) -> pl.Series:
    is_odd = cells.str.contains(_SIGNS)
    odd = cells.filter(is_odd)
    if not odd.len():
        return cells
    if odd.len() > cells.len() // 2:
        return _folded(cells)
    place = pl.select(pl.when(is_odd).then(is_odd.cum_sum() - 1)).to_series()
    return pl.select(pl.when(is_odd).then(_folded(odd).gather(place)).otherwise(cells).alias(cells.name)).to_series()


def _folded(cells: pl.Series) -> pl.Series:
    cells = unescaped(cells)
    if is_ascii(cells):
        return cells.str.replace_all("\t", " ", literal=True) if _has_tab(cells) else cells
    return joined(cells).str.replace_many(list(TABLE), list(TABLE.values()))


def _is_plain(text: str) -> bool:
    """Return true if nothing can be folded: for few cells this takes a hundredth of the time of an expression."""
    return text.isascii() and not any(sign in text for sign in "%&\t")


def is_ascii(cells: pl.Series) -> bool:
    """Return true when no cell has a character outside ASCII (null counts as ASCII)."""
    return int(cells.str.len_bytes().sum() or 0) == int(cells.str.len_chars().sum() or 0)


def _has_tab(cells: pl.Series) -> bool:
    return bool(cells.str.contains("\t", literal=True).any())
