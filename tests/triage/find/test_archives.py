"""7z by rare methods, archives in pieces, and programs that only look like archives."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import py7zr
import pytest

from triage import find
from triage.find import Opening
from triage.model import Evidence

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
