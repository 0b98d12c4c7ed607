"""Open web archives (WARC): the content of each record is a member, decoded as by a browser; the heads are one more."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import IO, cast

from triage.core.budget import Spool
from triage.core.errors import EvidenceError
from triage.core.format_info import Claim, Format
from triage.core.model import Evidence
from triage.formats.web.media import ending

FORMAT = Format(
    name="warc",
    title="Archives of the web (WARC 0.17 to 1.1)",
    library="own",
    how="spooled",
    limits="the predecessor ARC is text; contents packed with a dictionary apart stay packed",
    accounting="heads of all records are one member, each content is another",
)
"""https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/, read 2026-11-29."""

_VERSION = re.compile(rb"WARC/[0-9.]+\s*\r?\n")
_STATUS = re.compile(rb"(?:HTTP/[0-9.]+ [0-9]{3}|[A-Z]{3,10} \S+ HTTP/[0-9.]+)")
_HOST = re.compile(rb"<?https?://([A-Za-z0-9.-]{1,100})")
_BLOCK = 1 << 16
_LONGEST_HEAD = 1 << 18
_LONGEST_LINE = 1 << 16
_ZSTANDARD = b"\x28\xb5\x2f\xfd"


@dataclass(frozen=True, slots=True)
class _Record:
    """One record: the text of its head, and the offsets of its content in the file."""

    head: bytes
    start: int
    stop: int
    kind: str
    coding: str = ""
    is_chunked: bool = False
    host: str = ""


def opens(head: bytes, name: str) -> Claim:
    """Claim CONTENT for the first line of a record."""
    del name
    return Claim.CONTENT.when(_VERSION.match(head))


def members(container: Evidence, spool: Spool) -> Iterator[Evidence]:
    """Yield the heads, then each content."""
    with container.data.open("rb") as file:
        yield from spool.take("(heads of records)", (record.head for record in _records(file, container.size_bytes)))
    with container.data.open("rb") as file:
        try:
            for number, record in enumerate(_records(file, container.size_bytes), start=1):
                if record.stop > record.start:
                    name = f"record {number}{record.host and ' '}{record.host}{ending(record.kind)}"
                    with container.data.open("rb") as content:
                        yield from spool.take(name, _content(content, record))
        except EvidenceError as error:
            rest = container.size_bytes - file.tell()
            yield spool.unread("(what follows the damage)", error.reason, max(0, rest))


def _records(file: IO[bytes], size: int) -> Iterator[_Record]:
    """Yield every record in order. Raises `EvidenceError` if a record is malformed or truncated.

    Heads omit the version line, with which all heads together would be an archive again.
    """
    while True:
        line = file.readline(_LONGEST_LINE)
        while line in {b"\r\n", b"\n"}:
            line = file.readline(_LONGEST_LINE)
        if not line:
            return
        if not _VERSION.fullmatch(line):
            raise EvidenceError("damaged_container")
        said, head = _fields(file)
        start = file.tell()
        length = said.get(b"content-length", b"")
        if not length.isdigit() or len(length) > 15:
            raise EvidenceError("damaged_container")
        stop = start + int(length)
        record = _inside(file, head, (start, min(stop, size)), said.get(b"content-type", b""))
        host = _HOST.match(said.get(b"warc-target-uri", b""))
        yield replace(record, host=host[1].decode()) if host else record
        if stop > size:
            raise EvidenceError("truncated")
        file.seek(stop)


def _inside(file: IO[bytes], head: bytes, place: tuple[int, int], kind: bytes) -> _Record:
    """Return a record; the HTTP head of a request or response belongs to its head, not to its content."""
    start, stop = place
    first = file.readline(min(_LONGEST_LINE, max(0, stop - start))) if b"http" in kind.lower() else b""
    if not _STATUS.match(first):
        return _Record(head + b"\r\n", start, stop, kind.decode("latin-1"))
    said, more = _fields(file)
    coding, transfer = (said.get(name, b"").lower() for name in (b"content-encoding", b"transfer-encoding"))
    inner = said.get(b"content-type", b"").decode("latin-1")
    is_chunked = b"chunked" in transfer
    begin = min(file.tell(), stop)
    return _Record(head + first + more + b"\r\n", begin, stop, inner, coding.decode("latin-1").strip(), is_chunked)


def _fields(file: IO[bytes]) -> tuple[dict[bytes, bytes], bytes]:
    """Return the fields of a head by name in lower case, and its bytes up to the empty line."""
    said: dict[bytes, bytes] = {}
    head = b""
    while len(head) < _LONGEST_HEAD and (line := file.readline(_LONGEST_LINE)).strip():
        name, _, value = line.partition(b":")
        said.setdefault(name.strip().lower(), value.strip())
        head += line
    return said, head


def _content(file: IO[bytes], record: _Record) -> Iterator[bytes]:
    """Yield the bytes of a content without chunk marks, and decompressed."""
    file.seek(record.start)
    blocks = _chunks(file, record.stop) if record.is_chunked else _plain(file, record.stop)
    unpack = {"gzip": _unpacked, "x-gzip": _unpacked, "deflate": _unpacked, "br": _of_brotli, "zstd": _of_zstandard}
    return unpack[record.coding](blocks) if record.coding in unpack else blocks


def _plain(file: IO[bytes], stop: int) -> Iterator[bytes]:
    while block := file.read(min(_BLOCK, max(0, stop - file.tell()))):
        yield block


def _chunks(file: IO[bytes], stop: int) -> Iterator[bytes]:
    """Yield the content of chunks; crawlers often store a content without the chunk marks that its head states."""
    begin = file.tell()
    while file.tell() < stop:
        line = file.readline(256)
        length = line.partition(b";")[0].strip()
        if not re.fullmatch(rb"[0-9A-Fa-f]{1,8}", length):
            if file.tell() - len(line) == begin:
                file.seek(begin)
                yield from _plain(file, stop)
                return
            raise EvidenceError("damaged_container")
        if int(length, 16) == 0:
            return
        yield from _plain(file, min(stop, file.tell() + int(length, 16)))
        file.readline(8)


def _of_brotli(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield decompressed Brotli; content that is not compressed, which crawlers often store, is yielded unchanged."""
    import brotli  # noqa: PLC0415 - only for this kind

    unpack, is_first = brotli.Decompressor(), True
    for block in blocks:
        try:
            yield unpack.process(block, output_buffer_limit=_BLOCK)
            while not unpack.is_finished() and not unpack.can_accept_more_data():
                yield unpack.process(b"", output_buffer_limit=_BLOCK)
        except brotli.error as error:
            if not is_first:
                raise EvidenceError("damaged_container") from error
            yield block
            yield from blocks
            return
        is_first = False
    if not is_first and not unpack.is_finished():
        raise EvidenceError("truncated")


