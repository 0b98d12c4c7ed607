"""Compressed streams: whole, cut, damaged, one behind the other, with padding and frames that are skipped."""

from __future__ import annotations

import bz2
import gzip
import lzma
import struct
import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path

import lz4.block
import lz4.frame
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from tests.triage.formats.archive.packers import in_lzip
from triage import find

TEXT = b"name,cnic\n" + b"".join(b"Ali Raza %d,35202-10000%02d-1\n" % (i, i % 97) for i in range(2_000))
SKIPPED = struct.pack("<II", 0x184D2A53, 6) + b"ignore"


def in_compress(data: bytes) -> bytes:
    """LZW as `compress` writes it: codes of 9 to 16 bits, those of one width filled up to eight."""
    codes = {bytes([each]): each for each in range(256)}
    width, held, bits, count, out, word, fresh = 9, 0, 0, 0, bytearray(b"\x1f\x9d\x90"), b"", 257

    def put(code: int) -> None:
        nonlocal held, bits, count
        held, bits, count = held | code << bits, bits + width, count + 1
        while bits >= 8:
            out.append(held & 255)
            held, bits = held >> 8, bits - 8

    for place in range(len(data)):
        letter = data[place : place + 1]
        if word + letter in codes:
            word += letter
            continue
        put(codes[word])
        codes[word + letter] = fresh
        fresh += 1
        if fresh > 1 << width:
            while count % 8:
                put(0)
            width, count = width + 1, 0
        word = letter
    put(codes[word])
    return bytes(out) + (bytes([held & 255]) if bits else b"")


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "zlib": zlib.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "lzma": lambda data: lzma.compress(data, lzma.FORMAT_ALONE),
    "lz": in_lzip,
    "Z": in_compress,
    "zst": zstandard.ZstdCompressor(write_checksum=True).compress,
    "lz4": lz4.frame.compress,
}
IN_A_ROW = [ending for ending in PACKERS if ending not in {"lzma", "Z"}]
"""Kinds of which several may stand in one file."""


def unpacked(path: Path, data: bytes) -> tuple[bytes, list[str]]:
    """Return what a stream gives, and the reasons beside it."""
    path.write_bytes(data)
    found = [each for each in find.evidence([path], path.parent / "spool") if each.members]
    return b"".join(each.data.read_bytes() for each in found if not each.unread), [
        each.unread for each in found if each.unread
    ]


