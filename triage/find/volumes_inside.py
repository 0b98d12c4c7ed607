"""Lay volumes and pieces that are members of one container beside each other, where their openers look for them.

Each group gets a folder of its own in the spool, with links to the spooled files: these are read and released as all
others are. Names there have the number of the piece, never the name inside.
"""

from __future__ import annotations

import os
import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from triage.core.accounting import SURVIVED
from triage.core.model import Evidence, digest
from triage.text import pieces

_RAR = re.compile(r"(?P<stem>.*)(?P<rest>\.part\d{1,4}\.rar|\.rar|\.[r-y]\d\d)", re.IGNORECASE)
_ZIP = re.compile(r"(?P<stem>.*)(?P<rest>\.z\d\d|\.zip)", re.IGNORECASE)
_TAIL = re.compile(r"(?:\.?(?:part|split|chunk))?[-_.]?$", re.IGNORECASE)
_LOG = re.compile(r"\blog\b", re.IGNORECASE)
_STEM = "x"
"""Name of a group's files before what tells their number; logs are numbered without being pieces."""

_FEWEST = 2


@dataclass(slots=True)
class Volumes:
    """Members of one container that may be volumes, by what they have in common, and the folders made for them.

    `spooled` is the spooled file of each link.
    """

    held: dict[tuple[str, ...], list[tuple[str, Evidence]]] = field(default_factory=lambda: defaultdict(list))
    folders: list[Path] = field(default_factory=list)
    spooled: dict[Path, Path] = field(default_factory=dict)

    def beside(self, members: Iterator[Evidence]) -> Iterator[Evidence]:
        """Yield the members; those that may be volumes come at the end, groups of them beside each other.

        If a container breaks off, the held members are yielded before the error is raised again.
        """
        try:
            for member in members:
                kind = () if member.unread else self._kind(member.name)
                if kind:
                    self.held[kind[:-1]].append((kind[-1], member))
                else:
                    yield member
        except SURVIVED:
            yield from self._laid()
            raise
        yield from self._laid()

    def clear(self) -> None:
        """Remove the folders of all groups."""
        for folder in self.folders:
            shutil.rmtree(folder, ignore_errors=True)

    def _kind(self, name: str) -> tuple[str, ...]:
        """Return what a name has in common with other volumes, then the rest of it; () for other names.

        Only after a first volume may a name that ends in letters be one, and a zip only after a volume of a zip.
        """
        if match := _RAR.fullmatch(name):
            return "rar", match["stem"], match["rest"]
        if match := _ZIP.fullmatch(name):
            is_last = match["rest"].lower() == ".zip"
            return () if is_last and ("zip", match["stem"]) not in self.held else ("zip", match["stem"], match["rest"])
        piece = pieces.of(name)
        if piece is None:
            return ()
        key = ("piece", *map(str, piece.kind))
        if piece.is_lettered and piece.number and key not in self.held:
            return ()
        tail = _TAIL.search(piece.stem)
        return *key, (tail[0] if tail else "") + name[len(piece.stem) :]

    def _laid(self) -> Iterator[Evidence]:
        for key, group in self.held.items():
            if len(group) < _FEWEST or len({rest for rest, _ in group}) < len(group):
                yield from (member for _, member in group)
                continue
            first = group[0][1]
            folder = first.data.parent / digest(first.key, *key)
            with suppress(OSError):
                folder.mkdir(mode=0o700, exist_ok=True)
                self.folders.append(folder)
            stem = f"{_STEM}.log" if _LOG.search(first.name) else _STEM
            laid = [self._linked(member, folder / f"{stem}{rest}") for rest, member in group]
            yield from sorted(laid, key=lambda each: each.data.name)
        self.held.clear()

    def _linked(self, member: Evidence, target: Path) -> Evidence:
        with suppress(OSError):
            os.link(member.data, target)
            self.spooled[target] = member.data
            return replace(member, data=target)
        return member

    def as_spooled(self, member: Evidence) -> Evidence:
        """Return a member with its spooled file in place of a link."""
        return replace(member, data=self.spooled.get(member.data, member.data))
