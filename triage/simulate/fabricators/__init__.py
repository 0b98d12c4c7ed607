"""Fabricators: methods of making up records, one per file.

A module defines `fabricate(genuine, rows, rng, seller) -> DataFrame`: `rows` records with the columns of `genuine`
(canonical values, all String, without labels), made by a `Seller` who has seen `genuine`, or only its header; the
constants

TITLE    what the seller does
TELL     what gives it away, in one line
IDENTITY "genuine" if CNIC, name, father, sex and birth still belong together, else "fabricated"
LINKAGE  the same for the link to phone, address and account
NOVELTY  "copy" if rows are copies of rows of the dump, else "new"
SOURCE   "spare" if it takes records that the dump does not hold, "kept" if it takes those the dump holds

and, if its values are true and only wrongly combined, `spoils(columns, had) -> (identity, linkage)`: whether a dump
that shows these columns, of those the records had, shows what does not belong together.
"""

from __future__ import annotations

from types import ModuleType

import polars as pl

from triage.core.errors import UsageError
from triage.core.plugins import modules
from triage.simulate.draw import chance, stream
from triage.simulate.seller import Seller
from triage.simulate.urdu import in_urdu


def fabricators() -> tuple[str, ...]:
    """Return the methods of making up records, by name."""
    return tuple(modules(__name__, "fabricate"))


def fabricator(name: str) -> ModuleType:
    """Return the module of a fabricator. Raises `UsageError` if there is none."""
    found = modules(__name__, "fabricate")
    if name not in found:
        raise UsageError(f"no fabricator {name!r}; there are {', '.join(found)}")
    return found[name]


def fabricate(name: str, seed: int, rows: int, genuine: pl.DataFrame, seller: str = "drawn") -> pl.DataFrame:
    """Return `rows` made-up records with their labels, in the columns of `genuine` (labels in it are ignored).

    `seller` is "drawn" (habits drawn by the seed) or "typical".
    """
    module = fabricator(name)
    who = Seller.drawn(stream(seed, "seller", name)) if seller == "drawn" else Seller()
    made: pl.DataFrame = module.fabricate(genuine.drop("^label_.*$"), rows, stream(seed, "fabricate", name), who)
    if who.urdu and seller == "drawn":
        made = _in_script(made, genuine)
    empty = stream(seed, "gaps", name)
    made = made.with_columns(
        made[each].set(pl.Series(chance(empty, who.gaps, rows)), None)
        for each in made.columns
        if who.gaps and genuine[each].null_count() and not made[each].null_count()
    )
    return made.with_columns(label_identity=pl.lit(module.IDENTITY), label_linkage=pl.lit(module.LINKAGE),
                             label_novelty=pl.lit(module.NOVELTY), label_family=pl.lit(name))  # fmt: skip


def _in_script(made: pl.DataFrame, genuine: pl.DataFrame) -> pl.DataFrame:
    """Return the records with texts in Urdu letters in columns in which the file's texts are Urdu and these are not."""
    texts = [name for name in ("name", "father", "mother", "address") if name in made.columns]
    is_urdu = {name: genuine[name].head(50).str.contains(r"\p{Arabic}").any() for name in texts}
    return made.with_columns(
        in_urdu(made[name])
        for name in texts
        if is_urdu[name] and not made[name].head(50).str.contains(r"\p{Arabic}").any()
    )
