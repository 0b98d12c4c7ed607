"""Recognise exports of platforms: files that form one dump, and files that only display an export.

The folders, files and names are listed in `rules/tables/export_folders.csv` and `export_furniture.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
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


@cache
def _kinds() -> tuple[tuple[re.Pattern[str], tuple[re.Pattern[str], ...]], ...]:
    """Return, for each kind of export, the pattern of the folder's name and the patterns of what it contains."""
    return tuple(
        (_pattern(row["name"] or ".*"), tuple(map(_pattern, (row["has"] or "").split(" "))))
        if row["has"]
        else (_pattern(row["name"]), ())
        for row in table("export_folders")
    )


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


def is_export(folder: Path, children: Sequence[Path]) -> bool:
    """Return true if the whole folder is one export."""
    names = list(_inside(folder, children))
    return any(
        name.fullmatch(folder.name) and all(any(map(each.fullmatch, names)) for each in has) for name, has in _kinds()
    )


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
    found |= {name: whole for whole, members in parts.items() if len(members) > 1 for name in members}
    for name in sorted(names):
        if page := _PAGE.fullmatch(name):
            for files in (f"{page['page']}_files", f"{page['page']} files"):
                if files in names:
                    found[files] = name
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
