"""Address books and calendars: every version, alphabet and fold; one bad line never ends a file."""

from __future__ import annotations

import base64
import os
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.triage.formats.conftest import Reading, told_by
from tests.triage.formats.damage import CASES, Change, damaged
from triage.core.format_info import Claim
from triage.formats.contacts import reader as contacts

URDU = "ثنا طارق"


def people(reading: Reading, path: Path) -> list[dict[str, str]]:
    told = reading(path)
    return [
        {told.sources[0].columns[int(key)]: value for key, value in row.items() if value is not None}
        for row in told.frames[0].drop("at").to_dicts()
    ]


def card(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VCARD", *lines, "END:VCARD", ""])


CARDS = {
    ("VERSION:2.1", "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D8=AB=D9=\r\n=86=D8=A7;;;"): {"name parts": "ثنا"},
    ("FN:Bilal Ah\r\n med", "TEL;TYPE=CELL:0300\r\n\t1000001"): {"name": "Bilal Ahmed", "phone": "03001000001"},
    ("TEL;VALUE=uri:tel:+92-300-1000001", "EMAIL:mailto:a@b.com"): {"phone": "+92-300-1000001", "email": "a@b.com"},
    ("TEL:1", "TEL:2"): {"phone": "1; 2"},
    ("ADR;TYPE=HOME:;;House 1\\, Street 2;Lahore;;54000;",): {"address": "House 1, Street 2 Lahore 54000"},
    ("ORG:A\\;B;C",): {"organisation": "A;B C"},
    ("item1.X-ABLabel:Father", "X-SOCIAL:y"): {"other": "X-ABLABEL: Father; X-SOCIAL: y"},
    ("NOTE:a\\nb",): {"note": "a\nb"},
    ("fn:x", "tel;cell:5"): {"name": "x", "phone": "5"},
}


@pytest.mark.parametrize(("lines", "told"), CARDS.items(), ids=lambda each: each[0] if isinstance(each, tuple) else "")
def test_a_card_is_a_record(lines: tuple[str, ...], told: dict[str, str], reading: Reading, tmp_path: Path):
    path = tmp_path / "a.vcf"
    path.write_bytes(card(*lines).encode())

    assert people(reading, path) == [told]


@pytest.mark.parametrize("fold", ["\r\n ", "\r\n"])
def test_pictures_are_left_out_and_their_lines_are_not_wrong(fold: str, reading: Reading, tmp_path: Path):
    picture = base64.b64encode(os.urandom(60_000)).decode()
    lines = fold.join(picture[i : i + 76] for i in range(0, len(picture), 76))
    path = tmp_path / "a.vcf"
    path.write_bytes(card("FN:x", f"PHOTO;ENCODING=b;TYPE=JPEG:{lines}", "", "TEL:5").encode())
    told = reading(path)

    assert people(reading, path) == [{"name": "x", "phone": "5"}]
    assert told.coverage.reasons == {}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1256"])
def test_cards_are_read_in_any_alphabet(encoding: str, reading: Reading, tmp_path: Path):
    path = tmp_path / "a.vcf"
    path.write_bytes("".join(card(f"FN:{URDU}", "TEL:03001000001") for _ in range(50)).encode(encoding))

    assert people(reading, path) == [{"name": URDU, "phone": "03001000001"}] * 50


def test_what_is_no_property_is_kept_and_counted(reading: Reading, tmp_path: Path):
    path = tmp_path / "a.vcf"
    path.write_bytes(card("FN:x", "35202-1000001-2").encode() + card("FN:y").encode())

    assert [each.get("other") for each in people(reading, path)] == [": 35202-1000001-2", None]
    assert set(reading(path).coverage.reasons) == {"not_understood"}


def test_a_card_that_is_cut_is_told(reading: Reading, tmp_path: Path):
    path = tmp_path / "a.vcf"
    path.write_bytes(card("FN:x").encode() + b"BEGIN:VCARD\r\nFN:Sana")

    assert [each["name"] for each in people(reading, path)] == ["x", "Sana"]
    assert set(reading(path).coverage.reasons) == {"truncated"}


CALENDAR = """BEGIN:VCALENDAR
X-WR-CALNAME:a@example.com
BEGIN:VTIMEZONE
TZID:Asia/Karachi
BEGIN:STANDARD
TZOFFSETFROM:+0500
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
SUMMARY:Visit
DTSTART;TZID=Asia/Karachi:20240101T100000
ORGANIZER;CN="Tariq: Sana":mailto:a@example.com
ATTENDEE;ROLE=REQ-PARTICIPANT;CN=Bilal:mailto:b@example.com
ATTENDEE:mailto:c@example.com
BEGIN:VALARM
DESCRIPTION:Reminder
END:VALARM
LOCATION:Lahore
END:VEVENT
END:VCALENDAR
"""


def test_events_tell_who_comes(reading: Reading, tmp_path: Path):
    path = tmp_path / "a.ics"
    path.write_text(CALENDAR)

    assert people(reading, path) == [
        {"other": "X-WR-CALNAME: a@example.com"},
        {
            "summary": "Visit", "start": "20240101T100000", "location": "Lahore", "description": "Reminder",
            "organizer": "Tariq: Sana <a@example.com>", "attendees": "Bilal <b@example.com>; c@example.com",
        },
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "name", "claim"),
    [
        (b"BEGIN:VCARD\r\n", "a", Claim.SIGNATURE),
        ("\ufeffBEGIN:VCARD\r\n".encode("utf-16-le"), "a", Claim.SIGNATURE),
        (b"# exported\r\nBEGIN:VCARD\r\n", "a.vcf", Claim.SIGNATURE),
        (b"text that names BEGIN:VCARD", "a.txt", Claim.NONE),
        (b"", "a.vcf", Claim.NONE),
    ],
)
def test_only_cards_are_claimed(head: bytes, name: str, claim: Claim):
    assert contacts.claims(head, name) == claim


def test_a_long_line_is_read_in_time(reading: Reading, tmp_path: Path):
    path = tmp_path / "a.vcf"
    path.write_bytes(b"BEGIN:VCARD\r\n" + b'"' * 3_000_000 + b"\r\nFN:Sana\r\n" + b" x\r\n" * 500_000)

    assert len(people(reading, path)) == 1


SAMPLE = "".join(card(f"FN:{URDU}", "TEL:1", "N;ENCODING=QUOTED-PRINTABLE:=41=\r\n=42") for _ in range(5)).encode()


@pytest.mark.parametrize("sample", [SAMPLE, CALENDAR.encode()], ids=["cards", "events"])
def test_damage_loses_no_byte_from_the_books(sample: bytes, tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("damage")

    @settings(max_examples=CASES)
    @given(damaged())
    def holds(change: Change) -> None:
        path = folder / "a.vcf"
        path.write_bytes(sample[:20] + change(sample[20:]))
        told = told_by(path, folder / "spool")

        assert told.coverage.balances(told.evidence.size_bytes)

    holds()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_lines_of_cards_end_in_any_way(end: str, encoding: str, reading: Reading, tmp_path: Path) -> None:
    text = "".join(card("VERSION:3.0", f"FN:Ali Kh\r\n an {i}", f"TEL:0300{i:07}") for i in range(3_000))
    path = tmp_path / "a.vcf"
    path.write_bytes(text.replace("\r\n", end).encode(encoding))
    told = reading(path)

    assert [row[:3] for row in told.rows] == [(f"Ali Khan {i}", None, f"0300{i:07}") for i in range(3_000)]
    assert told.coverage.balances(path.stat().st_size)
