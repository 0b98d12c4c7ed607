from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize(
    "name", ["MUHAMMAD ASLAM", "MOHD ASLAM", "SHAZIA BIBI", "HABIBULLAH", "محمد اسلم", "شازیہ بی بی", "REHMAT ULLAH"]
)
def test_core_words_are_known_in_their_spellings(look: Callable[..., Any], name: str):
    assert look("name_tokens", {"name": [f"{name} QURESHI"] * 60}).bound.failed == 0


def test_rare_names_throughout_speak_against(look: Callable[..., Any]):
    assert look("name_tokens", {"name": ["AWLYA GHAFRAN", "BIROUSK TAHAWWUR"] * 100}).decibans < -5


def test_a_part_of_another_word_is_no_core_word(look: Callable[..., Any]):
    assert look("name_tokens", {"name": ["KHANZADA SHAHEEN"] * 60}).bound.failed == 60


def test_first_names_alone_say_nothing(look: Callable[..., Any]):
    assert look("name_tokens", {"name": ["AWLYA", "BIROUSK", "محمد"] * 100}) is None
    assert look("name_tokens", {"name": ["AWLYA"] * 100 + ["SHAZIA BIBI"] * 60}).bound.failed == 0
