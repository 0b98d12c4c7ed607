"""Recognise JSON shapes that hold a table without one object per row, as pandas, web tables and caches write."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from triage.records.header_row import find_header
from triage.records.json_pairs import KEY, Pairs, by_key

OWN_TABLE = 20
"""Objects of an array inside a record above which they are a table of their own."""

_MANY_KEYS = 500
_LONG_COLUMNS = 5
"""Fewest cells of lists that are parallel columns; two lists of two cells are not a table."""


def of_object(value: Pairs) -> list[Pairs] | None:
    """Return the records that an object represents; null if it is a record itself."""
    inner = [each for _, each in value]
    records, rest = by_key(value)
    if records and not rest:
        return records
    if all(_is_scalar(each) for each in inner):
        return [Pairs([(KEY, key), ("value", each)]) for key, each in value] if len(value) > _MANY_KEYS else None
    if len(value) > 1 and all(isinstance(each, Pairs) for each in inner):
        return _by_column(value)
    if len(value) > 1 and all(_is_row(each) for each in inner):
        length = len(inner[0])
        if length >= _LONG_COLUMNS and all(len(each) == length for each in inner):
            return [Pairs([(key, column[i]) for key, column in value]) for i in range(length)]
    return None


def of_rows(rows: Sequence[Any], names: Sequence[str] = ()) -> list[Pairs] | None:
    """Return the records of a list of lists, with `names` or its first row as header; null if it has no rows."""
    if not rows or not all(_is_row(row) for row in rows):
        return None
    width = max(map(len, rows))
    if len(names) != width:
        texts = [[each if isinstance(each, str) else "" for each in row] for row in rows[:200]]
        top = find_header(texts, width) if len(rows) > 1 else None
        names = texts[0] if top == 0 else [f"[{i}]" for i in range(width)]
        rows = rows[1:] if top == 0 else rows
    return [Pairs(zip(names, row, strict=False)) for row in rows]


def names_for(value: Pairs, rows: Sequence[Any]) -> list[str]:
    """Return the column names next to the rows in an object, as pandas writes {"columns": ..., "data": ...}."""
    width = max((len(row) for row in rows if _is_row(row)), default=0)
    for _, each in value:
        if _is_row(each) and len(each) == width and all(isinstance(name, str) for name in each):
            return list(each)
    return []


def _by_column(value: Pairs) -> list[Pairs] | None:
    """Return records of columns whose cells have row numbers as keys: {"name": {"0": ..., "1": ...}, ...}.

    Else null.
    """
    rows = [key for key, _ in value[0][1]]
    if rows != [str(i) for i in range(len(rows))] or not rows:
        return None
    columns = [(name, dict(cells)) for name, cells in value]
    if any(list(cells) != rows for _, cells in columns):
        return None
    return [Pairs([(name, cells[row]) for name, cells in columns]) for row in rows]


def _is_scalar(value: Any) -> bool:
    return not isinstance(value, list | dict)


def _is_row(value: Any) -> bool:
    return isinstance(value, list) and not isinstance(value, Pairs) and all(_is_scalar(each) for each in value)


OF_MESSAGES = (
    frozenset({"from", "text"}),
    frozenset({"from_id", "text"}),
    frozenset({"actor", "action"}),
    frozenset({"sender_name", "timestamp_ms"}),
    frozenset({"senderName", "timestamp"}),
    frozenset({"From", "Content"}),
)
"""Keys of messages as Telegram, Meta and TikTok name them."""

_LOOKED_AT, _DEEP = 5, 5


def are_messages(values: Any) -> bool:
    """Return true for messages of a chat, which are a table however few they are."""
    if not isinstance(values, list) or isinstance(values, Pairs):
        return False
    keys = [{key for key, _ in each} for each in values[:_LOOKED_AT] if isinstance(each, Pairs)]
    return any(known <= each for known in OF_MESSAGES for each in keys)


def hold_messages(value: Pairs) -> bool:
    """Return true for an object that contains chats, some levels down."""
    level: list[Any] = [value]
    for _ in range(_DEEP):
        level = [inner for each in level for _, inner in each]
        if any(map(are_messages, level)):
            return True
        level = [each for each in level if isinstance(each, Pairs)]
    return False
