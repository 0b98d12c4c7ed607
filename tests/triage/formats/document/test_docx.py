"""Office documents that are zips of XML: every part is read, each once, and damage of one leaves the others."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.triage.formats.conftest import Reading, told_by
from tests.triage.formats.damage import CASES, Change, damaged

URDU = "ثنا طارق"

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
RELATION = '<Relationship Id="r1" Type="hyperlink" Target="https://wa.me/923001000001" TargetMode="External"/>'


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc>{properties}{paragraph(text)}</w:tc>"


def row(*texts: str) -> str:
    return f"<w:tr>{''.join(map(cell, texts))}</w:tr>"


INNER = f"<w:txbxContent>{paragraph('in a box')}</w:txbxContent>"
BOX = (
    "<w:p><w:r><w:t>around</w:t><mc:AlternateContent xmlns:mc='m'>"
    f"<mc:Choice>{INNER}</mc:Choice><mc:Fallback><w:pict>{INNER}</w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r></w:p>"
)
NUMBER = (
    "<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>35202</w:t><w:noBreakHyphen/>"
    "<w:t>1000001</w:t><w:noBreakHyphen/><w:t>2</w:t><w:tab/><w:t>x</w:t></w:r></w:p>"
)
REVISED = (
    "<w:p><w:ins w:author='Bilal Ahmed'><w:r><w:t>new </w:t></w:r></w:ins>"
    "<w:del><w:r><w:delText>old</w:delText></w:r></w:del></w:p>"
)
WIDE = cell("both", "<w:tcPr><w:gridSpan w:val='2'/></w:tcPr>")
ROWS = (
    row("name", "cnic", "city")
    + row("Sana", "35202", "Lahore")
    + f"<w:tr>{WIDE}<w:sdt><w:sdtContent>{cell('Karachi')}</w:sdtContent></w:sdt></w:tr>"
)
BODY = f"{paragraph(URDU)}{BOX}{NUMBER}{REVISED}<w:tbl>{ROWS}</w:tbl>"
REMARK = f"<w:comment w:author='Ali Raza'>{paragraph('a remark')}</w:comment>"
DOCUMENT = {
    "[Content_Types].xml": "<x/>",
    "word/document.xml": f"<w:document {W}><w:body>{BODY}</w:body></w:document>",
    "word/header1.xml": f"<w:hdr {W}>{paragraph('at the top')}</w:hdr>",
    "word/footnotes.xml": f"<w:footnotes {W}>{paragraph('a note')}</w:footnotes>",
    "word/comments.xml": f"<w:comments {W}>{REMARK}</w:comments>",
    "word/_rels/document.xml.rels": f"<Relationships>{RELATION}</Relationships>",
    "docProps/core.xml": '<c xmlns:d="d"><d:creator>Sana Tariq</d:creator><d:revision>7</d:revision></c>',
}


def packed(path: Path, parts: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def test_every_part_of_a_word_document_is_read_once(reading: Reading, tmp_path: Path):
    told = reading(packed(tmp_path / "a.docx", DOCUMENT))

    assert told.frames[0]["0"].to_list() == [
        URDU, "in a box", "around", "35202-1000001-2\tx", "new old", "a remark", "a note", "at the top",
        "author: Bilal Ahmed", "author: Ali Raza", "creator: Sana Tariq", "link: https://wa.me/923001000001",
    ]  # fmt: skip


def test_cells_stand_under_their_columns(reading: Reading, tmp_path: Path):
    told = reading(packed(tmp_path / "a.docx", DOCUMENT))

    assert told.sources[1].columns == ("name", "cnic", "city")
    assert told.frames[1].drop("at").rows() == [("Sana", "35202", "Lahore"), ("both", None, "Karachi")]


def test_a_damaged_part_leaves_the_others(reading: Reading, tmp_path: Path):
    whole = DOCUMENT["word/document.xml"]
    told = reading(packed(tmp_path / "a.docx", DOCUMENT | {"word/document.xml": whole[: whole.index("both")]}))
    said = told.frames[0]["0"].to_list()

    assert {URDU, "at the top", "a note"} <= set(said)
    assert told.frames[1].drop("at").rows() == [("Sana", "35202", "Lahore")]
    assert set(told.coverage.reasons) == {"damaged_part"}


def test_a_document_type_is_refused_in_its_part(reading: Reading, tmp_path: Path):
    bomb = f'<!DOCTYPE a [<!ENTITY b "{"c" * 99}">]><w:ftr {W}>{paragraph("&b;" * 99)}</w:ftr>'
    told = reading(packed(tmp_path / "a.docx", DOCUMENT | {"word/footer1.xml": bomb}))

    assert URDU in told.frames[0]["0"].to_list()
    assert set(told.coverage.reasons) == {"document_type_refused"}


SLIDES = {
    "[Content_Types].xml": "<x/>",
    **{
        f"ppt/slides/slide{i}.xml": f"<s {A}><a:p><a:r><a:t>slide {i}</a:t></a:r></a:p></s>" for i in (10, 2)
    },
    "ppt/slides/slide1.xml": f"<s {A}><a:tbl>"
    + "".join(
        "<a:tr>" + "".join(f"<a:tc><a:p><a:r><a:t>{each}</a:t></a:r></a:p></a:tc>" for each in cells) + "</a:tr>"
        for cells in (("name", "cnic"), ("Sana", "35202-1000001-2"))
    )
    + "</a:tbl></s>",
}  # fmt: skip


def test_slides_are_read_in_their_order_and_tables_are_tables(reading: Reading, tmp_path: Path):
    told = reading(packed(tmp_path / "a.pptx", SLIDES))

    assert told.frames[0].rows() == [("slide 2", 2), ("slide 10", 10)]
    assert told.frames[1].drop("at").rows() == [("Sana", "35202-1000001-2")]


TEXT = 'xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
TABLE = 'xmlns:b="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
CELLS = (
    "<b:table-row><b:table-cell><t:p>{}</t:p></b:table-cell><b:table-cell><t:p>{}</t:p></b:table-cell></b:table-row>"
)
ODT = {
    "mimetype": "application/vnd.oasis.opendocument.text",
    "content.xml": f"<c {TEXT} {TABLE}><t:p>{URDU}<t:s t:c='2'/>a<t:tab/><t:span>b<t:line-break/></t:span>c"
    f"<t:note><t:p>note</t:p></t:note> d</t:p><b:table>{CELLS.format('name', 'cnic')}{CELLS.format('Sana', '35202')}"
    "</b:table><t:p>end</t:p></c>",
}


def test_blanks_tabs_and_notes_of_an_opendocument_are_kept(reading: Reading, tmp_path: Path):
    told = reading(packed(tmp_path / "a.odt", ODT))

    assert told.frames[0]["0"].to_list() == ["note", f"{URDU}  a\tb\nc d", "end"]
    assert told.frames[1].drop("at").rows() == [("Sana", "35202")]


def test_deep_spans_are_read(reading: Reading, tmp_path: Path):
    deep = f"<c {TEXT}><t:p>{'<t:span>' * 1_500}Sana{'</t:span>' * 1_500}</t:p></c>"
    told = reading(packed(tmp_path / "a.odt", ODT | {"content.xml": deep}))

    assert told.frames[0]["0"].to_list() == ["Sana"]


def as_bytes(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "parts", "part"),
    [
        ("a.docx", DOCUMENT, "word/document.xml"),
        ("a.pptx", SLIDES, "ppt/slides/slide1.xml"),
        ("a.odt", ODT, "content.xml"),
    ],
)
def test_a_damaged_part_is_never_more_than_a_reason(
    name: str, parts: dict[str, str], part: str, tmp_path_factory: pytest.TempPathFactory
):
    folder = tmp_path_factory.mktemp("damage")

    @settings(max_examples=CASES)
    @given(damaged())
    def holds(change: Change) -> None:
        text = change(parts[part].encode()).decode("latin-1")
        told = told_by(packed(folder / name, parts | {part: text}), folder / "spool")

        assert told.coverage.balances(told.evidence.size_bytes)

    holds()
