from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.recognizers.language import people, spans


def told(text: str, span: str) -> list[str]:
    start = text.index(span)
    return [text[a:b] for a, b in people.names(text, start, start + len(span))]


@pytest.mark.parametrize(
    ("text", "span", "names"),
    [
        ("tell S. M. Tanveer now", "Tanveer", ["S. M. Tanveer"]),
        ("tell s. m. tanveer now", "tanveer", ["s. m. tanveer"]),
        ("in the name of A. R. Qazi,", "Qazi", ["A. R. Qazi"]),
        ("to Mr. Q. Tanveer", "Tanveer", ["Q. Tanveer"]),
        ("he is at home. tanveer knows", "tanveer", ["tanveer"]),
        ("Ali Raza walad Akbar Khan", "Ali Raza walad Akbar Khan", ["Ali Raza", "Akbar Khan"]),
        ("ALI RAZA S/O AKBAR KHAN", "ALI RAZA S/O AKBAR KHAN", ["ALI RAZA", "AKBAR KHAN"]),
        ("Sunita bint Anil Kumar", "Sunita bint Anil Kumar", ["Sunita", "Anil Kumar"]),
        ("bint Anil Kumar", "bint Anil Kumar", ["Anil Kumar"]),
        ("ثمینہ کوثر زوجہ محمد اکرم", "ثمینہ کوثر زوجہ محمد اکرم", ["ثمینہ کوثر", "محمد اکرم"]),
        ("بنت محمد اکرم", "بنت محمد اکرم", ["محمد اکرم"]),
        ("گواہ محمد اکرم", "گواہ محمد اکرم", ["محمد اکرم"]),
        ("Zamanat Ali Raza ne di", "Zamanat Ali Raza", ["Ali Raza"]),
        ("Malik", "Malik", ["Malik"]),
        ("car ABD-594 seized", "ABD", []),
        ("car ABD 594 seized", "ABD", []),
        ("A-7 594-RAZA", "RAZA", []),
        ("Rabia 0300-1234567", "Rabia", ["Rabia"]),
    ],
)
def test_names_begin_and_end_as_they_are_written(text: str, span: str, names: list[str]) -> None:
    assert told(text, span) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("LAKSHMI BAI / 35202-1000001-1", ["LAKSHMI BAI"]),
        ("faisal raza / 3520210000011", ["faisal raza"]),
        ("{Hammal Baloch: 35202-1000001-1}", ["Hammal Baloch"]),
        ("03001000001 Gurpreet Singh", ["Gurpreet Singh"]),
        ("bhej do mukesh kumar 03001000001", ["mukesh kumar"]),
        ("Javed Masih (+923001000001)", ["Javed Masih"]),
        ("گواہ حمل بلوچ 35202-1000001-1", ["حمل بلوچ"]),
        ("Lahore Multan 03001000001", []),
        ("your balance is 1000001000", []),
        ("order 03001000001 Khan Traders", []),
    ],
)
def test_known_words_beside_a_number_are_a_name(text: str, names: list[str]) -> None:
    assert [text[a:b] for a, b in people.beside_numbers(text)] == names


@pytest.mark.parametrize(
    ("text", "span", "address"),
    [
        ("Chak 367/NB, Tehsil Bhalwal my no is 0341", "Chak 367/NB, Tehsil Bhalwal my no",
         "Chak 367/NB, Tehsil Bhalwal"),
        ("gaon bhalwal tehsil o zila karachi hai", "gaon bhalwal", "gaon bhalwal tehsil o zila karachi"),
        ("at Mohallah Shergarh, near Jamia Masjid, Quetta", "near Jamia Masjid, Quetta",
         "Mohallah Shergarh, near Jamia Masjid, Quetta"),
        ("the same street, Room 107, Saddar, Lahore", "street, Room 107, Saddar, Lahore", "Room 107, Saddar, Lahore"),
        ("House 4, Model Town, Lahore.", "House 4, Model Town, Lahore", "House 4, Model Town, Lahore"),
    ],
)  # fmt: skip
def test_an_address_ends_before_the_next_label_and_goes_on_to_its_district(text: str, span: str, address: str) -> None:
    start = text.index(span)
    first, last = spans.address(text, start, start + len(span))

    assert text[first:last] == address


