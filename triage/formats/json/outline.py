"""Take of each record of an array only the text of each value: enough for its keys, and whether it holds a table."""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np

from triage.formats.json import quick
from triage.formats.json.table_shapes import OF_MESSAGES, OWN_TABLE

_OUTLINES = msgspec.json.Decoder(list[dict[str, msgspec.Raw]])
_LIST = ord("[")
_OF_MESSAGES = [(name, b'"%s"' % name.encode()) for name in sorted({min(keys) for keys in OF_MESSAGES})]
"""One of the keys of each kind of messages, and as it is written."""

_SHORTEST = 3 * OWN_TABLE
"""Most bytes of a list of `OWN_TABLE` objects that have nothing in them."""


def outlines(text: bytes) -> tuple[list[Any], list[tuple[int, int]]]:
    """Return the same elements and places, unproven, and of plain records only the text of each value.

    `whole` parses the values of one. Raises `Unproven` if the borders of the elements are unknown.
    """
    array = b"[" + text + b"]"
    places = quick.places_of(array)
    try:
        with quick.undisturbed():
            values: list[Any] = _OUTLINES.decode(array)
    except (msgspec.DecodeError, msgspec.ValidationError, RecursionError) as error:
        raise quick.Unproven from error
    for index in _with_tables(array, values, places):
        start, stop = places[index]
        values[index] = quick.paired(quick.decoded(text[start:stop]), quick.Counted(), 1)
    return values, places


def _with_tables(array: bytes, values: list[dict[str, msgspec.Raw]], places: list[tuple[int, int]]) -> list[int]:
    """Return the numbers of the records that may hold a table."""
    inner = [
        key for name, key in _OF_MESSAGES if (n := array.count(key)) and n > sum([name in each for each in values])
    ]
    if inner:
        lists = ((i, bytes(v)) for i, each in enumerate(values) for v in each.values() if memoryview(v)[0] == _LIST)
        return sorted({i for i, v in lists if v.count(b"{") > OWN_TABLE or any(key in v for key in inner)})
    braces = np.flatnonzero(np.frombuffer(array, np.uint8) == ord("{"))
    counts = np.diff(np.searchsorted(braces, [*(start + 1 for start, _ in places), len(array)]))
    many = np.flatnonzero(counts > OWN_TABLE + 1).tolist()
    long = ((i, bytes(v)) for i in many for v in values[i].values() if len(memoryview(v)) > _SHORTEST)
    return sorted({i for i, v in long if v[0] == _LIST and v.count(b"{") > OWN_TABLE})


def whole(record: dict[str, msgspec.Raw]) -> dict[str, Any]:
    """Return a plain record of `outlines` with its values parsed. Raises `Unproven`."""
    return {key: quick.decoded(bytes(each)) for key, each in record.items()}
