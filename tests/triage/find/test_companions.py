"""What belongs to another file: one dump, and read with it wherever both lie."""

from __future__ import annotations

import shutil
import sqlite3
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest

from triage import find, read
from triage.core.errors import EvidenceError
from triage.core.model import AT

ROWS = [(f"name {i}", f"35202-10000{i:02}-1") for i in range(40)]


def dumps(home: Path) -> dict[str, str]:
    return {each.path.name: each.dump for each in find.evidence([home], home.parent / "spool")}


def rows(home: Path) -> list[tuple[str | None, ...]]:
    """Return the cells of all tables under a path, members in containers too."""
    found = []
    spool = home.parent / "spool"
    for each in find.evidence([home], spool):
        if each.unread or find.furniture(each) or (each.is_container and not each.is_read_too):
            continue
        try:
            for source in read.identify(each):
                for chunk in read.split(source):
                    found += [row for batch in read.batches(chunk) for row in batch.frame.drop(AT).rows()]
        except EvidenceError as error:
            assert "read_with_its" in error.reason  # noqa: PT017 - all others are faults
        find.release(each, spool)
    return found


def written(home: Path, *names: str) -> Path:
    home.mkdir(exist_ok=True)
    for name in names:
        (home / name).write_text(f"content of {name}")
    return home


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Return a database half of whose rows are in its log, as it lies on a disk while it is in use."""
    home = tmp_path / "seized"
    home.mkdir()
    live = sqlite3.connect(tmp_path / "live.db")
    live.execute("pragma journal_mode = wal")
    live.execute("create table people (name, cnic)")
    live.executemany("insert into people values (?, ?)", ROWS[:20])
    live.commit()
    live.execute("pragma wal_checkpoint(truncate)")
    live.executemany("insert into people values (?, ?)", ROWS[20:])
    live.commit()
    for ending in ("", "-wal", "-shm"):
        shutil.copyfile(tmp_path / f"live.db{ending}", home / f"x.db{ending}")
    live.close()
    return home


@pytest.mark.parametrize(
    ("names", "main"),
    [
        (["x.db", "x.db-wal", "x.db-shm", "x.db-journal"], "x.db"),
        (["stock.mdb", "stock.ldb"], "stock.mdb"),
        (["Homes.shp", "Homes.dbf", "Homes.shx", "HOMES.PRJ", "Homes.cpg", "Homes.shp.xml"], "Homes.shp"),
        (["list.dbf", "list.fpt", "list.cpg"], "list.dbf"),
        (["list.dbc", "list.dct", "list.dcx"], "list.dbc"),
        (["form.SCX", "form.SCT"], "form.SCX"),
        (["list.xlsx", "~$list.xlsx", ".~lock.list.xlsx#", "._list.xlsx", "list.xlsx.sha256"], "list.xlsx"),
        (["list.csv.001", "list.csv.002", "list.csv.003"], "list.csv"),
        (["dump.sql.aa", "dump.sql.ab"], "dump.sql"),
        (["list.csv.part1", "list.csv.part2"], "list.csv"),
    ],
)
def test_what_belongs_together_is_one_dump_beside_others(tmp_path: Path, names: list[str], main: str) -> None:
    found = dumps(written(tmp_path / "seized", *names, "other.csv"))

    assert found == {**dict.fromkeys(names, main), "other.csv": "other.csv"}


@pytest.mark.parametrize(
    "names", [["x.db", "y.db-wal"], ["a.001", "a.003", "b"], ["app.log.1", "app.log.2"], ["a.py", "a.db"]]
)
def test_files_that_only_look_like_companions_are_dumps_of_their_own(tmp_path: Path, names: list[str]) -> None:
    assert dumps(written(tmp_path / "seized", *names)) == {name: name for name in names}


def test_rows_that_are_only_in_the_log_are_read(database: Path) -> None:
    assert sorted(rows(database)) == sorted(ROWS)


@pytest.mark.parametrize("order", [("", "-wal", "-shm"), ("-wal", "", "-shm"), ("-shm", "-wal", "")])
@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_a_log_in_a_container_is_read_with_its_database(
    database: Path, tmp_path: Path, kind: str, order: tuple[str, ...]
) -> None:
    target = tmp_path / f"back.{kind}"
    if kind == "zip":
        with zipfile.ZipFile(target, "w") as archive:
            for ending in order:
                archive.write(database / f"x.db{ending}", f"app/x.db{ending}")
    else:
        with tarfile.open(target, "w") as tar:
            for ending in order:
                tar.add(database / f"x.db{ending}", f"app/x.db{ending}")

    assert sorted(rows(target)) == sorted(ROWS)
    assert not list((tmp_path / "spool").iterdir())


def test_a_log_that_was_seized_alone_is_read(database: Path) -> None:
    (database / "x.db").unlink()
    (database / "x.db-shm").unlink()

    assert set(rows(database)) >= set(ROWS[20:])


def test_a_rollback_journal_alone_gives_the_rows_before_the_change(tmp_path: Path) -> None:
    home = tmp_path / "seized"
    home.mkdir()
    path = tmp_path / "x.db"
    with sqlite3.connect(path) as connection:
        connection.execute("create table people (name, cnic)")
        connection.executemany("insert into people values (?, ?)", ROWS)
    (size,) = struct.unpack(">H", path.read_bytes()[16:18])
    sign = bytes.fromhex("d9d505f920a163d7") + struct.pack(">IIIII", 0xFFFFFFFF, 1, 2, 512, size)
    pages = path.read_bytes()
    record = b"".join(
        struct.pack(">I", number + 1) + pages[number * size : (number + 1) * size] + bytes(4)
        for number in range(len(pages) // size)
    )
    (home / "x.db-journal").write_bytes(sign.ljust(512, b"\0") + record)

    assert sorted(rows(home)) == sorted(ROWS)


def test_a_table_that_was_cut_anywhere_is_one_table(tmp_path: Path) -> None:
    text = ("name,cnic\n" + "".join(f"{name},{cnic}\n" for name, cnic in ROWS)).encode()
    home = tmp_path / "seized"
    home.mkdir()
    for place, ending in enumerate(("aa", "ab", "ac")):
        (home / f"list.csv.{ending}").write_bytes(text[place * 350 : (place + 1) * 350 if place < 2 else None])

    assert rows(home) == ROWS


def test_an_empty_log_is_nothing_that_was_not_read(tmp_path: Path) -> None:
    home = written(tmp_path / "seized", "x.db")
    (home / "x.db-journal").touch()
    (home / "list.csv").touch()

    assert {each.path.name: each.unread for each in find.evidence([home], tmp_path)} == {
        "x.db": "",
        "x.db-journal": "",
        "list.csv": "empty",
    }
