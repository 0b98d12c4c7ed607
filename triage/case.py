"""The case on disk: the only thing that a scan writes.

    cases/NAME/case.db   journal: evidence, sources, partial sums, chunks done, audit chain   (0600)
    cases/NAME/spool/    members of containers while they are read                            (0700, emptied)

One transaction = partial sums + the chunks they hold + one audit link: after a crash sums and chunks agree, and a
resumed scan adds what is missing. The sums hold sketches of identifiers that can be reversed with effort: a case is
evidence and is kept like it.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from triage.core.errors import CaseError, UsageError
from triage.core.model import Evidence, Role, Source
from triage.core.summary import Summary

_SCHEMA = """
create table meta (name text primary key, value text not null);
create table evidence (key text primary key, seq integer not null, body text not null);
create table source (key text primary key, seq integer not null, body text not null);
-- The running sum of a dump: holds exactly the chunks of this dump that stand in `done`.
create table sum (dump text primary key, body text not null);
create table done (chunk text primary key) without rowid;
-- Each link's hash covers the link before: a row changed or taken out breaks the chain.
create table audit (
    seq integer primary key, utc text not null, action text not null, body text not null, link text not null
);
"""


class Case:
    """A case folder, open for one process. Use as a context manager."""

    def __init__(self, folder: Path, journal: sqlite3.Connection, lock: int) -> None:
        self.folder, self._journal, self._lock = folder, journal, lock
        self._parts: dict[str, Summary] = defaultdict(Summary)
        self._new: list[str] = []
        self._seq = 0

    @classmethod
    def create(cls, folder: Path, evidence: Sequence[Path], meta: dict[str, str]) -> Case:
        """A new case, or the same case again to resume it.

        Raises `UsageError` when the folder would lie inside the evidence, `CaseError` when it is another scan's.
        """
        home = folder.resolve()
        for path in evidence:
            root = path.resolve()
            if home == root or root in home.parents:
                message = f"the case folder {folder} would lie inside the evidence {path}: name another with --case"
                raise UsageError(message)
        if (folder / "case.db").exists():
            case = cls.open(folder)
            case._check(meta)  # noqa: SLF001 - its own class
            return case
        if folder.exists() and any(folder.iterdir()):
            message = f"{folder} is not empty and is not a case: name another folder with --case"
            raise CaseError(message)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(folder / "case.db", os.O_CREAT | os.O_WRONLY, 0o600))
        case = cls._connect(folder)
        with case._journal as journal:  # noqa: SLF001 - its own class
            journal.executescript(_SCHEMA)
            journal.executemany("insert into meta values (?, ?)", sorted(meta.items()))
        case.audit("created", meta)
        return case

    @classmethod
    def open(cls, folder: Path) -> Case:
        """An existing case. Raises `CaseError` where there is none."""
        if not (folder / "case.db").is_file():
            message = f"{folder}: no case here (a case folder holds case.db)"
            raise CaseError(message)
        return cls._connect(folder)

    @classmethod
    def _connect(cls, folder: Path) -> Case:
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(lock)
            message = f"{folder}: another scan is at work in this case"
            raise CaseError(message) from error
        journal = sqlite3.connect(folder / "case.db")
        journal.execute("pragma synchronous = full")
        return cls(folder, journal, lock)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder / "spool", ignore_errors=True)
        self._journal.close()
        os.close(self._lock)

    @property
    def spool(self) -> Path:
        """A private folder for members of containers; emptied when the case is closed."""
        folder = self.folder / "spool"
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder

    @property
    def meta(self) -> dict[str, str]:
        """What the case was made with: paths, options, versions, digests, times."""
        return dict(self._journal.execute("select name, value from meta"))

    def set_meta(self, **values: str) -> None:
        """Adds to or changes `meta`."""
        with self._journal as journal:
            journal.executemany("insert or replace into meta values (?, ?)", values.items())

    def _check(self, meta: dict[str, str]) -> None:
        kept = self.meta
        for name in ("rules_sha256", "tool", "paths", "ner"):
            if kept.get(name) != meta[name]:
                message = f"{self.folder} was made with another {name}: a case is one scan, name another with --case"
                raise CaseError(message)

    def add_evidence(self, evidence: Evidence) -> None:
        """Registers evidence, with its hash, before anything is read of it."""
        self._seq += 1
        body = json.dumps({**asdict(evidence), "path": str(evidence.path), "data": ""})
        self._journal.execute("insert or replace into evidence values (?, ?, ?)", (evidence.key, self._seq, body))

    def add_source(self, source: Source) -> None:
        """Registers a source with all that was decided of it."""
        self._seq += 1
        body = json.dumps({**asdict(source), "evidence": source.evidence.key})
        self._journal.execute("insert or replace into source values (?, ?, ?)", (source.key, self._seq, body))

    def is_done(self, chunk: str) -> bool:
        """True when the stored sums hold this chunk."""
        return self._journal.execute("select 1 from done where chunk = ?", (chunk,)).fetchone() is not None

    def add(self, dump: str, chunk: str, part: Summary) -> None:
        """Adds a chunk's part to its dump; it is on disk after the next `checkpoint`."""
        self._parts[dump] += part
        self._new.append(chunk)

    def checkpoint(self) -> None:
        """Writes what was added since the last checkpoint, in one transaction."""
        if not self._new:
            return
        with self._journal as journal:
            for dump, part in self._parts.items():
                body = json.dumps((self.summary(dump) + part).to_json())
                journal.execute("insert or replace into sum values (?, ?)", (dump, body))
            journal.executemany("insert or replace into done values (?)", [(chunk,) for chunk in self._new])
            self._link(journal, "checkpoint", {"chunks": len(self._new)})
        self._parts.clear()
        self._new.clear()

    def summary(self, dump: str) -> Summary:
        """The sum of all stored parts of a dump."""
        row = self._journal.execute("select body from sum where dump = ?", (dump,)).fetchone()
        return Summary.from_json(json.loads(row[0])) if row else Summary()

    def evidence(self) -> list[Evidence]:
        """All evidence, in the order of registration."""
        rows = self._journal.execute("select body from evidence order by seq")
        return [_evidence(json.loads(body)) for (body,) in rows]

    def sources(self) -> Iterator[Source]:
        """All sources, in the order of registration."""
        known = {each.key: each for each in self.evidence()}
        for (body,) in self._journal.execute("select body from source order by seq").fetchall():
            data = json.loads(body)
            roles = tuple(Role(**{**role, "reasons": tuple(role["reasons"])}) for role in data.pop("roles"))
            tuples = {name: tuple(data.pop(name)) for name in ("columns", "notes")}
            yield Source(**{**data, **tuples, "evidence": known[data["evidence"]], "roles": roles})

    def audit(self, action: str, body: dict[str, Any]) -> None:
        """Adds one link to the chain."""
        with self._journal as journal:
            self._link(journal, action, body)

    def _link(self, journal: sqlite3.Connection, action: str, body: dict[str, Any]) -> None:
        row = journal.execute("select seq, link from audit order by seq desc limit 1").fetchone()
        seq, before = row or (0, "")
        utc, text = now(), json.dumps(body, sort_keys=True)
        link = hashlib.sha256("\n".join([before, str(seq + 1), utc, action, text]).encode()).hexdigest()
        journal.execute("insert into audit values (?, ?, ?, ?, ?)", (seq + 1, utc, action, text, link))


def _evidence(data: dict[str, Any]) -> Evidence:
    return Evidence(
        **{**data, "path": Path(data["path"]), "data": Path(data["path"]), "members": tuple(data["members"])}
    )


def now() -> str:
    """The time, UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
