"""Open SQLite databases as containers of files in cells (BLOB): documents and archives; pictures are counted unread."""

from __future__ import annotations

import mmap
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from triage.core.budget import Spool
from triage.core.errors import EvidenceError
from triage.core.format_info import Claim, Format
from triage.core.model import Evidence
from triage.formats.sqlite.log import SIGNATURE
from triage.formats.sqlite.reader import opened
from triage.formats.sqlite.references import DAMAGE, quoted
from triage.text.lettered_files import FILES, PICTURES

READ_TOO = True
FORMAT = Format(
    name="sqlite",
    title="Files inside cells of SQLite (BLOB)",
    library="sqlite3",
    how="spooled",
    limits="a file begins with the first byte of its cell; a damaged database gives those before the damage",
    accounting="the rows are read as they are, each file is a member, pictures are counted together",
)


def opens(head: bytes, name: str) -> Claim:
    """Claim NONE: the whole database is needed to find a file in a cell."""
    del head, name
    return Claim.NONE


def opens_file(data: Path, head: bytes) -> Claim:
    """Claim SIGNATURE for a database that contains the magic number of a file."""
    if not head.startswith(SIGNATURE):
        return Claim.NONE
    with data.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as raw:
        return Claim.SIGNATURE.when(any(raw.find(sign, len(SIGNATURE)) > 0 for sign in (*FILES, *PICTURES)))


def members(container: Evidence, spool: Spool) -> Iterator[Evidence]:
    """Yield every file, named by table and number, and one member for all pictures."""
    pictures = size_bytes = 0
    with suppress(*DAMAGE, EvidenceError), opened(container) as (database, _):
        for table, column in _columns(database):
            for count, (cell,) in enumerate(_cells(database, table, column), 1):
                if cell.startswith(PICTURES):
                    pictures, size_bytes = pictures + 1, size_bytes + len(cell)
                elif cell.startswith(FILES):
                    yield from spool.take(f"{table}.{column}, file {count}", [cell])
    if pictures:
        yield spool.unread(f"(pictures in cells: {pictures:,})", "needs_ocr", size_bytes)


def _columns(database: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Yield the table and name of each column with a binary cell."""
    for (table,) in database.execute("select name from sqlite_master where type = 'table'").fetchall():
        columns = [str(column) for _, column, *_ in database.execute(f"pragma table_info({quoted(table)})")]
        asked = ", ".join(f"max(typeof({quoted(each)}) = 'blob')" for each in columns)
        (said,) = database.execute(f"select {asked} from {quoted(table)}")  # noqa: S608 - quoted
        yield from ((str(table), column) for column, has_bytes in zip(columns, said, strict=True) if has_bytes)


def _cells(database: sqlite3.Connection, table: str, column: str) -> Iterator[tuple[bytes]]:
    """Yield the cells that begin with the magic number of a file."""
    cell, signs = quoted(column), (*FILES, *PICTURES)
    begins = " or ".join(f"substr({cell}, 1, {len(sign)}) = ?" for sign in signs)
    query = f"select {cell} from {quoted(table)} where typeof({cell}) = 'blob' and ({begins})"  # noqa: S608 - quoted
    with closing(database.execute(query, signs)) as found:
        yield from found
