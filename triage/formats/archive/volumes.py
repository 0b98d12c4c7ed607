"""Files that were cut in pieces, put together again where all lie side by side; a piece that is missing is named.

Numbered pieces (x.7z.001, x.7z.002, ...) of anything that is packed, and split zips (x.z01, x.z02, ..., x.zip).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from triage import formats
from triage.core.budget import Spool
from triage.core.format_info import Claim, Format
from triage.core.model import Evidence
from triage.formats.archive.zip_directory import is_split

FORMAT = Format(
    name="volumes",
    title="Archives in pieces (.001, .002, ...; .z01, .z02, ..., .zip)",
    library="own",
    how="spooled",
    limits="the pieces lie in one folder, not in a container",
    accounting="the whole is a member of the first piece; a later piece says so, or which piece is missing",
)

WITH_FIRST, MISSING = "volume_of_another", "missing_volume"
"""Why nothing is read of a piece: it is read with the first one, or another is missing."""

_NUMBERED = re.compile(r"(.+\.)(\d{3})")
_SPLIT = re.compile(r"(.+\.)(z)(\d\d)", re.IGNORECASE)
_PACKED = re.compile(r".+\.(?:7z|zip|rar|gz|tgz|bz2|xz|zst|tar|iso)\.\d{3}", re.IGNORECASE)
"""What a piece is called whose first may have another name or none: no log that is numbered."""

_CONTROLS = re.compile(rb"[\0-\x08]")
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

_FIRST_OF_ZIP = (b"PK\x07\x08", b"PK\x03\x04", b"PK00PK\x03\x04")
_IP = {"z": "ip", "Z": "IP"}
_BLOCK = 1 << 20


def opens(head: bytes, name: str) -> Claim:
    """Claim SIGNATURE for the first piece of an archive by its name and its head: it is no archive of its own."""
    is_first = name.endswith(".001") and head.startswith(_SIGNS)
    return Claim.SIGNATURE.when(is_first or (name.lower().endswith(".z01") and head.startswith(_FIRST_OF_ZIP)))


def opens_file(data: Path, head: bytes) -> Claim:
    """Claim SIGNATURE for a later piece that lies beside a first, or has the name of one."""
    is_packed = bool(_CONTROLS.search(head))  # a name alone makes no text a piece
    if (is_packed and _SPLIT.fullmatch(data.name)) or (data.suffix.lower() == ".zip" and is_split(data)):
        return Claim.SIGNATURE
    numbered = _NUMBERED.fullmatch(data.name)
    if not numbered or int(numbered[2]) < 2:
        return Claim.NONE
    first = data.with_name(f"{numbered[1]}001")
    if not is_there(first):
        return Claim.SIGNATURE.when(is_packed and _PACKED.fullmatch(data.name))
    with first.open("rb") as file:
        return Claim.SIGNATURE.when(file.read(8).startswith(_SIGNS))


def members(container: Evidence, spool: Spool) -> Iterator[Evidence]:
    """Yield the whole, under its name without a number, and the first piece that is missing."""
    if container.data.suffix.lower() == ".zip":
        yield from formats.opener("zip_archive").members(container, spool)
        return
    pieces, missing = [container.data], ""
    if not container.members:
        pieces, missing = together(_names(container.data), container.data)
    if container.data not in pieces[:1]:
        is_joined = container.data in pieces
        yield spool.unread("(all members)", WITH_FIRST) if is_joined else lacks(spool, missing)
        return
    if len(pieces) > 1:
        yield from spool.take(_whole(container.name), _blocks(pieces))
    else:
        is_whole = True
        for member in _alone(container, spool):
            is_whole = is_whole and member.unread != "damaged_container"
            yield member
        if not is_whole and not missing:
            yield spool.unread("(what follows in another volume)", MISSING)
    if missing:
        yield lacks(spool, missing)


def lacks(spool: Spool, name: str) -> Evidence:
    """Return the word that a piece of this name is missing."""
    return spool.unread(f"(missing: {name})", MISSING)


def together(names: Sequence[str], data: Path) -> tuple[list[Path], str]:
    """(pieces that lie beside a file, by their names, up to the first that is missing; the name of that one or "")."""
    pieces = [data.with_name(name) for name in names]
    missing = next((place for place, piece in enumerate(pieces) if not is_there(piece)), len(pieces))
    return pieces[:missing], "".join(names[missing : missing + 1])


def is_there(piece: Path) -> bool:
    """Return true for a file that is no link."""
    return piece.is_file() and not piece.is_symlink()


def missing_of_zip(data: Path) -> str:
    """Return the piece of a split zip that is missing beside its last; "" if all are there."""
    return together(_names(data), data)[1]


def _names(data: Path) -> list[str]:
    """Return what the pieces are called, in order, up to the last that lies here.

    A split zip ends with another name.
    """
    if numbered := _NUMBERED.fullmatch(data.name):
        stem = numbered[1]
        return [f"{stem}{number:03}" for number in range(1, _highest(data, stem, 3) + 1)]
    stem, letter = data.stem + ".", data.suffix[1]
    stem += letter if letter in "zZ" else "z"
    return [*(f"{stem}{number:02}" for number in range(1, max(1, _highest(data, stem, 2)) + 1)), f"{stem}{_IP[letter]}"]


def _highest(data: Path, stem: str, digits: int) -> int:
    """Return the highest number of a piece that lies beside a file."""
    numbered = re.compile(re.escape(stem) + rf"(\d{{{digits}}})")
    found = (numbered.fullmatch(each.name) for each in data.parent.iterdir())
    return max((int(each[1]) for each in found if each), default=0)


def _whole(name: str) -> str:
    """Return what the whole is called."""
    last = Path(name).name
    return last.removesuffix(".001") if last.endswith(".001") else f"{last[:-2]}{_IP[last[-3]]}"


def _alone(container: Evidence, spool: Spool) -> Iterator[Evidence]:
    """Yield a first piece beside which there is no other: it may be the whole."""
    with container.data.open("rb") as file:
        head = file.read(65_536)
    openers = {stem: module for stem, module in formats.openers().items() if stem != "volumes"}
    stem = max(openers, key=lambda each: openers[each].opens(head, container.name.removesuffix(".001")))
    yield from openers[stem].members(container, spool)


def _blocks(pieces: Sequence[Path]) -> Iterator[bytes]:
    for piece in pieces:
        with piece.open("rb") as file:
            while block := file.read(_BLOCK):
                yield block
