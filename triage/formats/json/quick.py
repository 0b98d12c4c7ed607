"""Parse sound JSON many times as fast as the standard library, and only where the result is provably the same.

`msgspec` keeps the digits of numbers, but of a key that occurs twice in an object only the last value: the keys in the
text and in the result are counted, and if they differ, the text is not sound. In a long array, elements that are plain
records stay dictionaries, which `records/quick_cells.py` turns into cells; anything else becomes `Pairs`.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import accumulate
from typing import Any

import msgspec
import numpy as np

from triage.formats.json.table_shapes import OF_MESSAGES, OWN_TABLE
from triage.records.json_pairs import Pairs, is_in_parts

LONG = 200
"""Elements of an array from which on plain records stay dictionaries."""

_OUTER = 5
"""Levels of a document in which an array of objects is always a table."""

_PLAIN_DEPTH = 6
_SHOWN = 5
"""First elements of an array that are kept as `Pairs`, so that it is recognised as what it is."""

_DEEPEST = 256
_ANY = msgspec.json.Decoder(float_hook=str)
_PARTS = msgspec.json.Decoder(list[msgspec.Raw])


_ESCAPED = re.compile(rb'(?<!\\)(?:\\\\)*+\\"[ \t\r\n]*+:')
_MINUS_ZERO = re.compile(rb"-0(?![0-9.eE])(?<=[:\[, \t\r\n]-0)")


class Unproven(ValueError):
    """The text is not JSON, or its parsed form may differ from what is written."""


def parsed(text: bytes) -> Any:
    """Return a parsed document with objects as `Pairs`, apart from plain records in long arrays.

    Raises `Unproven`.
    """
    counted = Counted()
    with undisturbed():
        made = paired(decoded(text), counted, 0)
    prove(text, counted.keys)
    return made


def elements(text: bytes) -> tuple[list[Any], list[tuple[int, int]]]:
    """Return the parsed elements of an array, given without its brackets, and the place of each in the text.

    An element is a dictionary if it is a plain record, else `Pairs` or a value. Raises `Unproven`.
    """
    array = b"[" + text + b"]"
    counted = Counted()
    with undisturbed():
        values = decoded(array)
        made = [element(each, counted, 1) for each in values]
    prove(array, counted.keys)
    return made, places_of(array)


def places_of(array: bytes) -> list[tuple[int, int]]:
    """Return the place of each element of an array after its bracket, if equal gaps are between them."""
    try:
        lengths = [len(memoryview(each)) for each in _PARTS.decode(array)]
    except (msgspec.DecodeError, RecursionError) as error:
        raise Unproven from error
    size = len(array) - 2
    gap = (size - sum(lengths)) // max(1, len(lengths) - 1)
    starts = [0, *accumulate(length + gap for length in lengths[:-1])]
    if len(lengths) < 2 or starts[-1] + lengths[-1] != size:
        raise Unproven
    return [(start, start + length) for start, length in zip(starts, lengths, strict=True)]


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let no collection of garbage run: a parsed document has none, and is searched again and again as it grows."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def decoded(text: bytes) -> Any:
    """Return a parsed value, unproven: of a key that occurs twice it has one. Raises `Unproven` if it is no JSON."""
    try:
        if _MINUS_ZERO.search(text):
            raise Unproven
        return _ANY.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Unproven from error


def prove(text: bytes, keys: int) -> None:
    """Raise `Unproven` if a valid text has another number of keys than these."""
    if _keys(text) != keys:
        raise Unproven


def _keys(text: bytes) -> int:
    """Return the number of keys in valid JSON in which no key ends like the start of a value.

    A key is a quote before a colon, apart from escaped quotes, and from opening quotes of texts beginning with a colon.
    Raises `Unproven` for very many blanks before one.
    """
    letters = np.frombuffer(text, np.uint8)
    before = _before(letters, np.flatnonzero(letters[1:] == ord(":")))
    quotes = before[letters[before] == ord('"')]
    starts = _before(letters, quotes - 1)
    return int(quotes.size - _IS_START[letters[starts]].sum()) - _escaped(text)


def _before(letters: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Return for each place the nearest one up to it that is no blank. Raises `Unproven` if it is far."""
    waiting = np.flatnonzero(_IS_BLANK[letters[places]])
    for _ in range(_WIDEST):
        if not waiting.size:
            return places
        places[waiting] -= 1
        waiting = waiting[_IS_BLANK[letters[places[waiting]]]]
    raise Unproven


