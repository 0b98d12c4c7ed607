"""Names of sellers who know other countries' names."""

from __future__ import annotations

import importlib

import pytest

from triage.simulate import foreign_words
from triage.simulate.seller import Seller


@pytest.mark.parametrize("country", ["us", "india", "bangladesh", "iran", "urdu"])
def test_lists_of_other_countries_are_whole(country: str):
    of = foreign_words.country(country)

    assert min(len(of.men), len(of.women), len(of.last), len(of.cities)) >= 8
    assert "{city}" in of.address


def test_lists_of_a_typical_seller_are_as_long_as_those_of_faker():
    provider = importlib.import_module("faker.providers.person.en_PK").Provider

    assert Seller().first == pytest.approx(len(provider.first_names), rel=0.02)
    assert Seller().last == pytest.approx(len(provider.last_names), rel=0.06)
