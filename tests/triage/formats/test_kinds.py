"""What a zip is, by what it holds: an archive, or one of the documents that are zips."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tests.triage.formats.conftest import Reading
from triage import find
from triage.formats import office_kind

TYPES = "[Content_Types].xml"
SLIDE = '<p:sld xmlns:p="p" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:p><a:t>{}</a:t></a:p></p:sld>'
TEXT = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:p><w:r><w:t>{}</w:t></w:r></w:p></w:document>"
)


def packed(parts: dict[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def members(data: bytes, tmp_path: Path, name: str = "seized.zip") -> dict[str, bytes]:
    path = tmp_path / name
    path.write_bytes(data)
    found = find.evidence([path], tmp_path / "spool")
    return {"/".join(each.members): each.data.read_bytes() for each in found if each.members and not each.unread}


def test_a_presentation_with_a_workbook_in_it_is_a_presentation(reading: Reading, tmp_path: Path) -> None:
    book = packed({TYPES: "<Types/>", "xl/workbook.xml": "<workbook/>"})
    path = tmp_path / "results.pptx"
    path.write_bytes(
        packed({TYPES: "<Types/>", "ppt/slides/slide1.xml": SLIDE.format("salam"), "ppt/embeddings/1.xlsx": book})
    )

    assert reading(path).sources[0].reader == "slides"
    assert reading(path).rows[0] == ("salam",)


ODT = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}
DOCUMENTS = {
    "list.xlsx": packed({TYPES: "<Types/>", "xl/workbook.xml": "<workbook/>", "xl/worksheets/sheet1.xml": "<a/>"}),
    "list.xlsb": packed({TYPES: "<Types/>", "xl/workbook.bin": "x"}),
    "letter.docx": packed({"word/document.xml": TEXT.format("salam"), TYPES: "<Types/>"}),
    "agents.pptx": packed({TYPES: "<Types/>", "ppt/slides/slide1.xml": SLIDE.format("salam")}),
    "a.odt": packed(ODT),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_an_archive_that_holds_a_document_as_it_is_stays_an_archive(tmp_path: Path, name: str) -> None:
    held: dict[str, str | bytes] = {name: DOCUMENTS[name], "note.txt": "salam"}

    assert members(packed(held), tmp_path) == held | {"note.txt": b"salam"}
    assert f"inner.zip/{name}" in members(packed({"inner.zip": packed(held)}), tmp_path, "outer.zip")


def test_a_document_is_told_by_parts_whose_sizes_stand_behind_them_or_are_wrong() -> None:
    class Stream(io.BytesIO):
        def seekable(self) -> bool:
            return False

    made = Stream()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(TYPES, "<Types/>")
        book.writestr("xl/workbook.xml", "<workbook/>")
    lying = bytearray(DOCUMENTS["list.xlsx"])
    lying[18:22] = (3).to_bytes(4, "little")

    for head in (made.getvalue(), bytes(lying)):
        assert office_kind.parts(head)[:2] == [TYPES.encode(), b"xl/workbook.xml"]
        assert office_kind.kind(head, "seized.zip") == "xl"


def test_a_presentation_without_slides_is_not_damaged(reading: Reading, tmp_path: Path) -> None:
    path = tmp_path / "empty.pptx"
    parts: dict[str, str | bytes] = {TYPES: "<Types/>", "ppt/presentation.xml": "<p/>"}
    path.write_bytes(packed({**parts, "docProps/core.xml": "<a><creator>Ali Khan</creator></a>"}))

    assert reading(path).rows == [("creator: Ali Khan",)]


def test_a_document_is_what_its_first_part_says_whatever_its_name(reading: Reading, tmp_path: Path) -> None:
    path = tmp_path / "renamed.xlsx"
    path.write_bytes(packed({TYPES: "<Types/>", "word/document.xml": TEXT.format("salam"), "word/media/xl/1": "x"}))

    assert reading(path).rows == [("salam",)]


@pytest.mark.parametrize("name", ["book.epub", "page.xps", "seized.zip"])
def test_packages_that_no_reader_knows_are_archives(name: str, tmp_path: Path) -> None:
    made = packed({"mimetype": "application/epub+zip", TYPES: "<Types/>", "chapter.xhtml": "<html>salam</html>"})

    assert members(made, tmp_path, name)["chapter.xhtml"] == b"<html>salam</html>"


def test_long_names_of_other_alphabets_are_no_overlap(tmp_path: Path) -> None:
    made = packed({"aaaaaaaaaaaa.txt": "one", "bbbbbbbbbbbb.txt": "two"})
    made = made.replace(b"aaaaaaaaaaaa", "فہرست-رائے-د".encode("cp1256", "replace")[:12])

    assert sorted(members(made, tmp_path).values()) == [b"one", b"two"]


def test_a_member_may_have_no_name(tmp_path: Path) -> None:
    made = packed({"x": "salam"}).replace(b"\1\0\0\0x", b"\0\0\1\0x")  # the name is now an extra field
    directory = made.index(b"PK\x01\x02")
    made = made[: directory + 28] + b"\0\0\1\0" + made[directory + 32 :]

    assert members(made, tmp_path) == {"": b"salam"}
