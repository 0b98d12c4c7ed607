"""Limits on unpacking containers, and the folder in which their members are kept while they are read."""

from __future__ import annotations

import hashlib
import lzma
import os
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from io import FileIO
from pathlib import Path

from triage.core.errors import FULL, EvidenceError, is_full
from triage.core.model import Evidence, digest

RATIO_FROM = 100 * 1024 * 1024
"""Size in bytes above which a member is held to `Budget.ratio`."""

BROKEN = (
    zipfile.BadZipFile,
    OSError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    ValueError,
    RuntimeError,
    NotImplementedError,
)
"""Exceptions that libraries raise for a damaged container."""

NOWHERE = Path(os.devnull)


def why(error: BaseException) -> str:
    """Return the reason that ended a container: "disk_full" if our own disk is full, else one of the evidence."""
    if isinstance(error, EvidenceError):
        return error.reason
    return FULL if is_full(error) else "damaged_container"


def _write(file: FileIO, block: bytes) -> None:
    rest = memoryview(block)
    while rest:
        rest = rest[file.write(rest) :]


@dataclass(frozen=True, slots=True)
class Budget:
    """Limits for one file on disk with everything that is packed in it; sizes in bytes.

    `depth` is how deep containers may lie in containers. `ratio` limits a member's size divided by its container's,
    once the member is larger than 100 MiB.
    """

    depth: int = 10
    members: int = 100_000
    total_bytes: int = 50 * 1024**3
    ratio: int = 1_000


BUDGET = Budget()


@dataclass(slots=True)
class Spool:
    """Writes the members of one container to private files, which are named by digest, never by the names inside."""

    container: Evidence
    folder: Path
    budget: Budget = BUDGET
    passwords: tuple[bytes, ...] = ()
    used_bytes: int = 0
    _seen: Counter[str] = field(default_factory=Counter)

    def name(self, name: str) -> str:
        """Return the name, with a number if an earlier member has the same one: "a.csv", "a.csv (2)"."""
        self._seen[name] += 1
        return name if self._seen[name] == 1 else f"{name} ({self._seen[name]})"

    def take(self, name: str, blocks: Iterable[bytes]) -> Iterator[Evidence]:
        """Write one member to its private file and yield it as evidence, with size and SHA-256.

        Bytes before damage are kept; a second, unread member with the reason for the damage follows. A member over the
        budget, or one that does not fit on our disk, is yielded unread ("over_budget", "disk_full"), and so is one
        without bytes.
        """
        chain = (*self.container.members, self.name(name))
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        target = self.folder / digest(str(self.container.path), *chain)
        seal, size, wrong = hashlib.sha256(), 0, ""
        most = self.budget.total_bytes - self.used_bytes
        # Without a buffer: what the disk does not take is known where it is written.
        with os.fdopen(os.open(target, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb", buffering=0) as file:
            try:
                for block in blocks:
                    size += len(block)
                    if size > most or (size > RATIO_FROM and size > self.budget.ratio * self.container.size_bytes):
                        wrong = "over_budget"
                        break
                    seal.update(block)
                    _write(file, block)
            except BROKEN as error:
                wrong = why(error)
        member = replace(self.container, members=chain, data=target, size_bytes=size, sha256=seal.hexdigest())
        member = replace(member, is_container=False, is_read_too=False)
        if wrong in {"over_budget", FULL}:
            target.unlink(missing_ok=True)
            yield replace(member, data=NOWHERE, unread=wrong)
            return
        self.used_bytes += size
        if not size:
            yield replace(member, data=NOWHERE, unread=wrong or "empty")
            target.unlink()
            return
        yield member
        if wrong:
            yield self.unread(f"{name} (what follows the damage)", wrong)

    def unread(self, name: str, reason: str, size_bytes: int = 0) -> Evidence:
        """Return a member that is not read, for this reason; it has no data file."""
        chain = (*self.container.members, self.name(name))
        return replace(
            self.container,
            members=chain,
            data=NOWHERE,
            size_bytes=size_bytes,
            sha256="",
            unread=reason,
            is_container=False,
            is_read_too=False,
        )
