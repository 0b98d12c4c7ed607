"""Join files that were split into pieces if all lie side by side; name a piece that is missing.

Numbered and lettered pieces (x.7z.001, x.csv.aa, x.csv.part1, ...) of anything packed or of text, and split zips
(x.z01, x.z02, ..., x.zip). A row of a split table may begin in one piece and end in the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from triage import formats
from triage.core.budget import Spool
from triage.core.format_info import Claim, Format
from triage.core.model import Evidence
from triage.formats.archive.zip_directory import is_split
from triage.text import pieces as piece_names
from triage.text.dialect import is_text

FORMAT = Format(
    name="volumes",
    title="Archives and texts in pieces (.001, .002, ...; .aa, .ab, ...; .part1, ...; .z01, .z02, ..., .zip)",
    library="own",
    how="spooled",
    limits="the pieces lie in one folder, or in one container",
    accounting="the whole is a member of the first piece; a later piece says so, or which piece is missing",
)

WITH_FIRST, MISSING = "volume_of_another", "missing_volume"
"""Reasons why a volume is not read itself: it is read with the first one, or another is missing."""

_SPLIT = re.compile(r"(.+\.)(z)(\d\d)", re.IGNORECASE)
_PACKED = re.compile(r".+\.(?:7z|zip|rar|gz|tgz|bz2|xz|zst|tar|iso)\.\d{3}", re.IGNORECASE)
"""Pattern of the name of a volume whose first one may be missing or renamed; numbered logs do not match."""

_CONTROLS = re.compile(rb"[\0-\x08]")
_SIGNS = (
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ\0",
    b"\x28\xb5\x2f\xfd",
    b"SQLite format 3\0",
    b"%PDF-",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"PAR1",
)
"""Magic numbers of files that 7-Zip and `split` cut. Numbered pictures are no pieces."""

_LOG = re.compile(r".*\blog\b.*", re.IGNORECASE)

_FIRST_OF_ZIP = (b"PK\x07\x08", b"PK\x03\x04", b"PK00PK\x03\x04")
_IP = {"z": "ip", "Z": "IP"}
_BLOCK = 1 << 20


def opens(head: bytes, name: str) -> Claim:
    """Claim SIGNATURE for the first volume of an archive by name and head: it is not a complete archive."""
    piece = piece_names.of(name)
    is_first = piece is not None and name == piece.named(0 if piece.is_lettered else 1) and head.startswith(_SIGNS)
    return Claim.SIGNATURE.when(is_first or (name.lower().endswith(".z01") and head.startswith(_FIRST_OF_ZIP)))


def opens_file(data: Path, head: bytes) -> Claim:
    """Claim SIGNATURE for a piece of a text, and for a later piece beside a first or with the name of one."""
    is_packed = bool(_CONTROLS.search(head))  # a text is not a volume because of its name alone
    if (is_packed and _SPLIT.fullmatch(data.name)) or (data.suffix.lower() == ".zip" and is_split(data)):
        return Claim.SIGNATURE
    piece = piece_names.of(data.name)
    if piece is None or (not is_packed and _lacks_first(data, piece)):
        return Claim.NONE
    first, *others = [data.with_name(name) for name in _names(data)]
    if not is_there(first):
        return Claim.SIGNATURE.when(is_packed and data != first and _PACKED.fullmatch(data.name))
    with first.open("rb") as file:
        begins = file.read(65_536)
    if begins.startswith(_SIGNS):
        return Claim.SIGNATURE.when(data != first)
    return Claim.SIGNATURE.when(others and all(map(is_there, others)) and is_text(begins) and _is_cut(first))


def _lacks_first(data: Path, piece: piece_names.Piece) -> bool:
    """Return true for a lettered piece without its first ("aaa"): most names that end in letters are no pieces."""
    return piece.is_lettered and data.suffix.lower() != ".zip" and not is_there(data.with_name(piece.named(0)))


def _is_cut(first: Path) -> bool:
    """Return true for a text that continues in another file; a numbered log that ends in a line feed does not."""
    with first.open("rb") as file:
        file.seek(-1, 2)
        return file.read(1) != b"\n" or not _LOG.fullmatch(first.name)


def members(container: Evidence, spool: Spool) -> Iterator[Evidence]:
    """Yield the joined file, named without the number, and the first volume that is missing."""
    if container.data.suffix.lower() == ".zip":
        yield from formats.opener("zip_archive").members(container, spool)
        return
    pieces, missing = [container.data], ""
    if is_beside(container):
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
    """Return an unread member that reports the missing volume of this name.

    The files of members have another stem than the members.
    """
    here = spool.container
    if here.members:
        name = PurePath(here.name).name.removesuffix(here.data.name[1:]) + name[1:]
    return spool.unread(f"(missing: {name})", MISSING)


def is_beside(container: Evidence) -> bool:
    """Return true if other volumes may lie beside this one: members do only if `triage.find` laid them there."""
    return not container.members or container.data.suffix != ""


def together(names: Sequence[str], data: Path) -> tuple[list[Path], str]:
    """Return the volumes next to a file up to the first missing one, and that one's name ("" = none)."""
    pieces = [data.with_name(name) for name in names]
    missing = next((place for place, piece in enumerate(pieces) if not is_there(piece)), len(pieces))
    return pieces[:missing], "".join(names[missing : missing + 1])


def is_there(piece: Path) -> bool:
    """Return true for a regular file, not a link."""
    return piece.is_file() and not piece.is_symlink()


def missing_of_zip(data: Path) -> str:
    """Return the name of the missing volume of a split zip, from its last volume; "" if all exist."""
    return together(_names(data), data)[1]


def _names(data: Path) -> list[str]:
    """Return the names of the volumes in order, up to the last one that exists here.

    A split zip ends with a name of its own.
    """
    near = [each.name for each in data.parent.iterdir()]
    if (piece := piece_names.of(data.name)) and not _SPLIT.fullmatch(data.name) and data.suffix.lower() != ".zip":
        like = [each for each in map(piece_names.of, near) if each and each.kind == piece.kind]
        first = min(int(not piece.is_lettered), *(each.number for each in like), piece.number)
        return [piece.named(number) for number in range(first, max(each.number for each in like) + 1)]
    stem, letter = data.stem + ".", data.suffix[1]
    stem += letter if letter in "zZ" else "z"
    numbered = (re.fullmatch(re.escape(stem) + r"(\d{2})", name) for name in near)
    highest = max((int(each[1]) for each in numbered if each), default=1)
    return [*(f"{stem}{number:02}" for number in range(1, max(1, highest) + 1)), f"{stem}{_IP[letter]}"]


def _whole(name: str) -> str:
    """Return the name of the joined file."""
    last = Path(name).name
    if not _SPLIT.fullmatch(last) and (piece := piece_names.of(last)):
        return piece.whole
    return f"{last[:-2]}{_IP[last[-3]]}"


def _alone(container: Evidence, spool: Spool) -> Iterator[Evidence]:
    """Yield the members of a first volume without others next to it, which may be the whole archive."""
    with container.data.open("rb") as file:
        head = file.read(65_536)
    openers = {stem: module for stem, module in formats.openers().items() if stem != "volumes"}
    stem = max(openers, key=lambda each: openers[each].opens(head, _whole(container.name)))
    yield from openers[stem].members(container, spool)


def _blocks(pieces: Sequence[Path]) -> Iterator[bytes]:
    for piece in pieces:
        with piece.open("rb") as file:
            while block := file.read(_BLOCK):
                yield block
