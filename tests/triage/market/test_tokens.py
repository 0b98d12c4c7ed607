"""Texts are cut into tokens by three searches, one after the other, as one search of all patterns would cut them."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
import pytest

from triage import rules
from triage.core.sums import MOST, Sampled, Sighting
from triage.market.lexicon import Lexicon
from triage.market.tokens import tokens

LEXICON = Lexicon(rules.load())
TOGETHER = "(?i)" + "|".join(f"(?:{each})" for each in LEXICON.shapes.values())

SAID = (
    "SIM owner data Rs 500 only, WhatsApp 0300-1234567\nJazzCash 0345 1234567",
    "CDR 3 months Rs 7,500/- https://wa.me/923001234567 order now",
    "سم ڈیٹا صرف 250 روپے رابطہ 03001234567 ایزی پیسہ",
    "Family tree 1.2k, 5 lakh numbers, @panel_seller, pay a@nayapay or x@example.com",
    "USDT trc20 T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb $40 price: 100 | 10 hazar\n+92 300 1234567",
    "(0300) 1234567 (call) sim\nowner 100% working 24/7",
)

COMPOSED = (
    "address of any SIM Rs 200, challan ka record 500",
    "record of any car number 900, no address of any SIM here",
    "SIM record Rs 50",
)


def cut(text: str) -> list[str]:
    return tokens(of([text]), LEXICON)["token"].to_list()


def of(said: Sequence[str]) -> pl.DataFrame:
    """Messages of sources of their own."""
    texts = pl.DataFrame({"row": range(len(said)), "text": said}, schema={"row": pl.UInt32, "text": pl.String})
    return texts.with_columns(pl.col("row").alias("source"))


@pytest.mark.parametrize("text", SAID)
def test_three_searches_find_what_one_finds(text: str):
    together = pl.Series([text]).str.extract_all(TOGETHER).explode().to_list()

    assert cut(text) == [each for each in together if each != "\n"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("CNIC=35202-1234567-1", ["CNIC", "35202-1234567-1"]),
        ("price 923001234567", ["price", "923001234567"]),
        ("price (\x01 0300-1234567 500", ["price", "0300-1234567", "500"]),
    ],
)
def test_a_number_of_a_person_is_no_price(text: str, found: list[str]):
    assert cut(text) == found


def test_every_token_stands_in_its_own_message():
    said = (*SAID, *COMPOSED)
    found = tokens(of(said), LEXICON)

    for row, text in enumerate(said):
        assert found.filter(pl.col("row") == row)["token"].to_list() == cut(text)


@pytest.mark.parametrize("many", [10, MOST, 3 * MOST])
def test_what_a_sample_keeps_is_known_before_it_is_made(many: int):
    names = [f"{number * 7919 % 4096:03x}:{number}" for number in range(many)]
    level, is_kept = Sampled.level_of(pl.Series(names))
    whole = Sampled.of({name: Sighting(1) for name in names})

    assert (whole.level, sorted(whole.entries)) == (level, sorted(pl.Series(names).filter(is_kept)))
