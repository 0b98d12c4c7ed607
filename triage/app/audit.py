"""Verify a case again: its chain, its sums, its seal, the evidence on disk, and the reports made from it.

Nothing is written, not even a link of the chain: the head that an examiner noted down stays the head.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from triage.app.report_case import fresh, told_now
from triage.case import Case, custody
from triage.core.address import Address
from triage.core.errors import CaseError, EvidenceError, UsageError
from triage.core.keys import KeyFrom
from triage.core.model import Evidence
from triage.core.names import shown_file
from triage.core.plurals import count_of
from triage.core.safe import printable
from triage.find import remote
from triage.find.walk import found

_VOLATILE = ("path", "audit")
"""Parts of a report's case that differ between two reports of the same sums."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was verified: `fault` states what is wrong, "" = nothing.

    `is_open` if it could not be verified.
    """

    about: str
    fault: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Claims:
    """What an examiner checks a case against: a report written from it, and a head or public key noted down before.

    Evidence at addresses is read again only if `reads_addresses`.
    """

    report: Path | None = None
    head: str = ""
    public_key: str = ""
    reads_addresses: bool = False


def audit(folder: Path, key: KeyFrom | None = None, claims: Claims | None = None) -> Iterator[Check]:
    """Yield what is verified, in order, up to and including the first fault.

    Raises `UsageError` if there is no case.
    """
    try:
        with Case.open(folder, key, keeps_layout=True) as case:
            case.is_sealed_at_end = False
            for check in _checks(case, claims or Claims()):
                yield check
                if check.fault:
                    return
    except CaseError as error:
        yield Check("the case", str(error))


def _checks(case: Case, claims: Claims) -> Iterator[Check]:
    case.verify()
    state = case.audit_state()
    yield Check(
        f"audit chain of {count_of(state['links'], 'link')}, head {state['head']}, and every row that it covers"
    )
    yield _sealed(case, state["links"])
    yield from _signer(case, claims.public_key)
    if fault := case.tokens.fault():
        yield Check("token files", fault)
        return
    yield Check(f"token files: {len(case.tokens.runs()):,}, each with the digest of its bytes")
    if claims.head:
        is_there = case.has_link(claims.head)
        yield Check(f"head {claims.head}: in the chain", "" if is_there else f"no link of the chain is {claims.head}")
    if claims.report is not None:
        yield _written(case, claims.report)
    if not case.has_key:
        yield Check("evidence and sums: the key of the case is not here", is_open=True)
        return
    files = [each for each in case.evidence() if not each.members]
    elsewhere = [each for each in files if isinstance(each.path, Address) and not claims.reads_addresses]
    files = [each for each in files if each not in elsewhere]
    if elsewhere:
        yield Check(
            f"evidence: {count_of(len(elsewhere), 'object')} at addresses, read again by --remote", is_open=True
        )
    for each in files:
        if fault := evidence_fault(each):
            yield Check("evidence", fault)
            return
    if files or not elsewhere:
        yield Check(f"evidence: {count_of(len(files), 'file')} with the SHA-256 of when it was read")
    yield _told(case)


def _sealed(case: Case, links: int) -> Check:
    kept = custody.read(case.folder)
    if kept is None:
        return Check("no seal: no process that used this case came to its end", is_open=True)
    if kept["seq"] != links:
        return Check(f"links {kept['seq'] + 1:,} to {links:,} are not sealed: a scan was cut short", is_open=True)
    if custody.file_sha256(case.folder / "case.db") != kept["case_db_sha256"]:
        return Check("seal", f"{case.folder / 'case.db'} was changed after it was sealed, beside its rows")
    return Check(f"seal, signed with the key {kept['public_key']}" if kept["signature"] else "seal, not signed")


def _signer(case: Case, written_down: str) -> Iterator[Check]:
    first = case.first_signer
    if written_down:
        fault = f"the case began with the signing key {first or 'of nobody'}, not with {written_down}"
        yield Check(f"signing key {written_down}: the case began with it", "" if written_down == first else fault)
    if said := case.other_signer():
        yield Check(said, is_open=True)


def evidence_fault(kept: Evidence) -> str:
    """Return how a file differs from when it was read; "" if it does not."""
    name = printable(shown_file(str(kept.path)))
    if not kept.sha256:
        return ""
    if isinstance(kept.path, Address):
        now = _at_address(kept, kept.path)
    elif not os.path.lexists(kept.path):
        return f"{name} is gone"
    else:
        now = found(kept.dump, kept.path)
    if now.unread and not kept.unread:
        return f"{name} can no longer be read: {now.unread}"
    if now.sha256 != kept.sha256:
        return f"{name} was changed: SHA-256 {now.sha256}, when it was read {kept.sha256}"
    return ""


def _at_address(kept: Evidence, address: Address) -> Evidence:
    """Return evidence as its store gives it now; unread with the reason if it does not."""
    try:
        return replace(kept, sha256=remote.sha256_of(address), unread="")
    except (EvidenceError, UsageError) as error:
        return replace(kept, unread=getattr(error, "reason", str(error)))


def _told(case: Case) -> Check:
    """Return whether the last report is what the sums give."""
    body = told_now(case)
    if body is None:
        return Check("no report was told since the case, rules or models changed", is_open=True)
    told, anew = json.loads(body), fresh(case)
    for each in (told, anew):
        each["case"] = {name: value for name, value in each["case"].items() if name not in _VOLATILE}
    if json.dumps(told, sort_keys=True) != json.dumps(anew, sort_keys=True):
        return Check("report", "the report that was told last is not what the sums of the case say")
    return Check("report: the sums say what was told last")


def _written(case: Case, file: Path) -> Check:
    sha256 = custody.file_sha256(file)
    if any(link["sha256"] == sha256 for link in case.links("reported")):
        return Check(f"report {printable(str(file))}: as it was written")
    return Check("report file", f"{printable(str(file))} is no report that was written of this case, or was changed")
