"""7z by rare methods, archives in pieces, and programs that only look like archives."""

from __future__ import annotations

import random
import struct
import subprocess
import zipfile
import zlib
from pathlib import Path

import py7zr
import pytest

from triage import find
from triage.core.model import Evidence
from triage.find import Opening

TEXT = b"name,cnic\nAli Raza,35202-1000001-1\n" * 2_000


def objects(path: Path, spool: Path, *passwords: bytes) -> list[Evidence]:
    return list(find.evidence([path], spool / "spool", Opening(passwords=passwords)))


def seven_zip(path: Path, password: str | None = None, **filters: int) -> Path:
    chosen = [filters] if filters else None
    with py7zr.SevenZipFile(path, "w", filters=chosen, password=password) as archive:
        archive.writestr(TEXT, "a.csv")
    return path


@pytest.mark.parametrize("method", ["FILTER_ZSTD", "FILTER_BROTLI", "FILTER_DEFLATE", "FILTER_BZIP2", "FILTER_COPY"])
def test_methods_of_7z_are_read(method: str, tmp_path: Path) -> None:
    *_, member = objects(seven_zip(tmp_path / "a.7z", id=getattr(py7zr, method)), tmp_path)

    assert member.data.read_bytes() == TEXT


@pytest.mark.parametrize(
    ("passwords", "unread"), [([], "encrypted"), ([b"no"], "encrypted"), ([b"no", b"right"], "")], ids=len
)
def test_a_locked_7z_opens_with_its_password_only(passwords: list[bytes], unread: str, tmp_path: Path) -> None:
    *_, member = objects(seven_zip(tmp_path / "a.7z", "right"), tmp_path, *passwords)

    assert member.unread == unread
    assert unread or member.data.read_bytes() == TEXT


def test_pieces_beside_each_other_are_put_together(tmp_path: Path) -> None:
    seized = tmp_path / "seized"
    seized.mkdir()
    whole = seven_zip(tmp_path / "a.7z").read_bytes()
    third = len(whole) // 3 + 1
    for index in range(3):
        (seized / f"a.7z.00{index + 1}").write_bytes(whole[index * third : (index + 1) * third])
    found = {(each.path.name, *each.members): each for each in objects(seized, tmp_path)}

    assert found["a.7z.001", "a.7z", "a.csv"].data.read_bytes() == TEXT
    assert found["a.7z.002", "(all members)"].unread == "volume_of_another"
    assert found["a.7z.003", "(all members)"].unread == "volume_of_another"


def test_a_piece_that_is_missing_is_named(tmp_path: Path) -> None:
    seized = tmp_path / "seized"
    seized.mkdir()
    whole = seven_zip(tmp_path / "a.7z").read_bytes()
    fourth = len(whole) // 4 + 1
    for index in (0, 1, 3):
        (seized / f"a.7z.00{index + 1}").write_bytes(whole[index * fourth : (index + 1) * fourth])
    found = [(each.path.name, *each.members, each.unread) for each in objects(seized, tmp_path) if each.unread]

    assert ("a.7z.001", "(missing: a.7z.003)", "missing_volume") in found
    assert ("a.7z.004", "(missing: a.7z.003)", "missing_volume") in found
    assert ("a.7z.002", "(all members)", "volume_of_another") in found

    (seized / "a.7z.001").unlink()
    found = [(each.path.name, *each.members, each.unread) for each in objects(seized, tmp_path) if each.unread]
    assert found == [(f"a.7z.00{each}", "(missing: a.7z.001)", "missing_volume") for each in (2, 4)]


@pytest.fixture
def split_zip(tmp_path: Path) -> Path:
    """Return a folder with a.z01, a.z02, a.z03 and a.zip, whose members go over their borders."""
    seized = tmp_path / "seized"
    seized.mkdir()
    for index in range(6):
        (tmp_path / f"{index}.bin").write_bytes(random.Random(index).randbytes(40_000))
    command = ["zip", "-q", "-s", "64k", str(seized / "a.zip"), *(f"{index}.bin" for index in range(6))]
    subprocess.run(command, cwd=tmp_path, check=True)
    return seized


