"""Shards: split the same evidence among several scans that do not communicate.

Each scan walks all of the evidence, by names and sizes alone, and makes the same plan: a small file is read whole by
the shard that has least so far; a large file is opened by all, and its chunks alternate. No communication is needed, so
any scheduler, or five desks with one read-only disk, will do.
"""

from __future__ import annotations

import hashlib
import heapq
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from triage import find
from triage.core.address import size_of
from triage.core.errors import CaseError, UsageError
from triage.core.keys import KeyFrom
from triage.core.model import Chunk, Evidence
from triage.report.document.custody import NOT_SCANNED

LARGE_BYTES = 64 * 1024 * 1024
"""Size from which on a file is shared by all shards; each hashes it once, and reads its own chunks."""

_OPENING_BYTES = 64 * 1024
"""Cost of opening and judging a file, in bytes that could be read meanwhile."""

_WRITTEN = re.compile(r"([1-9][0-9]{0,5})/([1-9][0-9]{0,5})")


@dataclass(frozen=True, slots=True)
class Shard:
    """Part `number` of `of`, counted from 1."""

    number: int
    of: int

    @classmethod
    def told(cls, text: str) -> Shard:
        """Return the shard written as "3/8". Raises `UsageError` for any other text."""
        found = _WRITTEN.fullmatch(text)
        if not found or int(found[1]) > int(found[2]):
            message = f"{text}: a shard is written as 3/8, the third of eight"
            raise UsageError(message)
        return cls(int(found[1]), int(found[2]))

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"


WHOLE = Shard(1, 1)


@dataclass(slots=True)
class Share:
    """What one shard has to read: some files completely, and every n-th chunk of the large ones.

    `digest` is over the names and sizes of all files, the same for every shard of the same evidence.
    """

    shard: Shard = WHOLE
    digest: str = ""
    homes: Mapping[Path, int] = field(default_factory=dict)
    """The files that are read here, each with the shard that accounts for everything but its chunks."""
    large: frozenset[Path] = frozenset()
    _chunks: Counter[Path] = field(default_factory=Counter)

    def wants(self, file: Path) -> bool:
        """Return true if a part of a file is read here."""
        return self.shard.of == 1 or file in self.homes

    def answers_for(self, evidence: Evidence) -> bool:
        """Return true if this shard accounts for an object, apart from its chunks."""
        return self.shard.of == 1 or self.homes[evidence.path] == self.shard.number

    def is_shared(self, evidence: Evidence) -> bool:
        """Return true if other shards read chunks of the same file: its accounting is finished when all are merged."""
        return evidence.path in self.large

    def takes(self, chunk: Chunk) -> bool:
        """Return true for a chunk that is read here.

        Call it once for each chunk, in the order in which they are cut.
        """
        path = chunk.source.evidence.path
        if path not in self.large:
            return True
        self._chunks[path] += 1
        return (self.homes[path] + self._chunks[path]) % self.shard.of == self.shard.number % self.shard.of


def share(paths: Sequence[Path], shard: Shard, key: KeyFrom | None) -> Share:
    """Return what a shard has to read of the evidence.

    Raises `UsageError` for a missing path, and for a shard without a common key file.
    """
    if shard.of == 1:
        return Share()
    if not isinstance(key, Path):
        message = "a shard needs --key FILE, the same for all shards: what is kept under other keys does not add up"
        raise UsageError(message)
    seal, homes, large = hashlib.sha256(), dict[Path, int](), set[Path]()
    loads = [(0, number) for number in range(1, shard.of + 1)]
    for dump, file in find.listed(paths):
        size = size_of(file)
        seal.update(f"{dump}\0{file}\0{size}\n".encode("utf-8", "surrogateescape"))
        load, home = loads[0]
        if size >= LARGE_BYTES:
            large.add(file)  # a load for all alike
        else:
            heapq.heapreplace(loads, (load + size + _OPENING_BYTES, home))
        if file in large or home == shard.number:
            homes[file] = home
    return Share(shard, seal.hexdigest(), homes, frozenset(large))


def parts(meta: Mapping[str, str]) -> tuple[set[int], int]:
    """Return the numbers of the shards that a case holds, and of how many; ({1}, 1) if the scan was not split."""
    numbers, _, of = (meta.get("merged") or meta.get("shard", "")).partition("/")
    return ({int(each) for each in numbers.split(",")}, int(of)) if of else ({1}, 1)


def missing(meta: Mapping[str, str]) -> list[int]:
    """Return the numbers of the shards that a case does not hold."""
    held, of = parts(meta)
    return [number for number in range(1, of + 1) if number not in held]


def facts(part: Share, paths: Sequence[Path], bounds: object) -> dict[str, str]:
    """Return what a case keeps of its share; merged shards must agree on everything but "shard"."""
    return {
        "shard": str(part.shard) if part.shard.of > 1 else "",
        "listing_sha256": part.digest,
        "named": "\0".join(map(str, paths)),
        "bounds": str(bounds),
    }


def check(folder: Path, kept: Mapping[str, str], part: Share) -> None:
    """Raise `CaseError` if the evidence has changed since this shard was begun."""
    if part.digest and kept.get("listing_sha256", "") != part.digest:
        message = f"{folder}: files came, went or changed their size since this shard was begun: scan into a new case"
        raise CaseError(message)


def is_whole(document: Mapping[str, Any]) -> bool:
    """Return true if a shard has read all that it had to: what other shards read is not missing."""
    reasons = {each["reason"] for dump in document["dumps"] for each in dump["coverage"]["reasons"]}
    return all(dump["coverage"]["complete"] or reasons <= {NOT_SCANNED} for dump in document["dumps"])


def whole_key(evidence: Evidence) -> str:
    """Return the key that marks a file, with everything in it, as completely read."""
    return f"whole:{evidence.key}:{evidence.sha256}"


def books_key(evidence: Evidence) -> str:
    """Return the key that marks the accounting of an object as finished."""
    return f"books:{evidence.key}"
