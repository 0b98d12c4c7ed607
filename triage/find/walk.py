"""Walk folders and turn each file into evidence: hashed while it does not change, or unread with the reason."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from triage.core.address import Address
from triage.core.errors import UsageError
from triage.core.model import Evidence
from triage.find.exports import is_export, together
from triage.find.parts import are_parts

_BLOCK = 1 << 20

_SPECIAL = (
    (stat.S_ISLNK, "symbolic_link"),
    (stat.S_ISFIFO, "fifo"),
    (stat.S_ISSOCK, "socket"),
    (stat.S_ISBLK, "device"),
    (stat.S_ISCHR, "device"),
)

_MOST_HOLES = 1 << 36
"""Largest number of bytes that a sparse file may lack on disk; above this it is not read."""


def check(paths: Sequence[Path]) -> None:
    """Raise `UsageError` for the first path that does not exist."""
    for path in paths:
        is_there = path.is_dir() or path.is_file() if isinstance(path, Address) else os.path.lexists(path)
        if not is_there:
            message = f"{path}: no such file or folder"
            raise UsageError(message)


def placed(path: Path) -> Path:
    """Return a path by which the file is found from every folder; a link in it stays one."""
    whole = path.absolute()
    if isinstance(path, Address) or ".." not in whole.parts:
        return whole
    return whole.resolve() if whole.name == ".." else whole.parent.resolve() / whole.name


def files(path: Path) -> Iterator[tuple[str, Path, Path]]:
    """Yield (dump, top path, file) for everything under a given path.

    A dump is a file, a folder that is one export or whose files are parts of one whole (`exports`, `parts`), or the
    parts of an export that lie next to each other. Dumps below the given folder are named by their path from it.
    """
    if not _children(path):
        yield path.name, path, path
        return
    yield from _dumps(path, "")


def _dumps(folder: Path, name: str) -> Iterator[tuple[str, Path, Path]]:
    """Yield the dumps in a folder; `name` is its path from the given folder, "" for the given folder itself."""
    inside = _children(folder) or []
    below = {child for child in inside if _children(child) is not None}
    files = [child.name for child in inside if child not in below]
    if is_export(folder, inside) or are_parts(files, [child.name for child in below]):
        for file in _below(folder):
            yield name or folder.resolve().name, folder, file
        return
    whole = together(inside)
    for child in inside:
        dump = whole.get(child.name, child.name)
        own = f"{name}/{dump}" if name else dump
        if child.name not in whole and child in below and _children(child):
            yield from _dumps(child, own)
            continue
        for file in _below(child):
            yield own, folder / dump, file


def _below(path: Path) -> Iterator[Path]:
    children = _children(path)
    if not children:
        yield path
        return
    for child in children:
        yield from _below(child)


def _children(folder: Path) -> list[Path] | None:
    """Return the children of a folder, sorted; null if it is not a folder, cannot be listed, or has disappeared."""
    if isinstance(folder, Address):
        return None if folder.children is None else list(folder.children)
    try:
        if not stat.S_ISDIR(os.lstat(folder).st_mode):
            return None
        with os.scandir(folder) as entries:
            return sorted(folder / entry.name for entry in entries)
    except OSError:
        return None


def changed(item: Evidence) -> bool:
    """Return true if a file has another size or time than when it was hashed, or has disappeared.

    What was read by its address was read from a private copy, which nobody changes.
    """
    if isinstance(item.path, Address):
        return False
    try:
        state = item.path.lstat()
    except OSError:
        return True
    return (state.st_size, state.st_mtime_ns) != (item.size_bytes, item.mtime_ns)


def found(dump: str, path: Path, more: Sequence[str] = ()) -> Evidence:
    """Return one file as evidence: hashed if it can be read, else with the reason why not.

    `more` are older hashes, "md5" or "sha1", that are computed in the same pass.
    """
    blank = Evidence(dump, path, (), path, 0, "")
    try:
        state = path.lstat()
        if reason := _refused(path, state):
            size = state.st_size if stat.S_ISREG(state.st_mode) else 0
            return replace(blank, size_bytes=size, unread=reason, mtime_ns=state.st_mtime_ns)
        size, sha256, state, older = _hashed(path, more)
    except PermissionError:
        return replace(blank, unread="no_permission")
    except FileNotFoundError:
        return replace(blank, unread="gone")
    except OSError as error:
        name_too_long = error.errno == errno.ENAMETOOLONG
        return replace(blank, unread="path_too_long" if name_too_long else f"not_readable_{error.errno}")
    known = replace(blank, size_bytes=size, sha256=sha256, mtime_ns=state.st_mtime_ns)
    known = replace(known, md5=older.get("md5", ""), sha1=older.get("sha1", ""))
    return known if size else replace(known, unread="empty")


def _refused(path: Path, state: os.stat_result) -> str:
    """Return the reason why an object is never opened; "" if it may be."""
    special = [reason for is_kind, reason in _SPECIAL if is_kind(state.st_mode)]
    if special:
        return special[0]
    if stat.S_ISDIR(state.st_mode):
        return "empty_folder" if _children(path) == [] else "no_permission"
    return "sparse" if state.st_size - state.st_blocks * 512 > _MOST_HOLES else ""


def _hashed(path: Path, more: Sequence[str]) -> tuple[int, str, os.stat_result, dict[str, str]]:
    """Return size, SHA-256, file status at opening, and older hashes; access times stay unchanged if permitted."""
    seals = {name: hashlib.new(name, usedforsecurity=False) for name in ("sha256", *more)}
    size, block = 0, bytearray(_BLOCK)
    with os.fdopen(_opened(path), "rb", buffering=0) as file:
        state = os.fstat(file.fileno())
        if not stat.S_ISREG(state.st_mode):
            raise OSError(0, "no longer a file")
        while read := file.readinto(block):
            for seal in seals.values():
                seal.update(memoryview(block)[:read])
            size += read
    digests = {name: seal.hexdigest() for name, seal in seals.items()}
    return size, digests.pop("sha256"), state, digests


def _opened(path: Path) -> int:
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    with contextlib.suppress(PermissionError):
        return os.open(path, flags | getattr(os, "O_NOATIME", 0))
    return os.open(path, flags)
