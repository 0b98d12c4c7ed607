"""One template with a running number in it: User 12, Street 12, user12@..., and digits filled in at random."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate.draw import Rng
from triage.simulate.making import birthdays, choose, digits, fill, simple
from triage.simulate.numbers import text
from triage.simulate.seller import Seller

TITLE = "A template with a running number"
TELL = "The same words in every row; the number of the row stands in several columns."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"

_NAMES = ("USER {}", "TEST USER {}", "NAME{}", "CUSTOMER {}", "MUHAMMAD ALI {}", "PERSON NO {}")
_CNICS = ("35202", "42101", "12345", "61101", "37405", "11111")


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return rows of a template: name, father, mail address and house number contain the number of the row."""
    number = pl.Series(np.arange(1, rows + 1) + int(rng.integers(0, 5_000))).cast(pl.String)
    form = _NAMES[seller.form].removesuffix("{}")
    letters = seller.strength < 0.3
    suffix = choose(rng, ("A", "B", "C", "D", "E"), rows) if letters else number
    made = simple(rng, rows, seller)
    made |= {
        "name": form + suffix, "father": "FATHER OF " + form + suffix, "mother": "MOTHER " + suffix,
        "address": "HOUSE " + number + ", STREET " + number + ", " + made["district"].str.to_uppercase(),
        "email": "user" + number + f"@{seller.domain}", "dob": birthdays(rng, rows, seller),
        "cnic": choose(rng, _CNICS[: 1 + seller.form], rows)
        + (text(np.arange(1, rows + 1), 7) if seller.parity else digits(rng, 7, rows)) + digits(rng, 1, rows),
        "mobile": "03" + (choose(rng, ("00", "01", "45"), rows) if seller.sexes else digits(rng, 2, rows))
        + (text(np.arange(1, rows + 1), 7) if seller.parity else digits(rng, 7, rows)),
    }  # fmt: skip
    return fill(genuine, rows, rng, made)
