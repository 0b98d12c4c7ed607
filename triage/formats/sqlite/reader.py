"""Read SQLite: every table with its log; from a private copy if there is a log, page by page if it is damaged."""

from __future__ import annotations

import json
import math
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from triage.core.errors import EvidenceError, Unsupported
from triage.core.format_info import Claim, Format
from triage.core.model import ROW_SEGMENT, Batch, Chunk, Evidence, Source
from triage.core.summary import Coverage, Occurrences
from triage.core.sums import Least
from triage.formats.sqlite import log
from triage.formats.sqlite.artifacts import ATTRIBUTES, artifacts
from triage.formats.sqlite.log import SIGNATURE
from triage.formats.sqlite.references import DAMAGE, query_of, quoted
from triage.formats.sqlite.rows import Said, frame_of, salvaged
from triage.formats.sqlite.salvage_pages import Pages

RISKY = True
FORMAT = Format(
    name="sqlite",
    title="SQLite 3, with its write-ahead log or rollback journal",
    library="sqlite3; own pages where the database is damaged",
    how="streamed",
    limits="no deleted rows, free pages and full-text indexes beside their texts; views and virtual tables are not run",
    accounting="bytes of the file as one; a record is a row",
)

_LONE_LOG = "database_of_log_missing"

ORPHANS = "(rows without a table)"
"""Name of the table of rows whose own table is unknown because the catalogue is damaged."""

_ENDINGS = (".db", ".sqlite", ".sqlite3", ".db3")
_SIDE_FILES = ("-wal", "-journal")
_INDEXES = (
    "select 1 from sqlite_master v where v.type = 'table' and v.rootpage = 0 and v.sql like '%using fts%' "
    "and substr(t.name, 1, length(v.name) + 1) = v.name || '_' and substr(t.name, length(v.name) + 2) "
    "in ('data', 'idx', 'docsize', 'config', 'segments', 'segdir', 'stat') "
    "and exists (select 1 from sqlite_master c where c.name = v.name || '_content')"
)
"""Tables that a full-text index keeps beside the table of its texts: their words are those of the texts, again.

An index without its texts is read. https://www.sqlite.org/fts5.html, section 4.4.2.
"""

_TABLES = (
    r"select t.name, t.rootpage from sqlite_master t where t.type = 'table' and t.rootpage > 0 "  # noqa: S608 - no value in it
    r"and t.name not like 'sqlite\_%' escape '\' and not exists (" + _INDEXES + ") order by t.rowid"
)
_LONGEST = 64 * 1024 * 1024
_STEPS, _STEPS_WITHOUT_ROW = 10_000_000, 200


def claims(head: bytes, name: str) -> Claim:
    """Claim SIGNATURE for a database or its log, NAME for random bytes with such a name: an encrypted database."""
    if head.startswith(SIGNATURE) or log.is_log(head, name):
        return Claim.SIGNATURE
    return Claim.NAME.when(name.lower().endswith(_ENDINGS) and _is_noise(head))


