"""Two leaks merged on the name alone: whoever is called alike gets the other's card, birth and number."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate.draw import Rng
from triage.simulate.making import enough
from triage.simulate.seller import Seller

TITLE = "Leaks merged on the name"
TELL = "Name and sex of the card agree; the father's family, the birth and the place are of a namesake."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"

_FROM_OTHER = ("cnic", "dob", "age", "gender", "mobile", "operator", "iban", "email")


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return the name, father and address of one person beside the numbers of another with the same first name."""
    source = enough(genuine, rows, rng)
    if "name" not in source.columns:
        return source
    count = 1 if seller.sexes else 2
    key = source["name"].fill_null("").str.extract(rf"^(\S{{1,{2 + count}}})").fill_null("")
    group = key.rank("dense").to_numpy().astype(np.int64)
    other = np.empty(rows, dtype=np.int64)
    other[np.argsort(group, kind="stable")] = np.lexsort((rng.random(rows), group))
    moved = [name for name in _FROM_OTHER if name in source.columns]
    return source.with_columns(source[name].gather(pl.Series(other)) for name in moved)


def spoils(columns: frozenset[str], had: frozenset[str]) -> tuple[bool, bool]:
    """Wrong where something of one leak is beside something of the other."""
    del had
    own = bool(columns & {"name", "father", "mother", "address", "district", "tehsil"})
    return own and bool(columns & {"cnic", "dob", "age", "gender"}), own and bool(columns & set(_FROM_OTHER))
