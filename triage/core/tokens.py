"""Tokens: what stands for a value where values are compared, counted and looked up, and which only its key can make.

A token is 128 bits of AES-256 in the mode EMAC (an encrypted CBC-MAC, sound for texts of any length), with the last
state added once more so that not even the key turns one back without trying values. Each kind of value has keys of its
own: the same digits as a CNIC and as a mobile number are two tokens. A column is done by some calls of the cipher over
arrays, one for every 16 bytes of the longest value, so that no loop runs over rows.
Reference: Petrank and Rackoff, "CBC MAC for real-time data sources", Journal of Cryptology 13 (2000).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from triage.core.keys import Key

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

TOKEN = pl.UInt128

_BLOCK = 16
_TAIL = np.tril(np.full((_BLOCK, _BLOCK), 255, np.uint8), -1)
"""By how many bytes of a value's last block are left: which to keep."""

_PAD = np.eye(_BLOCK, dtype=np.uint8) * 128
"""By the same: where the byte is that ends a value."""


def tokens(values: pl.Series, kind: str, key: Key) -> pl.Series:
    """Return the tokens of some texts of a kind: `TOKEN`, null stays null."""
    name = values.name
    texts = values.cast(pl.String).fill_null("")
    lengths = texts.str.len_bytes().to_numpy().astype(np.int64)
    data = np.frombuffer("".join(texts.to_list()).encode("utf-8", "surrogatepass") + bytes(_BLOCK), np.uint8)
    pairs = _macs(data, lengths, kind, key).view(">u8").astype(np.uint64)
    made = pl.DataFrame({"high": pairs[:, 0], "low": pairs[:, 1], "is_there": values.is_not_null()})
    wide = pl.col("high").cast(TOKEN) * pl.lit(2**64, TOKEN) + pl.col("low").cast(TOKEN)
    return made.select(pl.when("is_there").then(wide).alias(name))[name]


def _macs(data: NDArray[np.uint8], lengths: NDArray[np.int64], kind: str, key: Key) -> NDArray[np.uint8]:
    """Return one token a text, 16 bytes each; the texts are one after the other in `data`, and 16 bytes more."""
    begins = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)[:-1]]) if len(lengths) else lengths
    order = np.argsort(-lengths, kind="stable")  # whose blocks are not over are first
    lengths, begins = lengths[order], begins[order]
    last = lengths // _BLOCK
    windows = np.lib.stride_tricks.sliding_window_view(data, _BLOCK)
    state = np.zeros((len(lengths), _BLOCK), np.uint8)
    inner = _cipher(key.derived(f"token {kind}"))
    for number in range(int(last[0]) + 1 if len(last) else 0):
        going = int(np.searchsorted(-last, -number, side="right"))
        full = int(np.searchsorted(-last, -number, side="left"))
        block = windows[begins[:going] + number * _BLOCK]
        left = lengths[full:going] - number * _BLOCK
        block[full:] = (block[full:] & _TAIL[left]) | _PAD[left]
        state[:going] = inner(state[:going] ^ block)
    out = np.empty_like(state)
    out[order] = _cipher(key.derived(f"end {kind}"))(state) ^ state
    return out


def _cipher(secret: bytes) -> Callable[[NDArray[np.uint8]], NDArray[np.uint8]]:
    """Return AES under a key, block by block of an array."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes  # noqa: PLC0415 - help loads no cipher

    # Each block is masked by the state before it or is the state itself: the mode is made of these calls.
    aes = Cipher(algorithms.AES(secret), modes.ECB()).encryptor()  # noqa: S305
    return lambda blocks: np.frombuffer(aes.update(blocks.tobytes()), np.uint8).reshape(blocks.shape)