def _is_noise(head: bytes) -> bool:
    """Return true if every byte value is about equally frequent."""
    counts = [head.count(byte) for byte in range(256)] if len(head) >= 4096 else [0]
    mean = len(head) / 256
    return all(abs(count - mean) < 6 * math.sqrt(mean) for count in counts)


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield one source per table, without views and SQLite's own tables. The first accounts for the bytes of the file.

    Raises `Unsupported` for a log beside its database, with which it is read, and for an encrypted database;
    `EvidenceError` for a damaged one without rows that can be found.
    """
    with evidence.data.open("rb") as file:
        head = file.read(16)
    is_log = log.is_log(head, evidence.name)
    if log.is_index(head, evidence.name) or (is_log and log.has_database(evidence.data)):
        raise Unsupported("log_read_with_its_database")
    if head != SIGNATURE and not is_log:
        raise Unsupported("encrypted:sqlite", "noise where the signature should be")
    with opened(evidence) as (database, path):
        try:
            if is_log:
                raise sqlite3.DatabaseError
            names = [(str(name), int(root)) for name, root in database.execute(_TABLES)]
            found = [table for name, root in names for table in _tables(database, name, root)]
        except DAMAGE as error:
            found = _salvaged_tables(database, path)
            if not found:
                raise EvidenceError("damaged_database", str(error)) from error
    if not found:
        raise EvidenceError("empty", "no tables")
    tables = [table.place for table in found if table.place[0]]
    for index, table in enumerate(found):
        options = json.dumps({**table.options, "tables": tables, "first": index == 0})
        yield Source(evidence, "sqlite", table.name, table.columns, options=options, segment=ROW_SEGMENT)


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    columns: tuple[str, ...]
    options: dict[str, object]
    place: tuple[int, int]
    """Root page of its tree, and the number of values in its records."""


def _tables(database: sqlite3.Connection, name: str, root: int) -> Iterator[_Table]:
    """Yield a table, or the tables it holds: of a list of attributes, one for each kind of what has them."""
    told = [*artifacts(database)] if name == ATTRIBUTES else []
    for kind, columns, rows, select in told:
        options = {"rows": rows, "root": 0, "stored": [-1] * len(columns), "rowid": -1, "catalogue": True}
        yield _Table(kind, columns, {**options, "select": select}, (0, 0))
    if not told:
        yield _table(database, name, root)


def _table(database: sqlite3.Connection, name: str, root: int) -> _Table:
    """Return a table as the library describes it.

    Its option `stored` has the position of each column in a record, -1 = computed.
    """
    columns: list[str] = []
    stored: list[int] = []
    rowid = -1
    next_place = 0
    for _, column, kind, _, _, key, hidden in database.execute(f"pragma table_xinfo({quoted(name)})"):
        if hidden == 1:
            continue
        rowid = len(columns) if key == 1 and str(kind).upper() == "INTEGER" else rowid
        columns.append(str(column))
        stored.append(next_place if hidden != 2 else -1)
        next_place += hidden != 2
    options = {"rows": _count(database, name), "root": root, "stored": stored, "rowid": rowid, "catalogue": True}
    if more := query_of(database, name, columns):
        columns, stored = [*columns, *more.names], [*stored, *(-1 for _ in more.names)]
        options |= {"stored": stored, "more": more.values, "joins": more.joins}
    return _Table(name, tuple(columns), options, (root, next_place))


def _salvaged_tables(database: sqlite3.Connection, path: Path) -> list[_Table]:
    """Return tables from the intact pages of the catalogue, and the rows that belong to none of them."""
    with suppress(*DAMAGE):
        database.execute("pragma wal_checkpoint(truncate)")
    found: list[_Table] = []
    with path.open("rb") as file, closing(sqlite3.connect(":memory:")) as shape:
        pages = Pages.of(file, path)
        pages.pass_free()
        for row in pages.tree(1):
            kind, name, _, root, sql = [*row.values, None, None, None, None, None][:5]
            if kind != "table" or not isinstance(root, int) or root < 1 or str(name).startswith("sqlite_"):
                continue
            try:
                if str(sql).lower().split()[:2] != ["create", "table"]:
                    continue
                shape.execute(str(sql))
                table = _table(shape, str(name), root)
            except (sqlite3.Error, UnicodeDecodeError):
                continue
            found.append(replace(table, options={**table.options, "rows": 0, "catalogue": False}))
            for _ in pages.tree(root):
                pass
        width = max((len(row.values) for row in pages.orphans(0)), default=0)
    if width:
        columns = tuple(f"column {i + 1}" for i in range(width))
        options = {"rows": 0, "root": 0, "stored": [*range(width)], "rowid": -1, "catalogue": False}
        found.append(_Table(ORPHANS, columns, options, (0, width)))
    return found


def split(source: Source) -> Iterator[Chunk]:
    """Yield the whole table: its rows come in one stream, and damaged pages may give more than were counted."""
    yield Chunk(source, 0, max(source.option("rows"), source.evidence.size_bytes))


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Yield batches of at most 65,536 rows in the order of the table; after damage, rows salvaged from the pages."""
    source = chunk.source
    said = Said(source, source.evidence.size_bytes if source.option("first") else 0)
    with opened(source.evidence) as (database, path):
        try:
            yield from _read(database, said)
        except DAMAGE:
            yield from said.flush()
            before = said.at
            with suppress(*DAMAGE):
                database.execute("pragma wal_checkpoint(truncate)")
            if "select" not in json.loads(source.options):
                yield from salvaged(path, said)
            yield from said.flush()
            is_log = log.is_one(source.evidence.data)
            lost = 0 if is_log else max(1, source.option("rows") - said.at)
            reasons = {_LONE_LOG if is_log else "damaged_database": Occurrences(max(1, lost), 0, Least(before))}
            if said.at > before:
                reasons["salvaged_rows"] = Occurrences(said.at - before, 0, Least(before))
            books = Coverage(said.size, records_found=lost, rows_rejected=lost, reasons=reasons)
            yield Batch(frame_of(source, [], said.at), books)
            return
    yield from said.flush()
    yield Batch(frame_of(source, [], said.at), Coverage(said.size))


