"""Parse delimited text that is not clean: clean lines together by the proof, the others one by one.

The result is the same as that of parsing every line one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from triage.formats.delimited.proof import parse
from triage.text.bulk_parse import Signs, schema
from triage.text.byte_offsets import Places
from triage.text.clean_lines import LONGEST_RECORD, Lines, are_clean, lines_of, read_by_halves
from triage.text.dialect import COMMON
from triage.text.record_splitter import LONGEST_LINES, records, split_quoted

_STAND_INS = bytes([*range(0x1F, 0x1B, -1), *range(1, 9), *range(0x0E, 0x1C)])
"""Bytes that may replace a delimiter of several bytes, if the text does not contain them."""

Cells = list[str | None]


@dataclass(frozen=True, slots=True)
class Mended:
    """Records as cells, the line on which each begins, and what is wrong: reason -> lines."""

    frame: pl.DataFrame
    line: Places
    wrong: dict[str, list[int]]


def stand_in(data: bytes, delimiter: str) -> str:
    """Return a one-byte delimiter itself, else an unused byte to replace it; "" if all bytes are used."""
    if len(delimiter.encode()) == 1:
        return delimiter
    return next((chr(each) for each in _STAND_INS if each not in data), "")


def mend(data: bytes, delimiter: str, width: int) -> Mended:
    """Return the records of any UTF-8 text in order, each with `width` cells; empty lines are no records."""
    lines, sign = lines_of(data), stand_in(data, delimiter)
    marked = lines if sign == delimiter else lines_of(data.replace(delimiter.encode(), sign.encode()))
    is_clean = are_clean(marked, Signs(sign), width) if sign else np.zeros(len(lines), bool)

    def read(data: bytes, count: int) -> pl.DataFrame | None:
        proven = parse(data, sign, width)
        return proven.frame if proven and proven.frame.height == count else None

    quick, refused = read_by_halves(marked, np.flatnonzero(is_clean), read)
    is_clean[refused] = False
    before = np.flatnonzero(is_clean)
    slow = one_by_one(lines, is_clean, delimiter, width)
    frame = pl.concat([pl.DataFrame(schema=schema(width)), *quick]).filter(pl.Series(is_clean[before]))
    if sign != delimiter and b'"' in data:
        frame = frame.with_columns(pl.all().str.replace_all(sign, delimiter, literal=True))
    line = np.concatenate([np.flatnonzero(is_clean), slow.line])
    order = np.argsort(line, kind="stable")
    return Mended(pl.concat([frame, slow.frame])[order], line[order], slow.wrong)


def one_by_one(lines: Lines, is_clean: NDArray[np.bool_], delimiter: str, width: int) -> Mended:
    """Return the records that begin on damaged lines; lines that such a record absorbs are cleared in `is_clean`."""
    wrong: dict[str, list[int]] = {}
    cells: list[Cells] = []
    begins: list[int] = []
    after = 0
    for at in np.flatnonzero(~is_clean & (lines.ends > lines.starts)).tolist():
        if at < after:
            continue
        found, taken = dirty(lines, at, delimiter, width)
        for fields, reason in found:
            if reason:
                wrong.setdefault(reason, []).append(at)
            cells.append(fields)
            begins.append(at)
        after = at + taken
        is_clean[at + 1 : after] = False
    columns = {str(i): [row[i] for row in cells] for i in range(width)}
    return Mended(pl.DataFrame(columns, schema=schema(width)), np.array(begins, np.int64), wrong)


def dirty(lines: Lines, at: int, delimiter: str, width: int) -> tuple[list[tuple[Cells, str]], int]:
    """Return the record that begins on a line with what is wrong with it, and the number of its lines.

    A line that is too long becomes several records.
    """
    row = lines.text(at, at + 1)[0]
    text = row.removesuffix("\r")
    if len(text) >= LONGEST_RECORD:
        steps = range(0, len(text), LONGEST_RECORD)
        return [(_fit([text[i : i + LONGEST_RECORD]], width, delimiter), "oversize") for i in steps], 1
    rows = lines.text(at, at + LONGEST_LINES) if '"' in row else [row]
    record = next(records(rows, delimiter, width))
    reason = record.reason
    if len(record.fields) != width and width > 2 and delimiter in COMMON:
        for other in COMMON:
            if other != delimiter and len(fields := split_quoted(text, other) or text.split(other)) == width:
                return [(_fit(fields, width, other), "other_delimiter")], 1
    if len(record.fields) != width:
        reason = reason or ("extra_fields" if len(record.fields) > width else "short_row")
    return [(_fit(record.fields, width, delimiter), reason)], record.lines


def _fit(fields: Sequence[str], width: int, delimiter: str) -> Cells:
    """Return exactly `width` cells: surplus fields are joined in the last, missing ones are null."""
    kept = [*fields[: width - 1], delimiter.join(fields[width - 1 :])] if len(fields) > width else list(fields)
    return [field or None for field in kept] + [None] * (width - len(kept))
