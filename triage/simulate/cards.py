"""Card numbers of made-up people: an office's code, a serial, a last digit that tells the sex."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate.draw import Bools, Ints, Rng
from triage.simulate.numbers import SERIALS, distinct
from triage.simulate.places import places


def office_codes(origin: Ints, share: np.ndarray) -> Ints:
    """Return for each person the code of an office of the district of origin, at that share (0 to 1) of its list."""
    here = places()
    own = [np.flatnonzero(line) for line in here.issues]
    codes = [here.prefixes[own[place][int(part * len(own[place]))]] for place, part in zip(origin, share, strict=True)]
    return np.array(codes, dtype=np.int64)


def card_numbers(rng: Rng, codes: Ints, even: Bools) -> pl.Series:
    """Return a card of thirteen digits for each code, none of them twice; its last digit is even where told."""
    rows = len(codes)
    last = np.where(even, 2 + 2 * rng.integers(0, 4, rows), 1 + 2 * rng.integers(0, 5, rows))
    numbers = distinct(lambda who: (codes[who] * SERIALS + rng.integers(0, SERIALS, len(who))) * 10 + last[who], rows)
    return pl.Series(numbers).cast(pl.String)
