"""Things sold that no list names are recognised by whose record, and what of it."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import triage.rules
from triage.core import composition
from triage.core.composition import Composition

COMPOSITION = Composition(triage.rules.load())

SOLD = {
    "kisi bhi gari ka malik": "vehicle",
    "challan record": "vehicle",
    "address of any SIM": "sim_owner",
    "number ka ghar ka pata": "sim_owner",
    "CNIC se number": "cnic_sims",
    "copy of any CNIC": "cnic_copy",
    "voter ki parchi": "voter",
    "6 months bank statement": "bank",
    "Plate number \N{RIGHTWARDS ARROW} owner": "vehicle",
    "husband ki live location": "location",
    "biwi ke call record": "cdr",
    "facebook id se number": "social",
    "Housing society members list": "database",
    "Bijli meter number se malik ka naam": "utility",
    "شناختی کارڈ کی رنگین کاپی": "cnic_copy",
    "گاڑی کے مالک": "vehicle",
    "ووٹر پرچی": "voter",
}

NOT_SOLD = [
    "apna naam, number, address bhej dein",
    "send your number address and city",
    "car for sale, original documents, first owner",
    "mobile data packages 5 GB",
    "details on WhatsApp",
    "account title Ali Raza, number 0300",
]


@pytest.mark.parametrize("text", SOLD)
def test_what_is_sold_is_composed_of_a_thing_and_what_of_it(text: str) -> None:
    found = COMPOSITION.products(pl.Series([text]).str.extract_all(COMPOSITION.pattern).explode())

    assert list(found.values()) == [SOLD[text]]
    assert all(each in text for each in found)


@pytest.mark.parametrize("text", NOT_SOLD)
def test_who_orders_goods_or_talks_names_nothing_sold(text: str) -> None:
    assert pl.DataFrame({"text": [text]}).select(COMPOSITION.is_named(pl.col("text"))).to_series().to_list() == [False]


def test_every_product_and_aspect_that_things_name_exists() -> None:
    market = triage.rules.load().market
    for thing in market["things"].values():
        for product, told in thing.settings.items():
            if product == "listed":  # what so many rows of the thing are sold as
                assert len(told) == 1
                assert set(told) <= set(market["products"])
                continue
            assert product == "alone" or product in market["products"]
            assert isinstance(told, list)
            known = market["products"] if product == "alone" else {**market["aspects"], **market["things"]}
            assert set(told) <= set(known)


def test_few_texts_are_told_as_many_are() -> None:
    few = pl.Series([*SOLD, *NOT_SOLD])
    many = pl.concat([few, pl.Series([f"text {number}" for number in range(200)])])

    assert COMPOSITION.products(few) == COMPOSITION.products(many)


WORDS = sorted(
    word
    for kind in ("things", "aspects", "wordings")
    for each in COMPOSITION.rules.market[kind].values()
    for word in each.words
)
PIECES = st.sampled_from((*WORDS, *SOLD, "number", "->", "abc", "3500", "KA", "ki"))


@given(st.lists(st.lists(PIECES, max_size=7).map(" ".join), min_size=1, max_size=4))
def test_a_few_texts_are_searched_for_the_words_they_have_as_for_all(texts: list[str]) -> None:
    said = pl.DataFrame({"said": [*texts, None]})
    few = said.select(COMPOSITION.is_named(pl.col("said"))).to_series()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(composition, "_LONGEST", -1)
        all_words = said.select(COMPOSITION.is_named(pl.col("said"))).to_series()

    assert few.to_list() == all_words.to_list()
