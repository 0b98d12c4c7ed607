"""Addresses of evidence that is no file of this machine: s3://bucket/folder/list.csv.

An address is a `Path`, so that what names, sorts and keeps evidence need not know the difference. Nothing is opened
through it: only `triage.find.remote` reads, and only what a user named.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Self

_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://(.*)", re.DOTALL)
_KEPT = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*%3A//", re.ASCII)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a listing tells of an object; `tag` identifies its content where the store has one, else ""."""

    size_bytes: int
    mtime_ns: int
    tag: str


class Address(type(Path())):  # type: ignore[misc] # the class of this machine's paths
    """The place of an object, or of a folder of objects, as it was written: "a//b" is another than "a/b".

    `facts` are those of an object that was listed, `children` are what is in a folder that was listed, else null;
    `group` are the objects that are read together with this one, itself among them.
    """

    def __init__(self, text: str, facts: Facts | None = None, children: tuple[Address, ...] | None = None) -> None:
        if sys.version_info >= (3, 12):
            super().__init__(text)
        self.text, self.facts, self.children = text, facts, children
        self.group: tuple[Address, ...] = (self,)

    def __new__(cls, text: str, *_: object) -> Self:
        """Return the path of this text, which keeps it as it was written."""
        return super().__new__(cls, text)  # type: ignore[no-any-return]

    def __str__(self) -> str:
        return self.text

    def __fspath__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Address({self.text!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Address) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __lt__(self, other: object) -> bool:
        return self.text < str(other)

    def __gt__(self, other: object) -> bool:
        return self.text > str(other)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.text,)

    @property
    def protocol(self) -> str:
        """Return what stands before "://"."""
        return self.text.partition("://")[0]

    @property
    def parts(self) -> tuple[str, ...]:
        """Return the protocol with the bucket or host, and the steps below it."""
        head, _, rest = self.text.partition("://")
        first, *steps = rest.split("/")
        return (f"{head}://{first}", *steps)

    @property
    def name(self) -> str:
        """Return the last step; of a bucket or host its name."""
        return self.parts[-1].rpartition("://")[2]

    @property
    def parent(self) -> Address:
        """Return the folder that this lies in; a bucket or host is its own."""
        return Address("/".join(self.parts[:-1] or self.parts))

    @property
    def parents(self) -> Sequence[Address]:
        """Return all folders that this lies in, the nearest first."""
        return [Address("/".join(self.parts[:count])) for count in range(len(self.parts) - 1, 0, -1)]

    def __truediv__(self, step: str | os.PathLike[str]) -> Address:
        return Address(f"{self.text}/{os.fspath(step)}")

    def with_name(self, name: str) -> Address:
        """Return the place of this name in the same folder."""
        return self.parent / name

    def absolute(self) -> Address:
        """Return this address: it is never one of a folder at hand."""
        return self

    def resolve(self, strict: bool = False) -> Address:  # noqa: ARG002, FBT001, FBT002 - as `Path` has it
        """Return this address: nothing behind one is a link."""
        return self

    def relative_to(self, other: str | os.PathLike[str], *_: object) -> PurePosixPath:
        """Return the steps from a folder to this place. Raises `ValueError` if it does not lie in there."""
        top = Address(os.fspath(other)).parts
        if self.parts[: len(top)] != top:
            message = f"{self} does not lie in {other}"
            raise ValueError(message)
        return PurePosixPath(*self.parts[len(top) :])

    def is_relative_to(self, other: str | os.PathLike[str], *_: object) -> bool:
        """Return true if this is a place in a folder, or the folder itself."""
        top = Address(os.fspath(other)).parts
        return self.parts[: len(top)] == top

    def is_dir(self) -> bool:
        """Return true for a folder that was listed."""
        return self.children is not None

    def is_file(self) -> bool:
        """Return true for an object that was listed."""
        return self.facts is not None

    def is_symlink(self) -> bool:
        """Return false: nothing behind an address is a link."""
        return False

    def iterdir(self) -> Iterator[Address]:
        """Yield what is in a folder that was listed."""
        yield from self.children or ()

    def below(self) -> Iterator[Address]:
        """Yield every object that was listed here and below."""
        if self.facts is not None:
            yield self
        for child in self.children or ():
            yield from child.below()


def place(text: str | os.PathLike[str]) -> Path:
    """Return an address for what is written as one ("s3://..."), else a path of this machine."""
    if isinstance(text, Path):
        return text
    written = os.fspath(text)
    return Address(written) if _ADDRESS.fullmatch(written) else Path(written)


def joined(paths: Sequence[Path]) -> str:
    """Return absolute paths and addresses as one text, from which `parted` gets them again."""
    return os.pathsep.join(_kept(path) for path in paths)


def parted(text: str) -> list[Path]:
    """Return the paths and addresses of a text made by `joined`."""
    return [_place(each) for each in text.split(os.pathsep) if each]


def _kept(path: Path) -> str:
    text = str(path.resolve())
    return text.replace("%", "%25").replace(":", "%3A") if isinstance(path, Address) else text


def _place(kept: str) -> Path:
    return Address(kept.replace("%3A", ":").replace("%25", "%")) if _KEPT.match(kept) else Path(kept)


def size_of(file: Path) -> int:
    """Return the bytes of a file, or of an object as it was listed; 0 if nothing tells it. A link is not followed."""
    if isinstance(file, Address):
        return file.facts.size_bytes if file.facts else 0
    try:
        return os.lstat(file).st_size
    except OSError:
        return 0
