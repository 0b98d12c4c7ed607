"""Writers of file formats, one per file, from a frame of Strings whose column names are the headers.

A module defines `write(frame, path, options)` and `SUFFIX`. The same frame and options give the same bytes. `options`
holds what the module's docstring names; `container` (any format) is "gzip" or "zip" to pack the file.
"""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import polars as pl

from triage.core.errors import UsageError
from triage.core.plugins import modules

Options = Mapping[str, object]

_EPOCH = (2022, 6, 1, 0, 0, 0)
"""The fixed time of archive members: bytes must not depend on the clock."""


def formats() -> tuple[str, ...]:
    """Return the formats that can be written, by name."""
    return tuple(modules(__name__, "write"))


def writer(name: str) -> ModuleType:
    """Return the module of a format. Raises `UsageError` if there is none."""
    found = modules(__name__, "write")
    if name not in found:
        raise UsageError(f"no format {name!r}; there are {', '.join(found)}")
    return found[name]


def write_file(frame: pl.DataFrame, form: str, path: Path, options: Options | None = None) -> None:
    """Write the frame as a file of this format, packed if the options request it."""
    options = options or {}
    writer(form).write(frame, path, options)
    pack = {"gzip": _gzip, "zip": _zip}.get(str(options.get("container", "")))
    if pack:
        pack(path)


def _gzip(path: Path) -> None:
    with path.open("rb") as plain:
        data = plain.read()
    path.write_bytes(gzip.compress(data, mtime=0))


def _zip(path: Path) -> None:
    """Put the file into an archive as its only member, under its name without ".zip"."""
    data = path.read_bytes()
    member = zipfile.ZipInfo(path.name.removesuffix(".zip"), _EPOCH)
    member.compress_type = zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, data)


def retimed(path: Path, replace: Mapping[str, bytes]) -> None:
    """Rewrite the archive with a fixed time on every member, and with these members replaced."""
    with zipfile.ZipFile(path) as archive:
        members = [(each, replace.get(each.filename, archive.read(each))) for each in archive.infolist()]
    with zipfile.ZipFile(path, "w") as archive:
        for each, data in members:
            member = zipfile.ZipInfo(each.filename, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, data)
