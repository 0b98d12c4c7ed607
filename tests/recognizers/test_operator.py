from __future__ import annotations

import pytest

from triage.recognizers.setting import lists
from triage.rules import load as load_rules

RULES = load_rules()
WORDS = lists(RULES.entities["mobile_operator"], "words")


@pytest.mark.parametrize(("name", "word"), [(name, word) for name, words in WORDS.items() for word in words])
def test_every_word_is_told_in_small_and_capitals(value, name: str, word: str):
    assert value("PK_MOBILE_OPERATOR")([word, word.upper(), f" {word.title()} "][:2]) == [name, name]


@pytest.mark.parametrize("cell", ["Jazzy", "jazz music", "Vodafone", "0300", "", None])
def test_other_words_are_no_operator(value, cell: str | None):
    assert value("PK_MOBILE_OPERATOR")([cell]) == [None]


def test_first_allottees_of_prefixes_are_spelled_alike():
    allottees = {row["operator"] for row in RULES.table("mobile_prefixes") if row["operator"]}

    assert allottees <= set(WORDS)


def test_operator_is_a_part(parts):
    assert parts("PK_MOBILE_OPERATOR", "Jazz") == {"operator": "Jazz"}
