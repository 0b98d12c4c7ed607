"""Compute tokens: keyed stand-ins for values, by which values are compared, counted and looked up.

A token is 128 bits of AES-256 in the mode EMAC (an encrypted CBC-MAC, sound for texts of any length), with the last
state added once more so that not even the key reverses one without trying values. Each kind of value has its own keys:
the same digits as a CNIC and as a mobile number are two tokens. A column needs one call of the cipher over arrays for
every 16 bytes of the longest value, so that no loop runs over rows. Reference: Petrank and Rackoff, "CBC MAC for
real-time data sources", Journal of Cryptology 13 (2000).
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
_PIECE = 16_384
"""Texts that are done at a time: what is at work stays in the processor's cache (measured: half the time)."""

_FEW = 256
"""Texts that are joined faster one by one."""

_TAIL = np.tril(np.full((_BLOCK, _BLOCK), 255, np.uint8), -1).view(np.uint64)
"""Mask by number of bytes in a value's last block: 255 for the bytes to keep."""

_PAD = (np.eye(_BLOCK, dtype=np.uint8) * 128).view(np.uint64)
"""Padding by the same number: the byte 0x80 right after the end of the value."""

if TYPE_CHECKING:
    Blocks = NDArray[np.uint64]  # blocks of 16 bytes, as two numbers each
    Ciphers = tuple[Callable[[Blocks], Blocks], Callable[[Blocks], Blocks]]  # of all blocks, and of the last state


def tokens(values: pl.Series, kind: str, key: Key) -> pl.Series:
    """Return the tokens of texts of one kind: `TOKEN`, null stays null."""
    name = values.name
    texts = values.cast(pl.String)
    ciphers = _cipher(key.derived(f"token {kind}")), _cipher(key.derived(f"end {kind}"))
    pairs = np.empty((len(texts), 2), np.uint64)
    for at in range(0, len(texts), _PIECE):
        pairs[at : at + _PIECE] = _macs(*_joined(texts.slice(at, _PIECE)), ciphers)
    made = pl.DataFrame({"high": pairs[:, 0], "low": pairs[:, 1], "is_there": values.is_not_null()})
    wide = pl.col("high").cast(TOKEN) * pl.lit(2**64, TOKEN) + pl.col("low").cast(TOKEN)
    return made.select(pl.when("is_there").then(wide).alias(name))[name]


def _joined(texts: pl.Series) -> tuple[bytes, NDArray[np.int64]]:
    """Return the bytes of texts one after the other, and how many each has; null has none."""
    if len(texts) <= _FEW:
        each = [(text or "").encode("utf-8", "surrogatepass") for text in texts.to_list()]
        return b"".join(each), np.array([len(text) for text in each], np.int64)
    told = texts.fill_null("")
    joined: bytes = told.str.join("").cast(pl.Binary)[0]
    return joined, told.str.len_bytes().to_numpy().astype(np.int64)


def _macs(texts: bytes, lengths: NDArray[np.int64], ciphers: Ciphers) -> Blocks:
    """Return one token a text: its upper and its lower half."""
    inner, end = ciphers
    data = texts + bytes(_BLOCK)
    last = lengths // _BLOCK
    most = int(last.max())
    # Whose blocks are not over are first.
    order = np.argsort((most - last).astype(np.uint16 if most < 2**16 else np.int64), kind="stable")
    begins, lengths, ending = (np.cumsum(lengths) - lengths)[order], lengths[order], np.bincount(last)
    windows = np.ndarray((len(data) - _BLOCK + 1,), f"V{_BLOCK}", data, strides=(1,))
    state = np.zeros((len(lengths), 2), np.uint64)
    going = len(lengths)
    for number in range(most + 1):
        full = going - int(ending[number])
        block = windows[begins[:going] + number * _BLOCK].view(np.uint64).reshape(-1, 2)
        left = lengths[full:going] - number * _BLOCK
        block[full:] = (block[full:] & _TAIL[left]) | _PAD[left]
        state[:going] = inner(block ^ state[:going])
        going = full
    out = np.empty_like(state)
    out[order] = (end(state) ^ state).view(">u8")
    return out


def _cipher(secret: bytes) -> Callable[[Blocks], Blocks]:
    """Return AES encryption under a key, applied to each 16-byte block of an array."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes  # noqa: PLC0415 - help loads no cipher

    # Each block is masked by the state before it or is the state itself: the mode is made of these calls.
    aes = Cipher(algorithms.AES(secret), modes.ECB()).encryptor()  # noqa: S305
    return lambda blocks: np.frombuffer(aes.update(blocks.tobytes()), np.uint64).reshape(blocks.shape)
