"""A wrong checksum of one part of an office document costs nothing, and is told."""

from __future__ import annotations

import re
import struct
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from tests.triage.formats.conftest import told_by
from triage.core.errors import EvidenceError
from triage.formats import office_part

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SPACES = " ".join(
    f'xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"' for each in ("office", "table", "text")
)
NUMBERS = [f"35202-12345{i:02}-1" for i in range(60)]
TEXT = "".join(f"<w:p><w:r><w:t>{number}</w:t></w:r></w:p>" for number in NUMBERS)
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
SLIDE = "".join(f"<a:p><a:r><a:t>{number}</a:t></a:r></a:p>" for number in NUMBERS)
PAGE = "".join(f"<text:p>{number}</text:p>" for number in NUMBERS)
ROWS = "".join(
    f"<table:table-row><table:table-cell><text:p>{number}</text:p></table:table-cell></table:table-row>"
    for number in NUMBERS
)
DOCUMENTS = {
    "a.docx": (
        "word/document.xml",
        f"<w:document {W}><w:body>{TEXT}</w:body></w:document>",
    ),
    "a.pptx": ("ppt/slides/slide1.xml", f'<p:sld xmlns:p="p" xmlns:a="{DRAWING}">{SLIDE}</p:sld>'),
    "a.odt": (
        "content.xml",
        f"<office:document-content {SPACES}><office:body>{PAGE}</office:body></office:document-content>",
    ),
    "a.ods": (
        "content.xml",
        f'<office:document-content {SPACES}><table:table table:name="S">{ROWS}</table:table></office:document-content>',
    ),
}


def packed(path: Path, part: str, text: str) -> None:
    kind = {".odt": "text", ".ods": "spreadsheet"}.get(path.suffix, "")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype" if kind else "[Content_Types].xml", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr(part, text)


def spoil(path: Path, part: str) -> None:
    """Write another checksum of a part into the directory of a zip."""
    data = bytearray(path.read_bytes())
    for found in re.finditer(rb"PK\x01\x02", bytes(data)):
        at = found.start()
        size = struct.unpack_from("<H", data, at + 28)[0]
        if data[at + 46 : at + 46 + size] == part.encode():
            data[at + 16] ^= 0xFF
    path.write_bytes(data)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_wrong_checksum_costs_nothing(name: str, tmp_path: Path) -> None:
    path, (part, text) = tmp_path / name, DOCUMENTS[name]
    packed(path, part, text)
    right = told_by(path, tmp_path)
    spoil(path, part)
    told = told_by(path, tmp_path)

    assert set(NUMBERS) <= {cell for row in right.rows for cell in row}
    assert not right.coverage.reasons
    assert told.rows == right.rows
    assert [*told.coverage.reasons] == ["checksum_wrong"]
    assert told.coverage.breaks
    assert told.coverage.balances(told.evidence.size_bytes)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"])
def test_a_wrong_checksum_costs_no_sheet(part: str, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for sheet in (book.active, book.create_sheet("other")):
        for number in ("cnic", *NUMBERS):
            sheet.append([number])
        sheet["A5"].comment = Comment(f"call 0300-1234567 of {sheet.title}", "x")
    book.save(tmp_path / "a.xlsx")
    spoil(tmp_path / "a.xlsx", part)
    told = told_by(tmp_path / "a.xlsx", tmp_path)

    assert [frame["0"].to_list() for frame in told.frames[:2]] == [NUMBERS] * 2
    assert sum("0300-1234567" in text for text in told.frames[2]["0"]) == 2
    assert told.coverage.reasons["checksum_wrong"].count == 1


def test_notes_of_the_parts_beside_a_damaged_one_are_read(tmp_path: Path) -> None:
    box = "<xdr:wsDr xmlns:xdr='x' xmlns:a='a'><a:p><a:r><a:t>call 0300-1234567</a:t></a:r></a:p></xdr:wsDr>"
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as book:
        book.writestr("xl/workbook.xml", '<workbook><sheets><sheet name="a"/></sheets></workbook>')
        book.writestr("xl/worksheets/sheet1.xml", "<worksheet><sheetData/></worksheet>")
        book.writestr("xl/drawings/drawing1.xml", box[:-9])
        book.writestr("xl/drawings/drawing2.xml", box.replace("0300", "0301"))
    told = told_by(tmp_path / "a.xlsx", tmp_path)

    assert [row[0] for row in told.frames[1].rows()] == ["call 0300-1234567", "call 0301-1234567"]
    assert told.coverage.reasons["damaged_spreadsheet"].count == 1


def test_a_checksum_is_told_behind_the_last_byte(tmp_path: Path) -> None:
    packed(tmp_path / "a.odt", *DOCUMENTS["a.odt"])
    spoil(tmp_path / "a.odt", "content.xml")
    with zipfile.ZipFile(tmp_path / "a.odt") as archive, office_part.opened(archive, "content.xml") as part:
        assert part.read(1 << 20).decode() == DOCUMENTS["a.odt"][1]
        with pytest.raises(EvidenceError, match="checksum_wrong"):
            part.read(1)
