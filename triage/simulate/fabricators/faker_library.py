"""The real Faker library, locale en_PK: invented first and last names, everything else falls back to American forms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl

from triage.errors import UsageError
from triage.simulate.draw import Rng
from triage.simulate.making import digits, fill

TITLE = "Faker, locale en_PK"
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"

_BORN = date(1940, 1, 1), date(2003, 12, 31)


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng) -> pl.DataFrame:
    """Records from Faker. Raises `UsageError` where Faker is not installed."""
    try:
        from faker import Faker  # noqa: PLC0415 - a development dependency
    except ImportError as error:
        raise UsageError("the fabricator faker_library needs the package Faker: pip install Faker") from error
    fake: Any = Faker("en_PK")
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
