"""Compute sketches of advertisements' wording: MinHash over three consecutive words, without numbers and addresses.

The share of equal numbers in two sketches estimates the share of word triples that the texts have in common. Reference:
Broder, "On the resemblance and containment of documents", 1997.
"""

from __future__ import annotations

import polars as pl

from triage.core.keys import Key
from triage.core.observe import HASH_SEED
from triage.core.vault import blended

SIZE = 16
"""Number of hashes in a sketch."""

_WORDS = r"\p{L}[\p{L}\p{M}]+"
_NUMBERS = r"(?:https?://|www\.|t\.me/|wa\.me/)\S+|[^\s@]{0,64}@\S+|[0-9]+"
"""Pattern of what differs between two copies of an advertisement.

What is before an @ has a longest length: else each number of a long line costs a look at all of the rest.
"""

_LEAST = 8
"""Fewest words of an advertisement for a sketch."""


def sketches(texts: pl.DataFrame, key: Key) -> pl.DataFrame:
    """Return each long enough message's "sketch", by "row": 3 hexadecimal digits of a hash, then 16 times 8."""
    left = pl.col("text").str.replace_all(_NUMBERS, " ").str.to_lowercase()
    words = texts.select("row", left.str.extract_all(_WORDS).alias("word")).filter(pl.col("word").list.len() >= _LEAST)
    if not words.height:
        return pl.DataFrame(schema={"row": pl.UInt32, "sketch": pl.String})
    word = pl.col("word")
    three = pl.concat_str(word, word.shift(-1).over("row"), word.shift(-2).over("row"), separator=" ")
    triples = words.explode("word").select("row", three.alias("three")).drop_nulls()
    least = [pl.col("three").hash(HASH_SEED + seed).min().alias(str(seed)) for seed in range(SIZE)]
    found = triples.group_by("row", maintain_order=True).agg(least)
    mixed = blended(found.drop("row").to_numpy(), key) & 0xFFFFFFFF
    group = found.select(pl.col("0").hash(HASH_SEED) % 4096)["0"]
    names = [
        f"{head:03x}" + "".join(f"{each:08x}" for each in row)
        for head, row in zip(group.to_list(), mixed.tolist(), strict=True)
    ]
    return pl.DataFrame({"row": found["row"], "sketch": names})


def resemblance(left: str, right: str) -> float:
    """Return the share of equal numbers in two sketches, in [0, 1]."""
    pairs = [(left[at : at + 8], right[at : at + 8]) for at in range(3, 3 + 8 * SIZE, 8)]
    return sum(a == b for a, b in pairs) / SIZE
