"""Replace links of true persons by invented ones."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate.draw import Rng
from triage.simulate.making import digits
from triage.simulate.numbers import ibans, text
from triage.simulate.seller import Seller


def other_links(frame: pl.DataFrame, names: tuple[str, ...], rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return the rows with the first of these columns that they have replaced by an invented one; null stays null."""
    name = next((each for each in names if each in frame.columns), None)
    if name is None:
        return frame
    old = frame[name]
    made = _MADE.get(name, _tail)(old, rng, seller)
    return frame.with_columns(made.set(old.is_null(), None).alias(name))


def _tail(old: pl.Series, rng: Rng, seller: Seller) -> pl.Series:
    """Return the number with its last three to seven digits replaced."""
    count = 3 + round(4 * seller.strength)
    return old.str.head(len(str(old.drop_nulls()[0])) - count if old.count() else 0) + digits(rng, count, len(old))


def _address(old: pl.Series, rng: Rng, seller: Seller) -> pl.Series:
    """Return somebody else's address."""
    del seller
    return old.gather(pl.Series(rng.permutation(len(old))))


def _email(old: pl.Series, rng: Rng, seller: Seller) -> pl.Series:
    """Return the letters of an address with another number after them."""
    del seller
    number = pl.Series(rng.integers(1, 10_000, len(old))).cast(pl.String)
    return old.str.extract(r"^([^0-9@]*)") + number + old.str.extract("(@.*)$")


def _iban(old: pl.Series, rng: Rng, seller: Seller) -> pl.Series:
    """Return IBANs with other account digits; check digits stay, or are computed if the seller knows the rule."""
    account = rng.integers(10**12, 10**15, len(old))
    if seller.parity and old.count():
        return ibans(account, str(old.drop_nulls()[0])[4:8])
    return old.str.head(8) + text(account, 16)


def _imei(old: pl.Series, rng: Rng, seller: Seller) -> pl.Series:
    """Return another serial after the same device type, or any 15 digits."""
    kept = 8 if seller.parity else 2
    return old.str.head(kept) + text(np.abs(rng.integers(0, 10 ** (15 - kept), len(old))), 15 - kept)


_MADE = {"address": _address, "email": _email, "iban": _iban, "imei": _imei}