@given(st.text("Ali Khan so bint 0123456789-/.,", max_size=60), st.data())
def test_spans_stay_inside_the_text_and_overlap_nowhere(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = list(people.names(text, start, end))

    assert all(0 <= a < b <= len(text) for a, b in (*found, *people.beside_numbers(text)))
    assert all(a[1] <= b[0] for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("text", "span", "address"),
    [
        ("at Killi Kamalo, Sariab Road, Quetta and", "Sariab Road, Quetta", "Killi Kamalo, Sariab Road, Quetta"),
        ("pay at 34 Zafar Ali Road, Lahore now", "Zafar Ali Road, Lahore", "34 Zafar Ali Road, Lahore"),
        ("ghar Street Haji Murad, Lyari, Karachi", "Street Haji Murad, Lyari", "Street Haji Murad, Lyari, Karachi"),
        ("basti khokhran, jalalpur pirwala, multan aa", "basti khokhran", "basti khokhran, jalalpur pirwala, multan"),
        ("makan 4 gali 2 ichhra lahore me hai", "makan 4 gali 2 ichhra lahore me", "makan 4 gali 2 ichhra lahore"),
        ("دیہہ ناریجہ، تعلقہ ٹنڈو آدم میں", "تعلقہ ٹنڈو آدم میں", "دیہہ ناریجہ، تعلقہ ٹنڈو آدم"),
        ("wo gaon Shahpur tehsil Topi se", "Shahpur tehsil Topi", "gaon Shahpur tehsil Topi"),
        ("ghar Sana Valley, Lahore", "Sana Valley, Lahore", "Sana Valley, Lahore"),
        ("makan no 4 gali 2 ichhra", "4 gali 2 ichhra", "makan no 4 gali 2 ichhra"),
        ("رہائش بستی ملوک، ملتان", "ملوک، ملتان", "بستی ملوک، ملتان"),
        ("Street 4, Lahore Karachi bus", "Street 4, Lahore", "Street 4, Lahore"),
        ("house 4, gali 2, Sana bought", "house 4, gali 2", "house 4, gali 2"),
    ],
)
def test_an_address_has_its_first_part_and_its_town(text: str, span: str, address: str) -> None:
    start = text.index(span)
    first, last = spans.address(text, start, start + len(span))

    assert text[first:last] == address


@pytest.mark.parametrize(
    ("text", "span", "name"),
    [
        ("Name: Tahawwur Birjees", "Tahawwur", "Tahawwur Birjees"),
        ("Name -> Tahawwur Birjees, Lahore", "Tahawwur", "Tahawwur Birjees"),
        ("Pita jo nalo - Tahawwur Birjees | 0300", "Tahawwur", "Tahawwur Birjees"),
        ("Plar noom: Tahawwur Birjees", "Tahawwur", "Tahawwur Birjees"),
        ("Name \u2022 Tahawwur Birjees", "Tahawwur", "Tahawwur Birjees"),
        ("نام: تہور برجیس،", "تہور", "تہور برجیس"),
        ("نالو: تہور برجیس", "تہور", "تہور برجیس"),
        ("I met Tahawwur Birjees", "Tahawwur", "Tahawwur"),
        ("Name: Tahawwur lives here", "Tahawwur", "Tahawwur"),
        ("NAME: TAHAWWUR CNIC, NIL", "TAHAWWUR", "TAHAWWUR"),
        ("نام: تہور ہے", "تہور", "تہور"),
    ],
)
def test_behind_a_label_an_unusual_name_goes_on_to_the_next_sign(text: str, span: str, name: str) -> None:
    assert told(text, span) == [name]


@pytest.mark.parametrize(
    "text", ["Imtiaz Super Market", "Rehman Motors", "Ali Medical Store", "Ali & Sons", "Gul Ahmed Bed Sheet"]
)
def test_a_name_before_a_word_of_trade_is_no_person(text: str) -> None:
    first = "Gul Ahmed" if text.startswith("Gul") else text.split(" ", maxsplit=1)[0]

    assert told(text, first) == []