def _of_zstandard(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield decompressed Zstandard; content that is not compressed is yielded unchanged."""
    import zstandard  # noqa: PLC0415 - only for this kind

    packed = iter(blocks)
    first = next(packed, b"")
    if not first.startswith(_ZSTANDARD):
        yield first
        yield from packed
        return
    pieces = cast("IO[bytes]", _Pieces(chain([first], packed)))
    machine = zstandard.ZstdDecompressor(max_window_size=1 << 27)
    try:
        with machine.stream_reader(pieces, read_size=_BLOCK, read_across_frames=True) as stream:
            while block := stream.read1(_BLOCK):
                yield block
    except zstandard.ZstdError as error:
        raise EvidenceError("damaged_container") from error


class _Pieces:
    """Blocks as a file that can only be read on."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks, self._left = blocks, b""

    def read(self, size: int) -> bytes:
        """Return the next bytes, at most as many; b"" at the end."""
        self._left = self._left or next(self._blocks, b"")
        piece, self._left = self._left[:size], self._left[size:]
        return piece


def _unpacked(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield decompressed gzip, zlib or raw deflate; content that is not compressed is yielded unchanged."""
    unpack, is_first = zlib.decompressobj(47), True
    for block in blocks:
        if is_first and block[:2] != b"\x1f\x8b" and block[:1] != b"\x78":
            yield block
            yield from blocks
            return
        is_first = False
        yield unpack.decompress(block, _BLOCK)
        while unpack.unconsumed_tail:
            yield unpack.decompress(unpack.unconsumed_tail, _BLOCK)
    if not is_first:
        yield unpack.flush()
        if not unpack.eof:
            raise EvidenceError("truncated")
