"""Read plain text, one row per line: the last resort for anything that decodes as text."""

from __future__ import annotations

import json
from collections.abc import Iterator

import polars as pl

from triage.core.format_info import Claim, Format
from triage.core.model import AT, Batch, Chunk, Evidence, Source
from triage.core.summary import Coverage
from triage.formats.delimited import reader as delimited
from triage.text.dialect import is_text
from triage.text.encoding import mark_length, of

FORMAT = Format(
    name="lines",
    title="Plain text, logs, source code, configuration",
    library="own",
    how="streamed",
    limits="a line of more than 1 MiB is cut in pieces",
    accounting="every byte; a record is a line that is not blank",
)


def claims(head: bytes, name: str) -> Claim:
    """Claim TEXT for anything that decodes as text."""
    del name
    return Claim.TEXT.when(is_text(head))


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield one text stream."""
    with evidence.data.open("rb") as file:
        head = file.read(65_536)
    encoding, grounds = of(evidence.data)
    options = {"delimiter": "\n", "mark": mark_length(head), "skip": 0, "end": "\r"}
    yield Source(
        evidence,
        "lines",
        "",
        ("text",),
        has_header=False,
        is_text=True,
        encoding=encoding,
        options=json.dumps(options),
        notes=(f"encoding {encoding}: {grounds}",),
    )


split, between = delimited.split, delimited.between


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Yield one batch; empty lines are no records; undecodable bytes are counted."""
    lines = delimited.load(chunk)
    text = pl.Series("0", lines.data.decode("utf-8").split("\n"), pl.String).str.strip_suffix("\r")
    frame = pl.DataFrame([text, pl.Series(AT, lines.origins[: text.len()], pl.UInt64)]).filter(pl.col("0") != "")
    yield Batch(frame, Coverage(chunk.stop - chunk.start, 0, 0, frame.height, frame.height, 0, lines.reasons()))
