from __future__ import annotations

import gzip
import hashlib
import io
import lzma
import os
import socket
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import pyzipper

from triage import find
from triage.core.errors import UsageError
from triage.core.model import Evidence
from triage.find import Budget, Opening, walk


def found(path: Path, spool: Path, budget: Budget | None = None) -> dict[str, Evidence]:
    spool.mkdir(exist_ok=True)
    objects = find.evidence([path], spool, Opening(budget or find.BUDGET))
    return {"/".join([each.path.name, *each.members]): each for each in objects}


@pytest.fixture
def spool(tmp_path: Path) -> Path:
    return tmp_path / "spool"


@pytest.fixture
def seized(tmp_path: Path) -> Path:
    folder = tmp_path / "seized"
    folder.mkdir()
    return folder


def test_files_are_hashed(seized: Path, spool: Path) -> None:
    (seized / "a.csv").write_bytes(b"a,b\n")

    assert hashlib.sha256(b"a,b\n").hexdigest() == found(seized, spool)["a.csv"].sha256


def test_a_folder_is_not_one_dump(seized: Path, spool: Path) -> None:
    (seized / "one" / "deep").mkdir(parents=True)
    (seized / "one" / "deep" / "a.csv").write_text("a")
    (seized / "one" / "b.csv").write_text("b")
    (seized / "two.csv").write_text("c")
    dumps = {name: each.dump for name, each in found(seized, spool).items()}

    assert dumps == {"a.csv": "one/deep/a.csv", "b.csv": "one/b.csv", "two.csv": "two.csv"}


@pytest.mark.parametrize(
    ("names", "is_one"),
    [
        (["part-00000.csv", "part-00001.csv", "_SUCCESS"], True),
        (["list.csv.001", "list.csv.002"], True),
        (["a.eml", "b.eml", "c.EML"], True),
        (["WhatsApp Chat with A.txt", "IMG-1.jpg", "PTT-2.opus"], True),
        (["list 1.csv", "list 2.csv", "list 3.csv", "list 4.csv", "list 5.csv"], False),
        (["lahore.csv", "karachi.csv"], False),
        (["sim 2021.csv", "sim 2022.csv"], False),
        (["a.eml", "list.csv"], False),
        (["a.csv"], False),
    ],
)
def test_files_that_belong_together_are_one_dump(seized: Path, spool: Path, names: list[str], *, is_one: bool) -> None:
    (seized / "export").mkdir()
    (seized / "other.csv").write_text("a")
    for name in names:
        (seized / "export" / name).write_text(name)
    dumps = {each.dump for name, each in found(seized, spool).items() if name != "other.csv"}

    assert (dumps == {"export"}) is is_one
    assert is_one or dumps == {f"export/{name}" for name in names}


def test_special_files_are_never_opened(seized: Path, spool: Path) -> None:
    os.mkfifo(seized / "pipe")
    (seized / "link").symlink_to("/etc/hostname")
    (seized / "loop").symlink_to(seized)
    (seized / "empty").touch()
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(seized / "socket"))
        reasons = {name: each.unread for name, each in found(seized, spool).items()}

    assert {
        "pipe": "fifo", "link": "symbolic_link", "loop": "symbolic_link", "empty": "empty", "socket": "socket",
    } == reasons  # fmt: skip


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_said(seized: Path, spool: Path) -> None:
    (seized / "closed").mkdir(mode=0)

    assert found(seized, spool)["closed"].unread == "no_permission"


def test_names_may_be_any_bytes(seized: Path, spool: Path) -> None:
    Path(os.fsdecode(os.fsencode(seized) + b"/\xff\x1b[2J.csv")).write_text("a")

    assert [each.size_bytes for each in found(seized, spool).values()] == [1]


