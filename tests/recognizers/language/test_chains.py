"""Tests of addresses that words of addresses begin and a known place ends."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.recognizers.language.chains import chained, with_chains


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("larka 118 JB gojra ka hai", "118 JB gojra"),
        ("bhejo 14-B khayaban e iqbal karachi pe", "14-B khayaban e iqbal karachi"),
        ("hum nazd masjid noor, dhok ratta, pindi me rehte hain", "nazd masjid noor, dhok ratta, pindi"),
        ("wo girls college ke samne, mardan rehta hai", "girls college ke samne, mardan"),
        ("ghar killi ismail quetta", "killi ismail quetta"),
        ("Uski dukan Tower Chowk, Sanghar se aagay hai", "Tower Chowk, Sanghar"),
        ("gali masjid wali, tench bhata, pindi pe", "gali masjid wali, tench bhata, pindi"),
        ("Basti Malook, Tehsil Shujabad, Zila Multan ka rehaishi", "Basti Malook, Tehsil Shujabad, Zila Multan"),
        ("Tibba Sultanpur, Mailsi, Vehari", "Tibba Sultanpur, Mailsi, Vehari"),
        ("goth haji umar, tehsil o zila dadu", "goth haji umar, tehsil o zila dadu"),
        ("chak 45 GB samundri wale chacha", "chak 45 GB samundri"),
        ("سامان اڈا پلاٹ، رائیونڈ روڈ، لاہور اتار دینا", "اڈا پلاٹ، رائیونڈ روڈ، لاہور"),
        ("گواہ 14 ج ب، گوجرہ", ""),
        ("رائیڈر کو بولو نیشنل ہسپتال کے سامنے، جوہر ٹاؤن، لاہور آ جائے", "نیشنل ہسپتال کے سامنے، جوہر ٹاؤن، لاہور"),
        ("Survey No. 44, Hub River Road, Baldia Town, Karachi", "Survey No. 44, Hub River Road, Baldia Town, Karachi"),
        ("Ahmed Ali, Lahore", ""),
        ("Lahore, Karachi, Multan", ""),
        ("he drove from Lahore to Multan", ""),
        ("the road is closed. Lahore is far", ""),
        ("road se lahore gaya", ""),
        ("Zeenat Bibi Sukkur", ""),
    ],
)
def test_a_chain_begins_with_a_word_of_addresses_and_ends_with_a_place(text: str, address: str) -> None:
    assert [text[start:end] for start, end in chained(text)] == ([address] if address else [])


def test_two_addresses_in_a_line_are_two() -> None:
    text = "Pick from Timber Market, Karachi and drop at Sabzi Mandi, Multan"

    assert [text[start:end] for start, end in chained(text)] == ["Timber Market, Karachi", "Sabzi Mandi, Multan"]


def test_a_chain_replaces_what_it_holds_and_leaves_what_reaches_further() -> None:
    text = "thala gali 5, lahore cantt wali"
    inner, wider = (text.index("5"), text.index(", lahore")), (0, text.index(" wali"))

    assert [text[slice(*each)] for each in with_chains([inner], text)] == ["gali 5, lahore cantt"]
    assert with_chains([wider], text) == [wider]


@given(st.text(st.sampled_from("gali, 5road-lahore.\n؛روڈلاہو نزد"), max_size=60))
def test_chains_are_in_order_do_not_overlap_and_lie_in_the_text(text: str) -> None:
    spans = chained(text)

    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "told", "address"),
    [
        (
            "22-C khayaban e iqbal karachi saniya k naam pe",
            "22-C khayaban e iqbal karachi saniya k",
            "22-C khayaban e iqbal karachi",
        ),
        ("dukan Tower Chowk, Sanghar", "dukan Tower Chowk, Sanghar", "Tower Chowk, Sanghar"),
        ("Naeem Akhtar, Ferozepur Road, Lahore", "Naeem Akhtar, Ferozepur Road, Lahore", "Ferozepur Road, Lahore"),
        ("Gali 5, Lahore, House 9", "Gali 5, Lahore, House 9", "Gali 5, Lahore, House 9"),
    ],
)
def test_a_find_of_the_model_is_cut_to_its_chain_where_the_rest_is_no_address(
    text: str, told: str, address: str
) -> None:
    start = text.index(told)

    assert [text[slice(*each)] for each in with_chains([(start, start + len(told))], text)] == [address]
