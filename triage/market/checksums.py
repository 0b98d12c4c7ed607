"""Recognise addresses of crypto currencies by their form and, if the form has one, their checksum.

Base58Check of Bitcoin and Tron (double SHA-256) and bech32/bech32m (BIP 173, BIP 350) are checked. Of an Ethereum
address only the form is checked: in lower case it has no checksum, in mixed case EIP-55's is not computed.
"""

from __future__ import annotations

import hashlib

import polars as pl

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_FINAL = (1, 0x2BC830A3)
_VERSIONS = {0x41: "tron", 0x00: "bitcoin", 0x05: "bitcoin"}
_LENGTH = 25


def coin_kinds(tokens: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Return each token's currency "coin" by its form (null = none), and "coin_holds": is its checksum right?"""
    form = pl.DataFrame({"token": tokens}).select(
        pl.when(pl.col("token").str.contains("^T[1-9A-Za-z]{33}$")).then(pl.lit("tron"))
        .when(pl.col("token").str.contains("^0x[0-9a-fA-F]{40}$")).then(pl.lit("ethereum"))
        .when(pl.col("token").str.contains("^(?:bc1|[13])[0-9A-Za-z]{25,}$")).then(pl.lit("bitcoin")).alias("coin")
    )["coin"]  # fmt: skip
    distinct = tokens.filter(form.is_not_null()).unique().to_list()
    known = {token: coin_kind(token) is not None for token in distinct}
    return form, tokens.replace_strict(known, default=None, return_dtype=pl.Boolean).alias("coin_holds")


def coin_kind(token: str) -> str | None:
    """Return the currency of an address; null if it is none or its checksum is wrong.

    >>> coin_kind("1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"), coin_kind("1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3")
    ('bitcoin', None)
    """
    if token.startswith("0x"):
        return "ethereum" if len(token) == 42 else None
    if token.startswith("bc1"):
        return "bitcoin" if _is_bech32(token) else None
    return _base58(token)


def _base58(token: str) -> str | None:
    number = 0
    for letter in token:
        at = _BASE58.find(letter)
        if at < 0:
            return None
        number = number * 58 + at
    try:
        raw = number.to_bytes(_LENGTH, "big")
    except OverflowError:
        return None
    body, check = raw[:-4], raw[-4:]
    if hashlib.sha256(hashlib.sha256(body).digest()).digest()[:4] != check:
        return None
    return _VERSIONS.get(body[0])


def _is_bech32(token: str) -> bool:
    data = [_BECH32.find(letter) for letter in token[3:]]
    if min(data) < 0:
        return False
    check = 1
    for value in [*(ord(each) >> 5 for each in "bc"), 0, *(ord(each) & 31 for each in "bc"), *data]:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(_GENERATOR):
            check ^= generator if top >> bit & 1 else 0
    return check in _FINAL
