"""The SQLite file of a case, in which each row has a seal; any damage is reported as one clear error.

A row is (keys ..., body, seal); the seal is a digest of both, so that a flipped bit is detected when the row is read.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from triage.core.chain import Chain, first_fault, linked
from triage.core.errors import CaseError, WrongCase

_KIND = 0x74726967
"""Number that marks a SQLite file as a journal of this program ("trig")."""

LAYOUT, OLDEST_LAYOUT = 7, 4
"""The layout of its tables and files, and the oldest that can still be read."""

DESCRIBED_SINCE, NAMES_SEALED, RECORDS_ALIKE = 5, 6, 7
"""The layouts from which on records keep descriptions beside numbers (`triage.core.described`), names of rows are
encrypted (`triage.case.row_names`), and whole records are equal whatever their commas (`triage.detect.record_form`);
`triage.case.renewal` brings older ones to the present layout, but for records, which stay as they were read."""

MOVED = "layout"
"""Action of the link that states from which layout a case was moved to another."""

SCHEMA = """
-- Bodies of evidence, source and sum are locked with the key of the case, bound to the row's names.
-- Names of rows (key, owner, dump, object, chunk, source) are digests, encrypted with it (`triage.case.row_names`).
create table meta (name text primary key, value text not null, seal text not null);
-- `owner` is the file on disk that an object lies in: when it has changed, all that was read of it is taken out.
create table evidence (key text primary key, seq integer, owner text, body text not null, seal text not null);
create table source (key text primary key, seq integer, owner text, body text not null, seal text not null);
-- The running sum of one table, or of the books of one object: holds exactly the chunks that stand in `done`.
create table sum (
    dump text, object text, owner text, body text not null, seal text not null, primary key (dump, object)
) without rowid;
create table done (chunk text primary key, owner text, seal text not null) without rowid;
-- Files of tokens (`triage.case.token_store`); a number is never used again, that of a file and that of a source.
-- `upto` is the highest number of a source in the file.
create table run (
    number integer primary key, kind text, rows integer, digest text, seal text not null, upto integer
);
create table run_number (number integer primary key);
create table token_source (number integer primary key, source text unique, dump text, owner text);
-- The report as it was told last, with what it was told by.
create table told (seq integer primary key, made_by text, body text not null, seal text not null);
-- Each link's hash covers the link before and the digests of all tables (`triage.core.chain`).
create table audit (
    seq integer primary key, utc text not null, action text not null, body text not null, link text not null
);
"""


class Journal:
    """An open journal. Raises `CaseError` if the file cannot be used."""

    def __init__(self, file: Path, schema: str = "") -> None:
        """Open a journal; if a schema is given, create its tables first."""
        self._file = file
        with self._told():
            self._connection = sqlite3.connect(file)
            if schema:
                self._connection.executescript(schema)
                self._connection.execute(f"pragma application_id = {_KIND}")
                self._connection.execute(f"pragma user_version = {LAYOUT}")
                self._connection.commit()
            self._connection.execute("pragma synchronous = full")
        self._check()
        with self._told():
            self.links = Chain(self._connection)

    def _check(self) -> None:
        ((kind,),) = self.rows("pragma application_id")
        ((version,),) = self.rows("pragma user_version")
        if kind != _KIND:
            message = f"{self._file} is no case of this program"
            raise WrongCase(message)
        if not OLDEST_LAYOUT <= version <= LAYOUT:
            what = (
                f"an older version of this program (layout {version}; {OLDEST_LAYOUT} to {LAYOUT} are read): scan its "
                "evidence again into a new case, and keep this one with its reports"
                if version < OLDEST_LAYOUT
                else f"a newer version of this program (layout {version}; this one reads {LAYOUT}): open it with that"
            )
            message = f"{self._file} was made by {what}"
            raise CaseError(message)
        self.layout: int = version
        said = self.rows("pragma quick_check(1)")
        if said != [("ok",)]:
            raise self.damaged()

    def damaged(self) -> CaseError:
        """Return the error for a journal whose rows are not as they were written."""
        message = f"{self._file} is damaged: restore it from a copy, or scan again into a new case"
        return CaseError(message)

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a query."""
        with self._told():
            return self._connection.execute(query, values).fetchall()

    def sealed(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a query whose last column is the seal, without the seal.

        Raises `CaseError` if a seal does not match its row.
        """
        rows = self.rows(query, values)
        if any(seal(*row[:-1]) != row[-1] for row in rows):
            raise self.damaged()
        return [row[:-1] for row in rows]

    def chain(self) -> list[list[Any]]:
        """Return the links of the audit chain as lists. Raises `CaseError` if a link is wrong."""
        rows, before = self.rows("select seq, utc, action, body, link from audit order by seq"), ""
        for number, (seq, utc, action, body, link) in enumerate(rows, 1):
            if seq != number or link != linked(before, seq, utc, action, body):
                message = f"{self._file} is damaged: link {number} of the audit chain is not as it was written"
                raise CaseError(message)
            before = link
        return [list(row) for row in rows]

    def put(self, query: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Write rows; they are on disk after the next `transaction`."""
        with self._told():
            self._connection.executemany(query, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit what is put inside, and what was put before, as a whole or not at all.

        The last link of the audit chain covers what was committed; a link is added if the caller added none.
        """
        try:
            with self._told(), self._connection:
                yield
                self.links.cover()
        except BaseException:
            with self._told():
                self.links.reset()
            raise

    @contextmanager
    def moved_to(self, layout: int) -> Iterator[None]:
        """Move to another layout what is put inside, in one transaction; replaced rows are overwritten in the file."""
        with self._told():
            self._connection.execute("pragma secure_delete = on")
        with self.transaction():
            yield
            self.links.add(MOVED, {"from": self.layout, "to": layout})
            with self._told():
                self._connection.execute(f"pragma user_version = {layout}")
        self.layout = layout

    def fault(self) -> str:
        """Return a sentence on the first fault of the chain or of the tables it covers; "" if there is no fault."""
        with self._told():
            return first_fault(self._connection)

    def close(self) -> None:
        """Close the file; rows that no transaction has committed are lost."""
        self._connection.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            if (links := getattr(self, "links", None)) and links.is_stopped:
                raise KeyboardInterrupt from error
            message = f"{self._file} cannot be used: {error}"
            raise CaseError(message) from error
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise self.damaged() from error


def seal(*texts: object) -> str:
    """Return a digest of a row's texts: 16 hexadecimal digits."""
    joined = "\x1f".join(map(str, texts)).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(joined, digest_size=8).hexdigest()
