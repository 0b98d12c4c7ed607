"""Files in cells of SQLite: a database that holds an archive is a database, and the archive is opened too."""

from __future__ import annotations

import io
import sqlite3
import zipfile
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from tests.triage.formats.conftest import told_by
from tests.triage.formats.web.test_bodies import found
from triage import find

TABLE = "name,cnic\n" + "".join(f"Sana Tariq,35202-{number}-1\n" for number in range(1_000_000, 1_000_040))
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 2


def packed() -> bytes:
    with io.BytesIO() as file:
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("list.csv", TABLE)
        return file.getvalue()


def database(path: Path, *cells: bytes) -> Path:
    with closing(sqlite3.connect(path)) as made:
        made.execute("create table t (id integer, doc)")
        made.executemany("insert into t values (?, ?)", enumerate(cells))
        made.commit()
    return path


def test_a_database_with_an_archive_in_its_last_page_is_read(tmp_path: Path) -> None:
    path = database(tmp_path / "a.db", packed())

    assert [(source.reader, source.table) for source in told_by(path, tmp_path).sources] == [("sqlite", "t")]
    assert list(found(path, tmp_path).values())[-1] == TABLE.encode()


def test_pictures_in_cells_are_counted_together(tmp_path: Path) -> None:
    path = database(tmp_path / "a.db", PICTURE, PICTURE, b"plain words")
    (pictures,) = [each for each in find.evidence([path], tmp_path / "spool") if each.unread]

    assert (pictures.unread, pictures.size_bytes) == ("needs_ocr", 2 * len(PICTURE))


def test_a_database_without_files_is_no_container(tmp_path: Path) -> None:
    path = database(tmp_path / "a.db", b"words", zlib.compress(b"35202-1234567-1"))

    assert len(list(find.evidence([path], tmp_path / "spool"))) == 1


@pytest.mark.parametrize("before", [b"", b"\x01", b"\0\0\0\x20", b"KIND\0\0\0\1"])
def test_packed_text_behind_some_bytes_is_read(before: bytes, tmp_path: Path) -> None:
    path = database(tmp_path / "a.db", before + zlib.compress(b"Sana Tariq 35202-1234567-1 " * 3))

    assert told_by(path, tmp_path).rows[0][1] == "Sana Tariq 35202-1234567-1 " * 3
