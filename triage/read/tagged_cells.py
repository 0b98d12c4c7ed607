"""Write the lines of cells that are written in tags: "CNIC: 35202-...<br>Mobile: 0300-..." of maps, shops and blogs.

What ends a line there ends one in the cell; tags that only say how a word looks are left out, links stay. Decided on a
sample, for columns in which most cells have such a tag.
"""

from __future__ import annotations

import json
from dataclasses import replace

import polars as pl

from triage.core.model import Source
from triage.read import keyed_columns

_OPTION = "tagged"
_END = r"(?i)\s{0,9}<(?:br|hr|/p|/div|/li|/tr|/h[1-6]|/dd)\b[^<>]{0,60}>\s{0,9}"
_LOOK = r"(?i)</?(?:b|i|u|em|strong|span|font|p|div|ul|ol|li|table|tbody|tr|td|th|h[1-6]|dl|dt|dd|small)\b[^<>]{0,200}>"


def told(source: Source, sample: pl.DataFrame) -> Source:
    """Return the source with the columns whose cells have lines in tags, and a note on each."""
    if source.is_text or sample.is_empty():
        return source
    has_tag = sample.select(pl.all().str.contains("</", literal=True).any() | pl.all().str.contains("(?i)<br").any())
    perhaps = [name for name, has in zip(sample.columns, has_tag.row(0), strict=True) if has]
    found = [name for name in perhaps if 2 * sample[name].str.contains(_END).sum() > sample[name].count()]
    if not found:
        return source
    options = {**json.loads(source.options), _OPTION: found}
    notes = (f"tags in column {int(name) + 1} are read as ends of lines" for name in found)
    return replace(source, options=json.dumps(options), notes=(*source.notes, *notes))


def opened(source: Source, frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame with ends of lines in place of the tags that say so, in those columns."""
    if not keyed_columns.has(source, _OPTION):
        return frame
    return frame.with_columns(
        pl.col(name).str.replace_all(_END, "\n").str.replace_all(_LOOK, "").str.strip_chars()
        for name in source.option(_OPTION)
    )
