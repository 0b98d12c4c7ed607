"""Draw the records of the sample from a frame, in an order that anyone can reproduce.

The records are in the order of their hashes. The i-th draw is SHA-256 of "SEED,i" as a number, modulo the number of
records; a record drawn before is skipped (the sampler that R. L. Rivest wrote for election audits,
https://people.csail.mit.edu/rivest/sampler.py, read 2026-11-29). It can be repeated by hand.
"""

from __future__ import annotations

import hashlib


def positions(seed: str, records: int, count: int) -> list[int]:
    """Return the positions of the first `count` records drawn, without repetition, in the order of the draw."""
    drawn: dict[int, None] = {}
    turn = 0
    while len(drawn) < min(count, records):
        turn += 1
        ticket = hashlib.sha256(f"{seed},{turn}".encode()).hexdigest()
        drawn.setdefault(int(ticket, 16) % records)
    return list(drawn)


_LETTERS = str.maketrans("0123456789abcdef", "bcdfghjklmnpqrst")
"""Letters only, because a spreadsheet takes 25e73 for a number."""


def code(seed: str, number: int) -> str:
    """Return the code of a drawn record, which identifies the record without revealing whose it is."""
    digest = hashlib.sha256(f"{seed},record {number}".encode()).hexdigest()[:10]
    return digest.translate(_LETTERS)
