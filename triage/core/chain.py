"""The audit chain of a case: each link's hash covers the link before and the digests of all tables after it.

The digest of a table is the sum, modulo 2 to the power of 256, of the SHA-256 of its rows: a row that is added or
removed changes it by its own digest. So triggers keep it up to date, whoever writes, at the cost of one hash per row.
Reference: Bellare and Micciancio, "A new paradigm for collision-free hashing: incrementality at reduced cost", 1997.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

_MODULUS = 1 << 256
_OWN = ("audit",)
"""Tables that the digests do not cover, because they hold the links themselves."""


class Link(NamedTuple):
    """One link of the chain; its body contains the digests of the tables after it."""

    seq: int
    utc: str
    action: str
    body: str
    link: str

    @property
    def tables(self) -> dict[str, str]:
        """Return the digest of each table after this link, by table name."""
        kept: dict[str, str] = json.loads(self.body).get("tables", {})
        return kept


class Chain:
    """The audit chain of an open database, with running digests of its tables."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.is_stopped = False
        connection.create_function("triage_row", -1, self._note, deterministic=False)
        # A row that is replaced is deleted first; without this its trigger is silent.
        connection.execute("pragma recursive_triggers = on")
        for table in tables(connection):
            self._watch(table)
        self.reset()

    def reset(self) -> None:
        """Set the running digests to those of the last link, which forgets rows that were not committed."""
        last = self.last()
        self._digests = {name: int(value, 16) for name, value in (last.tables if last else {}).items()}
        self._is_open = False

    def last(self) -> Link | None:
        """Return the last link; null if the chain is empty."""
        row = self._connection.execute(
            "select seq, utc, action, body, link from audit order by seq desc limit 1"
        ).fetchone()
        return Link(*row) if row else None

    def add(self, action: str, body: Mapping[str, Any]) -> str:
        """Add a link that covers the present content of the tables; return the link's digest."""
        last = self.last()
        seq, before = (last.seq, last.link) if last else (0, "")
        utc = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        told = {name: f"{value:064x}" for name, value in sorted(self._digests.items()) if value}
        text = json.dumps({**body, "tables": told}, sort_keys=True)
        row = (seq + 1, utc, action, text, linked(before, seq + 1, utc, action, text))
        self._connection.execute("insert into audit values (?, ?, ?, ?, ?)", row)
        self._is_open = False
        return row[-1]

    def cover(self) -> None:
        """Add a link if rows were written since the last one."""
        if self._is_open:
            self.add("kept", {})

    def _watch(self, table: str) -> None:
        columns = [row[1] for row in self._connection.execute(f"pragma table_info({table})")]
        for name, event, side, sign in (("add", "insert", "new", 1), ("del", "delete", "old", -1)):
            values = ", ".join(f"{side}.{column}" for column in columns)
            self._connection.execute(
                f"create temp trigger triage_{name}_{table} after {event} on main.{table} "
                f"begin select triage_row('{table}', {sign}, {values}); end"
            )
        old, new = (", ".join(f"{side}.{column}" for column in columns) for side in ("old", "new"))
        self._connection.execute(
            f"create temp trigger triage_upd_{table} after update on main.{table} begin "
            f"select triage_row('{table}', -1, {old}); select triage_row('{table}', 1, {new}); end"
        )

    def _note(self, table: str, sign: int, *row: object) -> None:
        try:
            self._digests[table] = (self._digests.get(table, 0) + sign * row_digest(row)) % _MODULUS
            self._is_open = True
        except KeyboardInterrupt:
            self.is_stopped = True  # SQLite tells its caller only that a function failed
            raise


def tables(connection: sqlite3.Connection) -> list[str]:
    """Return the names of the tables that the chain covers, sorted."""
    found = connection.execute("select name from main.sqlite_schema where type = 'table' order by name").fetchall()
    return [name for (name,) in found if name not in _OWN and not name.startswith("sqlite_")]


def first_fault(connection: sqlite3.Connection) -> str:
    """Return a sentence on the first fault of the chain or of the tables it covers; "" if there is no fault."""
    before, last = "", None
    for number, row in enumerate(connection.execute("select seq, utc, action, body, link from audit order by seq"), 1):
        link = Link(*row)
        if link.seq != number or link.link != linked(before, link.seq, link.utc, link.action, link.body):
            return f"link {number} of the audit chain was changed, or one before it was taken out"
        before, last = link.link, link
    if last is None:
        return "the audit chain is empty"
    for table in tables(connection):
        if fault := _table_fault(connection, table, int(last.tables.get(table, "0"), 16)):
            return fault
    return ""


def _table_fault(connection: sqlite3.Connection, table: str, expected: int) -> str:
    whole = sum(row_digest(row) for row in connection.execute(f"select * from main.{table}"))  # noqa: S608 - from the schema
    if whole % _MODULUS == expected:
        return ""
    return f"table {table} of the case is not what the audit chain says: a row was changed, added or taken out"


def row_digest(row: tuple[object, ...]) -> int:
    """Return the SHA-256 of a row as an integer.

    Type and length of each value are hashed too, so that different rows never give the same bytes to hash.
    """
    seal = hashlib.sha256()
    for value in row:
        data = value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
        seal.update(b"%s %d:" % (type(value).__name__.encode(), len(data)))
        seal.update(data)
    return int.from_bytes(seal.digest(), "big")


def linked(before: str, seq: int, utc: str, action: str, body: str) -> str:
    """Return the digest of a link, which covers the digest of the link before."""
    return hashlib.sha256("\n".join([before, str(seq), utc, action, body]).encode()).hexdigest()