@pytest.mark.parametrize("ending", PACKERS)
def test_a_stream_is_unpacked(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.csv.{ending}"

    assert unpacked(path, PACKERS[ending](TEXT)) == (TEXT, [])
    assert [each.name for each in find.evidence([path], tmp_path / "spool")] == [path.name, "a.csv"]


@pytest.mark.parametrize("text", ["x^2 + y^2 = z^2\n" * 9, "x\x01\x02 0300-1000001\n"])
def test_a_text_that_begins_as_zlib_does_is_a_text(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"

    assert unpacked(path, text.encode()) == (b"", [])


@pytest.mark.parametrize("ending", [each for each in PACKERS if each != "Z"])
@given(share=st.floats(0.3, 1, exclude_max=True))
def test_a_cut_is_never_silent(ending: str, share: float, tmp_path_factory: pytest.TempPathFactory) -> None:
    whole = PACKERS[ending](TEXT)
    path = tmp_path_factory.mktemp("cut") / f"a.csv.{ending}"
    data, reasons = unpacked(path, whole[: int(len(whole) * share)])

    assert TEXT.startswith(data)
    assert reasons == ["damaged_container"]


def test_a_cut_between_frames_of_zstandard_is_none(tmp_path: Path) -> None:
    frame = PACKERS["zst"](TEXT)

    assert unpacked(tmp_path / "a.csv.zst", frame * 3) == (TEXT * 3, [])
    assert unpacked(tmp_path / "a.csv.zst", (frame * 3)[:-1])[1] == ["damaged_container"]


@pytest.mark.parametrize("ending", IN_A_ROW)
def test_streams_in_a_row_are_one(ending: str, tmp_path: Path) -> None:
    first, second = PACKERS[ending](TEXT), PACKERS[ending](b"x" * 50_000)
    path = tmp_path / f"a.csv.{ending}"

    assert unpacked(path, first + second + first) == (TEXT + b"x" * 50_000 + TEXT, [])


@pytest.mark.parametrize("ending", ["gz", "xz", "lz"])
@pytest.mark.parametrize("zeros", [4, 1_000, 40_000])
def test_padding_between_streams_is_passed(ending: str, zeros: int, tmp_path: Path) -> None:
    pack = PACKERS[ending]

    assert unpacked(tmp_path / f"a.{ending}", pack(TEXT) + bytes(zeros) + pack(TEXT)) == (TEXT * 2, [])


@pytest.mark.parametrize("size", range(16_370, 16_390))
def test_a_signature_may_be_cut_by_the_border_of_a_block(size: int, tmp_path: Path) -> None:
    noise = bytes((7 * i * i + i // 3) % 251 for i in range(30_000))
    first = next(each for n in range(size) if len(each := gzip.compress(noise[: size - n], 0)) <= size)
    first = first[:3] + b"\x08" + first[4:10] + b"n" * (size - len(first) - 1) + b"\0" + first[10:]  # a name fills it

    assert unpacked(tmp_path / "a.gz", first + PACKERS["gz"](TEXT))[1] == []


@pytest.mark.parametrize("ending", IN_A_ROW)
def test_what_stands_behind_a_stream_is_told(ending: str, tmp_path: Path) -> None:
    data = PACKERS[ending](TEXT) + b"something else that is no stream at all" * 9

    assert unpacked(tmp_path / f"a.csv.{ending}", data) == (TEXT, ["garbage_behind_the_stream"])


@pytest.mark.parametrize("ending", ["zst", "lz4"])
def test_frames_that_are_skipped_stand_anywhere(ending: str, tmp_path: Path) -> None:
    frame = PACKERS[ending](TEXT)

    assert unpacked(tmp_path / f"a.csv.{ending}", SKIPPED + frame + SKIPPED * 2 + frame + SKIPPED) == (TEXT * 2, [])


def first_form(data: bytes, step: int = 8 << 20) -> bytes:
    """Compress as `lz4 -l`: blocks behind their sizes."""
    parts = (lz4.block.compress(data[at : at + step], store_size=False) for at in range(0, len(data), step))
    return struct.pack("<I", 0x184C2102) + b"".join(struct.pack("<I", len(part)) + part for part in parts)


@pytest.mark.parametrize("name", ["a.csv.lz4", "a.csv"])
def test_the_first_form_of_lz4_is_read(name: str, tmp_path: Path) -> None:
    assert unpacked(tmp_path / name, first_form(TEXT)) == (TEXT, [])
    assert unpacked(tmp_path / name, first_form(TEXT, 5_000) * 2) == (TEXT * 2, [])
    assert unpacked(tmp_path / name, first_form(TEXT) + b"and more") == (TEXT, ["garbage_behind_the_stream"])


@pytest.mark.parametrize("cut", [1, 50, 5_000])
def test_blocks_of_lz4_before_a_cut_are_kept(cut: int, tmp_path: Path) -> None:
    data, reasons = unpacked(tmp_path / "a.csv.lz4", first_form(TEXT, 10_000)[:-cut])

    assert reasons == ["damaged_container"]
    assert data
    assert TEXT.startswith(data)


def test_lzma_of_other_properties_is_read_where_it_is_so_named(tmp_path: Path) -> None:
    filters = [{"id": lzma.FILTER_LZMA1, "preset": 6, "lc": 0, "lp": 2, "dict_size": 1 << 16}]
    data = lzma.compress(TEXT, lzma.FORMAT_ALONE, filters=filters)

    assert unpacked(tmp_path / "a.lzma", data) == (TEXT, [])
    assert unpacked(tmp_path / "a.bin", data) == (b"", [])


@pytest.mark.parametrize("ending", ["lz", "Z"])
def test_what_comes_before_damage_is_kept(ending: str, tmp_path: Path) -> None:
    whole = PACKERS[ending](TEXT)
    data, reasons = unpacked(tmp_path / f"a.csv.{ending}", whole[:-600] + bytes(400) + whole[-200:] * 3)
    same = next(i for i in range(len(TEXT) + 1) if data[i : i + 1] != TEXT[i : i + 1] or i == len(TEXT))

    assert same > len(TEXT) // 2
    assert reasons in (["damaged_container"], []) if ending == "Z" else reasons == ["damaged_container"]


def test_noise_behind_the_first_quarter_of_a_text_does_not_hide_it(tmp_path: Path) -> None:
    from triage import read  # noqa: PLC0415 - only here

    path = tmp_path / "a.csv"
    path.write_bytes(TEXT[:400] + bytes((i * 37 + i // 7) % 251 for i in range(900)))
    (evidence,) = find.evidence([path], tmp_path / "spool")

    assert [source.reader for source in read.identify(evidence)] == ["delimited"]


@pytest.mark.programs("zstd", "gzip")
def test_streams_of_real_programs(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(TEXT)
    (tmp_path / "a.csv.Z").write_bytes(in_compress(TEXT))
    subprocess.run(["zstd", "-q", "-k", "--long=27", "-B1024", "a.csv"], cwd=tmp_path, check=True)
    said = subprocess.run(["gzip", "-dc", "a.csv.Z"], cwd=tmp_path, check=True, capture_output=True)

    assert said.stdout == TEXT
    assert unpacked(tmp_path / "a.csv.zst", (tmp_path / "a.csv.zst").read_bytes()) == (TEXT, [])
