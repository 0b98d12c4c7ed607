"""Things sold that no list names are recognised by whose record, and what of it."""

from __future__ import annotations

import polars as pl
import pytest

import triage.rules
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
            assert product == "alone" or product in market["products"]
            assert isinstance(told, list)
            known = market["products"] if product == "alone" else {**market["aspects"], **market["things"]}
            assert set(told) <= set(known)


def test_few_texts_are_told_as_many_are() -> None:
    few = pl.Series([*SOLD, *NOT_SOLD])
    many = pl.concat([few, pl.Series([f"text {number}" for number in range(200)])])

    assert COMPOSITION.products(few) == COMPOSITION.products(many)
