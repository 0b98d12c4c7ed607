"""Format counts with their nouns, as every sentence of the program uses them."""

from __future__ import annotations

_PLURALS = {"person": "people", "copy": "copies", "entity": "entities"}
"""Nouns whose plural is another word."""


def number(count: int, noun: str, plural: str = "") -> str:
    """Return a count with its noun, in the singular for one.

    >>> number(1, "row"), number(1200, "row"), number(2, "person"), number(1, "of them was", "of them were")
    ('1 row', '1,200 rows', '2 people', '1 of them was')
    """
    return f"{count:,} {noun if count == 1 else plural or _PLURALS.get(noun, noun + 's')}"
