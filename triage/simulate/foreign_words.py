"""Names and places of other countries, from foreign_words.csv: the content of generator libraries and foreign dumps."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Country:
    """Names and places of one country. `men` and `women` are given names.

    `address` is a template: {house}, {word}, {city}, {code}.
    """

    men: tuple[str, ...]
    women: tuple[str, ...]
    last: tuple[str, ...]
    cities: tuple[str, ...]
    address: str


@cache
def country(name: str) -> Country:
    """Return the lists of "us", "india", "bangladesh", "iran", or of the "urdu" locale of generators."""
    text = Path(__file__).with_name("foreign_words.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    of = {row["kind"]: row for row in rows if row["country"] == name}
    men, women, last, cities = (_words(of[kind]) for kind in ("men", "women", "last", "cities"))
    return Country(men, women, last, cities, of["address"]["words"])


def _words(row: dict[str, str]) -> tuple[str, ...]:
    made = (word + ending for word, ending in product(row["words"].split("|"), row["endings"].split("|")))
    return tuple(dict.fromkeys(made))
