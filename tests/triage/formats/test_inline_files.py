"""What a text carries in letters is a member, however the letters are broken; a text without such is no container."""

from __future__ import annotations

import base64
import binascii
import json
import struct
from pathlib import Path

import pytest

from tests.triage.formats.web.test_bodies import found

TABLE = b"name,cnic\nSana Tariq,35202-1234567-1\nAli Raza,35202-1234568-3\n"
LETTERS = base64.b64encode(TABLE).decode()
ADDRESS = f"data:text/csv;charset=utf-8;base64,{LETTERS}"


def folded(letters: str) -> str:
    return "\r\n ".join(letters[at : at + 30] for at in range(0, len(letters), 30))


def package(name: bytes, data: bytes) -> bytes:
    inner = b"\2\0" + name + b"\0C:\\" + name + b"\0\0\0\3\0" + struct.pack("<I", 3) + b"C:\0"
    inner += struct.pack("<I", len(data)) + data
    return struct.pack("<III", 0x501, 2, 8) + b"Package\0" + bytes(8) + struct.pack("<I", len(inner)) + inner


def in_rtf(raw: bytes) -> str:
    return r"{\rtf1 text {\object\objemb{\*\objdata " + binascii.hexlify(raw, "\n", 40).decode() + "}}}"


OBJECT = struct.pack("<III", 0x501, 2, 6) + b"Excel\0" + bytes(8) + struct.pack("<I", len(TABLE)) + TABLE
EVENT = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nATTACH;ENCODING=BASE64;VALUE=BINARY:{}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
TINY = base64.b64encode(b"\x89PNG" + bytes(99)).decode()
PERCENT = "".join(f"%{byte:02x}" for byte in TABLE)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", f'<html><body><a href="{ADDRESS}">list</a></body></html>'),
        ("a.html", f"<html><body><a href='data:text/csv,{PERCENT}'>x</a></body></html>"),
        ("a.css", f"p {{ background: url({ADDRESS}) }}"),
        ("a.json", json.dumps([{"file": ADDRESS}])),
        ("a.json", json.dumps([{"file": ADDRESS}]).replace("/", "\\/")),
        ("a.csv", f"name,file\nSana,{ADDRESS}\nAli,\n"),
        ("a.ics", EVENT.format(folded(LETTERS))),
        ("a.vcf", f"BEGIN:VCARD\r\nFN:Sana\r\nPHOTO;ENCODING=b;TYPE=X:{folded(LETTERS)}\r\nEND:VCARD\r\n"),
        (
            "a.fodt",
            (f'<?xml version="1.0"?><office:document xmlns:office="x"><office:binary-data>{LETTERS[:20]}'
            f"\n  {LETTERS[20:]}</office:binary-data></office:document>"),
        ),
        ("a.rtf", in_rtf(package(b"list.csv", TABLE))),
        ("a.rtf", in_rtf(OBJECT)),
    ],
)  # fmt: skip
def test_what_stands_in_letters_is_a_member(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(text.encode())

    assert [*found(tmp_path / name, tmp_path).values()] == [TABLE]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "name,file\nSana,no data: here;base64, nothing\n"),
        ("a.rtf", r"{\rtf1 plain}"),
    ],
)  # fmt: skip
def test_a_text_without_files_is_no_container(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(text.encode())

    assert not found(tmp_path / name, tmp_path)


def test_small_pictures_are_counted_together(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f'<html><img src="data:image/png;base64,{TINY}">' * 3)

    assert found(tmp_path / "a.html", tmp_path) == {"(small pictures: 3)": b"needs_ocr"}


def test_a_picture_in_a_page_waits_for_its_reading(tmp_path: Path) -> None:
    picture = b"\x89PNG\r\n\x1a\n" + bytes(4_000)
    (tmp_path / "a.html").write_text(
        f'<html><img src="data:image/png;base64,{base64.b64encode(picture).decode()}"></html>'
    )

    assert [*found(tmp_path / "a.html", tmp_path)] == ["file at byte 16.png"]
