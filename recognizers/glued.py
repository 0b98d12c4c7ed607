"""Part numbers that stand without a gap: a CNIC and a mobile in a file of fixed width, two mobiles in a cell.

A line feed is put between them, which no written form contains, so that every pattern finds each at its own border.
Only runs that are numbers of persons and dates from end to end are parted: a CNIC (bare only with the fourth digit 0
that every published place code has), a mobile number with its zero or country code, a date.
"""

from __future__ import annotations

import re

import polars as pl

BORDER = "\n"

_NUMBER = (
    r"(?:[1-8][0-9]{4}-[0-9]{7}-[0-9]|[1-8][0-9]{2}0[0-9]{9}|(?:\+92|0092|92|0)3[0-9]{2}-?[0-9]{7}"
    r"|[0-3][0-9][-/.][01][0-9][-/.](?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9])"
)
_GLUED = rf"(^|[^0-9.])({_NUMBER})({_NUMBER}+)([^0-9]|$)"

_RUN_BYTES = 21
_RUN = f"[0-9+/.-]{{{_RUN_BYTES}}}"
"""What every such run contains: two mobiles are 22 digits, a mobile and a date 21 characters."""

_MOST = 8
"""Most passes, each of which parts one more number of a run: the work on a text stays linear."""

_RUN_HERE, _GLUED_HERE = re.compile(_RUN), re.compile(_GLUED)


def parted_column(cells: pl.Series) -> pl.Series:
    """Return folded cells with a border between numbers that stand without a gap; null stays null."""
    if (cells.str.len_bytes().max() or 0) < _RUN_BYTES:  # type: ignore[operator]
        return cells
    is_run = cells.str.contains(_RUN)
    odd = cells.filter(is_run)
    for _ in range(_MOST if odd.len() else 0):
        before, odd = odd, odd.str.replace_all(_GLUED, f"${{1}}${{2}}{BORDER}${{3}}${{4}}")
        if (before == odd).all():
            break
    if not odd.len():
        return cells
    place = pl.select(pl.when(is_run).then(is_run.cum_sum() - 1)).to_series()
    return pl.select(pl.when(is_run).then(odd.gather(place)).otherwise(cells).alias(cells.name)).to_series()


def has_run(text: str) -> bool:
    """Return true if a folded text may hold such numbers: a quick look."""
    return _RUN_HERE.search(text) is not None


def parted_text(folded: str) -> str:
    """Return a folded text with the same borders."""
    for _ in range(_MOST if has_run(folded) else 0):
        before, folded = folded, _GLUED_HERE.sub(rf"\1\2{BORDER}\3\4", folded)
        if before == folded:
            break
    return folded


def unparted(parted: str, folded: str) -> list[int]:
    """Return for each character of a parted text, and for its end, its offset in the text as it was."""
    offsets, at = list[int](), 0
    for sign in parted:
        offsets.append(at)
        at += at < len(folded) and sign == folded[at]
    return [*offsets, len(folded)]
