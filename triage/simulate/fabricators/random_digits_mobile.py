"""Random digits behind true mobile codes, all codes alike; CNICs are 13 random digits with no leading zero."""

from __future__ import annotations

import polars as pl

from triage.simulate.draw import Rng
from triage.simulate.making import choose, digits, fill, people, simple
from triage.simulate.numbers import codes, text
from triage.simulate.short_lists import FIRST, LAST

TITLE = "Random digits behind true mobile codes"
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng) -> pl.DataFrame:
    """Records of somebody who looked up the mobile codes."""
    made = simple(rng, rows) | people(rng, rows, FIRST, LAST)
    made["cnic"] = (
        text(rng.integers(10_000, 100_000, rows), 5) + text(rng.integers(10**6, 10**7, rows), 7) + digits(rng, 1, rows)
    )
    made["mobile"] = choose(rng, [f"0{code}" for code, _, _ in codes()], rows) + text(
        rng.integers(10**6, 10**7, rows), 7
    )
    made["iban"] = (
        "PK"
        + text(rng.integers(10, 100, rows), 2)
        + choose(rng, ("HABB", "UNIL", "MUCB", "MEZN"), rows)
        + digits(rng, 16, rows)
    )
    return fill(genuine, rows, rng, made)
