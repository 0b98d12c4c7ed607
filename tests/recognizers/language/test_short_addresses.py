from __future__ import annotations

import pytest

from triage.recognizers.language.chains import chained, with_chains
from triage.recognizers.language.spans import address


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("us ki dukan jinnah park, multan mein hai", "jinnah park, multan"),
        ("mera makan purana chowk ke samne, sukkur hai", "purana chowk ke samne, sukkur"),
        ("isi gaon Rehmanpur, Tehsil Kamoke mein", "Rehmanpur, Tehsil Kamoke"),
        ("ہماری گلی گلی نمبر 4، محلہ رحمت آباد، ساہیوال", "گلی نمبر 4، محلہ رحمت آباد، ساہیوال"),
        ("we moved to Eden Orchard, Canal Road, Faisalabad", "Eden Orchard, Canal Road, Faisalabad"),
        ("dinner is at Crystal Hall, main boulevard, Lahore", "Crystal Hall, main boulevard, Lahore"),
        ("its the green gate, house 12-B, lane 4, Rawalpindi", "house 12-B, lane 4, Rawalpindi"),
        ("cousin Karim Dad distillery road, quetta", "distillery road, quetta"),
        ("khala Nusrat shalimar town, lahore", "shalimar town, lahore"),
        ("at Nishtar Hospital, Multan", "Nishtar Hospital, Multan"),
        ("electrician orangi 5 number, karachi se aya", "orangi 5 number, karachi"),
        ("ڈاکخانہ نواں بالا، ضلع کوہاٹ", "ڈاکخانہ نواں بالا، ضلع کوہاٹ"),
        ("baji ke ghar orangi number 7, karachi jana hai", "orangi number 7, karachi"),
        ("باجی کے گھر کورنگی نمبر 3، کراچی جانا ہے", "کورنگی نمبر 3، کراچی"),
        ("apna pata Kot Ghulam Nabi, Kasur bataya", "Kot Ghulam Nabi, Kasur"),
        ("hum dono girls hostel, multan mein hain", "girls hostel, multan"),
    ],
)
def test_short_addresses_begin_and_end_with_their_own_words(text: str, expected: str) -> None:
    assert [text[start:end] for start, end in chained(text)] == [expected]


@pytest.mark.parametrize("before", ["umar", "age", "Bed", "عمر"])
def test_number_of_something_else_is_no_part_of_an_address(before: str) -> None:
    text = f"{before} 34, Village Dheri, Mardan"

    assert text[slice(*address(text, text.index("34"), len(text)))] == "Village Dheri, Mardan"
    assert address("34, Village Dheri, Mardan", 0, 25) == (0, 25)


def test_a_person_before_the_word_that_opens_a_part_is_no_part_of_the_address() -> None:
    text = "saas Nasreen chungi number 4, multan mein"
    found = with_chains([(5, text.index(" mein"))], text)

    assert [text[start:end] for start, end in found] == ["chungi number 4, multan"]


def test_a_telephone_behind_an_address_is_no_part_of_it() -> None:
    text = "Goth Haji Umar, Thatta, 0336-1716108"

    assert text[slice(*address(text, 0, len(text)))] == "Goth Haji Umar, Thatta"


@pytest.mark.parametrize("text", ["Ali Raza, Lahore", "Faisalabad, Punjab", "log ab lahore mein"])
def test_places_and_people_alone_are_no_addresses(text: str) -> None:
    assert chained(text) == []
