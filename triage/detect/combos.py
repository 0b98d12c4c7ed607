"""Lists of accounts and passwords without a header ("combolists"): which column holds the passwords."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import polars as pl

from triage.core.model import Role

_ACCOUNTS = frozenset({"EMAIL_ADDRESS", "USERNAME"})
_COMBO_WIDTHS = (2, 3)
_ONE_WORD = r"^[^\s/]{3,64}$"
"""What a list of accounts and passwords has beside the account: one word, in two columns, or three with a site."""

_SURE = 0.8
"""Share of the cells that must be one word."""


def with_passwords(roles: Sequence[Role], sample: pl.DataFrame) -> list[Role]:
    """In a list of accounts without a header, what follows the account in each line is its password."""
    result = list(roles)
    if len(roles) not in _COMBO_WIDTHS:
        return result
    for account, secret in pairwise(roles):
        if account.entity in _ACCOUNTS and not secret.entity:
            cells = sample.to_series(secret.column).drop_nulls()
            words = int(cells.str.contains(_ONE_WORD).sum())
            if cells.len() and words >= _SURE * cells.len() and cells.n_unique() * 2 > cells.len():
                reasons = (*secret.reasons, "it follows an account in a list of two or three columns without names")
                result[secret.column] = replace(
                    secret, entity="PASSWORD", field="password", confidence=0.6, reasons=reasons, is_opaque=False
                )
                return result
    return result
