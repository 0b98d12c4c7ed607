"""What containers may cost, and where their members are kept meanwhile."""

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
"""A member is held to the ratio once it is larger than this."""

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
"""What libraries raise when a container is not as it should be."""

NOWHERE = Path(os.devnull)


def why(error: BaseException) -> str:
    """Return the counted word for what ended a container: our disk that is full is no damage of the evidence."""
    if isinstance(error, EvidenceError):
        return error.reason
    return FULL if is_full(error) else "damaged_container"


def _write(file: FileIO, block: bytes) -> None:
    rest = memoryview(block)
    while rest:
        rest = rest[file.write(rest) :]


@dataclass(frozen=True, slots=True)
class Budget:
    """What one top file may cost with all that is in it. Sizes in bytes.

    `ratio` is of a member's size to its container's, once the member is larger than 100 MiB.
    """

    depth: int = 10
    members: int = 100_000
    total_bytes: int = 50 * 1024**3
    ratio: int = 1_000


BUDGET = Budget()


@dataclass(slots=True)
class Spool:
    """Where the members of one container go: private files named by digest, never by the names in the container."""

    container: Evidence
    folder: Path
    budget: Budget = BUDGET
    passwords: tuple[bytes, ...] = ()
    used_bytes: int = 0
    _seen: Counter[str] = field(default_factory=Counter)

    def name(self, name: str) -> str:
        """Return the name, told apart from earlier members of the same name."""
        self._seen[name] += 1
        return name if self._seen[name] == 1 else f"{name} ({self._seen[name]})"

    def take(self, name: str, blocks: Iterable[bytes]) -> Iterator[Evidence]:
        """Yield the member whose bytes these are; what came before damage is kept, and the damage is said beside it.

        Raises `EvidenceError` "over_budget" where the container may yield no more.
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
        """Return a member that will not be read: it has no bytes of its own anywhere."""
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
