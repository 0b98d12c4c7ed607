"""Find the column of passwords, or of their hashes, in lists of accounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import polars as pl

from triage.core.model import Role
from triage.detect.content import Content

HASH = "PASSWORD_HASH"
"""Entity of hashes of passwords."""

_ACCOUNTS = frozenset({"EMAIL_ADDRESS", "USERNAME"})
_COMBO_WIDTHS = (2, 3)
_ONE_WORD = r"^[^\s/]{3,64}$"
"""Pattern of a password in a list of accounts: one word, in two columns, or three with a site."""

_PASSWORDS = frozenset({"PASSWORD", HASH})
"""Entities named by headers of password hashes."""

_SCHEMED = 0.2
"""Share of hashes with a scheme prefix from which on a column needs no header that names passwords."""

_SURE = 0.8
"""Share of the cells that must be one word."""


def with_passwords(roles: Sequence[Role], sample: pl.DataFrame) -> list[Role]:
    """Return the roles, with the column after the account as its password, in a list of accounts without a header."""
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


def are_of_passwords(named: str, content: Content) -> bool:
    """Return whether a column of digests holds password hashes: its header states it, or they have scheme prefixes."""
    return named in _PASSWORDS or content.valid[f"{HASH}.schemed"] >= _SCHEMED


def hashes_beside_logins(
    roles: Sequence[Role], contents: Sequence[Content], could_be: Sequence[bool], field: str
) -> list[Role]:
    """Return the roles, with digests next to a column of accounts as hashes of passwords.

    `could_be` is true for columns whose header allows that; `field` is the field of such a hash in a record.
    """
    if not any(role.entity in _ACCOUNTS for role in roles):
        return list(roles)
    why = "and a column beside it holds logins"
    return [
        replace(role, entity=HASH, field=field, confidence=0.8, reasons=(*role.reasons, why))
        if not role.entity and is_able and _are_digests(content)
        else role
        for role, content, is_able in zip(roles, contents, could_be, strict=True)
    ]


def _are_digests(content: Content) -> bool:
    return HASH in content.rules and content.valid.get(HASH, 0.0) >= content.rules[HASH].alone
