from __future__ import annotations

import string
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from triage.core.safe import HIDDEN, cell, mask, printable

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
ANY_TEXT = st.text(st.characters(exclude_categories=()))
ENTITIES = (
    "PK_CNIC PK_NIC_OLD PK_MOBILE_NUMBER PK_LANDLINE_NUMBER IMEI IMSI CREDIT_CARD IBAN_CODE DATE_OF_BIRTH AGE "
    "PK_POSTCODE EMAIL_ADDRESS PERSON PK_ADDRESS UNHEARD_OF"
).split()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("", ""),
        ("\x00", r"\x00"),
        ("a\tb\r\nc", r"a\tb\r\nc"),
        ("\x1b[31mred\x1b[0m", r"\x1b[31mred\x1b[0m"),
        ("\x9b2J", r"\x9b2J"),
        ("\x1b]8;;http://127.0.0.1\x07", r"\x1b]8;;http://127.0.0.1\x07"),
        ("\x7f", r"\x7f"),
        ("\u202egnp.exe", r"\u202egnp.exe"),
        ("\u2028\u2029", r"\u2028\u2029"),
        ("\ufeffbom", r"\ufeffbom"),
        ("\xa0\u3000", r"\xa0\u3000"),
        ("caf\udce9", r"caf\udce9"),
        ("\U000e0041", r"\U000e0041"),
        ("\ue000", r"\ue000"),
        ("C:\\new", "C:\\new"),
        ("\u0646\u0627\u0645 \u06a9\u200c\u0627", "\u0646\u0627\u0645 \u06a9\u200c\u0627"),
    ],
)
def test_what_acts_is_shown_as_an_escape(text: str, shown: str):
    assert printable(text) == shown


@given(ANY_TEXT)
@example(BIDI)
def test_nothing_that_acts_is_left(text: str):
    shown = printable(text)

    assert not {unicodedata.category(each) for each in shown} & {"Cc", "Cs", "Zl", "Zp", "Co", "Cn"}
    assert not set(shown) & set(BIDI)
    assert shown.encode().decode() == shown


@given(ANY_TEXT)
def test_twice_is_once(text: str):
    assert printable(printable(text)) == printable(text)
    assert cell(cell(text)) == cell(text)


@given(ANY_TEXT)
def test_no_cell_begins_as_a_formula(text: str):
    shown = cell(text)

    assert not shown.lstrip(" \u200c\u200d").startswith(tuple("=+-@\uff1d\uff0b\uff0d\uff20|%"))
    assert shown in {printable(text), f"'{printable(text)}"}


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "  =1",
        "\uff1d1+1",
        "=cmd|' /C calc'!A0",
        '=HYPERLINK("http://127.0.0.1")',
        "%0A=1",
        "\u200c=1",
    ],
)
def test_a_formula_stands_behind_an_apostrophe(text: str):
    assert cell(text).startswith("'")


def test_tab_and_return_cannot_hide_a_formula():
    assert cell("\t=1+1") == r"\t=1+1"
    assert cell("\r=1+1") == r"\r=1+1"


@pytest.mark.parametrize(
    ("entity", "value", "shown"),
    [
        ("PK_CNIC", "3520200000017", "35202-*******-*"),
        ("PK_NIC_OLD", "27012345678", "270-**-******"),
        ("PK_MOBILE_NUMBER", "03001234567", "0300-*******"),
        ("PK_LANDLINE_NUMBER", "04212345678", "042-*******"),
        ("PERSON", "MUHAMMAD ASLAM", "M*** A***"),
        ("PERSON", "\u0645\u062d\u0645\u062f", "\u0645***"),
        ("PK_ADDRESS", "HOUSE 1 STREET 2 LAHORE", HIDDEN),
        ("DATE_OF_BIRTH", "1987-03-04", "1987-**-**"),
        ("DATE_OF_BIRTH", "1987", "1987-**-**"),
        ("AGE", "34", "3*"),
        ("AGE", "104", HIDDEN),
        ("GENDER", "F", "F"),
        ("PK_MOBILE_OPERATOR", "Zong", "Zong"),
        ("EMAIL_ADDRESS", "someone@mail.example.pk", "***@***.pk"),
        ("IBAN_CODE", "PK36SCBL0000001123456702", "PK**SCBL****************"),
        ("CREDIT_CARD", "4242424242424242", "424242**********"),
        ("IMEI", "490154203237518", "490154*********"),
        ("IMSI", "410011234567890", "41001**********"),
        ("PK_POSTCODE", "54000", "54***"),
        ("PK_CNIC", "35202-0000001-7", HIDDEN),
        ("PK_CNIC", "", HIDDEN),
        ("PERSON", "  ", HIDDEN),
        ("UNHEARD_OF", "secret", HIDDEN),
    ],
)
def test_a_mask_keeps_what_many_share(entity: str, value: str, shown: str):
    assert mask(entity, value) == shown


@given(st.sampled_from(ENTITIES), st.one_of(ANY_TEXT, st.text(string.digits, min_size=5, max_size=24)))
def test_a_mask_never_keeps_more_than_six_digits_and_is_printable(entity: str, value: str):
    shown = mask(entity, value)

    assert sum(each.isdigit() for each in shown) <= 6
    assert printable(shown) == shown
    assert entity == "PERSON" or len(shown) <= 24


@given(st.text(string.digits, min_size=13, max_size=13))
def test_masks_of_one_place_are_all_the_same(number: str):
    assert mask("PK_CNIC", "35202" + number[5:]) == "35202-*******-*"
