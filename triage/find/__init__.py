"""Paths -> Evidence: walk, hash, open containers: a small engine over `triage.formats`.

Links are never followed, special files never opened, and nothing is written but members of containers, into the spool.
An opener is a module below `triage/formats/` with `opens(head, name)` and `members(container, spool)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from triage.core.accounting import SURVIVED, named
from triage.core.budget import BUDGET, NOWHERE, Budget
from triage.core.isolation import Call, direct
from triage.core.model import Evidence
from triage.find import companions
from triage.find.containers import opener, unpack
from triage.find.exports import furniture, is_furniture
from triage.find.walk import changed, check, files, found

__all__ = ["BUDGET", "Budget", "Opening", "changed", "check", "evidence", "furniture", "listed", "opener", "release"]


@dataclass(frozen=True, slots=True)
class Opening:
    """How containers are opened: what they may cost, with which passwords, and how hostile code is called.

    What `is_known` is read whole already, and not opened again. What nobody `wants` is not touched. `hashes` are older
    ones that are taken too. Whoever does not `owns` a dump's name (name, top item) is told by its path.
    """

    budget: Budget = BUDGET
    passwords: tuple[bytes, ...] = ()
    call: Call = direct
    is_known: Callable[[Evidence], bool] = lambda _: False
    wants: Callable[[Path], bool] = lambda _: True
    hashes: tuple[str, ...] = ()
    owns: Callable[[str, Path], bool] = lambda _, __: True


def evidence(paths: Sequence[Path], spool: Path, how: Opening | None = None) -> Iterator[Evidence]:
    """All objects under these paths, sorted by name, each once; the members of a container follow it.

    Raises `UsageError` for a path that is not there.
    """
    opening = how or Opening()
    for dump, file in listed(paths, opening.owns):
        if opening.wants(file):
            yield from _Tree(spool, opening).opened(found(dump, file, opening.hashes), ())


def listed(paths: Sequence[Path], owns: Callable[[str, Path], bool] = lambda _, __: True) -> Iterator[tuple[str, Path]]:
    """(dump, file) for every file under these paths, sorted by name, each once; nothing is opened.

    Of two top items with one name the second is told by its path.
    Raises `UsageError` for a path that is not there.
    """
    check(paths)
    taken: dict[str, Path] = {}
    seen: set[Path] = set()
    for path in paths:
        for name, top, file in files(path):
            place = file.absolute()
            if place in seen:
                continue
            seen.add(place)
            is_own = taken.setdefault(name, top.absolute()) == top.absolute() and owns(name, top)
            yield (name if is_own else str(top)), file


def release(item: Evidence, spool: Path) -> None:
    """Take a member's spooled bytes off the disk. What does not lie in the spool is evidence and is left alone."""
    if item.members and item.data.parent == spool and item.data != item.path:
        companions.let_go(item.data)


@dataclass(slots=True)
class _Tree:
    """One top file with all that is in it: what it has cost so far."""

    spool: Path
    how: Opening
    members: int = 0
    bytes_unpacked: int = 0

    def opened(self, item: Evidence, ancestors: tuple[str, ...]) -> Iterator[Evidence]:
        """Yield the object, and what is inside it where it is a container."""
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
        try:
            unpacked = self.how.call(unpack, item, stem, self.spool, (allowed, self.how.passwords))
            for member in companions.paired(unpacked):
                self.members += 1
                self.bytes_unpacked += 0 if member.unread else member.size_bytes
                yield from self.opened(member, ancestors)
        except SURVIVED as error:
            reason = named(error)
            chain = (*item.members, "(members)" if reason == "encrypted" else "(what follows the damage)")
            yield replace(item, members=chain, data=NOWHERE, size_bytes=0, sha256="", unread=reason, is_container=False)