def _escaped(text: bytes) -> int:
    return len(_ESCAPED.findall(text)) if b'\\"' in text else 0


def _table(letters: bytes) -> np.ndarray:
    return np.isin(np.arange(256), list(letters))


_WIDEST = 10_000
_START = b":,[{"
_IS_BLANK, _IS_START = _table(b" \t\r\n"), _table(_START)


@lru_cache(8_192)
def count(names: tuple[str, ...]) -> int:
    """Return the number of keys of an object. Raises `Unproven` if one ends like the start of a value."""
    if any(name.rstrip(" ").endswith(tuple(_START.decode())) for name in names):
        raise Unproven
    return len(names)


class Counted:
    """The number of keys that were met."""

    __slots__ = ("keys",)

    def __init__(self) -> None:
        self.keys = 0


def element(value: Any, counted: Counted, depth: int) -> Any:
    """Return a plain record as it is, anything else as `Pairs`; add the number of its keys. Raises `Unproven`."""
    if value.__class__ is not dict:
        return paired(value, counted, depth)
    keys = count(tuple(value))
    for each in value.values():
        kind = each.__class__
        if kind is list:
            if each:
                inner = _keys_of_list(each)
            else:
                continue
        elif kind is dict:
            inner = _keys_in(each, _PLAIN_DEPTH)
        else:
            continue
        if inner < 0:
            return paired(value, counted, depth)
        keys += inner
    counted.keys += keys
    return value


def _keys_of_list(value: list[Any]) -> int:
    """Return the number of keys in a list of a record; -1 if it may be a table of its own, or is deep."""
    if len(value) > OWN_TABLE:
        return -1
    keys = 0
    for each in value:
        kind = each.__class__
        if kind is dict:
            names = tuple(each)
            more = _known.get(names) or _learned(names)
            for inner in each.values():
                if inner.__class__ in _BOXES:
                    more = -1 if more < 0 or (deeper := _keys_in(inner, _PLAIN_DEPTH)) < 0 else more + deeper
        elif kind is list:
            more = _keys_in(each, _PLAIN_DEPTH)
        else:
            continue
        if more < 0:
            return -1
        keys += more
    return keys


_BOXES = frozenset({dict, list})
_known: dict[tuple[str, ...], int] = {}
_MOST_KNOWN = 8_192


def _learned(names: tuple[str, ...]) -> int:
    """Return the number of keys of an object in a list; -1 if it is a message."""
    keys = -1 if any(known <= set(names) for known in OF_MESSAGES) else count(names)
    if len(_known) < _MOST_KNOWN:
        _known[names] = keys
    return keys


def _keys_in(value: Any, levels: int) -> int:
    """Return the number of keys in a value; -1 if it has more levels."""
    if value.__class__ is not dict and value.__class__ is not list:
        return 0
    if levels == 0:
        return -1
    keys = 0
    if value.__class__ is dict:
        keys, value = count(tuple(value)), value.values()
    for each in value:
        if (more := _keys_in(each, levels - 1)) < 0:
            return -1
        keys += more
    return keys


def paired(value: Any, counted: Counted, depth: int) -> Any:
    """Return a value with objects as `Pairs` and numbers as text. Raises `Unproven` if it is very deep."""
    if depth > _DEEPEST:
        raise Unproven
    kind = value.__class__
    if kind is dict:
        counted.keys += count(tuple(value))
        made = Pairs()
        for key, each in value.items():
            made.append((key, paired(each, counted, depth + 1)))
        return made
    if kind is list:
        if len(value) >= LONG and depth < _OUTER and all(each.__class__ is dict for each in value):
            shown = [paired(each, counted, depth + 1) for each in value[:_SHOWN]]
            if is_in_parts(shown):
                return [*shown, *(paired(each, counted, depth + 1) for each in value[_SHOWN:])]
            return [*shown, *(element(each, counted, depth + 1) for each in value[_SHOWN:])]
        listed = []
        for each in value:
            listed.append(paired(each, counted, depth + 1))  # noqa: PERF401 - a comprehension is a level of its own
        return listed
    return str(value) if kind is int else value
