"""A true core padded out: names, fathers and addresses of true rows combined anew, numbers made up to fit."""

from __future__ import annotations

import polars as pl

from triage.simulate.draw import Rng
from triage.simulate.making import enough, fill, mobile_codes, random_number, weighed
from triage.simulate.seller import Seller

TITLE = "Padding of a true core"
TELL = "Words and prefixes of true rows in pairs that true rows never have; serials too even."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "kept"


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return new persons from the core's words: first word of one name, the rest of another, prefixes of the file."""
    source = enough(genuine, rows, rng)
    made = {name: source[name].gather(pl.Series(rng.permutation(rows))) for name in source.columns if name != "row_no"}
    for name in (each for each in ("name", "father", "mother") if each in source.columns):
        words = pl.DataFrame({"a": source[name], "b": source[name].gather(pl.Series(rng.permutation(rows)))})
        joined = pl.concat_str(
            pl.col("a").str.extract(r"^(\S+)"), pl.col("b").str.extract(r"^\S+ (.*)$"), separator=" ", ignore_nulls=True
        )
        made[name] = words.select(joined).to_series()
    if "cnic" in made:
        last = made["cnic"].str.slice(12) if seller.parity else random_number(rng, 1, rows, Seller())
        made["cnic"] = made["cnic"].str.head(5) + random_number(rng, 7, rows, seller) + last
    if "mobile" in made:
        known = weighed(rng, mobile_codes(rng, seller), rows, seller)
        code = source["mobile"].str.head(4).fill_null("0300") if seller.sexes else known
        made["mobile"] = code + random_number(rng, 7, rows, seller)
    if "dob" in made and seller.month_ends:
        day = pl.Series(rng.integers(1, 29, rows)).cast(pl.String).str.zfill(2)
        made["dob"] = made["dob"].str.head(8) + day
    return fill(genuine, rows, rng, {name: made[name].fill_null(strategy="backward") if name == "cnic" else made[name]
                                     for name in made})  # fmt: skip
