from __future__ import annotations

import polars as pl
import pytest

from triage.recognizers.alphabet import any_word, capitals


@pytest.mark.parametrize(
    ("text", "is_in"),
    [
        ("H NO 3", True),
        ("H.NO 3", True),
        ("HNO 3", True),
        ("HNO3", True),
        ("AH NO 3", False),
        ("H#3", True),
        ("STREET", True),
        ("STREETS", False),
        ("5STREET", False),
        ("گلی نمبر 3", True),
        ("محلہ,گلی", True),
        ("گلیات", False),
        ("", False),
    ],
)
def test_words_are_told_whole(text: str, is_in: bool):  # noqa: FBT001
    pattern = any_word(["H NO", "H #", "STREET", "گلی"])

    assert pl.Series([text]).str.contains(pattern).item() is is_in


def test_capitals_are_those_of_every_script():
    frame = pl.DataFrame({"text": ["Ali", "ALI", "علی", "ézra", None]})

    assert frame.select(capitals(pl.col("text"))).to_series().to_list() == ["ALI", "ALI", "علی", "ÉZRA", None]
