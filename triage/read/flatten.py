"""A JSON value -> cells by dotted path, every leaf as text; numbers keep the digits that were written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any


class Pairs(list[tuple[str, Any]]):
    """An object as its pairs in order: a key that stands twice is kept twice."""


def loads(text: bytes | str) -> Any:
    """JSON with numbers as the text they are written in, and objects as `Pairs`. Raises `ValueError`."""
    return json.loads(text, object_pairs_hook=Pairs, parse_int=str, parse_float=str, parse_constant=str, strict=False)


def cells(value: Any) -> dict[str, str]:
    """Leaves by path: "a.b" in objects, "a[0].b" in lists of objects; lists of scalars are joined by "; ".

    Null leaves are left out. A path that comes twice gets " (2)" behind it.
    """
    found: dict[str, str] = {}
    for path, text in _leaves("", value):
        name, count = path, 1
        while name in found:
            count += 1
            name = f"{path} ({count})"
        found[name] = text
    return found


def _leaves(path: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Pairs):
        if len(value) == 1 and value[0][0] in ("$oid", "$numberLong", "$numberInt", "$date", "$numberDecimal"):
            yield from _leaves(path, value[0][1])
            return
        for key, each in value:
            yield from _leaves(f"{path}.{key}" if path else key, each)
    elif isinstance(value, list):
        if any(isinstance(each, list) for each in value):
            for index, each in enumerate(value):
                yield from _leaves(f"{path}[{index}]", each)
        elif value:
            yield path, "; ".join(map(_text, value))
    elif value is not None:
        yield path, _text(value)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    text = "" if value is None else str(value)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
