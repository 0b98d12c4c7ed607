"""Information that a case gives about itself: settings, audit chain, and its last report."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

from triage.case import custody
from triage.core.chain import Link
from triage.core.errors import CaseError
from triage.core.journal import MOVED, Journal, seal
from triage.core.model import digest

_QUIET = (
    "'scored', 'set', 'told', 'kept', 'signer', 'reported', 'audited', 'looked_up', 'compared', 'handed_over', "
    f"'{MOVED}'"
)
"""Actions of the audit chain that do not change what a report states."""


class Record:
    """The part of an open case that needs no key."""

    def __init__(self, folder: Path, journal: Journal) -> None:
        self.folder, self._journal = folder, journal
        self._began = journal.links.last()
        self.is_sealed_at_end = True

    @property
    def meta(self) -> dict[str, str]:
        """Return the settings of the case: paths, options, versions, digests, times."""
        rows = self._journal.sealed("select name, value, seal from meta order by name")
        try:
            return {name: json.loads(value) for name, value in rows}
        except ValueError as error:
            message = f"{self.folder}: {self._journal.fault()}"
            raise CaseError(message) from error

    def set_meta(self, **values: str) -> None:
        """Add to or change `meta`; unchanged values are not written again."""
        kept = self.meta
        values = {name: value for name, value in values.items() if kept.get(name) != value}
        if not values:
            return
        rows = [(name, json.dumps(value)) for name, value in sorted(values.items())]
        with self._journal.transaction():
            self._journal.put("insert or replace into meta values (?, ?, ?)", [(*row, seal(*row)) for row in rows])
            self._link("set", {"names": sorted(values)})

    @property
    def began_as(self) -> int:
        """The layout that the case had at its beginning: what was read then stays as that layout kept it."""
        return min([self._journal.layout, *(int(link["from"]) for link in self.links(MOVED))])

    def facts(self, kind: str) -> dict[str, Any]:
        """Return the facts stored under this name next to the sums; empty if there are none."""
        kept: dict[str, Any] = json.loads(self.meta.get(f"facts_{kind}", "{}"))
        return kept

    def set_facts(self, kind: str, facts: dict[str, Any]) -> None:
        """Store facts under this name."""
        self.set_meta(**{f"facts_{kind}": json.dumps(facts, sort_keys=True)})

    def audit(self, action: str, body: dict[str, Any]) -> str:
        """Add a link to the audit chain; return its hash, which covers everything before it."""
        with self._journal.transaction():
            return self._link(action, body)

    def chain(self) -> list[list[Any]]:
        """Return all links, in order. Raises `CaseError` if one does not follow from the one before."""
        return self._journal.chain()

    def links(self, action: str) -> list[dict[str, Any]]:
        """Return what the chain states about each action of this name, in order."""
        rows = self._journal.rows("select body from audit where action = ?", (action,))
        return [json.loads(body) for (body,) in rows]

    def told(self, made_by: str) -> str | None:
        """Return the last report; null if the sums, or `made_by`, have changed since."""
        rows = self._journal.sealed("select made_by, body, seal from told where made_by = ?", (self._state(made_by),))
        return rows[0][1] if rows else None

    def told_last(self) -> str | None:
        """Return the last report, whatever it was made by; null if there is none."""
        rows = self._journal.sealed("select made_by, body, seal from told")
        return rows[0][1] if rows else None

    def tell(self, made_by: str, body: str) -> None:
        """Store a report to be printed again; does nothing if the case cannot be written."""
        row = (self._state(made_by), body)
        with contextlib.suppress(CaseError), self._journal.transaction():
            self._journal.put("delete from told", [()])
            self._journal.put("insert into told (made_by, body, seal) values (?, ?, ?)", [(*row, seal(*row))])
            self._link("told", {})

    def _state(self, made_by: str) -> str:
        query = f"select link from audit where action not in ({_QUIET}) order by seq desc limit 1"  # noqa: S608 - our own
        return digest(made_by, *self._journal.rows(query)[0])

    def _link(self, action: str, body: dict[str, Any]) -> str:
        return self._journal.links.add(action, body)

    @property
    def head(self) -> Link | None:
        """Return the last link of the audit chain.

        Whoever notes it down can later prove that nothing before was changed.
        """
        return self._journal.links.last()

    def has_link(self, link: str) -> bool:
        """Return whether the chain contains this link, for example a head noted down earlier."""
        return bool(self._journal.rows("select 1 from audit where link = ?", (link,)))

    def verify(self) -> None:
        """Raise `CaseError` for the first difference from what the audit chain and the seal state."""
        kept = custody.read(self.folder)
        if fault := self._journal.fault() or (self._seal_fault(kept) if kept else ""):
            message = f"{self.folder}: {fault}"
            raise CaseError(message)

    def _seal_fault(self, kept: dict[str, Any]) -> str:
        links = self._journal.rows("select link from audit where seq = ?", (kept.get("seq"),))
        signers = self.links("signer")
        if kept.get("signature") and (fault := custody.fault(kept, self.folder)):
            return fault
        if signers and not kept.get("signature"):
            return f"the signature was taken out of {self.folder / custody.SEAL}"
        if links != [(kept.get("head"),)]:
            return "the audit chain was written anew: it does not hold the link that was signed"
        if signers and kept["public_key"] != signers[-1]["public_key"]:
            return "the case is signed with another key than its audit chain names"
        return ""

    def audit_state(self) -> dict[str, Any]:
        """Return what a report prints of the chain, to be noted down: number of links, head, public key."""
        key = self.name_signer()
        head = self.head
        return {
            "links": head.seq if head else 0,
            "head": head.link if head else "",
            "public_key": key or None,
            "first_public_key": self.first_signer or None,
        }

    @property
    def first_signer(self) -> str:
        """Return the public key that first signed the case; "" if it was never signed."""
        signers = self.links("signer")
        return str(signers[0]["public_key"]) if signers else ""

    def other_signer(self) -> str:
        """Return a warning if another key signs the case than at first; "" otherwise."""
        first, last = self.first_signer, [each["public_key"] for each in self.links("signer")[-1:]]
        if not last or last == [first]:
            return ""
        return (
            f"Signed by another key than the case began with: {last[0]}, first {first}. Another examiner, or a key "
            "that was lost and made anew, is told in writing; else somebody changed the case."
        )

    def name_signer(self) -> str:
        """Return the public key that seals the case next; a new key is added to the audit chain."""
        signers = self.links("signer")
        if not self.is_sealed_at_end:
            return str(signers[-1]["public_key"]) if signers else ""
        key = custody.public_key()
        if key and (not signers or signers[-1]["public_key"] != key):
            self.audit("signer", {"public_key": key})
        return key

    def sign(self) -> None:
        """Seal the case with the examiner's key if it was changed; a new key is added to the audit chain."""
        if not self.is_sealed_at_end or (self.head == self._began and custody.read(self.folder) is not None):
            return
        self.name_signer()
        if last := self.head:
            custody.write(self.folder, last.seq, last.link)
