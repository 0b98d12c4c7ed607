"""Format counts with their nouns, as every sentence of the program uses them."""

from __future__ import annotations

_PLURALS = {"person": "people", "copy": "copies", "entity": "entities"}
"""Nouns whose plural is another word."""


def count_of(count: int, noun: str, plural: str = "") -> str:
    """Return a count with its noun, in the singular if there is one.

    >>> count_of(1, "row"), count_of(1200, "row"), count_of(2, "person"), count_of(1, "of them was", "of them were")
    ('1 row', '1,200 rows', '2 people', '1 of them was')
    """
    return f"{count:,} {noun if count == 1 else plural or _PLURALS.get(noun, noun + 's')}"
