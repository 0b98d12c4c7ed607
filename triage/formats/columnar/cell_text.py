"""Convert Arrow columns of any type to columns of text as a person would read them, without rounding."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as kinds

_DEEPEST = 32


def names_of(schema: pa.Schema) -> tuple[str, ...]:
    """Return the names of the columns of a schema; the fields of a structure are separate columns: "a.b"."""
    return tuple(name for field in schema for name in _names(_name(field), field.type, 0))


def _name(field: pa.Field) -> str:
    """Return the name of a field, with bytes that are not UTF-8 escaped."""
    try:
        return str(field.name)
    except UnicodeDecodeError as error:
        return error.object.decode("utf-8", "backslashreplace")


def _names(name: str, kind: pa.DataType, depth: int) -> Iterator[str]:
    if kinds.is_struct(kind) and kind.num_fields and depth < _DEEPEST:
        for field in kind:
            yield from _names(f"{name}.{_name(field)}", field.type, depth + 1)
    else:
        yield name


def texts(batch: pa.RecordBatch) -> list[pl.Series]:
    """Return the columns of a batch as text, in the order of `names_of`; a column of an unknown type is null.

    Raises `pa.ArrowException` if the batch is damaged.
    """
    numbered = _numbered(batch)
    return [text for column in _columns(numbered) for text in _texts(column, 0)]


def unknown_types(batch: pa.RecordBatch) -> list[str]:
    """Return the types of those columns of a batch that the library has no values for: intervals of months, of days."""
    numbered = _numbered(batch)
    return [str(numbered.schema.types[i]) for i in range(batch.num_columns) if _column(numbered, i) is None]


def _numbered(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return a batch whose columns are named by numbers: a damaged name gives no column."""
    return batch.rename_columns([str(i) for i in range(batch.num_columns)])


def _columns(batch: pa.RecordBatch) -> Iterator[pa.Array]:
    for index in range(batch.num_columns):
        found = _column(batch, index)
        yield pa.nulls(batch.num_rows) if found is None else found


def _column(batch: pa.RecordBatch, index: int) -> pa.Array | None:
    try:
        return batch.column(index)
    except KeyError:  # it knows the type and has no class for its columns
        return None


def _texts(column: pa.Array, depth: int) -> Iterator[pl.Series]:
    if kinds.is_struct(column.type) and column.type.num_fields and depth < _DEEPEST:
        column.validate()
        for child in column.flatten():
            yield from _texts(child, depth + 1)
    else:
        yield _text(column)


def _text(column: pa.Array) -> pl.Series:  # noqa: PLR0911 - one line a type
    kind = column.type
    if isinstance(kind, pa.BaseExtensionType):
        return _text(column.storage)
    if kinds.is_dictionary(kind):
        column.validate(full=not _holds_bytes(kind.value_type))
        return _text(column.dictionary.take(column.indices))
    if kinds.is_run_end_encoded(kind):
        return _text(pc.run_end_decode(column))
    if kinds.is_null(kind):
        return pl.Series([None] * len(column), dtype=pl.String)
    if _holds_bytes(kind):
        return _letters(column, is_text=kinds.is_string(kind) or kinds.is_large_string(kind) or _is_view(kind))
    column.validate(full=kinds.is_nested(kind))  # a number beyond its own precision is still what is written there
    if kinds.is_floating(kind):
        numbers = column.cast(pa.float32()) if kinds.is_float16(kind) else column
        return _series(numbers).cast(pl.String).str.replace(r"\.0$", "")
    if kinds.is_timestamp(kind):
        return _moments(column)
    if kinds.is_date64(kind):
        return _moments(column.view(pa.int64()).cast(pa.timestamp("ms"))).str.replace(r"T00:00:00$", "")
    if kinds.is_nested(kind) or kinds.is_interval(kind):
        return pl.Series([None if each is None else _json(each) for each in column.to_pylist()], dtype=pl.String)
    text = _series(column.cast(pa.large_string()))
    return text.str.replace(r"(\.\d*?)0+$", "$1").str.strip_suffix(".") if kinds.is_time(kind) else text


def _holds_bytes(kind: pa.DataType) -> bool:
    return any(
        is_kind(kind)
        for is_kind in (
            kinds.is_string,
            kinds.is_large_string,
            kinds.is_binary,
            kinds.is_large_binary,
            kinds.is_fixed_size_binary,
            kinds.is_string_view,
            kinds.is_binary_view,
        )
    )


def _is_view(kind: pa.DataType) -> bool:
    return bool(kinds.is_string_view(kind))


def _letters(column: pa.Array, *, is_text: bool) -> pl.Series:
    """Return bytes as UTF-8 text.

    In cells that are not UTF-8 bad bytes are escaped, and binary cells are hexadecimal.
    """
    if not kinds.is_fixed_size_binary(column.type):
        column = column.cast(pa.large_binary())
    column.validate(full=True)
    raw = _series(column.cast(pa.large_binary()))
    try:
        return raw.cast(pl.String)
    except pl.exceptions.ComputeError:  # a cell of this batch is no UTF-8
        return pl.Series([None if each is None else _letter(each, is_text=is_text) for each in raw], dtype=pl.String)


def _letter(cell: bytes, *, is_text: bool) -> str:
    try:
        return cell.decode("utf-8")
    except UnicodeDecodeError:
        return cell.decode("utf-8", "backslashreplace") if is_text else f"0x{cell.hex()}"


def _moments(column: pa.Array) -> pl.Series:
    """Return timestamps in ISO 8601, in their own time zone, or in UTC if this machine does not know that zone."""
    try:
        text = _series(column.cast(pa.large_string()))
    except pa.ArrowException:
        utc = column.cast(pa.timestamp(column.type.unit, "UTC"))
        text = _series(utc.cast(pa.large_string()))
    text = text.str.replace(r"^(\S+) (\d)", "${1}T$2")
    return text.str.replace(r"(\.\d*?)0+([-+Z]|$)", "$1$2").str.replace(r"\.([-+Z]|$)", "$1")


def _json(value: Any) -> str:
    """Return a list of scalars joined by "; ", anything else as JSON."""
    if isinstance(value, list) and not any(isinstance(each, (list, dict, tuple)) for each in value):
        return "; ".join("" if each is None else _scalar(each) for each in value)
    return json.dumps(value, ensure_ascii=False, default=_scalar)


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _series(column: pa.Array) -> pl.Series:
    found = pl.from_arrow(column)
    return found if isinstance(found, pl.Series) else found.to_series()
