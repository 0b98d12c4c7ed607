"""The books of text whose last letter is cut, and where the first bad byte stands."""

from __future__ import annotations

import codecs
from dataclasses import replace
from pathlib import Path

import pytest

from tests.triage.formats.conftest import told_by
from triage import find
from triage.core.model import Evidence
from triage.core.summary import Coverage
from triage.formats.delimited import reader

ROWS = [(f"Sana Tariq {i} \U0001f600", f"35202-12345{i:02}-1") for i in range(12)]
TEXT = "name,cnic\n" + "".join(",".join(row) + "\n" for row in ROWS)
MARKS = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE, "utf-8": b"", "utf-8-sig": b""}


@pytest.mark.parametrize("encoding", MARKS)
@pytest.mark.parametrize("cut", range(7))
@pytest.mark.parametrize("ends", ["\n", "\U0001f600", ""])
def test_books_balance_wherever_a_letter_is_cut(encoding: str, cut: int, ends: str, tmp_path: Path) -> None:
    whole = MARKS[encoding] + (TEXT.rstrip("\n") + ends).encode(encoding)
    data = whole[: len(whole) - cut]
    (tmp_path / "a.csv").write_bytes(data)
    told = told_by(tmp_path / "a.csv", tmp_path)

    assert told.coverage.balances(told.evidence.size_bytes)
    assert told.evidence.members or told.evidence.size_bytes == len(data)
    assert told.rows[:11] == ROWS[:11]


@pytest.mark.parametrize("encoding", ["utf-32", "utf-32-be", "utf-32-le"])
@pytest.mark.parametrize("cut", range(5))
def test_books_of_wider_letters_balance(encoding: str, cut: int, tmp_path: Path) -> None:
    mark = codecs.BOM_UTF32_LE if encoding == "utf-32-le" else codecs.BOM_UTF32_BE if encoding == "utf-32-be" else b""
    whole = mark + TEXT.encode(encoding)
    (tmp_path / "a.csv").write_bytes(whole[: len(whole) - cut])
    members = [each for each in find.evidence([tmp_path / "a.csv"], tmp_path) if not each.is_container]

    assert [each.name for each in members]
    told = members[0].data.read_bytes()
    assert told.removesuffix(b"\xef\xbf\xbd").rstrip(b"\n") == TEXT.rstrip("\n").encode()


@pytest.mark.parametrize(
    ("encoding", "bad", "place"),
    [
        ("utf-8", b"\xff", 40),
        ("utf-8", b"\xff", len(TEXT.encode()) - 1),
        ("utf-16-le", b"\x00\xd8", 2 + 40),
        ("utf-16-be", b"\xd8\x00", 2 + 200),
    ],
)
def test_the_first_bad_byte_is_told_by_its_offset(encoding: str, bad: bytes, place: int, tmp_path: Path) -> None:
    data = MARKS[encoding] + TEXT.encode(encoding)
    (tmp_path / "a.csv").write_bytes(data[:place] + bad + data[place:])
    reason = told_by(tmp_path / "a.csv", tmp_path).coverage.reasons["undecodable_bytes"]

    assert reason.first_offset.value == place


def test_the_offset_counts_from_the_start_of_the_file_in_each_chunk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "CHUNK_BYTES", 65_536)
    line = b"Sana Tariq,35202-1234567-1\n"
    data = b"name,cnic\n" + line * 6_000 + b"Sana\xff,35202-1234567-1\n" + line
    (tmp_path / "a.csv").write_bytes(data)
    (source,) = reader.sources(Evidence("a", tmp_path / "a.csv", (), tmp_path / "a.csv", len(data), ""))
    books = [
        batch.coverage for chunk in reader.split(replace(source, encoding="utf-8")) for batch in reader.batches(chunk)
    ]
    whole = sum(books, Coverage())

    assert len(books) > 1
    assert whole.reasons["undecodable_bytes"].first_offset.value == data.index(b"\xff")
