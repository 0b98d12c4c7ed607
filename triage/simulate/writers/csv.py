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

_DIGITS = {0x06F0 + digit: str(digit) for digit in range(10)}
_AS_TYPED = {"cp1256": {0x06CC: 0x064A, 0x06C0: 0x06C1, 0x06C2: 0x06C1, 0x06C3: 0x0629, 0x0670: None} | _DIGITS}
"""Letters that users type in Windows Arabic, which lacks the Urdu yeh, superscript alef and Urdu digits.

Farsi yeh becomes Arabic yeh, heh with hamza loses it, teh marbuta goal becomes teh marbuta.
"""

_BOM = {"utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}


def write(frame: pl.DataFrame, path: Path, options: Options) -> None:
    """Write one file; characters that the encoding lacks become "?"."""
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
    data = (top + body).translate(_AS_TYPED.get(encoding, {})).encode(encoding, "replace")
    path.write_bytes((_BOM[encoding] if options.get("bom") else b"") + data)
