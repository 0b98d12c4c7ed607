from __future__ import annotations

import polars as pl
import pytest

import triage.rules
from triage.recognizers import load
from triage.recognizers.language.edges import known, led, named
from triage.recognizers.language.people import names

PERSON = load(triage.rules.load())["PERSON"]


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Aunty Shamim", "SHAMIM"),
        ("Rabia Baji", "RABIA"),
        ("Subedar Khizar Hayat", "KHIZAR HAYAT"),
        ("Retd. Subedar Khizar Hayat", "KHIZAR HAYAT"),
        ("Gulab urf Gulo", "GULAB"),
        ("Ejaz alias Jajji", "EJAZ"),
        ("Baby of Saima Bibi", "SAIMA BIBI"),
        ("خالہ نسیم", "نسیم"),
        ("گلزار عرف گلو", "گلزار"),
        ("Sahib Khan", "SAHIB KHAN"),
        ("Bhai Khan", "BHAI KHAN"),
    ],
)
def test_what_a_person_is_called_is_no_part_of_the_name(cell: str, name: str) -> None:
    assert pl.DataFrame({"t": [cell]}).select(PERSON.value(pl.col("t"))).item() == name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sara ko bata dena kal", ["sara"]),
        ("zainab ko call karo", ["zainab"]),
        ("please ask Nadeem for cash", ["Nadeem"]),
        ("مریم کو بتا دیں", ["مریم"]),
        ("نعیم اختر کا نمبر", ["نعیم اختر"]),
        ("pani ko bata dena", []),
        ("please call Customer care", []),
    ],
)
def test_whom_somebody_tells_something_is_a_person(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in known(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mera cousin rahim bakhsh kal aya", ["rahim bakhsh"]),
        ("ضامن فتح شیر، حاضر", ["فتح شیر"]),
        ("والد نور الحق رہائش", ["نور الحق"]),
        ("driver kal aya tha", []),
    ],
)
def test_small_letters_behind_a_word_for_who_a_person_is(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in led(text)] == expected


def test_name_in_small_letters_behind_its_label_ends_at_a_word_of_sentences() -> None:
    text = "naam asif jutt hai aur ghar door"

    assert [text[start:end] for start, end in named(text)] == ["asif jutt"]


@pytest.mark.parametrize(
    ("text", "part", "own"),
    [
        ("مرحوم سلطان احمد کی بیٹی", "مرحوم سلطان احمد", "سلطان احمد"),
        ("پڑوسی انور کا بیٹا حمزہ گم ہے", "حمزہ گم", "حمزہ"),
        ("Zakhmi Dilawar Hussain ka bayan", "Zakhmi Dilawar Hussain", "Dilawar Hussain"),
    ],
)
def test_who_somebody_is_and_what_befell_him_are_no_part_of_the_name(text: str, part: str, own: str) -> None:
    start = text.index(part)

    assert [text[first:last] for first, last in names(text, start, start + len(part))] == [own]
