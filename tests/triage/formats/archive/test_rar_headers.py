"""RAR archives, made here byte by byte: no free program writes them."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from triage import find
from triage.formats.archive import rar_headers

TEXT = b"name,cnic\nAli Raza,35202-1000001-1\n" * 20


def four(kind: int, flags: int, body: bytes, data: bytes = b"") -> bytes:
    """Return a block of RAR 4."""
    head = struct.pack("<BHH", kind, flags, 7 + len(body)) + body
    return struct.pack("<H", zlib.crc32(head) & 0xFFFF) + head + data


def member_of_four(name: str, data: bytes, flags: int = 0, version: int = 29, method: int = 0x30) -> bytes:
    fields = (len(data), len(data), 3, zlib.crc32(data), 0, version, method, len(name), 0o100644)
    return four(0x74, 0x8000 | flags, struct.pack("<IIBIIBBHI", *fields) + name.encode(), data)


def rar_four(members: bytes, *, flags: int = 0, end: int = 0) -> bytes:
    return b"Rar!\x1a\x07\0" + four(0x73, flags, bytes(6)) + members + four(0x7B, 0x4000 | end, b"")


def number(value: int) -> bytes:
    out = b""
    while value >= 0x80:
        out += bytes([value & 0x7F | 0x80])
        value >>= 7
    return out + bytes([value])


def five(kind: int, flags: int, body: bytes, extra: bytes = b"", data: bytes = b"") -> bytes:
    """Return a block of RAR 5."""
    sizes = (number(len(extra)) if flags & 1 else b"") + (number(len(data)) if flags & 2 else b"")
    head = number(kind) + number(flags) + sizes + body + extra
    head = number(len(head)) + head
    return struct.pack("<I", zlib.crc32(head)) + head + data


def member_of_five(name: str, data: bytes, extra: bytes = b"") -> bytes:
    body = number(4) + number(len(data)) + number(0o100644) + struct.pack("<I", zlib.crc32(data))
    body += number(0) + number(1) + number(len(name)) + name.encode()
    return five(2, 2 | bool(extra), body, extra, data)


def rar_five(members: bytes, *, before: bytes = b"", volume: bytes = number(0), more: int = 0) -> bytes:
    return b"Rar!\x1a\x07\1\0" + before + five(1, 0, volume) + members + five(5, 0, number(more))


CRYPT = number(36) + number(1) + bytes(35)
COPY = number(6) + number(5) + number(5) + number(0) + number(2) + b"ab"


def members(path: Path, spool: Path) -> dict[str, str]:
    """Members by name, with why they are unread."""
    return {each.members[-1]: each.unread for each in find.evidence([path], spool / "spool") if each.members}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (rar_four(member_of_four("a.csv", TEXT)), {"a.csv": ""}),
        (rar_five(member_of_five("a.csv", TEXT)), {"a.csv": ""}),
        (
            rar_four(member_of_four("a.csv", TEXT) + member_of_four("b.csv", b"\x91" * 48, flags=4)),
            {"a.csv": "", "b.csv": "encrypted"},
        ),
        (
            rar_five(member_of_five("a.csv", TEXT) + member_of_five("b.csv", b"\x91" * 48, CRYPT)),
            {"a.csv": "", "b.csv": "encrypted"},
        ),
        (rar_four(b"\x91" * 80, flags=0x80), {"(all members)": "encrypted"}),
        (rar_five(b"", before=five(4, 0, bytes(20))), {"(all members)": "encrypted"}),
        (rar_five(member_of_five("a.csv", TEXT) + member_of_five("b.csv", b"", COPY)), {"a.csv": "", "b.csv": "link"}),
    ],
    ids=["four", "five", "four locked", "five locked", "four locked names", "five locked names", "reference"],
)
def test_members_are_read_or_have_the_reason(data: bytes, expected: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "a.rar").write_bytes(data)

    assert members(tmp_path / "a.rar", tmp_path) == expected


def test_old_methods_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.rar").write_bytes(rar_four(member_of_four("a.csv", b"x" * 40, version=20, method=0x33)))
    found = rar_headers.headers(tmp_path / "a.rar")

    assert found is not None
    assert found.wrong == ["unsupported:rar_2.0"]
    assert "unsupported:rar_2.0" in members(tmp_path / "a.rar", tmp_path).values()


def halves(folder: Path) -> tuple[Path, Path]:
    """Return a member of RAR 5 in two volumes."""
    half = len(TEXT) // 2
    for index, data in enumerate((TEXT[:half], TEXT[half:])):
        body = number(4) + number(len(TEXT)) + number(0o100644)
        body += struct.pack("<I", zlib.crc32(TEXT if index else data)) + number(0) + number(1) + number(5) + b"a.csv"
        member = five(2, 2 | (8 if index else 16), body, data=data)
        volume = number(1) if not index else number(3) + number(1)
        (folder / f"a.part{index + 1}.rar").write_bytes(rar_five(member, volume=volume, more=1 - index))
    return folder / "a.part1.rar", folder / "a.part2.rar"


def test_volumes_beside_each_other_are_joined(tmp_path: Path) -> None:
    seized = tmp_path / "seized"
    seized.mkdir()
    halves(seized)
    found = {(each.name, each.unread): each for each in find.evidence([seized], tmp_path / "spool") if each.members}

    assert [reason for _, reason in found] == ["", "volume_of_another"]
    whole = next(each for each in found.values() if not each.unread)
    assert whole.data.read_bytes() == TEXT


def test_a_missing_volume_is_named(tmp_path: Path) -> None:
    seized = tmp_path / "seized"
    seized.mkdir()
    first, second = halves(seized)
    held = first.read_bytes()
    second.unlink()

    assert members(first, tmp_path)["(missing: a.part2.rar)"] == "missing_volume"

    halves(seized)
    first.unlink()
    assert members(second, tmp_path) == {"(missing: a.part1.rar)": "missing_volume"}

    (seized / "a.part4.rar").write_bytes(second.read_bytes())
    first.write_bytes(held)
    second.unlink()
    assert members(first, tmp_path)["(missing: a.part2.rar)"] == "missing_volume"
    assert members(seized / "a.part4.rar", tmp_path) == {"(missing: a.part2.rar)": "missing_volume"}


def test_a_later_volume_of_rar_4_that_begins_with_a_member_is_read_with_the_first(tmp_path: Path) -> None:
    seized = tmp_path / "seized"
    seized.mkdir()
    (seized / "a.rar").write_bytes(rar_four(member_of_four("a.csv", TEXT), flags=0x101, end=1))
    (seized / "a.r00").write_bytes(rar_four(member_of_four("b.csv", TEXT), flags=0x001))
    found = [(*each.members, each.unread) for each in find.evidence([seized], tmp_path / "spool") if each.members]

    assert sorted(found) == [("(all members)", "volume_of_another"), ("a.csv", ""), ("b.csv", "")]


def test_sizes_beyond_any_file_are_damage(tmp_path: Path) -> None:
    (tmp_path / "a.rar").write_bytes(
        b"Rar!\x1a\x07\0" + four(0x73, 0, bytes(6)) + four(0x74, 0x8100, b"\xff" * 40) + four(0x7B, 0, b"")
    )

    assert rar_headers.headers(tmp_path / "a.rar") is not None
    assert "damaged_container" in members(tmp_path / "a.rar", tmp_path).values()


@pytest.mark.parametrize("cut", range(8, 120, 7))
def test_headers_of_a_cut_archive_are_those_before_the_cut(cut: int, tmp_path: Path) -> None:
    for data in (rar_four(member_of_four("a.csv", TEXT)), rar_five(member_of_five("a.csv", TEXT))):
        (tmp_path / "a.rar").write_bytes(data[:cut])
        found = rar_headers.headers(tmp_path / "a.rar")

        assert found is not None
        assert found.wrong in ([], [""])
