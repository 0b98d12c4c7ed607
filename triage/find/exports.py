"""Recognise exports of platforms: files that form one dump, and files that only display an export.

The folders, files and names are listed in `rules/tables/export_folders.csv` and `export_furniture.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

from triage.core.accounting import reason
from triage.core.model import Evidence
from triage.core.names import table
from triage.core.summary import Coverage
from triage.find.companions import is_companion, owners

_MOST_NAMES = 20_000
"""Most names of a folder that are examined."""

_PART = re.compile(
    r"(?P<whole>(?:takeout-\d{8}T\d{6}Z|facebook-.+|instagram-.+|TikTok_Data_\d+)?)[-_](?P<number>\d{1,3})\.(?P<kind>zip|tgz)",
    re.IGNORECASE,
)
_PAGE = re.compile(r"(?P<page>.+)\.(?:html?|xhtml)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of export: patterns of the folder's name, of what it contains, and of the only files that belong to it."""

    name: re.Pattern[str]
    has: tuple[re.Pattern[str], ...]
    only: re.Pattern[str] | None

    def is_whole(self, folder: Path, names: Sequence[str], files: Sequence[str]) -> bool:
        """Return true if the whole folder, with these names in it and these files, is one such export."""
        is_there = self.name.fullmatch(folder.name) and all(any(map(each.fullmatch, names)) for each in self.has)
        return bool(is_there) and (self.only is None or all(map(self.only.fullmatch, files)))


@cache
def _kinds() -> tuple[_Kind, ...]:
    return tuple(
        _Kind(
            _pattern(row["name"] or ".*"),
            tuple(map(_pattern, row["has"].split(" "))) if row["has"] else (),
            _pattern(row["only"]) if row["only"] else None,
        )
        for row in table("export_folders")
    )


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


def is_export(folder: Path, children: Sequence[Path]) -> bool:
    """Return true if the whole folder is one export."""
    names, files = list(_inside(folder, children)), [child.name for child in children if child.suffix]
    return any(kind.is_whole(folder, names, files) for kind in _kinds())


def _inside(folder: Path, children: Sequence[Path]) -> Iterator[str]:
    """Yield the relative paths of what is in a folder and in its subfolders, one level deep."""
    yield from (child.name for child in children[:_MOST_NAMES])
    for child in children[:_MOST_NAMES]:
        with suppress(OSError):  # a path that is too long, or a folder that may not be listed: the walk reports it
            if child.is_dir() and not child.is_symlink():
                yield from (each.relative_to(folder).as_posix() for each in islice(child.iterdir(), _MOST_NAMES))


def together(children: Sequence[Path]) -> dict[str, str]:
    """Return the dump of each child that belongs with others: companions, parts of an export, a page and its files."""
    names = {child.name for child in children}
    parts: dict[str, list[str]] = {}
    for name in sorted(names):
        if (part := _PART.fullmatch(name)) and part["whole"]:
            parts.setdefault(f"{part['whole']}.{part['kind']}", []).append(name)
    found = owners({name.lower(): name for name in sorted(names)})
    found |= _attached(sorted(names))
    found |= {name: whole for whole, members in parts.items() if len(members) > 1 for name in members}
    for name in sorted(names):
        if page := _PAGE.fullmatch(name):
            for files in (f"{page['page']}_files", f"{page['page']} files"):
                if files in names:
                    found[files] = name
    return found


def _attached(names: Sequence[str]) -> dict[str, str]:
    """Return the file to which each attachment belongs, in a folder that holds other files too."""
    found: dict[str, str] = {}
    for kind in _kinds():
        heads = [name for name in names if any(has.fullmatch(name) for has in kind.has)]
        if kind.only and heads:
            own = (name for name in names if kind.only.fullmatch(name) and not name.startswith("."))
            found |= {name: heads[0] for name in own if name not in heads}
    return found


def furniture(evidence: Evidence) -> Coverage | None:
    """Return the accounting of a file that only displays an export: counted but not searched.

    Null for any other file.
    """
    if not is_furniture(evidence):
        return None
    return Coverage(bytes_read=evidence.size_bytes, reasons=reason("export_furniture", 0, evidence.size_bytes))


@cache
def _furniture() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row['pattern']})" for row in table("export_furniture")) or r"(?!)", re.IGNORECASE)


def is_furniture(evidence: Evidence) -> bool:
    """Return true for a file that only displays an export, such as a style sheet: nothing is read from it.

    An empty companion counts too, such as the log of a database that was closed.
    """
    if evidence.unread not in {"", "empty"}:
        return False
    if not evidence.size_bytes and is_companion(evidence.name):
        return True
    path = "/".join((*evidence.path.parts[-4:], *evidence.members))
    found = _furniture().search(path)
    return bool(found and found.end() == len(path))
