"""Read web server logs, one request per record: who requested what and when; URLs stay percent-encoded.

Apache, nginx and others write the common or the combined format, also after the name of the server; IIS states its
format in a line `#Fields:`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import polars as pl

from triage.core.format_info import Claim, Format
from triage.core.model import AT, Batch, Chunk, Evidence, Source
from triage.core.summary import Coverage, Occurrences
from triage.core.sums import Least
from triage.formats.delimited import reader as delimited
from triage.text.dialect import lines_of, text_of
from triage.text.encoding import mark_length, of

FORMAT = Format(
    name="weblog",
    title="Logs of web servers (common and combined format, W3C of IIS)",
    library="own",
    how="streamed",
    limits="no formats of one's own; fields of W3C are those of its first line of fields",
    accounting="every byte; a record is a line, one that is no request stands in the last column and is counted",
)

_QUOTED = r'"((?:[^"\\]|\\.)*)"'
_REQUEST = (
    r"^(?:(\S+:[0-9]+) )?(\S+) (\S+) (.{0,80}?) \[([^\]]{10,40})\] "
    rf"{_QUOTED} ([0-9]{{3}}|-) ([0-9]+|-)(?: {_QUOTED})?(?: {_QUOTED})?(?: (.*))?$"
)
"""https://httpd.apache.org/docs/2.4/logs.html#accesslog, read 2026-11-26."""

_COLUMNS = ("server", "address", "identity", "user", "time", "request", "status", "bytes", "referrer", "agent", "more")
_FIELDS = re.compile(r"^#Fields: (.+)$", re.MULTILINE)
_DIRECTIVE = "^#(?:Version|Fields|Software|Start-Date|End-Date|Date|Remark):"
"""https://www.w3.org/TR/WD-logfile.html, read 2026-11-26."""

OTHER = "(other lines)"
_LOOKED_AT, _SHARE, _LONGEST = 200, 0.8, 4_096


def claims(head: bytes, name: str) -> Claim:
    """Claim EXACT if most lines at the start are requests, because these begin with dates as chats do."""
    del name
    text = text_of(head)
    return Claim.EXACT.when(text is not None and bool(_format(text, whole=len(head) < 65536)))


def _format(text: str, *, whole: bool) -> tuple[str, tuple[str, ...]] | None:
    """Return the pattern of a line and the columns; null if the lines are no requests."""
    lines = [line for line in lines_of(text, whole=whole)[:_LOOKED_AT] if line.strip()]
    pattern, columns = _REQUEST, _COLUMNS
    if lines and lines[0].startswith("#") and (fields := _FIELDS.search(text[:_LONGEST])):
        columns = tuple(fields[1].split())
        pattern = "^" + " ".join([r"(\S+)"] * len(columns)) + " ?$"
        lines = [line for line in lines if not re.match(_DIRECTIVE, line)]
    fits = sum(bool(re.match(pattern, line[:_LONGEST])) for line in lines)
    return (pattern, columns) if fits >= 2 and fits > _SHARE * len(lines) else None


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield one table; its format is decided on the start of the file."""
    with evidence.data.open("rb") as file:
        head = file.read(65_536)
    encoding, grounds = of(evidence.data)
    pattern, columns = _format(text_of(head) or "", whole=len(head) < 65_536) or (_REQUEST, _COLUMNS)
    options = {"delimiter": "\n", "mark": mark_length(head), "skip": 0, "end": "\r", "pattern": pattern}
    yield Source(
        evidence,
        "weblog",
        "",
        (*columns, OTHER),
        has_header=False,
        encoding=encoding,
        options=json.dumps(options),
        notes=(f"encoding {encoding}: {grounds}",),
    )


split = delimited.split


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Yield one batch; empty lines and W3C directives are no records; fields that a server leaves out are null."""
    lines, width = delimited.load(chunk), len(chunk.source.columns) - 1
    text = pl.Series("line", lines.data.decode("utf-8").split("\n"), pl.String).str.strip_suffix("\r")
    frame = pl.DataFrame([text, pl.Series(AT, lines.origins[: text.len()], pl.UInt64)])
    frame = frame.filter((pl.col("line") != "") & ~pl.col("line").str.contains(_DIRECTIVE))
    groups = pl.col("line").str.extract_groups(chunk.source.option("pattern"))
    found = [groups.struct.field(str(i + 1)).alias(str(i)) for i in range(width)]
    frame = frame.select(*found, "line", AT)
    is_other = pl.all_horizontal(pl.col(str(i)).is_null() for i in range(width))
    cells = [pl.when(pl.col(str(i)).is_in(["", "-"]).not_()).then(pl.col(str(i))).alias(str(i)) for i in range(width)]
    frame = frame.select(*cells, pl.when(is_other).then("line").alias(str(width)), AT)
    others = frame.filter(pl.col(str(width)).is_not_null())[AT]
    reasons = {"no_request": Occurrences(others.len(), 0, Least(int(others[0])))} if others.len() else {}
    reasons |= lines.reasons()
    yield Batch(frame, Coverage(chunk.stop - chunk.start, 0, 0, frame.height, frame.height, 0, reasons))
