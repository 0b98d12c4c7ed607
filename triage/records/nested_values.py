"""Flatten a JSON value to cells by dotted path, every leaf as text; numbers keep the digits that were written."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from typing import Any

from triage.records.json_pairs import (
    Pairs,
    are_people,
    beside,
    by_key,
    is_in_parts,
    joined,
    labelled,
    repaired,
    told_once,
    written,
)

TYPED = frozenset("$oid $numberLong $numberInt $numberDouble $numberDecimal $date $uuid $symbol".split())
"""Keys by which MongoDB writes a value with its type."""

_SHELL = re.compile(
    r'"(?:[^"\\]++|\\.)*+"|\b(?:new\s+)?(?:ObjectId|ISODate|Date|Number(?:Long|Int|Decimal)|UUID|BinData|Timestamp)\(([^()]*+)\)'
)
"""Pattern of values as MongoDB's shell shows them; it also matches strings, in which such values are plain text."""

_ESCAPE = re.compile(r'\\(?:(["\\/bfnrt]|u[0-9a-fA-F]{4})|(x[0-9a-fA-F]{2}|[^u]|$))', re.DOTALL)
"""Pattern of an escape that JSON defines (group 1), or that it does not (group 2)."""


def loads(text: bytes | str) -> Any:
    """Return parsed JSON, with numbers as the text they are written in and objects as `Pairs`. Raises `ValueError`."""
    return json.loads(text, object_pairs_hook=Pairs, parse_int=str, parse_float=str, parse_constant=str, strict=False)


def loosely(text: str) -> Any:
    """Return a value of JSON, of MongoDB's shell, or of a Python dictionary. Raises `ValueError` for anything else."""
    try:
        return loads(text)
    except ValueError:
        if (plain := with_escapes(text)) != text:
            return loads(plain)
        if "(" in text and (plain := from_shell(text)) != text:
            return loads(plain)
        if not re.match(r"\s*[{\[]\s*['{\[]", text):
            raise
    try:
        return _of_python(ast.literal_eval(text.strip()))
    except (SyntaxError, MemoryError, TypeError) as error:
        raise ValueError(str(error)) from error


def with_escapes(text: str) -> str:
    r"""Return JSON for text with escapes of other languages: \xNN is a character, any other backslash is literal.

    >>> with_escapes(r'["\x0b \d \n"]')
    '["\\u000b \\\\d \\n"]'
    """
    return _ESCAPE.sub(lambda found: found[0] if found[2] is None else _escape(found[2]), text)


def _escape(text: str) -> str:
    return f"\\u00{text[1:]}" if text.startswith("x") and len(text) == 3 else "\\\\" + text


def is_deeper(value: Any, levels: int) -> bool:
    """Return true for a value with more levels of objects and lists."""
    level: list[Any] = [value]
    for _ in range(levels):
        level = [
            inner
            for each in level
            if isinstance(each, list)
            for inner in ((v for _, v in each) if isinstance(each, Pairs) else each)
            if isinstance(inner, list)
        ]
        if not level:
            return False
    return True


def from_shell(text: str) -> str:
    """Return JSON for text with calls of MongoDB's shell, such as ObjectId("...")."""
    return _SHELL.sub(lambda found: found[0] if found[1] is None else _argument(found[1].strip()), text)


def _argument(text: str) -> str:
    return text if re.fullmatch(r'"(?:[^"\\]|\\.)*"|-?\d+', text) else json.dumps(text)


def _of_python(value: Any) -> Any:
    """Return a value parsed by `ast` in the form that `loads` gives."""
    if isinstance(value, dict):
        return Pairs([(str(key), _of_python(each)) for key, each in value.items()])
    if isinstance(value, list | tuple | set):
        return [_of_python(each) for each in value]
    return value if value is None or isinstance(value, bool | str) else str(value)


def cells(value: Any) -> dict[str, str]:
    """Return leaves by path: "a.b" in objects, "a[0].b" in lists of objects; lists of scalars are joined by "; ".

    Null leaves are left out. A path that occurs twice gets the suffix " (2)". A text in parts, as Telegram exports it,
    is joined first; JSON inside a string is parsed; UTF-8 that was written as Latin-1 characters, as Facebook exports
    it, is repaired.
    """
    found: dict[str, str] = {}
    for path, text in leaves("", value):
        name, count = path, 1
        while name in found:
            count += 1
            name = f"{path} ({count})"
        found[name] = text
    return found


class _Leaf(str):
    """Text that is not parsed any further."""

    __slots__ = ()


def leaves(path: str, value: Any) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of each leaf, without recursion: a document may be deeper than Python's stack."""
    waiting = [(path, value)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, _Own):
            waiting.extend((_below(path, repaired(key)), each) for key, each in reversed(value))
        elif isinstance(value, Pairs):
            waiting.extend(reversed(_of_object(path, value)))
        elif isinstance(value, list):
            waiting.extend(reversed(_of_list(path, value)))
        elif isinstance(value, _Leaf):
            yield path, str(value)
        elif isinstance(value, str) and (inside := _inside(value)) is not None:
            waiting.append((path, inside))
        elif value is not None:
            yield path, _text(value)


def _of_object(path: str, value: Pairs) -> list[tuple[str, Any]]:
    if len(value) == 1 and value[0][0] in TYPED:
        return [(path, value[0][1])]
    records, rest = by_key(told_once(value))
    found = [(_below(path, repaired(key)), each) for key, each in rest]
    if len(records) == 1:  # its own keys need no number
        return [(path, _Own(records[0])), *found]
    return [*((f"{path}[{index}]", _Own(each)) for index, each in enumerate(records)), *found]


def _below(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


class _Own(Pairs):
    """An object whose keys have already been checked for values."""

    __slots__ = ()


def _of_list(path: str, value: list[Any]) -> list[tuple[str, Any]]:
    if is_in_parts(value):
        links = [(f"{path}[{place}].{key}", each) for place, key, each in beside(value)]
        return [(path, _Leaf(repaired(joined(value)))), *links]
    if (fields := labelled(value)) is not None:
        return [(path, fields)]
    if are_people(value):  # each is a record of its own, which `triage.read.json_cells` makes it
        return [(path, _Leaf(written(value)))]
    if any(isinstance(each, list) for each in value):
        return [(f"{path}[{index}]", each) for index, each in enumerate(value)]
    return [(path, _Leaf("; ".join(map(_text, value))))] if value else []


def _inside(text: str) -> Any:
    """Return the JSON object or array that a string holds; null if it holds neither.

    An array of several objects stays text: each is a record, and is made one by `triage.read.json_cells`.
    """
    if text[:1] not in {"{", "["} or text[-1:] not in {"}", "]"}:
        return None
    try:
        value = loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(value, Pairs):
        return value or None
    is_of_records = len(value) > 1 and all(isinstance(each, Pairs) for each in value) and labelled(value) is None
    return value if not is_of_records and any(isinstance(each, list) for each in value) else None


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    text = "" if value is None else repaired(str(value))
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
