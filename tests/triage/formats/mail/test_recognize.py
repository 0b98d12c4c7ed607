"""What is a letter is one for its text and for its attachments alike, and each letter begins at one place for both."""

from __future__ import annotations

import io
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.triage.formats.conftest import told_by
from tests.triage.formats.web.test_bodies import found
from triage.formats.mail import attachments, reader
from triage.formats.mail.recognize import letters

TABLE = b"name,cnic\nSana Tariq,35202-1234567-1\n"


def letter(body: str = "salam") -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "a@example.com", "b@example.com", "list"
    made.set_content(body)
    made.add_attachment(TABLE, "text", "csv", filename="list.csv")
    return made.as_bytes()


MHT = (
    b"From: <Saved by Blink>\nSnapshot-Content-Location: https://x.example/\nSubject: page\nMIME-Version: 1.0\n"
    b'Content-Type: multipart/related; boundary="q"\n\n--q\nContent-Type: text/html\n\n<p>salam</p>\n'
    b'--q\nContent-Type: text/csv; name="list.csv"\n\n' + TABLE + b"\n--q--\n"
)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.eml", letter()),
        ("a", letter()),
        ("a.eml", b"\r\n\r\n" + letter()),
        ("a", b"\xef\xbb\xbf" + letter()),
        ("a.eml", b"\xef\xbb\xbf\n" + letter()),
        ("a.emlx", str(len(letter())).encode() + b"    \n" + letter() + b"<?xml version='1.0'?><plist/>"),
        ("a.txt", MHT[MHT.index(b"MIME-Version") :]),
        ("a.txt", b"ARC-Seal: i=1\nAuthentication-Results: x\n" + letter()),
    ],
)
def test_both_doors_know_a_letter(name: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    told = told_by(tmp_path / name, tmp_path)

    assert [source.reader for source in told.sources] == ["mail"]
    assert "salam" in str(told.frames[0]["5"][0])
    assert [each.rstrip() for each in found(tmp_path / name, tmp_path).values()] == [TABLE.rstrip()]


def test_a_page_about_boundaries_is_no_letter(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Content-Type: multipart/mixed; boundary=x\n\nis how a letter with parts begins.\n")

    assert [source.reader for source in told_by(tmp_path / "a.txt", tmp_path).sources] != ["mail"]


@pytest.mark.parametrize(
    "line",
    [
        b"From a@example.com Mon Jan  1 10:00:00 2024",
        b"From a@example.com Mon Jan  1 10:00:00",
        b"From a@example.com Mon Jan  1 10:00",
        b"From - Mon Jan 01 10:00:00 2024",
        b"From MAILER-DAEMON Mon Jan  1 10:00:00 +0500 2024",
        b"From 1234@xxx Mon, 1 Jan 2024 10:00:00 +0500",
        b"From a@example.com 2024-01-01 10:00:00",
        b"From a@example.com",
    ],
)
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_mailbox_is_cut_at_its_lines_and_nowhere_else(line: bytes, end: bytes, tmp_path: Path) -> None:
    body = "first\n\nFrom now on call 03001234567 \nFrom Monday 10:00 we sell\nlast"
    one = line + b"\n" + letter(body) + b"\n"
    (tmp_path / "a.mbox").write_bytes((one * 3).replace(b"\n", end))
    told = told_by(tmp_path / "a.mbox", tmp_path)

    assert [str(each).count("From now on") for each in told.frames[0]["5"]] == [1, 1, 1]
    assert [*found(tmp_path / "a.mbox", tmp_path)] == [f"letter {i}/list.csv" for i in (1, 2, 3)]


@pytest.mark.parametrize("gap", ["\n", "\n\n", " \n"])
def test_a_gap_in_the_head_hides_no_parts(gap: str, tmp_path: Path) -> None:
    head, _, rest = letter().decode().partition("MIME-Version")
    (tmp_path / "a.eml").write_text(f"{head}{gap}MIME-Version{rest}")

    assert [*found(tmp_path / "a.eml", tmp_path).values()] == [TABLE]
    assert told_by(tmp_path / "a.eml", tmp_path).frames[0]["5"].to_list() == ["salam"]


def test_a_list_in_the_body_is_no_head(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_text("From: a\nTo: b\nSubject: c\n\nName: Sana\nContent: none\n\nmore\n")

    assert "Name: Sana" in str(told_by(tmp_path / "a.eml", tmp_path).frames[0]["5"][0])


def test_what_is_beyond_the_limit_has_its_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "_LARGEST", 2_000)
    (tmp_path / "a.eml").write_bytes(letter("word " * 2_000))

    assert b"oversize" in found(tmp_path / "a.eml", tmp_path).values()


@given(
    st.lists(st.sampled_from([b"From a@b.example Mon Jan 1 10:00:00 2024\n", b"From: x\n", b"\n", b"From me\n", b"x"]))
)
def test_no_byte_of_a_mailbox_is_lost(lines: list[bytes]) -> None:
    data = b"From a@b.example Mon Jan 1 10:00:00 2024\nTo: x\n" + b"".join(lines)
    told = b"".join(each.envelope + each.data for each in letters(io.BytesIO(data), 1 << 20))

    assert told.replace(b"\n", b"") == data.replace(b"\n", b"")


def test_a_table_of_travels_is_no_letter() -> None:
    head = b"Name: Sana\nFrom: Lahore\nTo: Karachi\nDate: 2024-01-01\n"

    assert not reader.claims(head, "a.txt")
    assert not attachments.opens(head, "a.txt")
