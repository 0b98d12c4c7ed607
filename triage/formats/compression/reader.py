"""Open compressed streams with one member; consecutive streams are joined, and bytes before damage are kept.

A text in UTF-32, UTF-7, EBCDIC or an East Asian encoding is opened the same way: its member is the text in UTF-8, which
every reader can read.
"""

from __future__ import annotations

import bz2
import codecs
import contextlib
import lzma
import os
import warnings
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import IO, Any

from triage.core.budget import Spool
from triage.core.errors import EvidenceError
from triage.core.format_info import Claim, Format
from triage.core.model import Evidence
from triage.formats.compression import lz4_legacy, zstd_frames
from triage.formats.compression.lzip import SIGN, LzipDecompressor
from triage.text.dialect import is_text
from triage.text.legacy_encodings import EBCDIC, wide

FORMAT = Format(
    name="streams",
    title="gzip, zlib, bzip2, xz, lzma, lzip, compress (.Z), zstandard, lz4 (its first form too); "
    "texts in UTF-32, UTF-7, EBCDIC, GB 18030, Big5, Shift JIS, EUC, ISO 2022",
    library="zlib, bz2, lzma, zstandard, lz4, uncompresspy",
    how="spooled",
    limits="dictionaries of 128 MiB and more; no zstandard dictionaries apart; a cut .Z may look whole: it has no end",
    accounting="every byte up to the damage is a member; what follows is a reason",
)

HEAD_BYTES = 65_536
_BLOCK = 1 << 14
_STEP = 1 << 20
_MEMORY = 256 * 1024 * 1024
_LEAST = 64
"""Bytes needed to recognise whether another stream follows; a block may end inside its magic number."""

_DAMAGE = (zlib.error, lzma.LZMAError, OSError, EOFError, RuntimeError)
"""Exceptions of the decompressors for damaged data; the last is lz4's."""

_HEADS = {
    b"\x1f\x8b\x08": "gz",
    b"BZh": "bz2",
    b"\xfd7zXZ\0": "xz",
    SIGN: "lz",
    b"\x1f\x9d": "Z",
    zstd_frames.SIGN: "zst",
    b"\x04\x22\x4d\x18": "lz4",
    lz4_legacy.SIGN: "lz4",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
}
_BLOCKS = (b"1AY&SY", b"\x17rE8P\x90")
"""What stands behind the head of bzip2: a block, or the end."""

_ZLIB = (b"x\x01", b"x\x5e", b"x\x9c", b"x\xda")
"""First bytes of zlib: a window of 32 KiB, and the level of compression."""

_ENDINGS = dict.fromkeys((".tgz", ".tbz", ".tbz2", ".txz", ".taz", ".tlz", ".tzst"), ".tar")


def opens(head: bytes, name: str) -> Claim:
    """Claim CONTENT for the head of a compressed stream, NAME for a text to be converted to UTF-8."""
    return Claim.CONTENT if _kind(head, name) else Claim.NAME.when(wide(head))


def _kind(head: bytes, name: str = "") -> str:
    """Return the kind of stream, "" if none; raw lzma has no magic number and is recognised by the file's name too."""
    held = zstd_frames.behind_skipped(head)
    for sign, kind in _HEADS.items():
        if held.startswith(sign) and (kind != "bz2" or held[4:10] in _BLOCKS or not is_text(held)):
            return kind
    if head.startswith(zstd_frames.SKIPPED):
        return "lz4" if name.lower().endswith(".lz4") else "zst"
    if _is_zlib(head):
        return "zlib"
    return "lzma" if _is_lzma(head, name) else _wide(head)


def _is_zlib(head: bytes) -> bool:
    """Return true for zlib if the data also decompresses: a text may begin with the same two bytes."""
    if head[:2] not in _ZLIB:
        return False
    with contextlib.suppress(zlib.error):
        machine = zlib.decompressobj()
        return bool(machine.decompress(head, _STEP)) or machine.eof
    return False


def _is_lzma(head: bytes, name: str) -> bool:
    """Return true for lzma by name, properties, and the sizes of dictionary and stream (which may be unknown)."""
    if not name.lower().endswith((".lzma", ".tlz")) or len(head) < 13 or head[0] >= 9 * 5 * 5:
        return False
    size = int.from_bytes(head[5:13], "little")
    return size < 1 << 40 or size == (1 << 64) - 1


