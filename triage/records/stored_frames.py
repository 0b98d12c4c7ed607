"""Arrays and tables that programs of statistics stored (numpy, pandas, Arrow in a pickle), as lists and rows.

They come as what a class was made of: a dictionary of the class, its arguments and its state. Nothing is loaded or run:
texts and numbers are taken out of their bytes by the stated kind, and checked to lie inside of them. What is not
understood stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

CLASS, VALUES, STATE, ITEMS = "(class)", "(values)", "(state)", "(items)"
"""Keys of an object of a class: its name, its arguments, its state, the values that it holds."""

_PLAIN_KINDS = "biufSU"
_TIMES = "mM"
_EXTENSIONS = (ITEMS, "_pa_array", "_ndarray", "_data", "data")
_MISSING = ("pandas.NA", "pandas._libs.missing.NA", "pandas.NaT")
_OLD_FORM = "0.14.1"
_NOT_AS_STATED = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    OverflowError,
    NotImplementedError,
    MemoryError,
    RecursionError,
    StopIteration,
)
"""What is raised where the parts of an object are not of the kinds that its class has."""


def array(name: str, values: list[Any]) -> Any:
    """Return the list of an array that a function makes of its arguments; null if it makes none.

    `name` is that of the function.
    """
    maker = _MAKERS.get(name.rpartition(".")[2])
    try:
        return None if maker is None else maker(values)
    except _NOT_AS_STATED:
        return None


def keep_items(made: dict[str, Any]) -> None:
    """Replace the state of an array or a table by its values or rows, in the object itself; others stay."""
    kind = str(made.get(CLASS, "")).rpartition(".")[2]
    keeper = _KEEPERS.get(kind)
    try:
        items = None if keeper is None else keeper(made)
    except _NOT_AS_STATED:
        return
    if items is not None:
        made.clear()
        made[ITEMS] = items


def is_attributes(state: Any) -> bool:
    """Return true for names and values of an object, or for none: other states are a class's own affair."""
    return state is None or (isinstance(state, dict) and CLASS not in state)


def loose_rows(value: Any) -> Iterator[Any]:
    """Yield the rows of a table, or the value itself."""
    if isinstance(value, dict) and list(value) == [ITEMS] and all(isinstance(each, dict) for each in value[ITEMS]):
        yield from value[ITEMS]
    else:
        yield value


def _arrow(values: list[Any]) -> list[Any] | None:
    """Return the values of an Arrow array: (type, length, nulls, offset, buffers, children, dictionary)."""
    import pyarrow as pa  # noqa: PLC0415 - for these arrays alone

    kind, length, nulls, offset, buffers, children, *_ = values[0]
    if children or str(kind[CLASS]) != "pyarrow.lib.type_for_alias":
        return None
    parts = [None if each is None else pa.py_buffer(each) for each in buffers]
    made = pa.Array.from_buffers(pa.type_for_alias(kind[VALUES][0]), length, parts, nulls, offset)
    made.validate(full=True)
    found: list[Any] = made.to_pylist()
    return found


def _chunks(values: list[Any]) -> list[Any] | None:
    return (
        [each for chunk in values[0] for each in chunk] if all(isinstance(each, list) for each in values[0]) else None
    )


def _buffer(values: list[Any]) -> Any:
    return values[0] if isinstance(values[0], bytes | bytearray) else None


def _encoded(values: list[Any]) -> bytes:
    """Return bytes that the first protocols write as the text of another encoding."""
    made: bytes = values[0].encode(values[1])
    return made


def _from_buffer(values: list[Any]) -> list[Any] | None:
    raw, kind, shape, order = values
    return _shaped(raw, kind, shape, order)


def _reconstructed(made: dict[str, Any]) -> list[Any] | None:
    """Return the values of a numpy array by its state: (version, shape, kind, by columns?, bytes or values)."""
    _, shape, kind, by_columns, raw = made[STATE]
    return _shaped(raw, kind, shape, "F" if by_columns else "C")


def _shaped(raw: Any, kind: dict[str, Any], shape: list[int], order: str) -> list[Any] | None:
    if isinstance(raw, list):
        flat = np.empty(len(raw), dtype=object)
        for at, each in enumerate(raw):
            flat[at] = each
    else:
        stated = _kind(kind)
        if stated is None:
            return None
        flat = np.frombuffer(raw, dtype=stated)
        flat = flat.astype(str) if stated.kind in _TIMES else flat
    found: list[Any] = flat.reshape(shape, order="F" if order == "F" else "C").tolist()
    return found


