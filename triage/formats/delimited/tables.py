"""Decide what tables a delimited text holds: encoding, delimiter, header and width of each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

from triage.core.model import Evidence, Source
from triage.formats.delimited import appended
from triage.formats.delimited.layout import Layout, layout_of
from triage.text.dialect import HEAD_BYTES, text_of
from triage.text.encoding import mark_length, of
from triage.text.line_ends import end_of
from triage.text.quoted_rows import are_quoted, unquoted

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
        **({"parts": ranges} if ranges else {}),
    }
