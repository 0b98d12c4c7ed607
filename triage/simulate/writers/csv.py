"""Delimited text.

Options: delimiter (","), encoding ("utf-8"), newline (line feed), titles (lines above the header, a tuple),
header (True), bom (False), quote ("needed", "all"), dirt (share of damaged rows), seed (of the damage).
"""

from __future__ import annotations

import codecs
from pathlib import Path

import polars as pl

from triage.simulate.dirt import damaged
from triage.simulate.writers import Options

SUFFIX = ".csv"

_BOM = {"utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}


def write(frame: pl.DataFrame, path: Path, options: Options) -> None:
    """One file; characters the encoding lacks become "?"."""
    encoding, newline = str(options.get("encoding", "utf-8")), str(options.get("newline", "\n"))
    body = frame.write_csv(
        None,
        separator=str(options.get("delimiter", ",")),
        include_header=bool(options.get("header", True)),
        line_terminator=newline,
        quote_style="always" if options.get("quote") == "all" else "necessary",
    )
    if share := float(str(options.get("dirt", 0))):
        body = newline.join(damaged(body.removesuffix(newline).split(newline), share, int(str(options.get("seed", 0)))))
        body += newline
    titles = options.get("titles", ())
    top = "".join(f"{line}{newline}" for line in titles) if isinstance(titles, tuple) else ""
    data = (top + body).encode(encoding, "replace")
    path.write_bytes((_BOM[encoding] if options.get("bom") else b"") + data)