@pytest.mark.programs("zip")
def test_a_split_zip_is_put_together(split_zip: Path, tmp_path: Path) -> None:
    found = objects(split_zip, tmp_path)
    members = {each.members[-1]: each.data.read_bytes() for each in found if len(each.members) == 2}

    assert members == {f"{index}.bin": random.Random(index).randbytes(40_000) for index in range(6)}
    assert {(each.path.name, each.unread) for each in found if each.unread} == {
        (name, "volume_of_another") for name in ("a.z02", "a.z03", "a.zip")
    }


@pytest.mark.programs("zip")
@pytest.mark.parametrize("lost", ["a.z01", "a.z02", "a.zip"])
def test_a_split_zip_without_a_piece_gives_what_the_others_hold(lost: str, split_zip: Path, tmp_path: Path) -> None:
    (split_zip / lost).unlink()
    found = [each for each in objects(split_zip, tmp_path) if each.members]
    whole = {each.members[-1] for each in found if not each.unread and each.size_bytes == 40_000}

    assert {(each.members[-1], each.unread) for each in found} >= {(f"(missing: {lost})", "missing_volume")}
    assert whole >= ({"0.bin"} if lost != "a.z01" else {"5.bin"})
    assert "damaged_container" in {each.unread for each in found}


def test_an_entry_of_a_zip_that_is_wrong_costs_no_member(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("a.csv", "b.csv", "c.csv"):
            archive.writestr(name, name.encode() + TEXT)
    whole = (tmp_path / "a.zip").read_bytes()
    entry = whole.index(b"PK\x01\x02")
    second = whole.index(b"PK\x03\x04", 4)
    changes = {
        "locked": (8, b"\x01\x00"),
        "method": (10, b"\x0c\x00"),
        "checksum": (16, b"none"),
        "packed size": (20, b"\xff\xff\x00\x00"),
        "smaller": (20, b"\x09\x00\x00\x00"),
        "place": (42, struct.pack("<I", second)),
        "no place": (42, b"\x07\x00\x00\x00"),
    }
    for name, (at, value) in changes.items():
        (tmp_path / "b.zip").write_bytes(whole[: entry + at] + value + whole[entry + at + len(value) :])
        found = [each for each in objects(tmp_path / "b.zip", tmp_path) if each.members]
        read = {each.members[0]: each.data.read_bytes() for each in found if not each.unread}

        assert read == {each: each.encode() + TEXT for each in ("a.csv", "b.csv", "c.csv")}, name
        assert [each.unread for each in found if each.unread] == ["damaged_container"], name


@pytest.mark.parametrize("name", ["a.z02", "a.zip.002", "a.7z.003"])
def test_a_text_with_the_name_of_a_piece_is_a_text(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(TEXT)

    assert [(each.name, each.is_container, each.unread) for each in objects(tmp_path / name, tmp_path)] == [
        (name, False, "")
    ]


def test_a_numbered_log_is_no_piece(tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"app.log.00{number}").write_text("a line\n")
    found = objects(tmp_path / "app.log.001", tmp_path) + objects(tmp_path / "app.log.002", tmp_path)

    assert not any(each.is_container for each in found)


@pytest.mark.parametrize(("size", "unread"), [(None, [""]), (80, ["damaged_container", "missing_volume"])])
def test_a_first_piece_alone_is_what_it_holds(size: int | None, unread: list[str], tmp_path: Path) -> None:
    (tmp_path / "a.7z.001").write_bytes(seven_zip(tmp_path / "a.7z").read_bytes()[:size])

    assert [each.unread for each in objects(tmp_path / "a.7z.001", tmp_path)[1:]] == unread


@pytest.mark.parametrize("sign", [b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07\0", b"Rar!\x1a\x07\1\0"])
def test_a_program_that_knows_the_sign_of_archives_is_a_program(sign: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.exe").write_bytes(b"MZ" + bytes(500) + sign + bytes(range(200)) * 3)

    assert not objects(tmp_path / "a.exe", tmp_path)[0].is_container


def test_a_program_with_an_archive_behind_it_is_opened(tmp_path: Path) -> None:
    head = struct.pack("<BHH", 0x73, 0, 13) + bytes(6)
    rar = b"Rar!\x1a\x07\0" + struct.pack("<H", zlib.crc32(head) & 0xFFFF) + head
    for name, data in (("a.exe", seven_zip(tmp_path / "a.7z").read_bytes()), ("b.exe", rar)):
        (tmp_path / name).write_bytes(b"MZ" + bytes(500) + data)

        assert objects(tmp_path / name, tmp_path)[0].is_container
