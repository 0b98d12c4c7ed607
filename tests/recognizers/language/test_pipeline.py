"""The language: how texts are cut, what the tables tell of a word, and that the weights in the package are read."""

from __future__ import annotations

import pytest

from triage.recognizers.language.pipeline import LABELS, MODEL, Pakistani, kind, read_model


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Mst. Shazia W/O Akram", ["Mst", ".", "Shazia", "W", "/", "O", "Akram"]),
        ("@Bilal check", ["@", "Bilal", "check"]),
        ("H#12,Gali-3", ["H", "#", "12", ",", "Gali", "-", "3"]),
        ("Block13", ["Block", "13"]),
        ("عبدالرحمٰن۔", ["عبدالرحمٰن", "-"]),
        ("", []),
    ],
)
def test_every_sign_is_a_token(text: str, tokens: list[str]):
    assert [each.text for each in Pakistani().make_doc(text)] == tokens


@pytest.mark.parametrize("text", ["مکان نمبر ۱۲، گلی\u00a0۳", "a\u200bb  c\r\n\td", "Qurat‑ul‑Ain"])
def test_tokens_stand_at_their_places_in_the_original(text: str):
    doc = Pakistani().make_doc(text)

    assert len(doc.text) == len(text)
    assert [each.idx for each in doc if each.text.isalnum()]


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("Saajid", "like name"),
        ("Qaisser", "like name"),
        ("Legharee", "like family"),
        ("zealous", "z"),
        ("Shazia", "name"),
        ("lahore", "place"),
        ("گلی", "street"),
        ("zebra", "z"),
        ("Leghari", "family"),
        ("", ""),
    ],
)
def test_tables_tell_what_a_word_is(word: str, told: str):
    assert kind(word) == told


def test_model_of_the_package_is_small_and_knows_our_labels():
    assert set(read_model().pipe_labels["ner"]) == set(LABELS)
    assert sum(each.stat().st_size for each in MODEL.rglob("*") if each.is_file()) < 6 * 1024 * 1024


def test_a_long_row_of_signs_is_not_looked_at_again_for_each_sign():
    text = "([" * 2_000 + " Sana Tariq, Lahore"
    doc = Pakistani().make_doc(text)

    assert [each.text for each in doc if not each.is_space] == ["Sana", "Tariq", ",", "Lahore"]
    assert text[doc[-1].idx :] == "Lahore"