def _wide(head: bytes) -> str:
    """Return the codec of UTF-32 without a byte order mark: in every character two bytes are zero, in one three."""
    begins = head[: min(len(head), 64) // 4 * 4]
    if len(begins) < 8 or b"\0\0\0" not in begins or (len(head) < 64 and len(head) % 4):
        return ""
    for codec in ("utf-32-le", "utf-32-be"):
        text = begins.decode(codec, "replace")
        if all(each.isprintable() or each in "\t\r\n" for each in text) and max(text) < "\ufffd":
            return codec
    return ""


def members(container: Evidence, spool: Spool) -> Iterator[Evidence]:
    """Yield the one member, named as the file without its suffix."""
    with container.data.open("rb") as file:
        head = file.read(HEAD_BYTES)
        file.seek(0)
        if kind := _kind(head, container.name):
            written = int.from_bytes(head[4:8], "little") * 10**9 if kind == "gz" else 0
            taken = spool.take(_inner(container.name, kind), _UNPACK[kind](file))
            yield from (replace(each, mtime_ns=written) for each in taken)
        else:
            yield from spool.take(_inner(container.name, "utf-8"), _in_utf8(file, wide(head)))


def _inner(name: str, kind: str) -> str:
    lower = name.lower()
    for ending, instead in _ENDINGS.items():
        if lower.endswith(ending):
            return name[: -len(ending)] + instead
    if kind.startswith("utf"):
        stem, dot, ending = name.rpartition(".")
        return f"{stem} (in UTF-8){dot}{ending}" if stem else f"{name} (in UTF-8)"
    return name[: -len(kind) - 1] if lower.endswith(f".{kind.lower()}") else f"{name} (unpacked)"


def _steps(file: IO[bytes], make: Callable[[], Any]) -> Iterator[bytes]:
    """Yield the decompressed bytes of a file, with a new decompressor for each consecutive stream."""
    machine, rest = make(), b""
    begin, made, is_fresh = 0, 0, True
    while block := rest or file.read(_BLOCK):
        rest = b""
        if is_fresh and file.tell() > len(block):
            block = block.lstrip(b"\0")  # padding between two streams
            begin = file.tell() - len(block)
            if not block:
                continue
        place = file.tell() - len(block)
        try:
            for piece in _pieces(machine, block):
                made += len(piece)
                yield piece
        except _DAMAGE as error:
            if make is not bz2.BZ2Decompressor:  # bzip2 returns only noise from a damaged block
                yield from _last(file, make(), (begin, place, made))
            raise EvidenceError("damaged_container") from error
        is_fresh = False
        if machine.eof:
            rest, machine, is_fresh, made = machine.unused_data or b"", make(), True, 0
            rest = (rest + file.read(_LEAST)).lstrip(b"\0")
            if rest and not _kind(rest):
                raise EvidenceError("garbage_behind_the_stream")
    if not is_fresh:
        raise EvidenceError("damaged_container")


def _last(file: IO[bytes], machine: Any, places: tuple[int, int, int]) -> Iterator[bytes]:
    """Yield the bytes before damage by decompressing byte by byte: a decompressor that fails discards its output.

    `places` are the offset of the stream, the offset of the damaged block, and how many bytes were yielded already.
    """
    begin, place, given = places
    file.seek(begin)
    with contextlib.suppress(*_DAMAGE):
        while block := file.read(min(_BLOCK, place - file.tell()) if file.tell() < place else 1):
            for piece in _pieces(machine, block):
                yield piece[max(0, given) :]
                given -= len(piece)


def _pieces(machine: Any, block: bytes) -> Iterator[bytes]:
    """Yield decompressed pieces of limited size, so that one block of a zip bomb does not fill the memory."""
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
        with machine.stream_reader(file, read_size=_BLOCK, read_across_frames=True, closefd=False) as stream:
            while block := stream.read1(_STEP):  # what it has, before it goes on and meets damage
                yield block
    except zstandard.ZstdError as error:
        raise EvidenceError(zstd_frames.ending(file) or "damaged_container") from error
    if wrong := zstd_frames.ending(file):
        raise EvidenceError(wrong)


def _compress(file: IO[bytes]) -> Iterator[bytes]:
    """Yield the bytes of a .Z file; the library raises before it returns its last bytes, so these are read again."""
    import uncompresspy  # noqa: PLC0415 - only for this kind

    is_damaged = False
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        stream = uncompresspy.LZWFile(file, save_checkpoints=False)
        while True:
            try:
                block = stream.read(_STEP)
            except ValueError:
                is_damaged = True
                file.seek(0, os.SEEK_END)
                block = stream.read(_STEP)
            if not block:
                break
            yield block
    if is_damaged or warned:
        raise EvidenceError("damaged_container")


def _in_utf8(file: IO[bytes], codec: str) -> Iterator[bytes]:
    """Yield the text in UTF-8, with U+FFFD for undecodable bytes, which are reported after the last block."""
    decoder, is_whole = codecs.getincrementaldecoder(codec)("replace"), True
    while block := file.read(_STEP):
        text = decoder.decode(block).lstrip("\ufeff")
        is_whole = is_whole and "\ufffd" not in text
        if codec == EBCDIC:
            text = text.replace("\x85", "\n")  # the line end of mainframes
        yield text.encode("utf-8", "replace")
    if decoder.decode(b"", final=True) or not is_whole:
        raise EvidenceError("undecodable_bytes")


def _lz4(file: IO[bytes]) -> Iterator[bytes]:
    is_legacy = file.read(len(lz4_legacy.SIGN)) == lz4_legacy.SIGN
    file.seek(0)
    return lz4_legacy.unpacked(file) if is_legacy else _steps(file, _lz4_frames)


def _lz4_frames() -> Any:
    import lz4.frame  # noqa: PLC0415 - only for this kind

    return lz4.frame.LZ4FrameDecompressor()


_UNPACK: dict[str, Callable[[IO[bytes]], Iterator[bytes]]] = {
    "gz": lambda file: _steps(file, lambda: zlib.decompressobj(31)),
    "zlib": lambda file: _steps(file, zlib.decompressobj),
    "bz2": lambda file: _steps(file, bz2.BZ2Decompressor),
    "xz": lambda file: _steps(file, lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MEMORY)),
    "lzma": lambda file: _steps(file, lambda: lzma.LZMADecompressor(lzma.FORMAT_ALONE, memlimit=_MEMORY)),
    "lz": lambda file: _steps(file, LzipDecompressor),
    "Z": _compress,
    "zst": _zstandard,
    "lz4": _lz4,
    "utf-32-le": lambda file: _in_utf8(file, "utf-32-le"),
    "utf-32-be": lambda file: _in_utf8(file, "utf-32-be"),
}
