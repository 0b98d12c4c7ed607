"""Persons in clear leave a case only sealed to one recipient, and by an examiner who is named."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from triage.app.facts import Change, set_facts
from triage.app.people import LockedParts
from triage.app.scan import Options, scan
from triage.cli import main
from triage.core import sealed_box
from triage.core.errors import TriageError, UsageError
from triage.core.progress import Silent

LIST = "name,father_name,cnic,mobile,address,religion\n" + "".join(
    f"SANA TARIQ {'ABCDEFGH'[i]},TARIQ MEHMOOD,35202-100000{i}-{i},0300-100000{i},House {i} Street 4 Lahore,Islam\n"
    for i in range(1, 8)
)
NAMES = (
    "name,father_name,address\nADIL RAZA,RAZA ALI,House 5 Street 6 Multan\nHINA GUL,GUL KHAN,House 7 Street 8 Quetta\n"
)
MOBILES = "name,mobile\nSANA TARIQ B,0300-1000001\nBILAL KHAN,0300-9999999\n"


def triage(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("notification")
    (home / "seized").mkdir()
    (home / "seized" / "list.csv").write_text(LIST, "utf-8")
    (home / "seized" / "mobiles.csv").write_text(MOBILES, "utf-8")
    (home / "seized" / "names.csv").write_text(NAMES, "utf-8")
    (home / "seized" / "note.txt").write_text("She is 42101-1000009-9, I was told, and nobody else.\n", "utf-8")
    scan([home / "seized"], Options(case=home / "case", jobs=1, key=home / "a.key"), Silent())
    assert triage("handover", "keys", "-o", home / "desk").exit_code == 0
    return home


def reveal(home: Path, name: str) -> Result:
    return triage("handover", home / "case", "--reveal", "--to", home / "desk.public", "-o", home / name)


def test_nobody_is_revealed_without_an_examiner(home: Path) -> None:
    told = reveal(home, "early")

    assert (told.exit_code, "names no examiner" in told.stderr) == (2, True)
    assert not (home / "early").exists()


def on_disk(home: Path) -> bytes:
    kept = [each for each in home.rglob("*") if each.is_file() and "seized" not in each.parts]
    return b"".join(each.read_bytes() for each in kept)


def test_the_recipient_alone_reads_who_to_notify_and_nothing_lies_in_clear(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_facts(home / "case", Change(case={"examiner": "Inspector Example"}))
    seen: list[bytes] = []
    plain = LockedParts.put

    def watched(self: LockedParts, frame: object) -> object:
        file = plain(self, frame)  # type: ignore[arg-type]
        assert isinstance(file, Path)
        seen.append(on_disk(home))
        return file

    monkeypatch.setattr("triage.app.people.HELD_BYTES", 0)  # nothing stays in memory: all partitions lie on disk
    monkeypatch.setattr(LockedParts, "put", watched)
    told = reveal(home, "sealed")
    assert told.exit_code == 0, told.output
    seen.append(on_disk(home))
    assert len(seen) > 2
    for everything in seen:
        for value in ("3520210000011", "35202-1000001-1", "SANA TARIQ", "03001000001", "Street 4"):
            assert value.encode() not in everything
            assert value.upper().encode() not in everything

    assert triage("handover", "open", home / "sealed", "--key", home / "desk", "-o", home / "clear.csv").exit_code == 0
    rows = list(csv.DictReader(io.StringIO((home / "clear.csv").read_text("utf-8"))))
    by_cnic = {row["cnic"]: row for row in rows}
    assert len(rows) == 9
    assert by_cnic["3520210000011"]["mobile"] == "03001000001"
    assert by_cnic["3520210000011"]["dumps"].count(".csv") == 2
    assert "religion" in by_cnic["3520210000011"]["exposed"]
    assert "STREET 4" in by_cnic["3520210000011"]["address"].upper()
    assert by_cnic["4210110000099"]["dumps"].endswith("note.txt")
    assert [row["name"] for row in rows if row["mobile"] == "03009999999"] == ["BILAL KHAN"]
    assert (home / "clear.csv").stat().st_mode & 0o777 == 0o600


def test_people_without_a_number_are_on_no_line_together(home: Path) -> None:
    set_facts(home / "case", Change(case={"examiner": "Inspector Example"}))
    assert reveal(home, "numbered").exit_code == 0
    opened = triage("handover", "open", home / "numbered", "--key", home / "desk", "-o", home / "numbered.csv")

    assert opened.exit_code == 0
    assert not [line for line in (home / "numbered.csv").read_text("utf-8").splitlines() if "HINA GUL" in line]


def test_the_trail_names_examiner_recipient_and_number(home: Path) -> None:
    with sqlite3.connect(home / "case" / "case.db") as journal:
        bodies = [json.loads(body) for (body,) in journal.execute("select body from audit where action = 'revealed'")]
    before, after = bodies[-2:]

    assert (before["examiner"], before["to"]) == ("Inspector Example", (home / "desk.public").read_text().split()[-1])
    assert after["persons"] == 9


def test_evidence_that_is_another_is_not_revealed_and_leaves_no_file(home: Path) -> None:
    kept = (home / "seized" / "list.csv").read_bytes()
    (home / "seized" / "list.csv").write_bytes(kept.replace(b"SANA", b"SARA"))
    told = reveal(home, "other")
    (home / "seized" / "list.csv").write_bytes(kept)

    assert (told.exit_code, (home / "other").exists()) == (1, False)
    assert "is not the file that was scanned" in told.stderr


def test_wrong_keys_and_half_asked_lists_are_one_line(home: Path) -> None:
    asked = [
        ("handover", home / "case", "--reveal", "-o", home / "x"),
        ("handover", home / "case", "--to", home / "desk.public", "-o", home / "x"),
        ("handover", home / "case", "--reveal", "--to", home / "desk", "-o", home / "x"),
        ("handover", home / "case", "-o", home / "x"),
        ("handover", "open", home / "case" / "case.db", "--key", home / "desk.public", "-o", home / "x"),
    ]
    for each in asked:
        told = triage(*each)
        assert (told.exit_code, told.stderr.count("\n")) == (2, 1), told.stderr
    assert not (home / "x").exists()


def keys() -> tuple[bytes, bytes]:
    public, secret = sealed_box.new_recipient()
    return sealed_box.key_in(public, sealed_box.PUBLIC, ""), sealed_box.key_in(secret, sealed_box.SECRET, "")


def sealed(text: bytes, public: bytes) -> bytes:
    out = io.BytesIO()
    with sealed_box.Sealing(out, public) as box:
        box.write(text)
    return out.getvalue()


@given(st.sampled_from([0, 1, 65_535, 65_536, 65_537, 200_000]), st.data())
def test_what_is_sealed_opens_to_its_recipient_alone_and_only_whole(size: int, data: st.DataObject) -> None:
    text, (public, secret), (_, another) = bytes(range(256)) * (size // 256 + 1), keys(), keys()
    text = text[:size]
    made = sealed(text, public)

    assert b"".join(sealed_box.opened(io.BytesIO(made), secret)) == text
    place = data.draw(st.integers(0, len(made) - 1))
    turned = made[:place] + bytes([made[place] ^ 1]) + made[place + 1 :]
    for wrong, key in ((made, another), (turned, secret), (made[:place], secret), (made + b"x", secret)):
        with pytest.raises(TriageError):
            b"".join(sealed_box.opened(io.BytesIO(wrong), key))


def test_nothing_is_sealed_to_a_key_that_everybody_can_open() -> None:
    with pytest.raises(UsageError, match="no public key"):
        sealed(b"text", bytes(32))
