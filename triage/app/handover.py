"""Hand over the tokens of a case with their counts, and nothing else.

Whoever has the same key (an operator, the registration authority) makes tokens of his own list and joins the two: both
learn what they share, and neither sees what only the other has. But whoever has the key can try all possible numbers,
so it is given only to those who may know them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import polars as pl

from triage.case import Case
from triage.case.token_store import PART_ROWS
from triage.core.people import FIELDS


def handed_over(folder: Path, key: Path, kinds: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a CSV file: kind, token (32 hexadecimal digits), count, number of dumps; sorted by token.

    `key` is the file of the key that the case was made with. The hand-over is noted in the audit trail before anything
    is yielded. Raises `UsageError` if the file holds another key.
    """
    with Case.open(folder, key) as case:
        files = case.tokens.values()
        dumps = case.tokens.sources().select("source", "dump")
        case.audit("handed_over", {"kinds": list(kinds), "key": case.key.name})
        wanted = [FIELDS.index(kind) for kind in kinds]
        parts = max(1, -(-sum(map(len, files)) // PART_ROWS))
        yield "kind,token,count,dumps\n"
        for low, high in pairwise([2**128 // parts * part for part in range(parts)] + [2**128]):
            some = pl.concat([file.between(low, high) for file in files]) if files else pl.DataFrame()
            if some.height:
                yield _lines(some.filter(pl.col("kind").is_in(wanted)).join(dumps, on="source"))


def _lines(values: pl.DataFrame) -> str:
    counted = values.group_by("kind", "token").agg(pl.col("count").sum(), pl.col("dump").n_unique()).sort("token")
    names = dict(enumerate(FIELDS))
    return "".join(f"{names[kind]},{token:032x},{count},{dumps}\n" for kind, token, count, dumps in counted.iter_rows())
