"""Open a text of several tables one after the other, as `cat *.csv` or a merging program writes it.

Read as one, the rows of the later tables would be cells of the first. Tables with the same delimiter and header are one
member.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO

from triage.core.budget import Spool
from triage.core.format_info import Claim, Format
from triage.core.model import Evidence
from triage.formats import asked
from triage.formats.appended.borders import Part, Table, parts_of
from triage.text.dialect import text_of

FORMAT = Format(
    name="appended_tables",
    title="Several tables in one text, with other delimiters or other columns",
    library="own",
    how="spooled",
    limits="up to 200 kinds of tables, more are one; a table without a header is found by its other delimiter; "
    "not in UTF-16",
    accounting="every byte; tables with the same delimiter and header are a member",
)

_BLOCK, _LOOKED_AT, _MOST_KINDS = 1 << 22, 1 << 16, 200
_READERS = frozenset({"delimited", "lines", "blocks", "fixed_width"})
"""Readers of tables and texts: what another one claims is no such text."""

_OTHERS = re.compile(rb"\s*(?:<|\{|\[[\"{\[]|From |Return-Path:|Received:|BEGIN:)", re.IGNORECASE)


def opens(head: bytes, name: str) -> Claim:
    """Claim NONE: the whole file is needed to decide."""
    del head, name
    return Claim.NONE


def opens_file(data: Path, head: bytes) -> Claim:
    """Claim NAME for a text with at least two kinds of tables."""
    if _OTHERS.match(head) or b"\0" in head or text_of(head) is None:
        return Claim.NONE
    with data.open("rb") as file:
        is_found = any(part.start for part in parts_of(file, head))
    return Claim.NAME.when(is_found and _is_delimited(head, data.name))


def _is_delimited(head: bytes, name: str) -> bool:
    """Return true if no reader of another format claims the text."""
    claims = {stem: module.claims(head, name) for stem, module in asked("claims", head).items()}
    best = max(claims.values())
    return min(stem for stem, claim in claims.items() if claim == best) in _READERS


def members(container: Evidence, spool: Spool) -> Iterator[Evidence]:
    """Yield the tables, those of one kind together."""
    stem, dot, ending = container.name.rpartition(".")
    with container.data.open("rb") as file:
        kinds: dict[Table, list[Part]] = {}
        for part in parts_of(file, file.read(_LOOKED_AT)):
            kind = part.table if part.table in kinds or len(kinds) < _MOST_KINDS else Table()
            kinds.setdefault(kind, []).append(part)
        for number, parts in enumerate(kinds.values(), 1):
            said = f" (table {number})"
            name = f"{stem}{said}.{ending}" if dot else f"{ending}{said}"
            for member in spool.take(name, _bytes(file, parts)):
                yield replace(member, mtime_ns=container.mtime_ns)


def _bytes(file: IO[bytes], parts: Iterable[Part]) -> Iterator[bytes]:
    for part in parts:
        for at in range(part.start, part.stop, _BLOCK):
            file.seek(at)
            yield file.read(min(_BLOCK, part.stop - at))
