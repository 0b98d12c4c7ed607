"""Archives behind the program that unpacks them (7z, RAR): program and archive are two members."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from triage.find.budget import Spool
from triage.formats import Format
from triage.model import Evidence

FORMAT = Format(
    title="Programs that unpack themselves (7z, RAR; zip is opened by its own)",
    library="own",
    how="spooled",
    limits="the archive begins in the first 4 MiB",
    accounting="the program and the archive are members",
)

_SIGNS = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07")
_LOOKED_AT = 4 * 1024 * 1024
_BLOCK = 1 << 20


def opens(head: bytes, name: str) -> int:
    """0: a program looks like any other from its head."""
    del head, name
    return 0


def opens_file(data: Path, head: bytes) -> int:
    """2 for a program with an archive behind it."""
    return 2 * (head.startswith((b"MZ", b"\x7fELF")) and _place(data) > 0)


def members(container: Evidence, spool: Spool) -> Iterator[Evidence]:
    """The program, and the archive."""
    place = _place(container.data)
    yield from spool.take("(program)", _blocks(container.data, 0, place))
    yield from spool.take("(archive)", _blocks(container.data, place, container.size_bytes))


def _place(data: Path) -> int:
    """Where the archive begins; 0 where there is none."""
    with data.open("rb") as file:
        head = file.read(_LOOKED_AT)
    return min((at for at in map(head.find, _SIGNS) if at > 0), default=0)


def _blocks(data: Path, start: int, stop: int) -> Iterator[bytes]:
    with data.open("rb") as file:
        file.seek(start)
        while start < stop and (block := file.read(min(_BLOCK, stop - start))):
            start += len(block)
            yield block
