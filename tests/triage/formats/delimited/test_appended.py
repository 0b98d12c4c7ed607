"""Texts to which others with other columns or delimiters were appended."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.triage.formats.conftest import Reading
from triage.core.model import AT
from triage.formats.delimited import appended, reader

NAMES = ("Ahmed Raza", "Sana Tariq", "Bilal Khan", "Hina Butt")


def _text(header: str, row: str) -> str:
    return "".join([f"{header}\n", *(f"{row.format(name=name, i=i)}\n" for i, name in enumerate(NAMES))])


FIRST = _text("Name,CNIC,Mobile", "{name},35202-123450{i}-1,0300-123450{i}")
DIALECTS = {
    ";": _text("MSISDN;CUSTOMER NAME;NIC", "92301765432{i};{name};361017654321{i}"),
    "|": _text("City|Father Name|Phone", "Quetta|{name}|081-284120{i}"),
    "\t": _text("Mobile\tName", "0345-123450{i}\t{name}"),
    ",": _text("Mobile,Name,Address", '0345-123450{i},{name},"House {i}, Lahore"'),
}


@pytest.mark.parametrize("sign", DIALECTS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_is_appended_keeps_its_own_columns(sign: str, end: str, tmp_path: Path, reading: Reading) -> None:
    (tmp_path / "a.csv").write_text((FIRST + DIALECTS[sign]).replace("\n", end), newline="")
    told = reading(tmp_path / "a.csv")

    assert told.coverage.balances(told.evidence.size_bytes)
    assert [source.columns for source in told.sources] == [
        ("Name", "CNIC", "Mobile"),
        tuple(DIALECTS[sign].split("\n")[0].split(sign)),
    ]
    assert [frame.height for frame in told.frames] == [4, 4]
    assert told.frames[1][AT][0] == (FIRST + DIALECTS[sign].split("\n")[0]).replace("\n", end).encode().__len__() + len(
        end
    )


def test_every_file_of_many_is_read_in_its_own_dialect(tmp_path: Path, reading: Reading) -> None:
    (tmp_path / "a.csv").write_text(FIRST + "".join(DIALECTS.values()) * 2)
    told = reading(tmp_path / "a.csv")

    assert told.coverage.balances(told.evidence.size_bytes)
    assert sorted(frame.height for frame in told.frames) == [4, 8, 8, 8, 8]


def test_chunks_of_a_part_cover_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reading: Reading) -> None:
    rows = DIALECTS[";"].split("\n", 1)[1] * 4_000
    (tmp_path / "a.csv").write_text(FIRST * 2_000 + DIALECTS[";"] + rows + FIRST)
    whole = reading(tmp_path / "a.csv")
    monkeypatch.setattr(reader, "CHUNK_BYTES", 65_536)
    cut = reading(tmp_path / "a.csv")

    assert [frame.height for frame in whole.frames] == [8_004, 16_004]
    assert [frame.rows() for frame in cut.frames] == [frame.rows() for frame in whole.frames]
    assert cut.coverage.balances(cut.evidence.size_bytes)


@pytest.mark.parametrize(
    "text",
    [
        FIRST * 3,
        "List of staff\n\n" + FIRST,
        FIRST + "Name Plate Shop,Lahore,\nMobile Zone,,\n",
        "Name,CNIC\nنام,شناختی کارڈ\n" + "Sana Tariq,35202-1234567-1\n" * 4,
        'Date,Body\n2020-01-01,"see below\nMobile,Name\n0345-1234567,Sana Tariq\n"\n2020-01-02,"thanks, 12345"\n',
        "",
        "Name,CNIC,Mobile",
    ],
    ids=["header again", "title", "shops", "named twice", "inside a cell", "empty", "header alone"],
)
def test_other_texts_are_one_table(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(text)

    assert [(each.start, each.stop) for each in appended.parts(tmp_path / "a.csv", len(text.encode()), ",")] == [
        (0, len(text.encode()))
    ]
