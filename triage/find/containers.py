"""Containers: what opens an object, and one level of it opened. A kind of container is a module with `opens`."""

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
    """(stem of the module that opens these bytes, whether they are read as a document too); "" = no container."""
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
    """Return true for bytes that a reader knows by their signature: a database holds archives, and is none."""
    return any(module.claims(head, name) >= Claim.SIGNATURE for module in formats.readers().values())


def unpack(container: Evidence, stem: str, spool: Path, allowed: tuple[Budget, Sequence[bytes]]) -> Iterator[Evidence]:
    """Yield the members of one container, spooled and hashed; of too many the rest is one unread member.

    Travels to a child by its arguments. Raises `EvidenceError` if the container cannot be opened at all.
    """
    budget, passwords = allowed
    taken = Spool(container, spool, budget, tuple(passwords))
    for count, member in enumerate(formats.opener(stem).members(container, taken)):
        if count >= budget.members:
            yield taken.unread("(more members)", "too_many_members")
            return
        yield member