def test_a_missing_path_is_bad_usage(seized: Path, spool: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        found(seized / "nothing", spool)


def test_members_are_spooled_hashed_and_named_by_their_chain(seized: Path, spool: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("../../evil.csv", "a,b\n")
    with zipfile.ZipFile(seized / "outer.zip", "w") as archive:
        archive.writestr("inner.zip", inner.getvalue())
        archive.writestr("list.csv.gz", gzip.compress(b"c,d\n"))

    objects = found(seized, spool)
    evil = objects["outer.zip/inner.zip/../../evil.csv"]
    assert (evil.data.read_bytes(), evil.data.parent) == (b"a,b\n", spool)
    assert objects["outer.zip/list.csv.gz/list.csv"].data.read_bytes() == b"c,d\n"
    assert [name for name, each in objects.items() if each.is_container] == [
        "outer.zip", "outer.zip/inner.zip", "outer.zip/list.csv.gz",
    ]  # fmt: skip


def test_a_truncated_zip_is_a_reason(seized: Path, spool: Path) -> None:
    with zipfile.ZipFile(seized / "a.zip", "w") as archive:
        archive.writestr("a.csv", "a,b\n" * 1000)
    data = (seized / "a.zip").read_bytes()
    (seized / "a.zip").write_bytes(data[: len(data) // 2])

    assert "damaged_container" in [each.unread for each in found(seized, spool).values()]


@pytest.mark.parametrize(
    ("name", "data"), [("a.zip", b"PK\x03\x04" + b"\x80" * 500), ("a.7z", b"7z\xbc\xaf\x27\x1c" + b"?" * 90)]
)
def test_damage_that_leaves_nothing_of_a_container_has_its_size(
    name: str, data: bytes, seized: Path, spool: Path
) -> None:
    (seized / name).write_bytes(data)
    inside = [each for each in found(seized, spool).values() if each.members]

    assert {each.unread for each in inside} == {"damaged_container"}
    assert sum(each.size_bytes for each in inside) == len(data)


@pytest.mark.parametrize("members", [1, 3])
def test_a_locked_container_has_its_size(members: int, seized: Path, spool: Path) -> None:
    with pyzipper.AESZipFile(seized / "a.zip", "w", encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(b"kept back")
        for number in range(members):
            archive.writestr(f"{number}.csv", "name,cnic\nSana Tariq,35202-1234567-1\n")
    inside = [each for each in found(seized, spool).values() if each.members]

    assert [each.unread for each in inside] == ["encrypted"] * members
    assert sum(each.size_bytes for each in inside) == (seized / "a.zip").stat().st_size


def test_a_cut_gzip_keeps_what_came_and_says_so(seized: Path, spool: Path) -> None:
    data = gzip.compress(os.urandom(500_000))
    (seized / "a.csv.gz").write_bytes(data[:300_000])

    objects = found(seized, spool)
    assert objects["a.csv.gz/a.csv"].size_bytes > 100_000
    assert "damaged_container" in [each.unread for each in objects.values()]


def test_encrypted_members_are_named(seized: Path, spool: Path) -> None:
    with zipfile.ZipFile(seized / "a.zip", "w") as archive:
        archive.writestr("a.csv", "a,b\n")
    data = bytearray((seized / "a.zip").read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (seized / "a.zip").write_bytes(data)

    assert found(seized, spool)["a.zip/a.csv"].unread == "encrypted"


def test_a_bomb_stops_at_the_budget(seized: Path, spool: Path) -> None:
    (seized / "bomb.gz").write_bytes(gzip.compress(bytes(3_000_000)))

    assert found(seized, spool, Budget(total_bytes=1_000_000))["bomb.gz/bomb"].unread == "over_budget"


def test_containers_in_containers_stop_at_the_depth(seized: Path, spool: Path) -> None:
    data = b"a,b\n"
    for _ in range(4):
        data = gzip.compress(data)
    (seized / "deep.gz").write_bytes(data)

    assert "too_deep" in [each.unread for each in found(seized, spool, Budget(depth=2)).values()]


def test_a_member_whose_entry_points_to_another_is_found_by_its_own_header(seized: Path, spool: Path) -> None:
    with zipfile.ZipFile(seized / "a.zip", "w") as archive:
        archive.writestr("a.csv", "a,b\n" * 1000)
        archive.writestr("b.csv", "c,d\n")
    data = bytearray((seized / "a.zip").read_bytes())
    second = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    data[second + 42 : second + 46] = (0).to_bytes(4, "little")
    (seized / "a.zip").write_bytes(data)

    members = [each for each in found(seized, spool).values() if each.members]

    assert [each.data.read_bytes() for each in members if not each.unread] == [b"a,b\n" * 1000, b"c,d\n"]
    assert [each.unread for each in members if each.unread] == ["damaged_container"]


def test_members_that_the_directory_does_not_point_to_are_found_by_their_own_headers(seized: Path, spool: Path) -> None:
    with zipfile.ZipFile(seized / "a.zip", "w") as archive:
        for name in "abc":
            archive.writestr(f"{name}.csv", f"{name},x\n" * 100)
    data = (seized / "a.zip").read_bytes()
    cut = data.index(b"b,x\n") + 40
    (seized / "a.zip").write_bytes(data[:cut] + data[cut + 16 :])

    members = {name: each for name, each in found(seized, spool).items() if each.members}
    assert members["a.zip/a.csv"].data.read_bytes() == b"a,x\n" * 100
    assert members["a.zip/c.csv"].data.read_bytes() == b"c,x\n" * 100
    assert members["a.zip/b.csv"].data.read_bytes().startswith(b"b,x\n" * 90)
    assert "damaged_container" in [each.unread for each in members.values()]


def test_a_changed_file_is_noticed(seized: Path, spool: Path) -> None:
    (seized / "a.csv").write_text("a,b\n")
    evidence = found(seized, spool)["a.csv"]

    assert not find.changed(evidence)
    (seized / "a.csv").write_text("a,c\n")
    os.utime(seized / "a.csv", ns=(1, 1))
    assert find.changed(evidence)


def test_a_file_that_goes_after_it_was_hashed_is_said(
    seized: Path, spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (seized / "a.csv").write_text("a,b\n")
    (seized / "b.csv").write_text("c,d\n")
    hashed = walk.found

    def too_late(dump: str, path: Path, more: tuple[str, ...]) -> Evidence:
        evidence = hashed(dump, path, more)
        if path.name == "a.csv":
            path.unlink()
        return evidence

    monkeypatch.setattr(find, "found", too_late)
    assert {name: each.unread for name, each in found(seized, spool).items()} == {"a.csv": "gone", "b.csv": ""}


def test_members_of_one_name_do_not_hide_each_other(seized: Path, spool: Path) -> None:
    with zipfile.ZipFile(seized / "a.zip", "w") as archive:
        archive.writestr("a.csv", "a,b\n")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.csv", "c,d\n")

    members = [each for each in found(seized, spool).values() if each.members]
    assert [each.data.read_bytes() for each in members] == [b"a,b\n", b"c,d\n"]


def test_only_what_lies_in_the_spool_is_ever_taken_off_the_disk(seized: Path, spool: Path) -> None:
    (seized / "a.zip").write_bytes(b"PK\x03\x04 cut")
    with zipfile.ZipFile(seized / "b.zip", "w") as archive:
        archive.writestr("a.csv", "a,b\n")
    before = {path: path.read_bytes() for path in seized.iterdir()}

    for each in found(seized, spool).values():
        find.release(each, spool)
    assert {path: path.read_bytes() for path in seized.iterdir()} == before
    assert not list(spool.iterdir())


def test_dumps_of_one_name_stay_apart_and_a_file_given_twice_is_read_once(tmp_path: Path, spool: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.csv").write_text(folder)

    paths = [tmp_path / "one" / "x.csv", tmp_path / "two" / "x.csv", tmp_path / "one"]
    dumps = [each.dump for each in find.evidence(paths, spool)]
    assert dumps == ["x.csv", str(tmp_path / "two" / "x.csv")]


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_all_before_damage_in_a_stream_is_kept(seized: Path, spool: Path, pack: Callable[[bytes], bytes]) -> None:
    text = "".join(f"{i},{i * 7919 % 1000003}\n" for i in range(60_000)).encode()
    whole = pack(text)
    broken = bytearray(whole)
    broken[-8 if pack is gzip.compress else len(whole) * 9 // 10] ^= 0xFF
    (seized / "d.gz").write_bytes(broken)
    _, member, rest = find.evidence([seized / "d.gz"], spool)

    assert member.data.read_bytes()[: len(text) // 2] == text[: len(text) // 2]
    assert member.size_bytes == len(text) or pack is not gzip.compress
    assert rest.unread == "damaged_container"
