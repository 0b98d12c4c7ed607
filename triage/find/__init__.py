"""Find the evidence under given paths: walk folders, hash files, open containers with modules of `triage.formats`.

Links are never followed, special files never opened, and nothing is written except members of containers, into the
spool. An opener is a module in `triage/formats/` with `opens(head, name)` and `members(container, spool)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from triage.core.accounting import SURVIVED, named
from triage.core.address import Address
from triage.core.budget import BUDGET, NOWHERE, Budget
from triage.core.isolation import Call, direct
from triage.core.model import Evidence
from triage.find import companions, remote
from triage.find.containers import opener, unpack
from triage.find.exports import furniture, is_furniture
from triage.find.stamps import stamped
from triage.find.volumes_inside import Volumes
from triage.find.walk import changed, check, files, found, placed

__all__ = [
    "BUDGET",
    "Budget",
    "Opening",
    "changed",
    "check",
    "evidence",
    "furniture",
    "listed",
    "located",
    "opener",
    "release",
    "stamped",
]


@dataclass(frozen=True, slots=True)
class Opening:
    """Settings for opening containers: limits, passwords, hashes, and how untrusted code is called.

    `is_known` returns true for objects that were read completely before and are not opened again. `wants` returns false
    for files to skip. `hashes` are older hashes ("md5", "sha1") to compute too. `owns` (of a dump's name and top path)
    returns false if another path has that name; the dump is then named by its path. `kept` returns what the case holds
    of an object at an address that it has read completely and that is unchanged; null = it is read.
    """

    budget: Budget = BUDGET
    passwords: tuple[bytes, ...] = ()
    call: Call = direct
    is_known: Callable[[Evidence], bool] = lambda _: False
    wants: Callable[[Path], bool] = lambda _: True
    hashes: tuple[str, ...] = ()
    owns: Callable[[str, Path], bool] = lambda _, __: True
    kept: Callable[[Address], Evidence | None] = lambda _: None


_LOST = frozenset({"damaged_container", "encrypted"})
"""Reasons for which a container may give no byte of its content."""


def located(paths: Sequence[Path]) -> list[Path]:
    """Return the paths, each address with what its store lists.

    Raises `UsageError` for a path that does not exist and for an address that cannot be listed.
    """
    here = [remote.located(path) if isinstance(path, Address) else path for path in paths]
    check(here)
    return here


def evidence(paths: Sequence[Path], spool: Path, how: Opening | None = None) -> Iterator[Evidence]:
    """Yield all objects under these paths, sorted by name, each once; the members of a container follow it.

    Raises `UsageError` for a path that does not exist.
    """
    opening = how or Opening()
    for dump, file in listed(paths, opening.owns):
        if opening.wants(file):
            yield from _Tree(spool, opening).opened(_found(dump, file, spool, opening), ())


def _found(dump: str, file: Path, spool: Path, how: Opening) -> Evidence:
    if not isinstance(file, Address):
        return found(dump, file, how.hashes)
    return how.kept(file) or remote.spooled(dump, file, spool, how.hashes)


def listed(paths: Sequence[Path], owns: Callable[[str, Path], bool] = lambda _, __: True) -> Iterator[tuple[str, Path]]:
    """Yield (dump, file) for every file under these paths, sorted by name, each once; nothing is opened.

    If two top paths have the same name, the second dump is named by its path. Raises `UsageError` for a path that does
    not exist.
    """
    check(paths)
    taken: dict[str, Path] = {}
    seen: set[Path] = set()
    for path in paths:
        for name, top, file in files(path):
            place, home = placed(file), placed(top)
            if place in seen:
                continue
            seen.add(place)
            is_own = taken.setdefault(name, home) == home and owns(name, home)
            yield (name if is_own and not isinstance(top, Address) else str(top)), place


def release(item: Evidence, spool: Path) -> None:
    """Delete a member's spooled bytes; files outside the spool are evidence and are never deleted."""
    remote.let_go(item, spool)
    if item.members and item.data.parent == spool and item.data != item.path:
        companions.let_go(item.data)


def _with_size(members: Iterator[Evidence], size_bytes: int) -> Iterator[Evidence]:
    """Yield the members; where damage or a lock leaves no byte of a container to any, the first has its size."""
    lost: list[Evidence] = []
    try:
        for member in members:
            if member.unread not in _LOST or member.size_bytes:
                yield from lost
                yield member
                yield from members
                return
            lost.append(member)
    except SURVIVED:
        yield from lost
        raise
    yield from (replace(each, size_bytes=0 if number else size_bytes) for number, each in enumerate(lost))


@dataclass(slots=True)
class _Tree:
    """One file on disk with everything in it, and how much of the budget it has used."""

    spool: Path
    how: Opening
    members: int = 0
    bytes_unpacked: int = 0

    def opened(self, item: Evidence, ancestors: tuple[str, ...]) -> Iterator[Evidence]:
        """Yield the object, and then its members if it is a container."""
        if not item.members and self.how.is_known(item):
            yield item
            return
        try:
            if item.unread == "empty" and is_furniture(item):
                item = replace(item, unread="")
            is_shut = item.unread or is_furniture(item)
            stem, is_read_too = ("", False) if is_shut else opener(item.data, item.name)
        except SURVIVED as error:
            stem, is_read_too, item = "", False, replace(item, unread=named(error))
        if not stem:
            yield item
        elif item.sha256 in ancestors:
            yield replace(item, unread="contains_itself")
        elif len(item.members) >= self.how.budget.depth:
            yield item if is_read_too else replace(item, unread="too_deep")
        else:
            yield replace(item, is_container=True, is_read_too=is_read_too)
            yield from self._inside(item, stem, (*ancestors, item.sha256))

    def _inside(self, item: Evidence, stem: str, ancestors: tuple[str, ...]) -> Iterator[Evidence]:
        allowed = replace(
            self.how.budget,
            members=max(0, self.how.budget.members - self.members),
            total_bytes=max(0, self.how.budget.total_bytes - self.bytes_unpacked),
        )
        volumes = Volumes()
        try:
            unpacked = self.how.call(unpack, item, stem, self.spool, (allowed, self.how.passwords))
            for member in companions.paired(volumes.beside(_with_size(unpacked, item.size_bytes))):
                self.members += 1
                self.bytes_unpacked += 0 if member.unread else member.size_bytes
                yield from map(volumes.as_spooled, self.opened(member, ancestors))
        except SURVIVED as error:
            reason = named(error)
            chain = (*item.members, "(members)" if reason == "encrypted" else "(what follows the damage)")
            yield replace(item, members=chain, data=NOWHERE, size_bytes=0, sha256="", unread=reason, is_container=False)
        finally:
            volumes.clear()
