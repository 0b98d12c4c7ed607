"""Volumes and pieces inside a container are put together as those in a folder are."""

from __future__ import annotations

import io
import random
import subprocess
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from triage import find
from triage.core.model import Evidence

TEXT = b"".join(b"Gulsher %d,35202-10000%02d-1\n" % (i, i) for i in range(40))


def zipped(members: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return made.getvalue()


def tarred(members: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return made.getvalue()


PACKERS: dict[str, Callable[[Mapping[str, bytes]], bytes]] = {"a.zip": zipped, "a.tar": tarred}


def cut(name: str, data: bytes, pieces: int = 3) -> dict[str, bytes]:
    step = len(data) // pieces + 1
    return {name.format(index + 1): data[index * step : (index + 1) * step] for index in range(pieces)}


def inside(data: bytes, name: str, folder: Path) -> list[Evidence]:
    (folder / name).write_bytes(data)
    return [each for each in find.evidence([folder / name], folder / "spool") if each.members]


def read(found: list[Evidence]) -> dict[tuple[str, ...], bytes]:
    return {each.members: each.data.read_bytes() for each in found if not each.unread and not each.is_container}


@pytest.mark.parametrize("packer", PACKERS)
@pytest.mark.parametrize("name", ["d/list.csv.{:03}", "list.csv.part{}", "list.part-{}"])
def test_pieces_of_a_text_are_one_text(name: str, packer: str, tmp_path: Path) -> None:
    found = inside(PACKERS[packer]({"b.txt": b"other", **cut(name, TEXT)}), packer, tmp_path)

    assert sorted(read(found).values()) == sorted([b"other", TEXT])
    assert [each.unread for each in found if each.unread] == ["volume_of_another"] * 2


@pytest.mark.parametrize("packer", PACKERS)
def test_pieces_of_an_archive_are_opened_at_every_depth(packer: str, tmp_path: Path) -> None:
    pieces = PACKERS[packer](cut("x.zip.{:03}", zipped({"list.csv": TEXT})))
    found = inside(zipped({packer: pieces}), "outer.zip", tmp_path)

    assert read(found) == {(packer, "x.zip.001", "x.zip", "list.csv"): TEXT}


def test_a_missing_piece_is_named_as_it_is_in_its_container(tmp_path: Path) -> None:
    pieces = cut("d/x.zip.{:03}", zipped({"list.csv": TEXT}), 4)
    del pieces["d/x.zip.003"]
    found = inside(zipped(pieces), "a.zip", tmp_path)

    assert ("d/x.zip.001", "(missing: x.zip.003)") in {each.members for each in found if each.unread}
    assert {each.unread for each in found if each.unread} >= {"missing_volume"}


def test_texts_with_numbers_that_are_whole_stay_apart(tmp_path: Path) -> None:
    members = {f"log.{i:03}": b"line\n" * i for i in range(1, 4)} | {"a.csv.001": TEXT, "b.csv.001": TEXT}

    assert read(inside(zipped(members), "a.zip", tmp_path)) == {(name,): data for name, data in members.items()}


@pytest.mark.programs("zip")
def test_a_split_zip_in_a_tar_is_put_together(tmp_path: Path) -> None:
    for index in range(6):
        (tmp_path / f"{index}.bin").write_bytes(random.Random(index).randbytes(40_000))
    subprocess.run(
        ["zip", "-q", "-s", "64k", "a.zip", *(f"{index}.bin" for index in range(6))], cwd=tmp_path, check=True
    )
    volumes = {path.name: path.read_bytes() for path in sorted(tmp_path.glob("a.z*"))}
    found = inside(tarred(volumes), "all.tar", tmp_path)

    assert {each[-1]: data for each, data in read(found).items()} == {
        f"{index}.bin": random.Random(index).randbytes(40_000) for index in range(6)
    }


def test_nothing_is_left_of_what_was_laid_side_by_side(tmp_path: Path) -> None:
    spool = tmp_path / "spool"
    (tmp_path / "a.zip").write_bytes(zipped(cut("list.csv.{:03}", TEXT)))
    for each in find.evidence([tmp_path / "a.zip"], spool):
        find.release(each, spool)

    assert list(spool.iterdir()) == []
