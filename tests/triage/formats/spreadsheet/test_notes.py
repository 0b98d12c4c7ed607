"""Texts outside cells: comments of XLS and XLSB; constants of names, lists of choices and hints of XLSX."""

from __future__ import annotations

import struct
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from tests.triage.formats.conftest import told_by
from triage.formats.spreadsheet.xls_notes import of_records, texts

REMARK = "call Sana 0300-1234567"


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<2H", kind, len(body)) + body


def box(text: str, *parts: bytes) -> bytes:
    return record(0x1B6, bytes(10) + struct.pack("<H", len(text)) + bytes(6)) + b"".join(
        record(0x3C, part) for part in (*parts, bytes(16))
    )


def test_constants_choices_and_hints_are_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for i in range(20):
        book.active.append([f"n{i}", i])
    formulas = {"cnic": "3520212345671", "area": "'Sheet'!$A$1", "few": '{"a";"b ""c"""}', "n": "7"}
    for name, formula in {"owner": '"Sana, 0300-1234567"', **formulas}.items():
        book.defined_names[name] = DefinedName(name, attr_text=formula, comment="a remark" if name == "owner" else None)
    choice = DataValidation("list", formula1='"Ali Khan,Bilal <x>"', prompt="Ask 0301-1234567", promptTitle="Who")
    choice.add("C1")
    book.active.add_data_validation(choice)
    book.save(tmp_path / "a.xlsx")
    told = told_by(tmp_path / "a.xlsx", tmp_path)

    assert {row[0] for row in told.frames[1].rows()} == {
        *("Ali Khan", "Bilal <x>", "Who", "Ask 0301-1234567"),
        *("owner: Sana, 0300-1234567", "a remark", "cnic: 3520212345671", "few: a", 'few: b "c"'),
    }


def test_constants_behind_many_rows_are_read(tmp_path: Path) -> None:
    choices = "".join(
        f'<dataValidation type="list"><formula1>"person {i}"</formula1></dataValidation>' for i in range(9_000)
    )
    rows = '<sheetData><row r="1"><c t="inlineStr"><is><t>a</t></is></c></row></sheetData>'
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as book:
        book.writestr("xl/workbook.xml", '<workbook><sheets><sheet name="a"/></sheets></workbook>')
        book.writestr(
            "xl/worksheets/sheet1.xml", f"<worksheet>{rows}<dataValidations>{choices}</dataValidations></worksheet>"
        )

    assert told_by(tmp_path / "a.xlsx", tmp_path).frames[1].height == 9_000


def test_text_boxes_are_read_over_their_records() -> None:
    wide = "علی".encode("utf-16-le")
    chain = (
        record(0x809, b"\0\6") + box("Sana", b"\0Sa", b"\1n\0a\0") + record(0x1C, bytes(12)) + box("علی", b"\1" + wide)
    )

    assert list(of_records(chain)) == ["Sana", "علی"]


def test_comments_of_excel_5_are_read() -> None:
    note = record(0x1C, struct.pack("<3H", 0, 0, len(REMARK)) + REMARK.encode())

    assert list(of_records(record(0x809, b"\0\5\x10\0") + note)) == [REMARK]


@given(st.binary(max_size=200))
def test_no_chain_of_records_is_beyond_reading(data: bytes) -> None:
    for text in of_records(record(0x809, b"\0\5") + box("ab", b"\0a") + data):
        assert isinstance(text.encode(), bytes)


def test_comments_of_binary_workbooks_are_read(tmp_path: Path) -> None:
    said = REMARK.encode("utf-16-le")
    comment = b"\xfd\4" + bytes([(5 + len(said)) & 0x7F]) + b"\0" + struct.pack("<I", len(REMARK)) + said
    with zipfile.ZipFile(tmp_path / "a.xlsb", "w") as book:
        book.writestr("xl/comments1.bin", b"\xf4\4\0" + comment + b"\xf5\4\0")
        book.writestr("xl/comments2.bin", comment[:5])
        book.writestr("xl/threadedComments/a.xml", "<a><threadedComment><text>two</text></threadedComment></a>")

    assert list(texts(tmp_path / "a.xlsb")) == [REMARK, "two"]


@pytest.mark.programs("soffice")
def test_comments_of_xls_are_a_table_of_their_own(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "a"
    book.active["A1"].comment = Comment(REMARK, "a")
    book.save(tmp_path / "a.xlsx")
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xls"]
    subprocess.run([*command, "--outdir", tmp_path, tmp_path / "a.xlsx"], check=True, capture_output=True)
    told = told_by(tmp_path / "a.xls", tmp_path)

    assert told.frames[1].rows() == [(REMARK, 0)]
    assert told.coverage.balances((tmp_path / "a.xls").stat().st_size)
