"""Encodings of the time before Unicode: told where letters tell, left alone where they do not."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from triage import find, read
from triage.text import encoding, legacy_encodings

WORDS = {
    "cp1256": ("علي خان", "محمد اسلم", "لاہور"),
    "iso8859_6": ("محمد علي", "القاهرة", "عبد الله"),
    "cp720": ("محمد علي", "القاهرة", "عبد الله"),
    "cp1251": ("Иван", "Москва", "Сидоров"),
    "koi8_r": ("Иванов Павел", "Петрова Анна", "Нижний Тагил"),
    "cp866": ("Иван", "Москва", "Сидоров"),
    "cp1253": ("Μαρία", "Αθήνα", "Γιώργος"),
    "cp1255": ("שלום וברכה", "ירושלים", "תל אביב יפו"),
    "gb18030": ("王小明", "北京", "陈静"),
    "big5": ("王小明", "北京", "陳靜"),
    "cp932": ("山田太郎", "スズキ", "東京"),
    "euc_jp": ("山田太郎", "スズキ", "ひらがな"),
    "cp949": ("김철수", "서울", "이영희"),
    "iso2022_jp_2": ("山田太郎", "スズキ", "東京"),
    "iso2022_kr": ("김철수", "서울", "이영희"),
    "hz": ("王小明", "北京", "陈静"),
    "utf-7": ("محمد علي", "لاہور", "José Peña"),
}


def table(words: tuple[str, ...], rows: int = 60) -> str:
    """Mostly digits and ASCII, as dumps are."""
    lines = (f"35202-{i:07}-1,{words[i % 3]},0300{i:07},{words[i // 2 % 3]}\n" for i in range(rows))
    return "cnic,name,mobile,city\n" + "".join(lines)


@pytest.mark.parametrize("codec", WORDS)
def test_a_table_in_an_old_encoding_is_read_in_its_letters(codec: str, tmp_path: Path) -> None:
    (tmp_path / "old.csv").write_bytes(table(WORDS[codec]).encode(codec))
    (*_, item) = find.evidence([tmp_path / "old.csv"], tmp_path / "spool")
    (source,) = read.identify(item)
    batches = [batch for chunk in read.split(source) for batch in read.batches(chunk)]
    frame = pl.concat([batch.frame for batch in batches])

    assert source.columns == ("cnic", "name", "mobile", "city")
    assert frame["1"].to_list() == [WORDS[codec][i % 3] for i in range(60)]
    assert not any(batch.coverage.reasons for batch in batches)


@pytest.mark.parametrize("end", ["\n", "\x85", "\r\n"])
def test_a_table_of_a_mainframe_is_read(end: str, tmp_path: Path) -> None:
    words = ("AHMED RAZA", "SANA BATOOL", "LAHORE")
    (tmp_path / "list.txt").write_bytes(table(words).replace("\n", end).encode("cp037"))
    (*_, item) = find.evidence([tmp_path / "list.txt"], tmp_path / "spool")
    (source,) = read.identify(item)
    frame = pl.concat([batch.frame for chunk in read.split(source) for batch in read.batches(chunk)])

    assert source.columns == ("cnic", "name", "mobile", "city")
    assert frame["1"].to_list() == [words[i % 3] for i in range(60)]


@pytest.mark.parametrize("codec", ["cp1251", "koi8_r", "cp1256", "cp1253"])
def test_letters_of_other_scripts_are_no_mainframe(codec: str) -> None:
    words = {"cp1256": "محمد علی لاہور", "cp1253": "Αθήνα Μαρία Γιώργος"}.get(codec, "Иван Петров Москва")

    assert legacy_encodings.wide("\n".join([words] * 60).encode(codec, "ignore")) != legacy_encodings.EBCDIC


@pytest.mark.parametrize("words", [("José", "Müller", "Zoë"), ("Łódź", "Gdańsk", "Żółw")], ids=["west", "east"])
def test_latin_letters_are_windows_1252_by_policy(words: tuple[str, ...]) -> None:
    raw = table((words[0], words[1], words[2])).encode("cp1252" if "é" in words[0] else "cp1250")

    assert legacy_encodings.wide(raw) == ""
    assert encoding.decide(raw)[0] == "cp1252"


@pytest.mark.parametrize(
    "text",
    [
        "+923001234567-\n+923331234567-\n" * 20,
        "key+abcdefgh/0123+QUJDREVGRw-==\n" * 20,
        "a=1+bbb-ccc+ddd-eee+fff-ggg+hhh\n" * 9,
        "~{ and ~} are tildes and braces ~{ so ~}\n",
    ],
    ids=["telephones", "base64", "sums", "tildes"],
)
def test_plain_ascii_is_left_alone(text: str) -> None:
    assert legacy_encodings.wide(text.encode()) == ""


def test_what_says_its_encoding_itself_is_left_to_its_reader() -> None:
    page = f'<?xml version="1.0" encoding="GB2312"?><a>{"王小明北京" * 20}</a>'.encode("gb2312")

    assert legacy_encodings.wide(page) == ""


def test_noise_is_no_text() -> None:
    noise = bytes((i * i * 37 + i * 11) % 256 for i in range(20_000))

    assert legacy_encodings.wide(noise) == legacy_encodings.guess(noise) == ""


def test_damage_in_an_old_encoding_is_a_reason(tmp_path: Path) -> None:
    (tmp_path / "cut.csv").write_bytes(table(WORDS["gb18030"], 9_000).encode("gb18030") + b"35202-1,\xff\xff\xff,1\n")
    found = list(find.evidence([tmp_path / "cut.csv"], tmp_path / "spool"))

    assert [item.unread for item in found] == ["", "", "undecodable_bytes"]