def _read(database: sqlite3.Connection, said: Said) -> Iterator[Batch]:
    """Yield rows as the library reads them, remembering the last rowid, if there is one.

    Raises `sqlite3.DatabaseError` at damage, and immediately if the catalogue cannot be read.
    """
    source = said.source
    if not source.option("catalogue"):
        raise sqlite3.DatabaseError
    steps = [0]

    def tick() -> int:
        steps[0] += 1
        return steps[0] > _STEPS_WITHOUT_ROW

    database.set_progress_handler(tick, _STEPS)
    database.text_factory = said.text
    for row in _rows(database, source):
        steps[0] = 0
        yield from said.add(row)
        if row[-1] is not None:
            said.last = row[-1]


def _rows(database: sqlite3.Connection, source: Source) -> sqlite3.Cursor:
    """Return the rows of a source as the library reads them, each with its rowid, or null, behind its columns."""
    options = json.loads(source.options)
    if "select" in options:
        return database.execute(options["select"])
    more = options.get("more", [])
    own = source.columns[: len(source.columns) - len(more)]
    names = ", ".join([*(f"t.{quoted(name)}" for name in own), *more])
    rows_of = f"from {quoted(source.table)} t{options.get('joins', '')}"
    lower = {name.lower() for name in source.columns}
    rowid = next((f"t.{each}" for each in ("_rowid_", "rowid", "oid") if each not in lower), "null")
    try:
        return database.execute(f"select {names}, {rowid} {rows_of}")
    except sqlite3.OperationalError:  # a table without rowid
        return database.execute(f"select {names}, null {rows_of}")


def _count(database: sqlite3.Connection, table: str) -> int:
    """Return the number of rows of a table; 0 if damage prevents counting."""
    try:
        (count,) = database.execute(f"select count(*) from {quoted(table)}").fetchone()  # noqa: S608 - quoted
    except DAMAGE:
        return 0
    return int(count)


@contextmanager
def opened(evidence: Evidence) -> Iterator[tuple[sqlite3.Connection, Path]]:
    """Yield a connection and the file it reads: the evidence itself, or a private copy if a log lies beside it.

    The log of a spooled member lies beside it too (`triage.find.companions`).
    """
    beside = [evidence.data.with_name(evidence.data.name + ending) for ending in _SIDE_FILES]
    beside = [each for each in beside if each.is_file() and not each.is_symlink() and each.stat().st_size]
    with tempfile.TemporaryDirectory(prefix="triage-") as folder:
        path, mode = evidence.data, "mode=ro&immutable=1"
        if log.is_one(evidence.data):
            path, mode = Path(folder, "copy.db"), "mode=rw"
            log.as_database(evidence.data, path)
        elif beside:
            path, mode = Path(folder, "copy.db"), "mode=rw"
            shutil.copyfile(evidence.data, path)
            for each in beside:
                shutil.copyfile(each, path.with_name(path.name + each.name.removeprefix(evidence.data.name)))
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True)) as database:
            database.text_factory = lambda raw: raw.decode("utf-8", "backslashreplace")
            database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
            with suppress(*DAMAGE):
                database.execute("pragma trusted_schema = off")
            yield database, path
