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

    Null leaves are left out. A path that comes twice gets " (2)" behind it. A text in parts, as Telegram exports it, is
    joined before anything is looked for in it; JSON inside a string is opened; UTF-8 that was written as Latin-1
    letters, as Facebook exports it, is put right.
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
        yield from _of_object(path, value)
    elif isinstance(value, list):
        yield from _of_list(path, value)
    elif isinstance(value, str) and (inside := _inside(value)) is not None:
        yield from _leaves(path, inside)
    elif value is not None:
        yield path, _text(value)


def _of_object(path: str, value: Pairs) -> Iterator[tuple[str, str]]:
    if len(value) == 1 and value[0][0] in ("$oid", "$numberLong", "$numberInt", "$date", "$numberDecimal"):
        yield from _leaves(path, value[0][1])
        return
    for key, each in value:
        yield from _leaves(f"{path}.{key}" if path else key, each)


def _of_list(path: str, value: list[Any]) -> Iterator[tuple[str, str]]:
    if _is_in_parts(value):
        yield path, "".join(each if isinstance(each, str) else _part(each, "text") for each in value)
        for index, each in enumerate(value):
            if isinstance(each, Pairs) and (link := _part(each, "href")):
                yield f"{path}[{index}].href", link
    elif any(isinstance(each, list) for each in value):
        for index, each in enumerate(value):
            yield from _leaves(f"{path}[{index}]", each)
    elif value:
        yield path, "; ".join(map(_text, value))


def _is_in_parts(value: Any) -> bool:
    """True for a list of texts and of marked texts: `["call ", {"type": "phone", "text": "0300..."}]`."""
    if not any(isinstance(each, Pairs) for each in value):
        return False
    return all(isinstance(each, str) or (isinstance(each, Pairs) and _part(each, "text") != "") for each in value)


def _part(value: Pairs, key: str) -> str:
    return next((each for name, each in value if name == key and isinstance(each, str)), "")


def _inside(text: str) -> Any:
    """The JSON object or array that a string holds; null where it holds none."""
    if text[:1] not in {"{", "["} or text[-1:] not in {"}", "]"}:
        return None
    try:
        value = loads(text)
    except (ValueError, RecursionError):
        return None
    return value if value and (isinstance(value, Pairs) or any(isinstance(each, list) for each in value)) else None


def repaired(text: str) -> str:
    """Text whose UTF-8 bytes were taken for Latin-1 letters, put right where letters of another script come out.

    >>> repaired("علی".encode().decode("latin-1"))
    'علی'
    """
    if text.isascii() or max(text) > "\xff":
        return text
    try:
        right = text.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return text
    return right if max(right) > "\xff" else text


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    text = "" if value is None else repaired(str(value))
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
