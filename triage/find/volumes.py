"""Files that were cut in numbered pieces (x.7z.001, x.7z.002, ...), put together again where they lie side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from triage.find.budget import Spool
from triage.formats import Format
from triage.model import Evidence
from triage.plugs import modules

FORMAT = Format(
    title="Archives in numbered pieces (.001, .002, ...)",
    library="own",
    how="spooled",
    limits="the pieces lie in one folder, not in a container; no split zips (.z01)",
    accounting="the whole is a member of the first piece; a later piece says that it belongs to another",
)

_NUMBERED = re.compile(r"(.+\.)(\d{3})")
_SIGNS = (
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ\0",
    b"\x28\xb5\x2f\xfd",
)
"""How files begin that are cut so, as 7-Zip and `split` do it. A log that is numbered is no piece."""

_BLOCK = 1 << 20


def opens(head: bytes, name: str) -> int:
    """3 for the first piece of an archive by its name and its head: it is no archive of its own."""
    return 3 * (name.endswith(".001") and head.startswith(_SIGNS))


def opens_file(data: Path, head: bytes) -> int:
    """3 for a later piece that lies beside a first."""
    del head
    numbered = _NUMBERED.fullmatch(data.name)
    if not numbered or int(numbered[2]) < 2:
        return 0
    first = data.with_name(f"{numbered[1]}001")
    if not first.is_file() or first.is_symlink():
        return 0
    with first.open("rb") as file:
        return 3 * file.read(8).startswith(_SIGNS)


def members(container: Evidence, spool: Spool) -> Iterator[Evidence]:
    """The whole, under the name without a number."""
    numbered = _NUMBERED.fullmatch(container.data.name)
    if numbered and int(numbered[2]) > 1:
        yield spool.unread("(all members)", "volume_of_another")
        return
    pieces = [container.data]
    while numbered and not container.members:
        piece = container.data.with_name(f"{numbered[1]}{len(pieces) + 1:03}")
        if not piece.is_file() or piece.is_symlink():
            break
        pieces.append(piece)
    if len(pieces) == 1:
        yield from _alone(container, spool)
        return
    yield from spool.take(Path(container.name).name.removesuffix(".001"), _blocks(pieces))


def _alone(container: Evidence, spool: Spool) -> Iterator[Evidence]:
    """A first piece beside which there is no other: it may be the whole."""
    with container.data.open("rb") as file:
        head = file.read(65_536)
    openers = {stem: module for stem, module in modules("triage.find", "opens").items() if stem != "volumes"}
    stem = max(openers, key=lambda each: openers[each].opens(head, container.name.removesuffix(".001")))
    is_whole = True
    for member in openers[stem].members(container, spool):
        is_whole = is_whole and member.unread != "damaged_container"
        yield member
    if not is_whole:
        yield spool.unread("(what follows in another volume)", "missing_volume")


def _blocks(pieces: Sequence[Path]) -> Iterator[bytes]:
    for piece in pieces:
        with piece.open("rb") as file:
            while block := file.read(_BLOCK):
                yield block
