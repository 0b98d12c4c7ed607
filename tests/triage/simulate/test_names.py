from __future__ import annotations

import numpy as np
import pytest

from triage.simulate.draw import stream
from triage.simulate.names import NONE, Bearers, latin, namer, urdu
from triage.simulate.places import CULTURES
from triage.simulate.vocabulary import vocabulary
from triage.simulate.world import draw_world

ROWS = 5_000


def bearers(culture: str, *, female: bool) -> Bearers:
    return Bearers(np.full(ROWS, female), np.full(ROWS, CULTURES.index(culture)), np.full(ROWS, 1975))


def drawn(culture: str, *, female: bool = False) -> np.ndarray:
    return namer(draw_world(stream(1, "world")), 1).draw(stream(2), bearers(culture, female=female))


def test_every_name_has_a_given_name():
    assert (drawn("punjabi")[:, 1] != NONE).all()


def test_no_word_stands_twice_in_a_name():
    made = drawn("sindhi")

    assert not ((made[:, 1] == made[:, 2]) | ((made[:, 1] == made[:, 3]) & (made[:, 3] != NONE))).any()


@pytest.mark.parametrize(
    ("culture", "word", "least"),
    [("pashtun", "KHAN", 0.2), ("christian", "MASIH", 0.15), ("hindu", "KUMAR", 0.1), ("punjabi", "MUHAMMAD", 0.2)],
)
def test_cultures_have_their_words(culture: str, word: str, least: float):
    made = latin(drawn(culture), np.zeros(ROWS, dtype=np.int64), 0.0)

    assert made.str.contains(rf"\b{word}\b").mean() > least


@pytest.mark.parametrize("culture", ["christian", "hindu"])
def test_minorities_are_not_named_muhammad(culture: str):
    assert not latin(drawn(culture), np.zeros(ROWS, dtype=np.int64), 0.0).str.starts_with("MUHAMMAD ").any()


def test_women_are_never_named_muhammad_first():
    assert (drawn("punjabi", female=True)[:, 0] == NONE).all()


def test_clerk_keeps_to_his_spelling():
    words = vocabulary()
    name = np.array([[words.code["Muhammad"], words.code["Yousaf"], NONE, NONE]] * 400)
    clerk = np.arange(400) % 40
    made = latin(name, clerk, 0.5)

    assert made.n_unique() > 3
    assert all(len(set(made.filter(clerk == each).to_list())) == 1 for each in range(40))


def test_without_variants_words_are_spelled_as_listed():
    words = vocabulary()
    name = np.array([[words.code["Syed"], words.code["Hussain"], NONE, words.code["Shah"]]])

    assert latin(name, np.array([5]), 0.0).to_list() == ["SYED HUSSAIN SHAH"]
    assert urdu(name).to_list() == ["سید حسین شاہ"]
