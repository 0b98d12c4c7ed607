r"""Patterns for cells of ASCII alone: the same matches, without the letters of all scripts.

A pattern is compiled anew for each batch, and every `\p{L}` in it is an automaton of hundreds of states: a word of at
most sixteen letters takes seven milliseconds, one of Latin letters a hundredth of it. Most columns hold ASCII alone.
"""

from __future__ import annotations

import re
import warnings
from functools import cache
from itertools import groupby

import polars as pl

_FEW = 256
"""Most cells that are looked at in Python."""

_ASCII = {
    "L": "A-Za-z", "Lu": "A-Z", "Ll": "a-z", "Lo": "", "M": "", "N": "0-9", "Nd": "0-9", "C": r"\x00-\x1F\x7F",
    "d": "0-9", "w": "0-9A-Za-z_", "s": r"\t\n\x0B\x0C\r ",
}  # fmt: skip
"""What is left of a class of Unicode in ASCII."""

_NONE = {"D": "d", "W": "w", "S": "s"}
"""Classes of all other characters."""

_UNIT = re.compile(r"\\([pP])(?:\{(\w+)\}|(\w))|\\(.)|\[\^?\]?|&&|[^\\\[\]&]+|(?s:.)")


def is_ascii(cells: pl.Series) -> bool:
    """Return whether all cells are ASCII."""
    if cells.len() <= _FEW:
        return all(cell.isascii() for cell in cells.to_list() if cell)
    return bool(cells.str.len_bytes().sum() == cells.str.len_chars().sum())


def suited(pattern: str, cells: pl.Series) -> str:
    """Return the pattern that matches the same in these cells, soonest compiled."""
    own = narrowed(pattern)
    return own if own != pattern and is_ascii(cells) else pattern


@cache
def narrowed(pattern: str) -> str:
    r"""Return a pattern that matches the same in texts of ASCII, in the syntax of Rust; the pattern itself if unsure.

    >>> narrowed(r"^(\p{L}[\p{L}\p{M} .-]{1,30})\b")
    '^([A-Za-z][A-Za-z .-]{1,30})(?-u:\\b)'
    """
    parts, is_class, begun = list[str](), False, 0
    for unit in _UNIT.finditer(pattern):
        text = unit[0]
        if is_class and (text.startswith("[") or text == "&&"):
            return pattern  # a class inside a class
        if text.startswith("["):
            is_class, begun = True, len(parts) + 1
        elif text == "]" and is_class:
            if not any(parts[begun:]) and not parts[begun - 1].endswith("]"):
                return pattern
            is_class = False
            parts[begun - 1 :] = [_closed("".join([*parts[begun - 1 :], "]"]))]
            continue
        elif (made := _of_class(unit, is_class=is_class)) is None:
            return pattern
        else:
            text = made
        parts.append(text)
    return "".join(parts)


def _of_class(unit: re.Match[str], *, is_class: bool) -> str | None:
    """Return a unit of a pattern without Unicode; None if it cannot be told."""
    negated, name = unit[1] == "P", unit[2] or unit[3] or unit[4] or ""
    if unit[4] == "b" and not is_class:
        return r"(?-u:\b)"
    if unit[4] in _NONE:
        negated, name = True, _NONE[unit[4]]
    elif unit[1] is None and unit[4] not in {"d", "w", "s"}:
        return unit[0]
    if name not in _ASCII or (negated and is_class):
        return None
    own = _ASCII[name]
    if is_class:
        return own
    return (_closed(f"[^{own}]") if negated else f"[{own}]") if own else None


@cache
def _closed(text: str) -> str:
    """Return a class; of all but some characters those of ASCII, unless capitals and small letters differ in it."""
    if not text.startswith("[^"):
        return text
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            own = re.compile(text)
        except (re.error, FutureWarning):
            return text
    others = [number for number in range(128) if own.match(chr(number))]
    letters = {chr(number) for number in others if chr(number).isalpha()}
    if not others or letters != {each.swapcase() for each in letters}:
        return text
    runs = [list(run) for _, run in groupby(enumerate(others), key=lambda placed: placed[1] - placed[0])]
    return "[" + "".join(rf"\x{run[0][1]:02X}-\x{run[-1][1]:02X}" for run in runs) + "]"
