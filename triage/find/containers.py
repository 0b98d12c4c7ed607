"""Choose the opener for a file and yield the members of one container, one level deep."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from triage import formats
from triage.core.budget import BUDGET, Budget, Spool
from triage.core.format_info import Claim
from triage.core.model import Evidence
from triage.text.dialect import is_text

__all__ = ["BUDGET", "Budget", "opener", "unpack"]

HEAD_BYTES = 65_536


def opener(data: Path, name: str) -> tuple[str, bool]:
    """Return the name of the format that opens these bytes, and whether they are also read as a document.

    The name is "" if the file is not a container.
    """
    with data.open("rb") as file:
        head = file.read(HEAD_BYTES)
    claims = {stem: module.opens(head, name) for stem, module in formats.asked("opens", head).items()}
    best = max(claims.values())
    if not best:
        claims = {stem: module.opens_file(data, head) for stem, module in formats.asked("opens_file", head).items()}
        best = max(claims.values())
        if best < Claim.SIGNATURE and not is_text(head) and _is_read(head, name):
            return "", False
    if not best:
        return "", False
    stem = min(name for name, claim in claims.items() if claim == best)
    module = formats.opener(stem)
    read_too = getattr(module, "READ_TOO", False) and getattr(module, "is_read_too", lambda _: True)(head)
    return stem, bool(read_too)


def _is_read(head: bytes, name: str) -> bool:
    """Return true for bytes with a reader's signature: a database may contain archives, but is not a container."""
    return any(module.claims(head, name) >= Claim.SIGNATURE for module in formats.readers().values())


def unpack(container: Evidence, stem: str, spool: Path, allowed: tuple[Budget, Sequence[bytes]]) -> Iterator[Evidence]:
    """Yield the members of one container, spooled and hashed; members over the limit are one unread member.

    All arguments can be sent to a child process. Raises `EvidenceError` if the container cannot be opened at all.
    """
    budget, passwords = allowed
    taken = Spool(container, spool, budget, tuple(passwords))
    for count, member in enumerate(formats.opener(stem).members(container, taken)):
        if count >= budget.members:
            yield taken.unread("(more members)", "too_many_members")
            return
        yield member
