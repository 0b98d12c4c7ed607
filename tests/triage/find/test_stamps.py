"""Times inside files: what a document, picture, table or dump says of when it was written."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import py7zr
import pytest

from tests.triage.find.ole import summary_file
from triage import find

CORE = (
    '<cp:coreProperties xmlns:dcterms="http://purl.org/dc/terms/"><dcterms:created xsi:type="dcterms:W3CDTF">'
    '2015-01-02T03:04:05Z</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">2018-05-06T07:08:09Z'
    "</dcterms:modified></cp:coreProperties>"
)
META = "<office:meta><meta:creation-date>2016-01-01T00:00:00</meta:creation-date><dc:date>2017-02-03T04:05:06</dc:date>"
XMP = '<rdf:Description xmp:CreateDate="2012-01-01T00:00:00Z" xmp:ModifyDate="2013-03-04T00:00:00+05:00"/>'


def package(name: str, part: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(name, part)
    return out.getvalue()


def picture(tail: bytes) -> bytes:
    return b"\xff\xd8\xff\xe1\0\x40Exif\0\0MM\0*\0\0\0\x08" + tail + b"\xff\xd9"


FILES = {
    "list.pdf": (
        b"%PDF-1.4\n1 0 obj<</CreationDate(D:20110102030405+05'00')/ModDate(D:20140708)>>endobj\n",
        "2014-07-08",
    ),
    "xmp.pdf": (b"%PDF-1.4\n" + XMP.encode(), "2013-03-04"),
    "list.docx": (package("docProps/core.xml", CORE), "2018-05-06"),
    "list.ods": (package("meta.xml", META), "2017-02-03"),
    "list.xls": (summary_file(2009), "2009-06-07"),
    "card.jpg": (picture(b"2019:08:09 10:11:12\0" + b"2019:08:10 10:11:12\0"), "2019-08-10"),
    "card.png": (b"\x89PNG\r\n\x1a\n\0\0\0\x07tIME\x07\xe4\x02\x03\0\0\0....", "2020-02-03"),
    "list.dbf": (bytes([3, 99, 12, 31]) + bytes(60), "1999-12-31"),
    "new.dbf": (bytes([3, 121, 1, 2]) + bytes(60), "2021-01-02"),
    "mysql.sql": (b"-- MySQL dump\n" + b"x\n" * 9_000 + b"-- Dump completed on 2016-09-10  1:02:03\n", "2016-09-10"),
    "admin.sql": (b"-- phpMyAdmin SQL Dump\n-- Generation Time: Mar 01, 2017 at 12:00 PM\n", "2017-03-01"),
    "server.sql": (b"/****** Object: Table [dbo].[sim] Script Date: 3/14/2015 9:26:53 AM ******/\n", "2015-03-14"),
}


def stamps(file: Path) -> list[str]:
    (evidence,) = [each for each in find.evidence([file], file.parent) if not each.members]
    return [day for _, day in find.stamped(evidence).written]


@pytest.mark.parametrize("name", FILES)
def test_the_latest_time_inside_a_file_is_read(name: str, tmp_path: Path) -> None:
    data, day = FILES[name]
    (tmp_path / name).write_bytes(data)

    assert stamps(tmp_path / name) == [day]


@pytest.mark.parametrize("name", FILES)
def test_cut_files_and_clocks_that_were_never_set_say_nothing_false(name: str, tmp_path: Path) -> None:
    data, day = FILES[name]
    for size in (0, 1, 3, 5, 9, 60, len(data) // 2):
        (tmp_path / name).write_bytes(data[:size])
        assert all(found <= day for found in stamps(tmp_path / name))
    (tmp_path / "zero.jpg").write_bytes(picture(b"1904:01:01 00:00:00\0"))
    (tmp_path / "none.jpg").write_bytes(picture(b"2019:19:39 00:00:00\0"))
    assert stamps(tmp_path / "zero.jpg") == stamps(tmp_path / "none.jpg") == []


WRITTEN = 1_400_000_000


def _tar(file: Path) -> None:
    with tarfile.open(file, "w") as archive:
        info = tarfile.TarInfo("a.csv")
        info.size, info.mtime = 4, WRITTEN
        archive.addfile(info, io.BytesIO(b"a\n1\n"))


def _gzip(file: Path) -> None:
    file.write_bytes(gzip.compress(b"a\n1\n", mtime=WRITTEN))


def _seven_zip(file: Path, password: str | None = None) -> None:
    import os  # noqa: PLC0415 - only here

    (inner := file.with_name("a.csv")).write_bytes(b"a\n1\n")
    os.utime(inner, (WRITTEN, WRITTEN))
    with py7zr.SevenZipFile(file, "w", password=password) as archive:
        archive.write(inner, "a.csv")


@pytest.mark.parametrize("make", [_tar, _gzip, _seven_zip])
def test_members_are_as_old_as_their_container_says(make: Callable[[Path], None], tmp_path: Path) -> None:
    make(tmp_path / "list.bin")
    (spool := tmp_path / "spool").mkdir()
    (member,) = [each for each in find.evidence([tmp_path / "list.bin"], spool) if each.members]

    assert member.mtime_ns // 10**9 == WRITTEN


def test_members_of_a_locked_7z_have_their_times(tmp_path: Path) -> None:
    _seven_zip(tmp_path / "list.7z", "secret")
    (spool := tmp_path / "spool").mkdir()
    how = find.Opening(passwords=(b"secret",))
    (member,) = [each for each in find.evidence([tmp_path / "list.7z"], spool, how) if each.members]

    assert member.mtime_ns // 10**9 == WRITTEN
