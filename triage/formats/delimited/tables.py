"""Decide what tables a delimited text holds: encoding, delimiter, header and width of each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

from triage.core.model import Evidence, Source
from triage.core.names import is_header
from triage.formats.delimited import appended
from triage.formats.delimited.layout import Layout, layout_of
from triage.text.dialect import HEAD_BYTES, text_of
from triage.text.encoding import mark_length, of
from triage.text.line_ends import end_of
from triage.text.quoted_rows import are_quoted, unquoted

_TAIL = 4096
"""Bytes at the end of a file in which its last line is looked for; even, for letters of two bytes."""

Range = tuple[int, int, int]
"""The first byte of a part of a table, the byte behind its last one, and its lines that are no rows."""


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield the tables; encoding, delimiter, header and width of each are decided on its first 256 KiB.

    Parts of the file with the same columns and the same way of writing are one table.
    """
    with evidence.data.open("rb") as file:
        head = file.read(HEAD_BYTES)
    encoding, grounds = of(evidence.data)
    text = text_of(head) or ""
    layout = _layout(text, whole=len(head) < HEAD_BYTES)
    parts = appended.parts(evidence.data, evidence.size_bytes, layout.delimiter)
    layout = _named_below(evidence, encoding, layout) if len(parts) == 1 and not layout.has_header else layout
    layouts, ranges = dict[tuple[object, ...], tuple[str, Layout]](), dict[tuple[object, ...], list[Range]]()
    told = list[tuple[str, Layout]]()
    for part in parts:
        if part.like >= 0:
            text, layout = told[part.like][0], replace(told[part.like][1], skip=0, header=-1)
        elif part.start or len(parts) > 1:
            with evidence.data.open("rb") as file:
                file.seek(part.start)
                raw = file.read(min(HEAD_BYTES, part.stop - part.start))
            text = raw.decode(encoding, "replace").lstrip("\ufeff")
            layout = _layout(text, whole=part.stop - part.start < HEAD_BYTES)
        told.append((text, layout))
        kind: tuple[object, ...] = (
            layout.delimiter,
            layout.columns,
            layout.quote,
            layout.unquoted,
            are_quoted(text),
            end_of(text),
            part.order,
        )
        layouts.setdefault(kind, (text, layout))
        ranges.setdefault(kind, []).append((part.start, part.stop, layout.skip))
    for number, (kind, (text, layout)) in enumerate(layouts.items()):
        found = ranges[kind] if len(parts) > 1 else []
        options = {"mark": 0 if number else mark_length(head), **_options(text, layout, found)}
        is_quoted = options["quoted_rows"]
        yield Source(
            evidence=evidence,
            reader="delimited",
            table=f"table {number + 1}" if number else "",
            columns=layout.columns,
            has_header=layout.has_header,
            encoding=encoding,
            options=json.dumps(options),
            notes=(
                f"encoding {encoding}: {grounds}",
                *layout.notes,
                *["the columns change their order within the file"] * bool(kind[-1]),
                *["each row is written in quotes as a whole"] * bool(is_quoted),
            ),
        )


def _named_below(evidence: Evidence, encoding: str, layout: Layout) -> Layout:
    """Return the layout with the names in the last line of a file, as a list that was sorted has them."""
    with evidence.data.open("rb") as file:
        file.seek(max(0, evidence.size_bytes - _TAIL))
        lines = file.read().decode(encoding, "replace").rstrip().splitlines()
    cells = tuple(cell.strip(' "\ufeff') for cell in (lines[-1] if len(lines) > 1 else "").split(layout.delimiter))
    is_told = len(cells) == len(layout.columns) > 1 and len({*cells}) == len(cells) and all(map(is_header, cells))
    note = "the columns are named below the rows"
    return replace(layout, columns=cells, has_header=True, notes=(*layout.notes, note)) if is_told else layout


def _layout(text: str, *, whole: bool) -> Layout:
    return layout_of(unquoted(text) if are_quoted(text) else text, whole=whole)


def _options(text: str, layout: Layout, ranges: Sequence[Range]) -> dict[str, object]:
    """Return the options of a table; "parts" are its ranges if it is not the whole file."""
    return {
        "delimiter": layout.delimiter,
        "skip": layout.skip,
        "header": layout.header,
        "quote": layout.quote,
        "end": end_of(text),
        "quoted_rows": are_quoted(text),
        "unquoted": layout.unquoted,
        **({"above": layout.above} if layout.above and not ranges else {}),
        **({"parts": ranges} if ranges else {}),
    }
