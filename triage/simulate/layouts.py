"""Ways of placing made-up rows among genuine ones."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import polars as pl

from triage.core.errors import UsageError
from triage.simulate.draw import Rng

Layout = Callable[[pl.DataFrame, pl.DataFrame, Rng], pl.DataFrame]


def append(kept: pl.DataFrame, made: pl.DataFrame, rng: Rng) -> pl.DataFrame:
    """Genuine rows first, as a teaser; made-up rows after them."""
    del rng
    return pl.concat([kept, made])


def prepend(kept: pl.DataFrame, made: pl.DataFrame, rng: Rng) -> pl.DataFrame:
    """Made-up rows first, genuine rows after them."""
    del rng
    return pl.concat([made, kept])


def blocks(kept: pl.DataFrame, made: pl.DataFrame, rng: Rng) -> pl.DataFrame:
    """Pages of 25 to 500 rows of one sort each, in random order; the order within each sort stays."""
    size = int(rng.integers(25, 501))
    page = [np.arange(frame.height) // size for frame in (kept, made)]
    place = rng.permutation(sum(int(each.max(initial=-1)) + 1 for each in page))
    own = [np.sort(place[: int(page[0].max(initial=-1)) + 1]), np.sort(place[int(page[0].max(initial=-1)) + 1 :])]
    return _by(kept, made, np.concatenate([own[0][page[0]], own[1][page[1]]]))


def interleave(kept: pl.DataFrame, made: pl.DataFrame, rng: Rng) -> pl.DataFrame:
    """Made-up rows at random places in the file; the order within each sort stays."""
    place = rng.permutation(kept.height + made.height)
    return _by(kept, made, np.concatenate([np.sort(place[: kept.height]), np.sort(place[kept.height :])]))


def by_number(kept: pl.DataFrame, made: pl.DataFrame, rng: Rng) -> pl.DataFrame:
    """All rows sorted by mobile number, or without one by CNIC."""
    del rng
    both = pl.concat([kept, made])
    key = next((name for name in ("mobile", "cnic") if name in both.columns), both.columns[0])
    return both.sort(key, maintain_order=True)


def by_column(kept: pl.DataFrame, made: pl.DataFrame, rng: Rng) -> pl.DataFrame:
    """All rows sorted by a column drawn among name, CNIC, district, birth and address."""
    both = pl.concat([kept, made])
    keys = [name for name in ("name", "cnic", "district", "dob", "address") if name in both.columns]
    return both.sort(keys[int(rng.integers(0, len(keys)))] if keys else both.columns[0], maintain_order=True)


def _by(kept: pl.DataFrame, made: pl.DataFrame, key: object) -> pl.DataFrame:
    both = pl.concat([kept, made])
    return both.select(pl.all().gather(pl.Series(np.argsort(np.asarray(key), kind="stable"))))


LAYOUTS: dict[str, Layout] = {
    "append": append,
    "prepend": prepend,
    "blocks": blocks,
    "interleave": interleave,
    "sorted": by_number,
    "by_column": by_column,
}


def layout(name: str) -> Layout:
    """Return the layout of this name. Raises `UsageError` if there is none."""
    if name not in LAYOUTS:
        raise UsageError(f"no layout {name!r}; there are {', '.join(LAYOUTS)}")
    return LAYOUTS[name]
