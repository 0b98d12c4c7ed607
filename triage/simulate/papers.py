"""Columns of the trade that state nothing about a person: branches, balances, plates, engines, blocks and the like.

For families of worlds without their own; households draw theirs in the extracts.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import polars as pl

from triage.simulate.draw import Ints, Rng
from triage.simulate.words import BRANCH_ROADS, CARS, JOBS

Paper = Callable[[Rng, int, int], pl.Series]

_LETTERS = "ABCDEFGHJKLMNPRSTVWXYZ"


def _padded(numbers: Ints, width: int) -> pl.Series:
    return pl.Series(numbers).cast(pl.String).str.zfill(width)


def _one_of(words: tuple[str, ...]) -> Paper:
    def paper(rng: Rng, rows: int, year: int) -> pl.Series:
        del year
        share = rng.dirichlet(np.full(len(words), 1.5))
        return pl.Series(words, dtype=pl.String).gather(pl.Series(rng.choice(len(words), rows, p=share)))

    return paper


def _number(digits: int, before: str = "") -> Paper:
    def paper(rng: Rng, rows: int, year: int) -> pl.Series:
        del year
        return before + _padded(rng.integers(0, 10**digits, rows), digits)

    return paper


def _counted(rng: Rng, rows: int, year: int) -> pl.Series:
    del rng, year
    return pl.Series(np.arange(1, rows + 1)).cast(pl.String)


def _balance(rng: Rng, rows: int, year: int) -> pl.Series:
    del year
    return pl.Series(np.exp(rng.normal(9.5, 2.0, rows))).round(2).cast(pl.String)


def _plate(rng: Rng, rows: int, year: int) -> pl.Series:
    del year
    letters = pl.Series(list(_LETTERS), dtype=pl.String)
    first, second, third = (letters.gather(pl.Series(rng.integers(0, len(_LETTERS), rows))) for _ in range(3))
    return first + second + third + "-" + pl.Series(rng.integers(1, 10_000, rows)).cast(pl.String)


def _block(rng: Rng, rows: int, year: int) -> pl.Series:
    del year
    first = 100_000_000 + int(rng.integers(0, 500_000)) * 100
    return _padded(first + np.arange(rows) // int(rng.integers(200, 900)), 9)


def _past_date(rng: Rng, rows: int, year: int) -> pl.Series:
    first = np.datetime64(f"{year - int(rng.integers(3, 14))}-01-01")
    days = int((np.datetime64(f"{year}-01-01") - first).astype(int))
    return pl.Series((first + rng.integers(0, days, rows)).astype("datetime64[D]")).dt.to_string("%Y-%m-%d")


PAPERS: dict[str, Paper] = {
    "row_no": _counted, "serial": _counted, "family_no": _number(3), "block_code": _block, "balance": _balance,
    "branch": _one_of(tuple(f"{number * 37 + 11:04d} {road}" for number, road in enumerate(BRANCH_ROADS * 9))),
    "status": _one_of(("Eligible", "Paid", "Ineligible")), "amount": _one_of(("7000", "14000", "10500")),
    "qualification": _one_of(JOBS), "reg_no": _plate, "engine": _number(8), "chassis": _number(9, "P"),
    "make": _one_of(tuple(dict.fromkeys(make for make, _ in CARS))), "model": _one_of(tuple(m for _, m in CARS)),
    "reg_date": _past_date, "activation_date": _past_date, "imsi": _number(11, "4100"), "roll_no": _number(6),
    "marks": _one_of(tuple(str(number) for number in range(360, 1040, 7))),
    "institute": _one_of(("GOVT HIGH SCHOOL NO 1", "GOVT DEGREE COLLEGE", "PRIVATE", "GOVT GIRLS COLLEGE")),
}  # fmt: skip
"""Functions that fill a column of the trade: (stream, rows, year of the file) -> one String per row."""
