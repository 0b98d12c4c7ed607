"""Parts of letters that lost their head, or whose head names another boundary: no part stays in base64."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from tests.triage.formats.conftest import told_by
from tests.triage.formats.web.test_bodies import found

TABLE = b"name,cnic\n" + b"".join(b"Sana Tariq,35202-%07d-1\n" % number for number in range(1_000_000, 1_000_009))
LETTERS = base64.encodebytes(TABLE)
TEXT = b"Content-Type: text/plain\n\nsalam from 61101-7654321-3\n"
FILE = (
    b"Content-Type: text/csv\nContent-Transfer-Encoding: base64\n"
    b'Content-Disposition: attachment; filename="x.csv"\n\n' + LETTERS
)
HEAD = b"From: a@example.com\nTo: b@example.com\nDate: Mon, 1 Jan 2024 10:00:00 +0500\n"


def kind(boundary: bytes) -> bytes:
    return b'MIME-Version: 1.0\nContent-Type: multipart/mixed;\n boundary="%s"\n\n' % boundary


def body(boundary: bytes, *parts: bytes) -> bytes:
    return b"".join(b"--" + boundary + b"\n" + each for each in parts) + b"--" + boundary + b"--\n"


BROKEN = {
    "other boundary": HEAD + kind(b"AAA") + body(b"BBB", TEXT, FILE),
    "other boundary of a program": HEAD + kind(b"AAA") + body(b'----=_"Next"_1', TEXT, FILE),
    "returns": (HEAD + kind(b"AAA") + body(b"BBB", TEXT, FILE)).replace(b"\n", b"\r\n"),
    "nobody sent it": kind(b"AAA") + body(b"BBB", TEXT, FILE),
    "nobody sent it, right boundary": kind(b"AAA") + body(b"AAA", TEXT, FILE),
    "no head": body(b"BBB", TEXT, FILE),
    "no kind": HEAD + b"\n" + body(b"BBB", TEXT, FILE),
    "no boundary": HEAD + b"Content-Type: multipart/mixed\n\n" + body(b"BBB", TEXT, FILE),
    "inside a part": HEAD + kind(b"AAA") + body(b"AAA", kind(b"CCC") + body(b"DDD", TEXT, FILE)),
    "two boundaries": HEAD + kind(b"AAA") + body(b"AAA", TEXT) + body(b"BBB", FILE),
    "behind what is not closed": HEAD + kind(b"AAA") + b"--AAA\n" + TEXT + body(b"BBB", FILE),
    "behind a file that is not closed": HEAD + kind(b"AAA") + b"--AAA\n" + FILE + body(b"BBB", TEXT),
    "sent on as text": HEAD + b"\nhi\n--- original ---\n" + HEAD + kind(b"Z") + body(b"Z", TEXT, FILE),
    "no coding": HEAD + b"\nsalam from 61101-7654321-3\n\n" + LETTERS + b"\nregards\n",
}


@pytest.mark.parametrize("name", BROKEN)
def test_every_part_of_a_broken_letter_is_read(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(BROKEN[name])
    told = told_by(tmp_path / "a.eml", tmp_path)
    text = str(told.frames[0]["5"][0])

    assert [source.reader for source in told.sources] == ["mail"]
    assert "61101-7654321-3" in text
    assert LETTERS[:40].decode() not in text
    assert list(found(tmp_path / "a.eml", tmp_path).values()) == [TABLE]


def test_a_letter_without_parts_is_its_text(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(HEAD + kind(b"AAA") + b"salam from 61101-7654321-3\n")

    assert "61101-7654321-3" in str(told_by(tmp_path / "a.eml", tmp_path).frames[0]["5"][0])


def test_a_form_sent_to_a_site_is_read(tmp_path: Path) -> None:
    form = b'--XYZ\r\nContent-Disposition: form-data; name="cnic"\r\n\r\n61101-7654321-3\r\n'
    form += b'--XYZ\r\nContent-Disposition: form-data; name="f"; filename="x.csv"\r\n\r\n' + TABLE + b"\r\n--XYZ--\r\n"
    (tmp_path / "a.txt").write_bytes(form)

    assert "61101-7654321-3" in str(told_by(tmp_path / "a.txt", tmp_path).frames[0]["5"][0])
    assert list(found(tmp_path / "a.txt", tmp_path).values()) == [TABLE]
