"""Open 7z with py7zr: for passwords and methods that libarchive does not support. It is slower and all-or-nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import py7zr
from py7zr.io import Py7zIO

from triage.core.budget import BROKEN, Spool
from triage.core.errors import FULL, EvidenceError, is_full
from triage.core.model import Evidence

_BLOCK = 1 << 16
_WRONG = (*BROKEN, py7zr.exceptions.ArchiveError, EvidenceError)
_OF_LIBARCHIVE = {"COPY", "LZMA", "LZMA2", "BZip2", "DEFLATE", "PPMd", "BCJ", "BCJ2", "7zAES"}
"""Methods that libarchive 3.6 reads."""


def is_for_py7zr(data: Path, spool: Spool) -> bool:
    """Return true for a 7z that needs one of the given passwords, or a method that libarchive does not support."""
    try:
        with py7zr.SevenZipFile(data) as archive:
            names = {name.rstrip("*") for name in archive.archiveinfo().method_names}
            is_known = bool(names) and names <= _OF_LIBARCHIVE  # py7zr does not name some methods, such as Brotli
            return not is_known or (bool(archive.needs_password()) and bool(spool.passwords))
    except py7zr.exceptions.PasswordRequired:
        return bool(spool.passwords)
    except _WRONG:
        return False


def members(container: Evidence, spool: Spool) -> Iterator[Evidence]:
    """Yield the members, unpacked to the private folder within the budget, with the first password that fits."""
    reason = "damaged_container"
    for password in (None, *spool.passwords):
        factory = _Collecting(spool)
        said = None if password is None else password.decode("utf-8", "surrogateescape")
        try:
            with py7zr.SevenZipFile(container.data, password=said) as archive:
                archive.extractall(factory=factory)
                written = _written_ns(archive)
        except py7zr.exceptions.UnsupportedCompressionMethodError:
            reason = "unsupported:7z_method"
        except py7zr.exceptions.PasswordRequired:
            reason = "encrypted"
        except _WRONG as error:
            reason = "encrypted" if password else reason
            if is_full(error):
                factory.drop()
                yield spool.unread("(all members)", FULL)
                return
        else:
            for name, path in factory.kept.items():
                yield from (replace(each, mtime_ns=written.get(name, 0)) for each in spool.take(name, _of_file(path)))
            factory.drop()
            return
        factory.drop()
    yield spool.unread("(all members)", reason)


def _written_ns(archive: py7zr.SevenZipFile) -> dict[str, int]:
    """Return, by member, when the archive says that it was last written, in nanoseconds."""
    told = ((each.filename, each.creationtime) for each in archive.list())
    return {name: int(when.timestamp()) * 10**9 for name, when in told if when}


def _of_file(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block


class _Collecting:
    """Collects members as numbered private files, as a `py7zr.io.WriterFactory`, within the budget of bytes."""

    def __init__(self, spool: Spool) -> None:
        self.spool = spool
        self.kept: dict[str, Path] = {}
        self.writers: list[_Writer] = []
        self.left = spool.budget.total_bytes - spool.used_bytes

    def create(self, filename: str) -> Any:
        """Return the writer for one member."""
        path = self.spool.folder / f"7z-{len(self.kept)}"
        self.spool.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.kept[filename] = path
        self.writers.append(_Writer(path, self))
        return self.writers[-1]

    def drop(self) -> None:
        """Delete the files that a wrong password or an error left behind."""
        for writer in self.writers:
            writer.file.close()
        for path in self.kept.values():
            path.unlink(missing_ok=True)
        self.kept.clear()


class _Writer(Py7zIO):
    """Writes one member of a 7z to a file."""

    def __init__(self, path: Path, factory: _Collecting) -> None:
        self.factory = factory
        self.file = path.open("w+b")
        self.length = 0

    def write(self, s: bytes | bytearray) -> int:
        """Write bytes. Raises `EvidenceError` "over_budget" beyond the remaining budget."""
        self.factory.left -= len(s)
        self.length += len(s)
        if self.factory.left < 0:
            raise EvidenceError("over_budget")
        written = self.file.write(s)
        self.file.flush()
        return written

    def read(self, size: int | None = None) -> bytes:
        """Return written bytes, which py7zr reads back to check them."""
        return self.file.read(size if size is not None else -1)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Move in the file."""
        return self.file.seek(offset, whence)

    def flush(self) -> None:
        """Write buffered bytes."""
        self.file.flush()

    def size(self) -> int:
        """Return the number of bytes written."""
        return self.length
