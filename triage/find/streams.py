"""One stream, compressed: gzip, bzip2, xz, lzma, zstandard, lz4; many in a row are one; all before damage is kept."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import IO, Any

from triage.errors import EvidenceError
from triage.find.budget import Spool
from triage.formats import Format
from triage.model import Evidence

FORMAT = Format(
    title="gzip, bzip2, xz, lzma, zstandard, lz4",
    library="zlib, bz2, lzma, zstandard, lz4",
    how="spooled",
    limits="dictionaries of 128 MiB and more; no zstandard dictionaries apart",
    accounting="every byte up to the damage is a member; what follows is a reason",
)

_BLOCK = 1 << 14
_STEP = 1 << 20
_MEMORY = 256 * 1024 * 1024

_HEADS = {
    b"\x1f\x8b\x08": "gz",
    b"BZh": "bz2",
    b"\xfd7zXZ\0": "xz",
    b"\x5d\0\0": "lzma",
    b"\x28\xb5\x2f\xfd": "zst",
    b"\x04\x22\x4d\x18": "lz4",
}
_ENDINGS = {".tgz": ".tar", ".tbz": ".tar", ".tbz2": ".tar", ".txz": ".tar", ".tzst": ".tar"}


def opens(head: bytes, name: str) -> int:
    """2 for the head of a compressed stream, 0 else; raw lzma only where it is so named."""
    kind = _kind(head)
    return 0 if not kind or (kind == "lzma" and not name.lower().endswith((".lzma", ".tlz"))) else 2


def _kind(head: bytes) -> str:
    return next((kind for sign, kind in _HEADS.items() if head.startswith(sign)), "")


def members(container: Evidence, spool: Spool) -> Iterator[Evidence]:
    """The one member, named as the file without its ending."""
    with container.data.open("rb") as file:
        kind = _kind(file.read(8))
        file.seek(0)
        yield from spool.take(_inner(container.name, kind), _UNPACK[kind](file))


def _inner(name: str, kind: str) -> str:
    lower = name.lower()
    for ending, instead in _ENDINGS.items():
        if lower.endswith(ending):
            return name[: -len(ending)] + instead
    return name[: -len(kind) - 1] if lower.endswith(f".{kind}") else f"{name} (unpacked)"


def _steps(file: IO[bytes], make: Callable[[], Any]) -> Iterator[bytes]:
    """What decompressors of one kind make of a file, one after the other where several streams follow."""
    machine, rest = make(), b""
    fresh = True
    while True:
        block = rest or file.read(_BLOCK)
        rest = b""
        if not block:
            if not fresh:
                raise EvidenceError("damaged_container")
            return
        if fresh and not block.strip(b"\0"):
            continue  # padding
        yield from _pieces(machine, block)
        fresh = False
        if machine.eof:
            rest, machine, fresh = machine.unused_data, make(), True
            if rest.strip(b"\0") and not _kind(rest + file.read(0)):
                raise EvidenceError("garbage_behind_the_stream")


def _pieces(machine: Any, block: bytes) -> Iterator[bytes]:
    """Pieces of bounded size, so that one block of a bomb does not fill the memory."""
    piece = machine.decompress(block, _STEP)
    yield piece
    while not machine.eof:
        tail = getattr(machine, "unconsumed_tail", None)
        if tail is None:  # bz2 and lzma keep their own tail
            if machine.needs_input:
                return
            piece = machine.decompress(b"", _STEP)
        elif tail:
            piece = machine.decompress(tail, _STEP)
        else:
            return
        yield piece


def _zstandard(file: IO[bytes]) -> Iterator[bytes]:
    import zstandard  # noqa: PLC0415 - only for this kind

    machine = zstandard.ZstdDecompressor(max_window_size=1 << 27)
    try:
        with machine.stream_reader(file, read_across_frames=True) as stream:
            while block := stream.read(_STEP):
                yield block
    except zstandard.ZstdError as error:
        raise EvidenceError("damaged_container") from error


def _lz4(file: IO[bytes]) -> Iterator[bytes]:
    import lz4.frame  # noqa: PLC0415 - only for this kind

    with lz4.frame.open(file, "rb") as stream:
        while block := stream.read(_STEP):
            yield block


_UNPACK: dict[str, Callable[[IO[bytes]], Iterator[bytes]]] = {
    "gz": lambda file: _steps(file, lambda: zlib.decompressobj(31)),
    "bz2": lambda file: _steps(file, bz2.BZ2Decompressor),
    "xz": lambda file: _steps(file, lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MEMORY)),
    "lzma": lambda file: _steps(file, lambda: lzma.LZMADecompressor(lzma.FORMAT_ALONE, memlimit=_MEMORY)),
    "zst": _zstandard,
    "lz4": _lz4,
}
