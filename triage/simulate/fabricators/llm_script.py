"""A script by a language model: random.choice over twenty to sixty names, an f-string for every number."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate.draw import Rng
from triage.simulate.making import CITIES, addressed, birthdays, choose, digits, fill
from triage.simulate.numbers import text
from triage.simulate.seller import Seller
from triage.simulate.short_lists import famous_names

TITLE = "A script written by a language model"
TELL = "A few dozen names, all alike; three to ten prefixes; serial and last digit without rule; serials from 1000000."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"

_PREFIXES = ("35202", "42101", "61101", "37405", "17301", "33100", "36302", "54400", "34101", "31304")


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return the output of such a script."""
    size = 12 + int(48 * seller.strength)
    given = famous_names("given", "M")[:size] + famous_names("given", "F")[: size if seller.month_ends else 0]
    last = famous_names("surname", "")[: size // 2 + 4]
    known = int(rng.integers(3, len(_PREFIXES) + 1))
    city = choose(rng, CITIES[: max(3, min(seller.cities, 12))], rows)
    house, street = (pl.Series(rng.integers(1, high, rows)).cast(pl.String) for high in (seller.houses, seller.streets))
    first = choose(rng, given, rows)
    low = 1 if seller.zeros else 10**6
    gender = choose(rng, ("M", "F"), rows)
    parity = np.where(gender.to_numpy() == "M", 1, 2) + 2 * rng.integers(0, 4, rows)
    made = {
        "name": (first + " " + choose(rng, last, rows)).str.to_uppercase(),
        "father": (choose(rng, given, rows) + " " + choose(rng, last, rows)).str.to_uppercase(),
        "mother": choose(rng, famous_names("given", "F")[:size], rows).str.to_uppercase(),
        "cnic": choose(rng, _PREFIXES[:known], rows) + text(rng.integers(low, 10**7, rows), 7)
        + (pl.Series(parity).cast(pl.String) if seller.parity else digits(rng, 1, rows)),
        "mobile": "03" + text(rng.integers(0, 50 if seller.sexes else 100, rows), 2)
        + text(rng.integers(low, 10**7, rows), 7),
        "address": addressed(seller.form, house, street, city), "district": city, "tehsil": city.str.to_uppercase(),
        "gender": gender, "dob": birthdays(rng, rows, seller),
        "email": first.str.to_lowercase().str.replace_all(" ", "")
        + pl.Series(rng.integers(1, 999, rows)).cast(pl.String) + f"@{seller.domain}",
        "iban": "PK" + digits(rng, 2, rows) + choose(rng, ("HABB", "MEZN", "UNIL"), rows) + digits(rng, 16, rows),
    }  # fmt: skip
    return fill(genuine, rows, rng, made)
