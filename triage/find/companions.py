"""Find files that belong to another beside them: a database's log, a table's long texts, a checksum, a piece.

`rules/tables/companions.csv` lists their names; pieces of a split file are recognised by their numbers.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path, PurePath

from triage.core.accounting import SURVIVED
from triage.core.model import Evidence
from triage.core.names import table
from triage.formats.dbf import memo
from triage.text.pieces import series

_CODE_PAGE = ".cpg"
_ENDINGS = ("-wal", "-shm", "-journal", *memo.ENDINGS, _CODE_PAGE)
_SPOOLED = re.compile(rf"(?:-wal|-shm|-journal|{'|'.join(map(re.escape, memo.ENDINGS))})$")
_DATABASE = b"SQLite format 3\0"


@cache
def _rows() -> tuple[tuple[re.Pattern[str], str, bool], ...]:
    """Return rows (pattern of the companion, name of the other file, whether its reader reads the companion too)."""
    return tuple(
        (re.compile(row["side"], re.IGNORECASE), row["main"], row["read"] == "with") for row in table("companions")
    )


def owners(names: Mapping[str, str]) -> dict[str, str]:
    """Return, by companion, the file that it belongs to; `names` maps names in lower case to names.

    A companion of a companion belongs to the same file: the code page of a table belongs to the table's map.
    """
    found = {name: main for name in names.values() if (main := _main(name, names))}
    found |= series([name for name in names.values() if name not in found])
    for name in found:
        met = {name}
        while found[name] in found and found[found[name]] not in met:
            found[name] = found[found[name]]
            met.add(found[name])
    return found


def is_companion(name: str) -> bool:
    """Return true for a name of a file that belongs to another."""
    return any(side.fullmatch(name) for side, _, _ in _rows())


def _main(name: str, names: Mapping[str, str]) -> str:
    for side, main, _ in _rows():
        if (match := side.fullmatch(name)) and (other := names.get(match.expand(main).lower(), name)) != name:
            return other
    return ""


def paired(members: Iterator[Evidence]) -> Iterator[Evidence]:
    """Yield the members of a container; members that are read together come at its end, after their companions.

    If a container breaks off, the held members are yielded before the error is raised again.
    """
    held: list[Evidence] = []
    try:
        for member in members:
            if _may_be_paired(member):
                held.append(member)
            else:
                yield member
    except SURVIVED:
        yield from _brought_together(held)
        raise
    yield from _brought_together(held)


def _may_be_paired(member: Evidence) -> bool:
    """Return true for a member that may be read with others: a database or a table, their logs and long texts."""
    if member.unread:
        return False
    if _reads(member.name) or member.name.lower().endswith(tuple(memo.OF_TABLES)):
        return True
    with member.data.open("rb") as file:
        return file.read(len(_DATABASE)) == _DATABASE


def _reads(name: str) -> bool:
    return any(side.fullmatch(name) for side, _, is_read in _rows() if is_read) or name.lower().endswith(_CODE_PAGE)


def _brought_together(held: Sequence[Evidence]) -> Iterator[Evidence]:
    """Yield the held members, companions before their main file, moved beside it to where its reader expects them."""
    names = {each.name.lower(): each.name for each in held}
    found = {each.name: _main(each.name, names) for each in held}
    mains = {each.name: each for each in held if not found[each.name]}
    for side in held:
        if (main := mains.get(found[side.name])) is not None:
            beside = main.data.with_name(main.data.name + _ending(side.name, main.name))
            with suppress(OSError):
                if side.name.lower().endswith(_CODE_PAGE):
                    shutil.copyfile(side.data, beside)
                else:
                    side.data.rename(beside)
                    yield replace(side, data=beside)
                    continue
        if found[side.name]:
            yield side
    yield from mains.values()


def _ending(side: str, main: str) -> str:
    """Return what the name of a companion has after its main file's name, or in place of its ending."""
    return side[len(main) :] if side.lower().startswith(main.lower()) else PurePath(side).suffix.lower()


def let_go(data: Path) -> None:
    """Remove spooled bytes from the disk, with their companions; a companion stays as long as its main file."""
    main = data.with_name(_SPOOLED.sub("", data.name))
    if main != data and main.exists():
        return
    data.unlink(missing_ok=True)
    for ending in _ENDINGS:
        data.with_name(data.name + ending).unlink(missing_ok=True)
