"""Letters: every text of each, once; mailboxes are cut where letters begin; broken ones are kept and told."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.triage.formats.conftest import Reading, told_by
from tests.triage.formats.damage import Change, damaged
from triage.core.format_info import Claim
from triage.formats.mail import reader as mail

URDU = "ثنا طارق"


def rows(reading: Reading, path: Path) -> list[dict[str, str]]:
    return [
        {mail.COLUMNS[int(key)]: value for key, value in row.items() if value is not None}
        for row in reading(path).frames[0].drop("at").to_dicts()
    ]


def letter(body: str = "salam") -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = f"{URDU} <a@example.com>", "b@example.com, c@example.com", URDU
    made["Date"], made["Message-ID"] = "Mon, 01 Jan 2024 10:00:00 +0500", "<1@example.com>"
    made.set_content(body)
    return made


def test_a_page_beside_a_text_tells_only_what_the_text_does_not(reading: Reading, tmp_path: Path):
    made = letter("my number is\n0300-1000001\n")
    page = "<style>p{}</style><p>my number is 0300-1000001</p>"
    page += "<table><tr><td>CNIC</td><td>35202-1000001-2</td></tr></table>"
    made.add_alternative(page, subtype="html")
    (tmp_path / "a.eml").write_bytes(made.as_bytes())
    (row,) = rows(reading, tmp_path / "a.eml")

    assert row["body"] == "my number is\n0300-1000001\nCNIC\t35202-1000001-2"
    assert row["from"] == f"{URDU} <a@example.com>"


def test_files_are_not_the_text_and_letters_in_a_letter_are(reading: Reading, tmp_path: Path):
    made = letter()
    made.add_attachment("secret", filename="a.txt")
    made.add_attachment(letter("forwarded words"))
    (tmp_path / "a.eml").write_bytes(made.as_bytes())
    (row,) = rows(reading, tmp_path / "a.eml")

    assert "secret" not in row["body"]
    assert f"From: {URDU} <a@example.com>" in row["body"]
    assert row["body"].endswith("forwarded words")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_headers_without_an_alphabet_are_read(encoding: str, reading: Reading, tmp_path: Path):
    name = URDU if encoding == "utf-8" else "José"
    raw = f"From: {name} <a@example.com>\nTo: b\nSubject: {name}\nDate: x\nX-Spam: no\n\n{name}\n"
    (tmp_path / "a.eml").write_bytes(raw.encode(encoding))
    (row,) = rows(reading, tmp_path / "a.eml")

    assert (row["from"], row["subject"], row["body"]) == (f"{name} <a@example.com>", name, name)


def test_a_damaged_letter_of_the_alphabet_costs_itself(reading: Reading, tmp_path: Path):
    head = b"From: a@example.com\nDate: Mon, 01 Jan 2024 10:00:00 +0500\nContent-Type: text/plain; charset=utf-8\n\n"
    path = tmp_path / "a.eml"
    path.write_bytes(head + URDU.encode() + b" \xd8! " + URDU.encode() + b"\n")

    assert rows(reading, path)[0]["body"] == f"{URDU} \\xd8! {URDU}"


@pytest.mark.parametrize(
    "subject",
    [
        "=?utf-8?b?????=",
        "=?x-none?q?a=20b?=",
        "=?utf-8?q?=ff?=",
        "=?idna?q?a..b?=",
        "=?utf-8?b?2KvZhg==?= =?utf-8?b?2Kc=?=",
    ],
)
def test_broken_words_in_headers_are_no_error(subject: str, reading: Reading, tmp_path: Path):
    (tmp_path / "a.eml").write_text(f"From: a\nTo: b\nSubject: {subject}\n\nx\n")

    assert rows(reading, tmp_path / "a.eml")[0]["subject"]


FROM = b"From a@example.com Mon Jan  1 10:00:00 2024\n"


def test_a_sentence_that_begins_with_from_cuts_no_letter(reading: Reading, tmp_path: Path):
    body = letter("first\n\nFrom my CNIC 35202-1000001-2 you see\nlast\n").as_bytes()
    (tmp_path / "a.mbox").write_bytes((FROM + body + b"\n") * 3)
    found = rows(reading, tmp_path / "a.mbox")

    assert len(found) == 3
    assert all("From my CNIC 35202-1000001-2 you see\nlast" in row["body"] for row in found)
    assert all(row["other headers"].startswith("From a@example.com") for row in found)


def test_a_mailbox_without_blank_lines_is_cut(reading: Reading, tmp_path: Path):
    (tmp_path / "a.mbox").write_bytes((FROM + b"Subject: x\n\nbody\n") * 5)

    assert [row["body"] for row in rows(reading, tmp_path / "a.mbox")] == ["body"] * 5


def test_what_is_cut_off_is_told(reading: Reading, tmp_path: Path):
    made = letter()
    made.add_alternative("<p>page</p>", subtype="html")
    whole = made.as_bytes()
    (tmp_path / "a.eml").write_bytes(whole[: whole.rindex(b"--=")])

    assert set(reading(tmp_path / "a.eml").coverage.reasons) == {"truncated"}


def test_what_a_letter_has_beyond_the_limit_is_rejected(
    reading: Reading, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(mail, "_LARGEST", 1_000)
    (tmp_path / "a.eml").write_bytes(letter("word " * 1_000).as_bytes())
    told = reading(tmp_path / "a.eml")

    assert told.coverage.balances(told.evidence.size_bytes)
    assert told.coverage.bytes_rejected > 3_000
    assert set(told.coverage.reasons) == {"oversize"}


def test_a_letter_of_apple_mail_is_read(reading: Reading, tmp_path: Path):
    raw = letter("hello").as_bytes()
    (tmp_path / "a.emlx").write_bytes(f"{len(raw)}   \n".encode() + raw)

    assert rows(reading, tmp_path / "a.emlx")[0]["body"] == "hello"


def test_text_around_the_parts_is_read(reading: Reading, tmp_path: Path):
    path = tmp_path / "a.eml"
    head = "From: a@b.example\nTo: c@d.example\nSubject: x\nMIME-Version: 1.0\n"
    head += 'Content-Type: multipart/mixed; boundary="cut"\n\n'
    path.write_text(f"{head}before 35202-1\n--cut\nContent-Type: text/plain\n\ninside\n--cut--\nbehind 35202-2 علی\n")

    assert rows(reading, path)[0]["body"].split("\n") == ["before 35202-1", "behind 35202-2 علی", "inside"]


def test_a_letter_of_outlook_is_told_without_its_ending():
    streams = "__substg1.0_0037001F".encode("utf-16-le")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)

    assert mail.claims(head + streams, "letter") == Claim.SIGNATURE
    assert mail.claims(head, "letter") == Claim.NONE


def test_deep_parts_are_no_error(reading: Reading, tmp_path: Path):
    parts = "".join(f"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n" for i in range(3_000))
    (tmp_path / "a.eml").write_text(f"From: a\nTo: b\nSubject: c\n{parts}Content-Type: text/plain\n\nSana Tariq\n")
    told = reading(tmp_path / "a.eml")

    assert "Sana Tariq" in (told.frames[0]["5"][0] or "")
    assert told.coverage.reasons


@pytest.mark.parametrize(
    ("head", "name", "claim"),
    [
        (FROM, "x", Claim.SIGNATURE),
        (b"Received: from x\nFrom: a\nTo: b\n", "x", Claim.SIGNATURE),
        (b"From: a\nTo: b\n", "x", Claim.NONE),
        (b"From my house 10 km\n", "x.txt", Claim.NONE),
        (b"name,From: x\n1,2\n", "a.csv", Claim.NONE),
        (b"!BDN", "a.pst", Claim.SIGNATURE),
    ],
)
def test_only_letters_are_claimed(head: bytes, name: str, claim: Claim):
    assert mail.claims(head, name) == claim


def test_damage_loses_no_byte_from_the_books(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("damage")
    made = letter()
    made.add_alternative(f"<p>{URDU}</p>", subtype="html")
    box = (FROM + made.as_bytes() + b"\n") * 4

    @settings(max_examples=50)
    @given(damaged())
    def holds(change: Change) -> None:
        path = folder / "a.mbox"
        path.write_bytes(FROM + change(box))
        told = told_by(path, folder / "spool")

        assert told.coverage.balances(told.evidence.size_bytes)

    holds()
