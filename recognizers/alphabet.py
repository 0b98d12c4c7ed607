"""Build patterns of whole words in Latin and Urdu script for Rust's regex, and capitals, for use inside recognizers.

Rust's Unicode word boundary leaves its fast engine on text that is not ASCII; an ASCII boundary, and for Urdu the
letters themselves, do not (measured: 8 ns a cell against 300).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import polars as pl

from triage.recognizers.form import as_it_is, parted

URDU = "\\x{0621}-\\x{06D3}"
"""Letters and marks of Urdu, Sindhi, Pashto and Balochi, without digits and punctuation: for Rust's regex."""

MARKS = "\\x{064B}-\\x{065F}\\x{0670}"
"""Vowel signs and similar marks, which one clerk writes and another omits."""

SMALL = "[a-z\\x{DF}-\\x{24F}]"
"""Characters that no text in capitals has."""

_SPECIAL = frozenset(".+*?()|[]{}^$#&-~\\")


def capitals(text: pl.Expr) -> pl.Expr:
    """Return a text in capitals. Nearly free if it is so already; Urdu has no capitals (saves a microsecond a cell)."""
    return parted(text, SMALL, lambda cell: cell.str.to_uppercase(), as_it_is)


def escaped(text: str) -> str:
    """Return a pattern that matches exactly this text."""
    return "".join(f"\\{each}" if each in _SPECIAL else each for each in text)


def any_word(words: Iterable[str]) -> str:
    """Return a pattern for any of these words or groups of words, whole, as written; the longest first.

    A blank in a group matches a blank, a full stop, both or neither: "H NO" is found in "H.NO" and "HNO". An Urdu word
    takes its neighbouring characters into the match, so two words that share one are found as one.
    """
    return _any_word(frozenset(word.strip() for word in words if word.strip()))


@cache
def _any_word(words: frozenset[str]) -> str:
    known = sorted(words, key=lambda each: (-len(each), each))
    latin = [_spaced(word) for word in known if word.isascii()]
    urdu = [_spaced(word) for word in known if not word.isascii()]
    parts = []
    if latin:
        parts.append(_latin(latin))
    if urdu:
        parts.append(f"(?:^|[^{URDU}])(?:{'|'.join(urdu)})(?:[^{URDU}]|$)")
    return "|".join(parts)


def _latin(words: list[str]) -> str:
    """Return a pattern of Latin words: those that end in a letter need a boundary after them, "H #" does not."""
    lettered = [word for word in words if word[-1].isalnum()]
    signed = [word for word in words if not word[-1].isalnum()]
    parts = [f"(?:{'|'.join(lettered)})(?:(?-u:\\b)|[0-9])"] if lettered else []
    parts += [f"(?:{'|'.join(signed)})"] if signed else []
    return f"(?-u:\\b)(?:{'|'.join(parts)})"


def _spaced(word: str) -> str:
    return "[. ]*".join(escaped(part) for part in word.split(" "))
