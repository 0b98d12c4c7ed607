"""A seizure with booby traps: the scan ends, every trap has its reason, and what lies beside them is read."""

from __future__ import annotations

import gzip
import io
import os
import tarfile
import zipfile
import zlib
from email.message import EmailMessage
from pathlib import Path

import pytest

from triage.app.scan import Options, scan
from triage.core.progress import Silent
from triage.run.children import Limits

MEGABYTE = 1024 * 1024
TABLE = "name,cnic\n" + "Sana Tariq,35202-1000001-2\n" * 200
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def pdf_bomb(size: int) -> bytes:
    """Return a page whose content unpacks twice, to so many bytes."""
    inner = zlib.compress(zlib.compress(b"BT (x) Tj ET " * (size // 13), 9), 9)
    parts = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n",
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n",
        b"4 0 obj<</Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n" % len(inner)
        + inner
        + b"\nendstream endobj\n",
    ]
    return b"%PDF-1.4\n" + b"".join(parts) + b"trailer<</Root 1 0 R>>\n%%EOF"


def workbook(path: Path, cells: str) -> None:
    space = "http://schemas.openxmlformats.org"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{space}/spreadsheetml/2006/main" xmlns:r="{space}/officeDocument/2006/relationships">'
            '<sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{space}/package/2006/relationships"><Relationship Id="r1" Target="s.xml"/>'
            "</Relationships>",
        )
        archive.writestr("xl/s.xml", SHEET.format(cells))


@pytest.fixture
def seizure(tmp_path: Path) -> Path:
    folder = tmp_path / "seized"
    folder.mkdir()
    (folder / "good.csv").write_text(TABLE)
    (folder / "bomb.pdf").write_bytes(pdf_bomb(150 * MEGABYTE))
    (folder / "deep.json").write_text("[" * 100_000)
    (folder / "bomb.gz").write_bytes(gzip.compress(bytes(300 * MEGABYTE), 9))
    (folder / "laughs.xml").write_text(
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "' + "x" * 1000 + '"><!ENTITY c "' + "&b;" * 1000 + '">]>'
        "<a><r>&c;</r><r>&c;</r></a>"
    )
    (folder / "noise.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + os.urandom(4096))
    (folder / "noise.pdf").write_bytes(b"%PDF-1.7\n" + os.urandom(4096))
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0" + bytes(500))
    workbook(
        folder / "far.xlsx",
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>',
    )
    (folder / "tags.html").write_text("<html>" + "<div>" * 200_000 + "03001000001")
    os.mkfifo(folder / "pipe.csv")
    return folder


def test_a_scan_of_traps_ends_with_a_reason_for_each(seizure: Path, tmp_path: Path):
    options = Options(case=tmp_path / "case", jobs=2, limits=Limits(memory_bytes=400 * MEGABYTE, seconds=20))
    result = scan([seizure], options, Silent())
    books = {dump["dump"]: dump["coverage"] for dump in result.document["dumps"]}
    reasons = {name: {each["reason"] for each in each_book["reasons"]} for name, each_book in books.items()}

    assert not result.complete
    assert books["good.csv"]["rows_read"] == 200
    assert not reasons["good.csv"]
    for name in ("deep.json", "bomb.gz", "laughs.xml", "noise.xls", "noise.pdf", "photo.jpg", "pipe.csv"):
        assert reasons[name], name
    assert reasons["photo.jpg"] == {"needs_ocr"}
    faults = [each for told in reasons.values() for each in told if each.startswith(("reader_failed", "books_do_not"))]
    assert not faults, reasons
    for dump in result.document["dumps"]:
        book = dump["coverage"]
        assert book["bytes_read"] + book["bytes_rejected"] + book["bytes_unread"] >= 0


def test_containers_in_containers_are_read_to_the_last_and_leave_nothing_on_the_disk(tmp_path: Path):
    seized = tmp_path / "seized"
    seized.mkdir()
    tar, inner = io.BytesIO(), io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w:gz") as archive:
        info = tarfile.TarInfo("list.csv")
        info.size = len(TABLE)
        archive.addfile(info, io.BytesIO(TABLE.encode()))
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "a@example.com", "b@example.com", "list"
    letter.set_content("see below")
    letter.add_attachment(tar.getvalue(), maintype="application", subtype="gzip", filename="list.tar.gz")
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("letter.eml", letter.as_bytes())
        archive.writestr("other.csv", TABLE)
    with zipfile.ZipFile(seized / "outer.zip", "w") as archive:
        archive.writestr("inner.zip", inner.getvalue())
        archive.writestr("last.csv", TABLE)
    kept: list[int] = []

    class Watching(Silent):
        def finish(self) -> None:
            kept.append(len(list((tmp_path / "case" / "spool").iterdir())))

    result = scan([seized], Options(case=tmp_path / "case", jobs=2), Watching())
    (dump,) = result.document["dumps"]

    assert (result.complete, dump["coverage"]["reasons"], kept) == (True, [], [0])
    assert {table["member"].rsplit(" > ", 1)[1]: table["rows"] for table in dump["tables"]} == {
        "list.csv": 200, "letter.eml": 1, "other.csv": 200, "last.csv": 200,
    }  # fmt: skip
