"""The observations that a signal may request of a table: row-wise expressions over named fields that add up.

The package `detect` evaluates observations, the package `score` defines them; both import only these classes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import polars as pl

DATES = "dates"
"""Under which a table's marks count the years of its dates, as "column=year"."""

SEGMENT_COLUMN = "segment"
"""Name of a column of the observed frame: UInt64, the segment a row is in. Order is kept within a segment."""


@dataclass(frozen=True, slots=True)
class Count:
    """Rows of the sample for which a Boolean expression is true (null counts as false)."""

    where: pl.Expr


@dataclass(frozen=True, slots=True)
class Histogram:
    """Rows of the sample by value of an expression with a small closed domain (null is left out).

    Kept as counts under "name=value".
    """

    of: pl.Expr


@dataclass(frozen=True, slots=True)
class Sketch:
    """Distinct values of an expression with their counts, over ALL rows (null is left out).

    Keep the expression cheap: it runs on every row of the dump, not on the sample.
    """

    of: pl.Expr


@dataclass(frozen=True, slots=True)
class Rows:
    """Columns of some blocks of consecutive rows (see `triage.core.block_sample`), by name: numbers, Booleans, hashes.

    They never hold a cell: `token` makes a hash of one. `before` are columns of the observed frame that several of them
    are made of: they are computed once, and for these rows alone.
    """

    columns: Mapping[str, pl.Expr]
    before: Mapping[str, pl.Expr] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shown:
    """Columns of the observed frame that observations are made of: computed once for a batch, whoever asks for them.

    Their names begin with a dot, and mean the same to every signal.
    """

    columns: Mapping[str, pl.Expr]


Observation = Count | Histogram | Sketch | Rows | Shown

HASH_SEED = 0x9E3779B97F4A7C15
"""Fixed seed, so that the same evidence gives the same report. Hashes are evidence: they stay in the case folder."""


def token(value: pl.Expr) -> pl.Expr:
    """Return 64-bit hashes of an expression, the same in every run of this Polars version: UInt64, null stays null."""
    return pl.when(value.is_not_null()).then(value.hash(HASH_SEED))


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields that a table has, as expressions over the observed frame: one row per row of the table.

    `value` is the canonical value of a field (String, null if the cell holds no candidate), as the field's recognizer
    defines it; `valid` whether the value passes its checks; `raw` the folded cell text.
    """

    present: frozenset[str]

    def has(self, *names: str) -> bool:
        """Return true if the table has all these fields."""
        return self.present.issuperset(names)

    def value(self, name: str) -> pl.Expr:
        """Return the canonical value of a field: String, null if the cell holds no candidate."""
        return pl.col(name)

    def valid(self, name: str) -> pl.Expr:
        """Return whether the value of a field passes its checks: Boolean, null if the cell holds no candidate."""
        return pl.col(f"{name}.valid")

    def raw(self, name: str) -> pl.Expr:
        """Return the folded text of the cell: String, null for an empty cell."""
        return pl.col(f"{name}.raw")

    def step(self, number: pl.Expr) -> pl.Expr:
        """Return the difference of a number to that of the row before.

        It is null in the first row of a segment (of a block, in `Rows`).
        """
        segment = pl.col(SEGMENT_COLUMN)
        return pl.when(segment == segment.shift(1)).then(number - number.shift(1))


Observer = Callable[[Fields], Mapping[str, Observation]]
"""Type of a signal's `observe`, which returns what it requests of a table; empty if it does not apply."""
