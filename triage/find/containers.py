"""Containers: zip and gzip, nested to a limit. Members are spooled under a budget, never extracted to their names."""

from __future__ import annotations

import gzip
import hashlib
import os
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from triage.model import Evidence, digest

_BLOCK = 1 << 18
_DOCUMENTS = (".xlsx", ".xlsm")
_UNLISTED = (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError)
_RATIO_FROM = 100 * 1024 * 1024

_Stream = IO[bytes] | gzip.GzipFile


@dataclass(frozen=True, slots=True)
class Budget:
    """What containers may cost. Sizes in bytes; `ratio` counts once a member is larger than 100 MiB."""

    depth: int = 5
    members: int = 10_000
    total_bytes: int = 50 * 1024**3
    ratio: int = 1_000


BUDGET = Budget()


def kind_of(data: Path, name: str) -> str:
    """Says "zip", "gzip", or "" where the bytes are no container (a spreadsheet is a document, though it is a zip)."""
    with data.open("rb") as file:
        head = file.read(4)
    if head[:2] == b"\x1f\x8b":
        return "gzip"
    if head not in (b"PK\x03\x04", b"PK\x05\x06") or name.lower().endswith(_DOCUMENTS):
        return ""
    try:
        with zipfile.ZipFile(data) as archive:
            names = archive.namelist()
    except _UNLISTED:
        return "zip"
    return "" if "[Content_Types].xml" in names else "zip"


def is_damaged(data: Path, kind: str) -> bool:
    """True where a zip cannot even be listed: its directory, which stands at its end, is lost."""
    if kind != "zip":
        return False
    try:
        zipfile.ZipFile(data).close()
    except _UNLISTED:
        return True
    return False


def members(container: Evidence, kind: str, spool: Path, budget: Budget) -> Iterator[Evidence]:
    """The members of a container, spooled and hashed, and what is inside those that are containers."""
    opener = _zip_members if kind == "zip" else _gzip_member
    for member in opener(container, spool, budget):
        inner = "" if member.unread else kind_of(member.data, member.name)
        if not inner:
            yield member
        elif len(member.members) >= budget.depth:
            yield replace(member, unread="too_deep")
        elif is_damaged(member.data, inner):
            yield replace(member, unread="damaged_container")
        else:
            yield replace(member, is_container=True)
            yield from members(member, inner, spool, budget)


def _zip_members(container: Evidence, spool: Path, budget: Budget) -> Iterator[Evidence]:
    with zipfile.ZipFile(container.data) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        names = _distinct([info.filename for info in infos])
        for count, (info, name) in enumerate(zip(infos, names, strict=True)):
            if count >= budget.members:
                yield _unread(container, f"({len(infos) - count} more members)", "too_many_members")
                return
            if info.flag_bits & 1:
                yield _unread(container, name, "encrypted", info.file_size)
                continue
            try:
                with archive.open(info) as stream:
                    yield from _spooled(container, name, stream, spool, budget)
            except (zipfile.BadZipFile, NotImplementedError, OSError, zlib.error, EOFError):
                yield _unread(container, name, "damaged_container", info.file_size)


def _distinct(names: list[str]) -> list[str]:
    """Names as they are; of several members with one name the later ones get a number, or one would hide the other."""
    seen: Counter[str] = Counter()
    told = []
    for name in names:
        seen[name] += 1
        told.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return told


def _gzip_member(container: Evidence, spool: Path, budget: Budget) -> Iterator[Evidence]:
    name = container.name[:-3] if container.name.lower().endswith(".gz") else f"{container.name} (unpacked)"
    with gzip.open(container.data, "rb") as stream:
        yield from _spooled(container, name, stream, spool, budget)


def _spooled(container: Evidence, name: str, stream: _Stream, spool: Path, budget: Budget) -> Iterator[Evidence]:
    """The member's bytes in a private file; what came before damage is kept, and the damage is said beside it."""
    chain = (*container.members, name)
    spool.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = spool / digest(str(container.path), *chain)
    seal, size, wrong = hashlib.sha256(), 0, ""
    with os.fdopen(os.open(target, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as file:
        while True:
            try:
                block = stream.read(_BLOCK)
            except (zipfile.BadZipFile, OSError, zlib.error, EOFError):
                wrong = "damaged_container"
                break
            if not block:
                break
            size += len(block)
            if size > budget.total_bytes or (size > _RATIO_FROM and size > budget.ratio * container.size_bytes):
                wrong = "over_budget"
                break
            seal.update(block)
            file.write(block)
    member = replace(container, members=chain, data=target, size_bytes=size, sha256=seal.hexdigest())
    if wrong == "over_budget" or size == 0:
        yield replace(member, unread=wrong or "empty")
        return
    yield member
    if wrong:
        yield _unread(container, f"{name} (what follows the damage)", wrong)


def _unread(container: Evidence, name: str, reason: str, size: int = 0) -> Evidence:
    """A member that will not be read: it has no bytes of its own anywhere."""
    chain = (*container.members, name)
    return replace(container, members=chain, data=Path(os.devnull), size_bytes=size, sha256="", unread=reason)
