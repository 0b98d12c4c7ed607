"""Containers that hurt, each made here in a few lines, and the reason that each gets."""

from __future__ import annotations

import gzip
import io
import struct
import subprocess
import tarfile
import zipfile
from pathlib import Path

import py7zr
import pytest
import pyzipper

from triage import find
from triage.core.model import Evidence
from triage.find import Budget, Opening

TEXT = b"name,cnic\nSana Tariq,35202-1000001-2\n" * 50


def opened(path: Path, how: Opening | None = None) -> list[Evidence]:
    spool = path.parent / "spool"
    spool.mkdir(exist_ok=True)
    return list(find.evidence([path], spool, how))


def reasons(path: Path, how: Opening | None = None) -> list[str]:
    return [each.unread for each in opened(path, how) if each.unread]


def contents(path: Path, how: Opening | None = None) -> dict[str, bytes]:
    return {each.members[-1]: each.data.read_bytes() for each in opened(path, how) if each.members and not each.unread}


def zipped(path: Path, **files: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def test_a_bomb_of_overlapping_members_is_refused(tmp_path: Path):
    path = zipped(tmp_path / "a.zip", kernel=bytes(1_000_000))
    data = path.read_bytes()
    entry = data[data.index(b"PK\x01\x02") : data.index(b"PK\x05\x06")]
    many = b"".join(entry.replace(b"kernel", f"kern{i:02}".encode()) for i in range(50))
    end = bytearray(data[data.index(b"PK\x05\x06") :])
    end[8:16] = struct.pack("<HHI", 50, 50, len(many))
    path.write_bytes(data[: data.index(b"PK\x01\x02")] + many + end)

    assert reasons(path) == ["overlapping_members"] * 50 + ["damaged_container"]
    assert list(contents(path)) == ["kernel"]


def test_a_lie_about_a_size_is_told_and_every_byte_is_kept(tmp_path: Path):
    path = zipped(tmp_path / "a.zip", table=TEXT)
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    path.write_bytes(data)

    assert (contents(path)["table"], reasons(path)) == (TEXT, ["size_lie"])


def test_a_zip_without_its_directory_gives_its_members(tmp_path: Path):
    path = zipped(tmp_path / "a.zip", one=TEXT, two=TEXT[::-1])
    data = path.read_bytes()
    path.write_bytes(data[: data.index(b"PK\x01\x02")])

    assert contents(path) == {"one": TEXT, "two": TEXT[::-1]}
    assert reasons(path) == ["damaged_container"]


def test_a_container_in_itself_is_told(tmp_path: Path):
    path = tmp_path / "a.gz"
    data = gzip.compress(TEXT)
    path.write_bytes(data)
    loop = Opening(call=lambda _function, container, *_: iter([container_of(container)]))

    assert reasons(path, loop) == ["contains_itself"]


def container_of(container: Evidence) -> Evidence:
    """Return what a quine unpacks to: itself."""
    from dataclasses import replace  # noqa: PLC0415 - only here

    return replace(container, members=("itself",))


def test_what_one_file_yields_is_held_to_the_budget_of_its_tree(tmp_path: Path):
    inner = [zipped(tmp_path / f"inner{i}.zip", table=TEXT * 100).read_bytes() for i in range(3)]
    path = zipped(tmp_path / "a.zip", **{f"{i}.zip": data for i, data in enumerate(inner)})
    how = Opening(Budget(total_bytes=2 * len(TEXT * 100) + 3 * len(inner[0])))

    assert "over_budget" in reasons(path, how)
    assert "too_many_members" in reasons(path, Opening(Budget(members=2)))


def test_names_that_climb_are_only_names(tmp_path: Path):
    path = zipped(tmp_path / "a.zip", **{"../../../tmp/evil": TEXT, "/etc/passwd": TEXT, "a\\..\\b": TEXT})

    found = opened(path)
    assert {each.data.parent for each in found if each.members} == {tmp_path / "spool"}
    assert len(contents(path)) == 3


def tarred(path: Path, *infos: tuple[tarfile.TarInfo, bytes]) -> Path:
    with tarfile.open(path, "w") as archive:
        for info, data in infos:
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


def info(name: str, kind: bytes = tarfile.REGTYPE) -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.type, made.linkname = kind, "/etc/passwd"
    return made


def test_links_and_devices_in_a_tar_are_named_and_never_followed(tmp_path: Path):
    kinds = {"soft": tarfile.SYMTYPE, "hard": tarfile.LNKTYPE, "null": tarfile.CHRTYPE, "pipe": tarfile.FIFOTYPE}
    path = tarred(tmp_path / "a.tar", *((info(name, kind), b"") for name, kind in kinds.items()), (info("t"), TEXT))

    assert sorted(reasons(path)) == ["link", "link", "special_member", "special_member"]
    assert contents(path) == {"t": TEXT}


def test_a_tar_cut_in_a_header_is_told(tmp_path: Path):
    path = tarred(tmp_path / "a.tar", *((info(f"t{i}"), TEXT) for i in range(3)))
    path.write_bytes(path.read_bytes()[: 512 + 2048 + 200])

    assert contents(path)["t0"] == TEXT
    assert reasons(path) == ["damaged_container"]


@pytest.mark.parametrize("password", [b"wrong", b"leak2023"])
def test_locked_members_open_with_their_password(tmp_path: Path, password: bytes):
    path = tmp_path / "a.zip"
    with pyzipper.AESZipFile(path, "w", encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(b"leak2023")
        archive.writestr("table", TEXT)
    how = Opening(passwords=(b"other", password))

    assert reasons(path) == ["encrypted"]
    assert (contents(path, how), reasons(path, how)) == (
        ({"table": TEXT}, []) if password == b"leak2023" else ({}, ["encrypted"])
    )


def test_a_locked_7z_opens_with_its_password(tmp_path: Path):
    path = tmp_path / "a.7z"
    with py7zr.SevenZipFile(path, "w", password="leak2023") as archive:  # noqa: S106 - invented
        archive.writestr(TEXT, "table")

    assert set(reasons(path)) == {"encrypted"}
    assert contents(path, Opening(passwords=(b"wrong", b"leak2023"))) == {"table": TEXT}


@pytest.mark.programs("7z", "bsdtar", "genisoimage", "zstd", "lz4", "xz", "bzip2")
def test_what_real_programs_pack_is_unpacked(tmp_path: Path):
    (tmp_path / "t").write_bytes(TEXT)
    commands = {
        "a.7z": "7z a a.7z t", "a.tar": "bsdtar cf a.tar t", "a.tar.xz": "bsdtar cJf a.tar.xz t",
        "a.iso": "genisoimage -quiet -R -o a.iso t", "t.zst": "zstd -q -k t", "t.lz4": "lz4 -q t t.lz4",
        "t.xz": "xz -k t", "t.bz2": "bzip2 -k t", "a.cpio": "bsdtar --format cpio -cf a.cpio t",
        "b.zip": "7z a -tzip -mm=Deflate64 b.zip t", "c.zip": "7z a -tzip -mm=LZMA c.zip t",
        "d.zip": "7z a -tzip -mm=PPMd d.zip t",
    }  # fmt: skip
    for name, command in commands.items():
        subprocess.run(command.split(), cwd=tmp_path, check=True, capture_output=True)
        found = {key.lower(): data for key, data in contents(tmp_path / name).items()}
        assert found["t"] == TEXT, name
        assert reasons(tmp_path / name) == []


def test_letters_give_their_attachments(tmp_path: Path):
    from email.message import EmailMessage  # noqa: PLC0415 - only here

    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"], letter["Date"] = "a@example.com", "b@example.com", "x", "today"
    letter.set_content("hello")
    letter.add_attachment(TEXT, maintype="text", subtype="csv", filename="نام.csv")
    (tmp_path / "a.eml").write_bytes(letter.as_bytes())
    box = b"".join(b"From a@example.com Mon Jan  1 10:00:00 2024\n" + letter.as_bytes() + b"\n" for _ in range(3))
    (tmp_path / "a.mbox").write_bytes(box)

    (read,) = (each for each in opened(tmp_path / "a.eml") if not each.members)
    assert (read.is_container, read.is_read_too) == (True, True)
    assert contents(tmp_path / "a.eml") == {"نام.csv": TEXT}
    assert list(contents(tmp_path / "a.mbox")) == [f"letter {i}/نام.csv" for i in (1, 2, 3)]


def test_a_file_that_is_mostly_a_hole_is_told(tmp_path: Path):
    with (tmp_path / "huge").open("wb") as file:
        file.seek(1 << 40)
        file.write(b"x")

    assert reasons(tmp_path / "huge") == ["sparse"]


def test_a_folder_that_leads_into_itself_ends(tmp_path: Path):
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "again").symlink_to(tmp_path / "d")

    assert reasons(tmp_path / "d") == ["symbolic_link"]


def names_in(path: Path, data: bytes) -> list[str]:
    path.write_bytes(data)
    return [each.members[-1] for each in find.evidence([path], path.parent / "spool") if each.members]


def test_members_that_the_directory_hides_are_read(tmp_path: Path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("shown.csv", "a,b\n1,2\n")
        archive.writestr("hidden.csv", "a,b\n3,4\n")
        del archive.filelist[1]

    assert names_in(tmp_path / "hiding.zip", packed.getvalue()) == ["shown.csv", "hidden.csv"]


def test_what_stands_before_and_behind_a_zip_is_read(tmp_path: Path):
    one, two = (
        zipped(tmp_path / "made", **{f"{name}.csv": TEXT + name.encode()}).read_bytes() for name in ("one", "two")
    )

    assert names_in(tmp_path / "two.zip", one + two)[:2] == ["two.csv", "one.csv"]
    assert names_in(tmp_path / "sfx.exe", b"MZ" + b"\x90" * 500 + one) == ["one.csv", "(bytes 0 to 502)"]
    assert names_in(tmp_path / "tail.zip", one + b"call 03001234567\n" * 3) == [
        "one.csv",
        f"(bytes {len(one)} to {len(one) + 51})",
    ]
    assert names_in(tmp_path / "plain.zip", one) == ["one.csv"]


def test_an_archive_behind_a_program_is_opened(tmp_path: Path):
    packed = tmp_path / "p.7z"
    with py7zr.SevenZipFile(packed, "w") as archive:
        archive.writestr("a,b\n1,2\n", "in.csv")

    found = names_in(tmp_path / "setup.exe", b"MZ" + b"\x90" * 5_000 + packed.read_bytes())
    assert found == ["(program)", "(archive)", "in.csv"]