def _kind(made: dict[str, Any]) -> np.dtype[Any] | None:
    """Return the kind of an array's values: plain numbers and texts of a fixed length, and times with their unit."""
    name, state = str(made[VALUES][0]), made.get(STATE) or []
    signs = state[1] if len(state) > 1 and state[1] in {"<", ">"} else ""
    unit = f"[{state[8][1][0].decode('ascii')}]" if name[:1] in _TIMES else ""
    kind = np.dtype(f"{signs}{name}{unit}")
    return kind if kind.kind in _PLAIN_KINDS + _TIMES else None


def _rows(made: dict[str, Any]) -> list[Any] | None:
    """Return the rows of a frame: names of columns and their values."""
    manager = made.get("_mgr") or made.get("_data")
    if manager is None:
        return None
    axes, blocks = _parts(manager)
    names, index = _values(axes[0]), _values(axes[1])
    columns: dict[int, list[Any]] = {}
    for values, placement, *_ in blocks:
        held, places = _values(values), _values(placement)
        tables = held if len(held) == len(places) and all(isinstance(each, list) for each in held) else [held]
        columns.update(zip(places, tables, strict=True))
    if len(columns) != len(names) or any(len(each) != len(index) for each in columns.values()):
        return None
    named = {str(names[at]): [_cell(each) for each in columns[at]] for at in sorted(columns)}
    if "RangeIndex" not in str(axes[1]):
        named = {"index": [_cell(each) for each in index], **named}
    return [dict(zip(named, row, strict=True)) for row in zip(*named.values(), strict=True)]


def _parts(manager: dict[str, Any]) -> tuple[list[Any], list[list[Any]]]:
    """Return the axes and the blocks (values, places) of a frame, in the form of pandas 1.3 and later, or before."""
    if STATE in manager:
        old = next(each[_OLD_FORM] for each in manager[STATE] if isinstance(each, dict) and _OLD_FORM in each)
        return old["axes"], [[each["values"], each["mgr_locs"]] for each in old["blocks"]]
    blocks, axes = manager[VALUES]
    return axes, [each[VALUES] for each in blocks]


def _values(part: Any) -> list[Any]:
    """Return the values of an array, an index, a slice or a column of any kind. Raises `TypeError` for others."""
    if isinstance(part, list):
        return part
    if not isinstance(part, dict):
        raise TypeError
    kind = str(part.get(CLASS)).rpartition(".")[2]
    if kind in {"slice", "_new_Index"}:
        return list(range(*part[VALUES])) if kind == "slice" else _labels(*part[VALUES])
    if "_mask" in part:
        pairs = zip(_values(part["_data"]), _values(part["_mask"]), strict=True)
        return [None if hidden else each for each, hidden in pairs]
    if STATE in part:
        return _of_state(part[STATE])
    return _values(next(part[key] for key in _EXTENSIONS if key in part))


def _labels(kind: Any, state: dict[str, Any]) -> list[Any]:
    """Return the labels of rows or columns."""
    is_range = str(kind).endswith("RangeIndex")
    return list(range(state["start"], state["stop"], state["step"])) if is_range else _values(state)


def _of_state(state: list[Any]) -> list[Any]:
    """Return the values of a column of categories, or of another that keeps its array in its state."""
    held = next(_values(each) for each in state if isinstance(each, list) or (isinstance(each, dict) and ITEMS in each))
    kinds = next((each["categories"] for each in state if isinstance(each, dict) and "categories" in each), None)
    if kinds is None:
        return held
    words = _values(kinds)
    return [words[each] if each >= 0 else None for each in held]


def _cell(value: Any) -> Any:
    """Return a cell; null for the signs of missing values."""
    is_missing = value != value or (isinstance(value, str) and value in _MISSING)  # noqa: PLR0124 - not a number
    return None if is_missing else value


_MAKERS: dict[str, Callable[[list[Any]], Any]] = {
    "_restore_array": _arrow,
    "chunked_array": _chunks,
    "py_buffer": _buffer,
    "_frombuffer": _from_buffer,
    "bytearray": _buffer,
    "bytes": _buffer,
    "encode": _encoded,
}
_KEEPERS: dict[str, Callable[[dict[str, Any]], list[Any] | None]] = {"_reconstruct": _reconstructed, "DataFrame": _rows}
