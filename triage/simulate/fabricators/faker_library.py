"""The real Faker library, locale en_PK or another: flat invented names, everything else in foreign forms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl

from triage.core.errors import UsageError
from triage.simulate.draw import Rng
from triage.simulate.making import digits, fill
from triage.simulate.seller import Seller

TITLE = "Faker, locale en_PK"
TELL = "American forms of addresses; names from a flat list of about 690 and 290; prefixes of any digits."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"

_LOCALES = ("en_PK", "en_PK", "en_IN", "en_US", "en_GB", "id_ID")
"""Locale by the form of the seller; the typical seller takes the first."""

_BORN = date(1940, 1, 1), date(2003, 12, 31)


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return records from Faker. Raises `UsageError` if Faker is not installed."""
    try:
        from faker import Faker  # noqa: PLC0415 - a development dependency
    except ImportError as error:
        raise UsageError("the fabricator faker_library needs the package Faker: pip install Faker") from error
    fake: Any = Faker(_LOCALES[seller.form])
    fake.seed_instance(int(rng.integers(0, 2**32)))
    values: dict[str, Callable[[], str]] = {
        "name": fake.name,
        "father": fake.name,
        "mother": fake.name,
        "email": fake.email,
        "iban": fake.iban,
        "address": lambda: str(fake.address()).replace("\n", ", "),
        "dob": lambda: str(fake.date_between(*_BORN)),
    }
    # Faker makes one value at a time; there is no column to draw.
    made = {name: pl.Series([values[name]() for _ in range(rows)]) for name in values if name in genuine.columns}
    for name in made.keys() & {"name", "father", "mother", "address"}:
        made[name] = made[name].str.to_uppercase()
    made |= {"cnic": digits(rng, 13, rows), "mobile": "03" + digits(rng, 9, rows)}
    return fill(genuine, rows, rng, made)
