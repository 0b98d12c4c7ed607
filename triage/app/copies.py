"""Read equal bytes once: a file whose SHA-256 the case already holds is counted for its new place too.

The content of a file depends on its bytes only, unless its name or neighbouring files decide how it is read: a copy is
skipped only if neither does. What was read of the first file is then added for the copy, under its own place: the
report is the same as if the copy had been read.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from triage import find, read
from triage.app.shards import whole_key
from triage.case import Case
from triage.core.accounting import SURVIVED
from triage.core.address import Address
from triage.core.model import Evidence
from triage.core.people import Identities
from triage.core.summary import Summary

_COPY = "copy:"
"""Prefix of the names of everything counted for copies."""

_AT_ONCE = 64
"""Number of copies after which the added sums are written to disk."""


@dataclass(slots=True)
class Copies:
    """The files of a scan by their bytes, and the copies among them."""

    case: Case
    firsts: dict[str, list[Evidence]] = field(default_factory=lambda: defaultdict(list))
    found: dict[str, Evidence] = field(default_factory=dict)
    """Copies by the key of their evidence."""

    _begun: frozenset[str] = field(init=False)
    """Files that an earlier run has partly read: they are read to the end."""
    _again: set[Path] = field(default_factory=set)
    """Copies that an earlier run has counted: their members are listed again, after the files as before."""
    _pairs: list[tuple[Evidence, Evidence]] = field(default_factory=list)
    _beside: dict[Path, Counter[str]] = field(default_factory=dict)
    """Number of names with the same beginning, by folder."""
    unread: set[str] = field(default_factory=set)
    """Copies of files that changed while being read, by key: their content is unknown; the next scan reads them."""

    def __post_init__(self) -> None:
        self._begun = frozenset(owner for chunk, owner in self.case.done.items() if not chunk.startswith(_COPY))

    def has(self, file: Evidence) -> bool:
        """Return true for a file that need not be read, because an equal one is read; call it once per file."""
        if file.unread or not file.size_bytes:
            return False
        if self.case.is_done(_key(file)):
            self.found[file.key] = _as_container(file)
            if not self.case.is_done(whole_key(file)):
                self._again.add(file.path)
            return True
        if file.key not in self._begun:
            for first in self.firsts[file.sha256]:
                copy = _as_container(file)
                if self._is_alone(first.path) and self._is_alone(file.path) and _is_read_alike(first, copy):
                    self.found[file.key] = copy
                    self._pairs.append((first, copy))
                    return True
        self.firsts[file.sha256].append(file)
        return False

    def _is_alone(self, path: Path) -> bool:
        """Return whether no neighbouring file has a similar name: volumes, logs and memos are read with their file."""
        if isinstance(path, Address):
            return len(path.group) == 1
        if path.parent not in self._beside:
            try:
                self._beside[path.parent] = Counter(map(_begin, os.listdir(path.parent)))  # noqa: PTH208 - many names
            except OSError:
                self._beside[path.parent] = Counter()
        return self._beside[path.parent][_begin(path.name)] == 1

    def count(self) -> None:
        """Add what was read of the first files for each of their copies."""
        copies = self._settled()
        if not copies and not self._again:
            return
        places: dict[str, dict[str, str]] = defaultdict(dict)
        kept = self.case.evidence()
        for each in kept:
            if each.members and each.path in self._again:
                self.case.add_evidence(each)
        for copy, each in _each(copies, kept):
            moved = _moved(each, copy)
            places[copy.key][each.key] = moved.key
            if each.members:
                self.case.add_evidence(moved)
        sources = list(self.case.sources())
        for copy, evidence, source in ((*pair, each) for each in sources for pair in _each(copies, [each.evidence])):
            placed = replace(source, evidence=_moved(evidence, copy))
            places[copy.key][source.key] = placed.key
            self.case.add_source(placed)
        self._count_people(copies, places)
        for number, (copy, sums) in enumerate(self._sums(copies), start=1):
            self.case.add(copy, _key(copy), _placed(sums, places[copy.key]))
            if number % _AT_ONCE == 0:
                self.case.checkpoint()
        self.case.checkpoint()

    def _count_people(self, copies: Mapping[Path, list[Evidence]], places: Mapping[str, Mapping[str, str]]) -> None:
        """Add the people of the first files for each of their copies, one file of tokens at a time."""
        every = [copy for some in copies.values() for copy in some]
        wanted = {old for each in places.values() for old in each}
        written = ""
        for file, source, rows in self.case.tokens.of_sources(wanted, self.case.key):
            if written != file:
                self.case.checkpoint()
                written = file
            for copy in every:
                key = f"{_key(copy)}:{file}:{source}"
                if (moved := places[copy.key].get(source)) and not self.case.is_done(key):
                    self.case.add(copy, key, Summary(people=(Identities.of_rows(moved, rows),)))

    def _settled(self) -> dict[Path, list[Evidence]]:
        """Return the copies by the path of their first file; copies of a file that changed are left unread."""
        copies: dict[Path, list[Evidence]] = defaultdict(list)
        for first, copy in self._pairs:
            if find.changed(first):
                self.unread.add(copy.key)
            else:
                copies[first.path].append(copy)
        return copies

    def _sums(self, copies: Mapping[Path, list[Evidence]]) -> Iterator[tuple[Evidence, Summary]]:
        """Yield each copy with the sums of its first file's dump."""
        by_dump: dict[str, set[Path]] = defaultdict(set)
        for first, _ in self._pairs:
            if first.path in copies:
                by_dump[first.dump].add(first.path)
        for dump, paths in by_dump.items():
            sums = self.case.summary(dump)
            for path in sorted(paths):
                yield from ((copy, sums) for copy in copies[path])


def _key(copy: Evidence) -> str:
    """Return the key under which the sums mark a copy as counted."""
    return f"{_COPY}{copy.key}:{copy.sha256}"


def _moved(evidence: Evidence, copy: Evidence) -> Evidence:
    """Return an object of a first file as it is in its copy."""
    moved = replace(evidence, dump=copy.dump, path=copy.path, data=copy.path)
    return moved if evidence.members else replace(moved, mtime_ns=copy.mtime_ns)


def _each(copies: Mapping[Path, list[Evidence]], objects: Iterable[Evidence]) -> Iterator[tuple[Evidence, Evidence]]:
    """Yield each copy with each of these objects that is in its first file."""
    yield from ((copy, each) for each in objects for copy in copies.get(each.path, ()))


def _placed(sums: Summary, places: Mapping[str, str]) -> Summary:
    """Return the parts of a sum with these keys, under their new keys."""
    return Summary(
        {new: sums.tables[old] for old, new in places.items() if old in sums.tables},
        {new: sums.coverage[old] for old, new in places.items() if old in sums.coverage},
    )


def _as_container(file: Evidence) -> Evidence:
    """Return a file with its properties as a container; unchanged if these cannot be determined."""
    try:
        stem, is_read_too = find.opener(file.data, file.name)
    except SURVIVED:
        return file
    return replace(file, is_container=bool(stem), is_read_too=is_read_too) if stem else file


def _is_read_alike(first: Evidence, copy: Evidence) -> bool:
    """Return whether two equal files are read the same way in spite of their names."""
    if first.name == copy.name:
        return True
    if copy.is_container or first.path.suffix.lower() != copy.path.suffix.lower():
        return False  # members may be named after their container
    try:
        return not find.opener(first.data, first.name)[0] and read.chosen(first) == read.chosen(copy)
    except SURVIVED:
        return False


def _begin(name: str) -> str:
    return name.lower().partition(".")[0]
