"""Paths -> Evidence: walk, hash, open containers.

Links are never followed, special files never opened, and nothing is written but members of containers, into the spool.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from triage.errors import UsageError
from triage.find.containers import BUDGET, Budget, is_damaged, kind_of, members
from triage.model import Evidence

_BLOCK = 1 << 20

_SPECIAL = (
    (stat.S_ISLNK, "symbolic_link"),
    (stat.S_ISFIFO, "fifo"),
    (stat.S_ISSOCK, "socket"),
    (stat.S_ISBLK, "device"),
    (stat.S_ISCHR, "device"),
)


def check(paths: Sequence[Path]) -> None:
    """Raises `UsageError` for the first path that is not there."""
    for path in paths:
        if not os.path.lexists(path):
            message = f"{path}: no such file or folder"
            raise UsageError(message)


def evidence(paths: Sequence[Path], spool: Path, budget: Budget = BUDGET) -> Iterator[Evidence]:
    """All objects under these paths, sorted by name, each once; the members of a container follow it.

    Of two top items with one name the second is told by its path.
    Raises `UsageError` for a path that is not there.
    """
    check(paths)
    taken: dict[str, Path] = {}
    seen: set[Path] = set()
    for path in paths:
        for name, top, file in _files(path):
            place = file.absolute()
            if place in seen:
                continue
            seen.add(place)
            is_own = taken.setdefault(name, top.absolute()) == top.absolute()
            yield from _opened(_object(name if is_own else str(top), file), spool, budget)


def _opened(found: Evidence, spool: Path, budget: Budget) -> Iterator[Evidence]:
    if found.unread or not (kind := kind_of(found.data, found.name)):
        yield found
    elif is_damaged(found.data, kind):
        yield replace(found, unread="damaged_container")
    else:
        yield replace(found, is_container=True)
        yield from members(found, kind, spool, budget)


def changed(item: Evidence) -> bool:
    """True when a file has another size or time than it was hashed with, or is gone."""
    try:
        state = item.path.lstat()
    except OSError:
        return True
    return (state.st_size, state.st_mtime_ns) != (item.size_bytes, item.mtime_ns)


def release(item: Evidence, spool: Path) -> None:
    """Takes a member's spooled bytes off the disk. What does not lie in the spool is evidence and is left alone."""
    if item.members and item.data.parent == spool and item.data != item.path:
        item.data.unlink(missing_ok=True)


def _files(path: Path) -> Iterator[tuple[str, Path, Path]]:
    """(dump, top item, file) for everything under a path given: a dump is a file given, or a folder's direct child."""
    if path.is_symlink() or not path.is_dir():
        yield path.name, path, path
        return
    try:
        children = _children(path)
    except PermissionError:
        yield path.name, path, path
        return
    for child in children:
        for file in _below(child):
            yield child.name, child, file


def _below(path: Path) -> Iterator[Path]:
    if path.is_symlink() or not path.is_dir():
        yield path
        return
    try:
        children = _children(path)
    except PermissionError:
        yield path
        return
    for child in children:
        yield from _below(child)


def _children(folder: Path) -> list[Path]:
    with os.scandir(folder) as entries:
        return sorted(folder / entry.name for entry in entries)


def _object(dump: str, path: Path) -> Evidence:
    """One file as evidence: hashed where it can be read, with its reason where it cannot."""
    blank = Evidence(dump, path, (), path, 0, "")
    try:
        state = path.lstat()
        special = [reason for is_kind, reason in _SPECIAL if is_kind(state.st_mode)]
        if special:
            return replace(blank, unread=special[0])
        if stat.S_ISDIR(state.st_mode):
            return replace(blank, unread="no_permission")
        size, sha256 = _hashed(path)
    except PermissionError:
        return replace(blank, unread="no_permission")
    except OSError as error:
        return replace(blank, unread=f"not_readable_{error.errno}")
    return replace(blank, size_bytes=size, sha256=sha256, unread="" if size else "empty", mtime_ns=state.st_mtime_ns)


def _hashed(path: Path) -> tuple[int, str]:
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    seal, size, block = hashlib.sha256(), 0, bytearray(_BLOCK)
    with os.fdopen(os.open(path, flags), "rb", buffering=0) as file:
        while read := file.readinto(block):
            seal.update(memoryview(block)[:read])
            size += read
    return size, seal.hexdigest()
