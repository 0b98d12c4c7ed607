"""Forty marks in archives and compressed streams."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zlib
from collections.abc import Callable
from pathlib import Path

import libarchive
import lz4.frame
import py7zr
import zstandard

from tests.damage.marks import COUNT, HEAD, ROWS, Sample, in_order
from tests.damage.texts import (
    csv_table,
)
from tests.triage.formats.archive.packers import in_lzip


def compressed(name: str, data: bytes, unpacked: Callable[[bytes], int]) -> Sample:
    """Return a stream of the table in CSV.

    A mark needs as much of the stream as gives the table until the second after it.
    """
    needs = in_order("", csv_table()).needs
    reach = [unpacked(data[:end]) for end in range(len(data) + 1)]
    return Sample(name, data, tuple(next(end for end, got in enumerate(reach) if got >= need) for need in needs))


def decompressor(make: Callable[[], object]) -> Callable[[bytes], int]:
    return lambda data: len(make().decompress(data))  # type: ignore[attr-defined]


def in_frames(pack: Callable[[bytes], bytes]) -> bytes:
    """Ten streams one behind the other, as `cat` makes of compressed files: a stream is often one block."""
    data = csv_table()
    step = len(data) // 10 + 1
    return b"".join(pack(data[at : at + step]) for at in range(0, len(data), step))


def whole_frames(pack: Callable[[bytes], bytes]) -> Callable[[bytes], int]:
    """Bytes of the table in those of the ten streams that are whole."""
    data = csv_table()
    step = len(data) // 10 + 1
    pieces = [data[at : at + step] for at in range(0, len(data), step)]
    ends = [sum(len(pack(piece)) for piece in pieces[: i + 1]) for i in range(len(pieces))]
    return lambda part: sum(len(piece) for piece, end in zip(pieces, ends, strict=True) if end <= len(part))


def compressed_streams() -> list[Sample]:
    packers: dict[str, Callable[[bytes], bytes]] = {
        "bz2": bz2.compress, "xz": lzma.compress, "lz": in_lzip,
        "zst": zstandard.ZstdCompressor().compress, "lz4": lz4.frame.compress,
    }  # fmt: skip
    return [
        compressed("a.csv.gz", gzip.compress(csv_table(), mtime=0), decompressor(lambda: zlib.decompressobj(31))),
        *(compressed(f"a.csv.{end}", in_frames(pack), whole_frames(pack)) for end, pack in packers.items()),
    ]


def archive_members() -> dict[str, str]:
    return {f"{i}.csv": ",".join(HEAD) + "\n" + "\n".join(",".join(row) for row in ROWS[i : i + 10]) + "\n"
            for i in range(0, COUNT, 10)}  # fmt: skip


def by_member(name: str, data: bytes, heads: bytes) -> Sample:
    """Return an archive whose members stand one behind the other: a mark needs all until the head after its member."""
    starts = [at for at in range(len(data)) if data.startswith(heads, at)]
    ends = [*starts, len(data)]
    return Sample(name, data, tuple(ends[i // 10 + 1] + 1 if i < 30 else len(data) for i in range(COUNT)))


def tar() -> bytes:
    sink = io.BytesIO()
    with tarfile.open(fileobj=sink, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, text in archive_members().items():
            info = tarfile.TarInfo(name)
            info.size = len(text.encode())
            archive.addfile(info, io.BytesIO(text.encode()))
    return sink.getvalue()


def tar_sample() -> Sample:
    data = tar()
    ends = [data.index(f"{i}.csv\0".encode()) + 512 for i in (10, 20, 30)] + [len(data)]
    return Sample("a.tar", data, tuple(ends[i // 10] for i in range(COUNT)))


def cpio() -> bytes:
    def entry(name: str, body: bytes) -> bytes:
        head = (
            f"070707{1:06o}{1:06o}{0o100644:06o}{0:06o}{0:06o}{1:06o}{0:06o}{0:011o}{len(name) + 1:06o}{len(body):011o}"
        )
        return head.encode() + name.encode() + b"\0" + body

    return b"".join(entry(name, text.encode()) for name, text in archive_members().items()) + entry("TRAILER!!!", b"")


def rar() -> bytes:
    """RAR 4 with stored members."""

    def block(kind: int, flags: int, body: bytes, data: bytes = b"") -> bytes:
        head = struct.pack("<BHH", kind, flags, 7 + len(body)) + body
        return struct.pack("<H", zlib.crc32(head) & 0xFFFF) + head + data

    made = b"Rar!\x1a\x07\x00" + block(0x73, 0, bytes(6))
    for name, text in archive_members().items():
        data = text.encode()
        fields = (len(data), len(data), 3, zlib.crc32(data), 0, 20, 0x30, len(name), 0o100644)
        made += block(0x74, 0x8000, struct.pack("<IIBIIBBHI", *fields) + name.encode(), data)
    return made + block(0x7B, 0x4000, b"")


def seven_zip(folder: Path) -> bytes:
    path = folder / "made.7z"
    with py7zr.SevenZipFile(path, "w") as archive:
        for name, text in archive_members().items():
            archive.writestr(text, name)
    return path.read_bytes()


def iso(folder: Path) -> bytes:
    path = folder / "made.iso"
    with libarchive.file_writer(str(path), "iso9660") as archive:
        for name, text in archive_members().items():
            archive.add_file_from_memory(name, len(text.encode()), text.encode())
    return path.read_bytes()
