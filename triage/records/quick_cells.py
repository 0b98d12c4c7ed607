"""Cells of plain records that a fast parser left as dictionaries: those that `nested_values.cells` gives."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from triage.records.json_pairs import OF_TELEGRAM, PHONE_BOOK, Pairs, is_telling, repaired
from triage.records.nested_values import TYPED, cells, leaves

AGAIN, TEXT = "text_entities", "text"


def quick_cells(record: dict[str, Any]) -> dict[str, str]:
    """Return the leaves of a record by path, as `nested_values.cells` does of its `Pairs`."""
    is_twice = bool(record.get(AGAIN))
    told = _told(record.get(TEXT), record[AGAIN]) if is_twice else ""
    if told is None or not is_simple(tuple(record)):
        return cells(pairs_of(record))
    found: dict[str, str] = {}
    for key, each in record.items():
        kind = each.__class__
        if kind is str and each[:1] not in OPEN:
            found[key] = each if each.isascii() else repaired(each)
        elif kind is int:
            found[key] = str(each)
        elif is_twice and key == TEXT and kind is list:
            found[key] = repaired(told)
        elif each or each is False:
            if not (is_twice and key == AGAIN):
                _add(found, key, each)
        elif kind is str:
            found[key] = ""
    return found


OPEN = frozenset({"{", "["})


def _add(found: dict[str, str], key: str, value: Any) -> None:
    """Add the leaves of a value that is not plain text or a number."""
    for path, text in leaves(key, pairs_of(value)):
        name, count = path, 1
        while name in found:
            count += 1
            name = f"{path} ({count})"
        found[name] = text


_JOINTS = frozenset(".[(")
"""Letters of the paths of leaves: a key without them is the path of no other leaf."""


@lru_cache(8_192)
def is_simple(keys: tuple[str, ...]) -> bool:
    """Return true for keys that are names of columns as they are: no values, types, wrappers or repaired letters."""
    if any(not key.isascii() or _JOINTS.intersection(key) or is_telling(key) for key in keys) or "_source" in keys:
        return False
    is_typed = len(keys) == 1 and keys[0] in TYPED
    return not is_typed and (len(keys) < PHONE_BOOK or any(" " not in key.strip() for key in keys))


def _told(text: Any, again: Any) -> str | None:
    """Return the text of a message that is told twice and has no links; null for anything else."""
    if again.__class__ is not list or (repeated := _joined(again)) is None:
        return None
    first = text if text.__class__ is str else _joined(text) if text.__class__ is list else None
    return repeated if first == repeated else None


def _joined(parts: list[Any]) -> str | None:
    """Return the text of parts that have nothing but text, at least one of them formatted; else null."""
    texts, is_marked = [], False
    for part in parts:
        if part.__class__ is str:
            texts.append(part)
        elif part.__class__ is dict and len(part) == 2:
            kind, said = part.get("type"), part.get("text")
            if said.__class__ is not str or kind.__class__ is not str or kind not in OF_TELEGRAM:
                return None
            texts.append(said)
            is_marked = True
        else:
            return None
    return "".join(texts) if is_marked else None


def pairs_of(value: Any) -> Any:
    """Return a parsed value with objects as `Pairs` and numbers as text."""
    if value.__class__ is dict:
        return Pairs([(key, pairs_of(each)) for key, each in value.items()])
    if value.__class__ is list:
        return [pairs_of(each) for each in value]
    return str(value) if value.__class__ is int else value
