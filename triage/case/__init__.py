"""The case folder on disk, which is the only thing that a scan writes.

  cases/NAME/case.db   journal: evidence, sources, partial sums, chunks done, audit chain   (0600)
  cases/NAME/tokens/   tokens of people and records, see `token_store.py`                   (0700)
  cases/NAME/spool/    members of containers while they are read                            (0700, emptied)

One transaction contains partial sums, the chunks they hold and one audit link: after a crash sums and chunks agree, and
a resumed scan adds what is missing. What is kept of evidence is encrypted with the key of the case, which is stored
elsewhere (`keyring.py`). Without the key, a case still gives its last report, its audit chain and the settings it was
made with.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Self

from triage.case import keyring, place
from triage.case.keyed_record import LOCKED, KeyedRecord
from triage.case.objects import TABLE, objects, owner_of
from triage.case.objects import evidence as kept_evidence
from triage.case.objects import now as now
from triage.case.objects import role as kept_role
from triage.case.token_store import TokenStore
from triage.core.errors import CaseError, UsageError, WrongCase
from triage.core.journal import SCHEMA, Journal, seal
from triage.core.keys import Key, KeyFrom
from triage.core.model import Evidence, Source, digest
from triage.core.names import shown_file
from triage.core.summary import Coverage, Summary, TableSum

__all__ = ["Case", "now"]

_ALIKE = {
    "rules_sha256": "other rules",
    "tool": "another version of this program",
    "ner": "another --ner",
    "shard": "another --shard",
}
"""What a case is scanned with from its beginning to its end, and what a message calls another."""

_UNMADE = "case.db.new"  # the name of a journal while it is made


class Case(KeyedRecord):
    """A case folder, open for one process. Use as a context manager."""

    def __init__(self, folder: Path, journal: Journal, lock: int, key: Key | None) -> None:
        super().__init__(folder, journal)
        self._lock = lock
        self.tokens = TokenStore(folder, journal)
        self._new: list[tuple[str, str, str, Summary]] = []
        kinds = ("select max(seq) from evidence", "select max(seq) from source")
        self._seq = max(seq or 0 for query in kinds for (seq,) in journal.rows(query))
        self._done: dict[str, str] = {}
        self._use(key)

    def _use(self, key: Key | None, *, keeps_layout: bool = False) -> None:
        super()._use(key, keeps_layout=keeps_layout)
        self.tokens.names = self._names
        done = self._journal.sealed("select chunk, owner, seal from done") if key is not None else []
        opened = {owner: self._names.opened(owner) for _, owner in done}
        self._done = {self._names.opened(chunk): opened[owner] for chunk, owner in done}

    @classmethod
    def create(cls, folder: Path, evidence: Sequence[Path], meta: dict[str, str], key: KeyFrom | None = None) -> Case:
        """Return a new case, or the existing one to resume it; `key` is a file or passphrase, null = a new key file.

        Raises `UsageError` if the folder would lie inside the evidence, `CaseError` if it belongs to another scan.
        """
        place.check(folder, evidence)
        file = folder / "case.db"
        if os.path.isfile(file) and os.path.getsize(file):  # noqa: PTH113, PTH202 - a `Path` fails under what is no folder
            case = cls.open(folder, key)
            case._check(meta)  # noqa: SLF001 - its own class
            return case
        place.make(folder, ("case.db", _UNMADE, f"{_UNMADE}-journal"))
        secret, lies = keyring.made(key, (*evidence, folder))
        lock = place.lock(folder)
        # A journal is there whole, with what it was made with, or not at all.
        with place.let_go_if_it_fails(lock):
            journal = Journal(new := place.empty(folder / _UNMADE), SCHEMA)
            case = cls(folder, journal, lock, secret)
            case.set_meta(**meta, key=secret.name, **lies)
            told = {name: value for name, value in meta.items() if name not in LOCKED}
            paths = [shown_file(str(path.resolve())) for path in evidence]
            case.audit("created", {**told, "paths": paths, "key": secret.name})
            case.name_signer()
            journal.close()
            new.replace(file)
        return cls._opened(folder, lock, key)

    @classmethod
    def open(cls, folder: Path, key: KeyFrom | None = None, *, keeps_layout: bool = False) -> Case:
        """Return an existing case; `key` is its file or passphrase, null = the file used when the case was made.

        One of an earlier layout is brought to the present one unless it `keeps_layout`. Raises `UsageError` if there is
        no case, or the file holds another key, `CaseError` if it cannot be used.
        """
        if not os.path.isfile(folder / "case.db"):  # noqa: PTH113 - a `Path` fails where the folder is none
            message = f"{folder}: no case here (a case folder holds case.db)"
            raise UsageError(message)
        return cls._opened(folder, place.lock(folder), key, keeps_layout=keeps_layout)

    @classmethod
    def _opened(cls, folder: Path, lock: int, source: KeyFrom | None, *, keeps_layout: bool = False) -> Case:
        try:
            case = cls(folder, Journal(folder / "case.db"), lock, None)
            case._use(keyring.found(case.meta, source), keeps_layout=keeps_layout)
        except (CaseError, UsageError):
            os.close(lock)
            raise
        return case

    def __enter__(self) -> Self:
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        if error is None or not issubclass(error, CaseError):
            self.sign()
        shutil.rmtree(self.folder / "spool", ignore_errors=True)
        self._journal.close()
        os.close(self._lock)

    @property
    def spool(self) -> Path:
        """Return a private folder for members of containers, which is emptied when the case is closed."""
        folder = self.folder / "spool"
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder

    def _check(self, meta: dict[str, str]) -> None:
        kept = self.meta
        is_shard = kept.get("shard") or meta.get("shard")
        for name, called in {**_ALIKE, **({"paths": "other evidence"} if is_shard else {})}.items():
            if kept.get(name, "") != meta.get(name, ""):
                message = f"{self.folder} was made with {called}: a case is one scan, name another with --case"
                raise WrongCase(message)

    def add_evidence(self, evidence: Evidence) -> None:
        """Register evidence, with its hash, before anything is read of it.

        If a file has changed since the case was last open, everything read from it is removed, and the audit chain
        states this.
        """
        body = json.dumps({**asdict(evidence), "path": str(evidence.path), "data": ""})
        if not evidence.members and (before := self._changed(evidence)):
            self.forget(evidence, "read_anew", {"sha256_before": before.sha256, "sha256": evidence.sha256})
        self._put("evidence", evidence.key, owner_of(evidence), body)

    def add_source(self, source: Source) -> None:
        """Register a source with everything decided about it."""
        body = json.dumps({**asdict(source), "evidence": source.evidence.key})
        self._put("source", source.key, owner_of(source.evidence), body)

    def _put(self, kind: str, key: str, owner: str, body: str) -> None:
        self._seq += 1
        row = (self._names.sealed(key), self._seq, self._names.sealed(owner), self.key.lock(body, kind, key))
        self._journal.put(f"insert or replace into {kind} values (?, ?, ?, ?, ?)", [(*row, seal(*row))])  # noqa: S608

    def _bodies(self, kind: str, key: str = "") -> Iterator[dict[str, Any]]:
        """Yield what is kept of evidence or of sources in the order of registration; with a key only that one."""
        where = "where key = ?" if key else ""
        query = f"select key, seq, owner, body, seal from {kind} {where} order by seq"  # noqa: S608 - our own names
        for name, *_, body in self._journal.sealed(query, (self._names.sealed(key),) if key else ()):
            yield json.loads(self.key.unlock(body, kind, self._names.opened(name)))

    def _changed(self, evidence: Evidence) -> Evidence | None:
        """Return a file as it was, if it is other than when the case was left."""
        kept = [kept_evidence(body) for body in self._bodies("evidence", evidence.key)]
        other = [each for each in kept if (each.sha256, each.unread) != (evidence.sha256, evidence.unread)]
        return other[0] if other else None

    def forget(self, evidence: Evidence, why: str, told: Mapping[str, str] | None = None) -> None:
        """Remove everything that was read from a file; the audit chain states why, and the facts in `told`."""
        owner = owner_of(evidence)
        self.checkpoint()
        with self._journal.transaction():
            for kind in ("evidence", "source", "sum", "done", "token_source"):
                self._journal.put(f"delete from {kind} where owner = ?", [(self._names.sealed(owner),)])  # noqa: S608
            named = {"file": shown_file(str(evidence.path)), "dump": shown_file(evidence.dump)}
            self._link(why, {**named, **(told or {})})
        self._done = {chunk: whose for chunk, whose in self._done.items() if whose != owner}

    @property
    def done(self) -> Mapping[str, str]:
        """Return the chunks that the stored sums hold, each with its file on disk."""
        return self._done

    def is_done(self, chunk: str) -> bool:
        """Return true if the stored sums hold this chunk."""
        return chunk in self._done

    def add(self, evidence: Evidence, chunk: str, part: Summary) -> None:
        """Add a chunk's part to its dump; it is on disk after the next `checkpoint`."""
        self._new.append((evidence.dump, owner_of(evidence), chunk, part))  # one step: a signal cannot cut it

    def checkpoint(self) -> None:
        """Write what was added since the last checkpoint, in one transaction."""
        new = list(self._new)
        with self._journal.transaction():
            if new:
                self._journal.put("insert or replace into sum values (?, ?, ?, ?, ?)", list(self._sums(new)))
                done = [(self._names.sealed(chunk), self._names.sealed(owner)) for _, owner, chunk, _ in new]
                self._journal.put("insert or replace into done values (?, ?, ?)", [(*row, seal(*row)) for row in done])
                people = [(digest(dump), owner, each) for dump, owner, _, part in new for each in part.people]
                self._link("checkpoint", {"chunks": len(new), "tokens": self.tokens.add(people, self.key)})
        self._done.update((chunk, owner) for _, owner, chunk, _ in new)
        del self._new[: len(new)]

    def _sums(self, new: Sequence[tuple[str, str, str, Summary]]) -> Iterator[tuple[str, ...]]:
        """Yield the rows of the sums that these parts change."""
        changed: dict[tuple[str, str, str], list[TableSum] | list[Coverage]] = {}
        for dump, owner, _, part in new:
            for name, one in objects(part):
                changed.setdefault((digest(dump), name, owner), []).append(one)  # type: ignore[arg-type]
        for (dump, name, owner), parts in changed.items():
            each: TableSum | Coverage = type(parts[0]).total(parts)  # type: ignore[arg-type]
            query = "select dump, object, owner, body, seal from sum where dump = ? and object = ?"
            named = (self._names.sealed(dump), self._names.sealed(name))
            for *_, body in self._journal.sealed(query, named):
                each = type(each).from_json(json.loads(self.key.unlock(body, dump, name))) + each  # type: ignore[operator]
            row = (*named, self._names.sealed(owner), self.key.lock(json.dumps(each.to_json()), dump, name))
            yield (*row, seal(*row))

    def summary(self, dump: str) -> Summary:
        """Return the sum of all stored parts of a dump."""
        query = "select dump, object, owner, body, seal from sum where dump = ?"
        rows = self._journal.sealed(query, (self._names.sealed(digest(dump)),))
        tables: dict[str, TableSum] = {}
        coverage: dict[str, Coverage] = {}
        for name, body in sorted((self._names.opened(name), body) for _, name, _, body in rows):
            kind, key = name.split(" ")
            kept = json.loads(self.key.unlock(body, digest(dump), name))
            if kind == TABLE:
                tables[key] = TableSum.from_json(kept)
            else:
                coverage[key] = Coverage.from_json(kept)
        return Summary(tables, coverage)

    def evidence(self) -> list[Evidence]:
        """Return all evidence, in the order of registration."""
        return [kept_evidence(body) for body in self._bodies("evidence")]

    def sources(self) -> Iterator[Source]:
        """Yield all sources, in the order of registration."""
        known = {each.key: each for each in self.evidence()}
        for data in self._bodies("source"):
            roles = tuple(kept_role(role) for role in data.pop("roles"))
            tuples = {name: tuple(data.pop(name)) for name in ("columns", "notes")}
            yield Source(**{**data, **tuples, "evidence": known[data["evidence"]], "roles": roles})

    def adopt(self, other: Case, body: dict[str, Any]) -> None:
        """Take over another case's tokens, and add an audit link that states it, in one transaction.

        Without the same key no tokens are taken over (null in the link).
        """
        with self._journal.transaction():
            taken = self.tokens.adopt(other.tokens, self.key) if other.key == self.key else None
            self._link("merged", {**body, "tokens": taken})
