"""Group rows by who wrote them: the form of the address, or, without one, of the name and the numbers.

A form is what is left if words become letters and numbers nines: "House 12, Street 4, Lahore" is "Aa 9, Aa 9, Aa".
One clerk, one program or one seller writes one form; a list of many hands has forms that go with its places.
"""

from __future__ import annotations

import polars as pl

from triage.core.observe import Fields, token

_MOST = 120
"""Letters of a cell that are looked at: a form repeats itself."""


def hand(fields: Fields) -> pl.Expr | None:
    """Return a hash of the form in which a row is written: UInt64, null without a cell; null without such fields."""
    if fields.has("address"):
        return token(_form(fields.raw("address")))
    others = [_form(fields.raw(name)) for name in ("name", "cnic", "mobile") if fields.has(name)]
    return token(pl.concat_str(others, separator="|", ignore_nulls=True)) if others else None


def _form(cell: pl.Expr) -> pl.Expr:
    """Return the form of a cell: runs of words as one, by their letters' case; signs stay."""
    short = cell.str.slice(0, _MOST)
    cases = (("[0-9]+", "9"), (r"\p{Lu}{2,}", "A"), (r"\p{Lu}\p{Ll}+", "C"), (r"\p{Ll}+", "a"), (r"\p{Lo}+", "u"))
    for pattern, letter in cases:
        short = short.str.replace_all(pattern, letter)
    return short.str.replace_all(r"([AaCu])(?: ?[AaCu])+", "${1}")
