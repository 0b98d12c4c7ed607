"""Bare numbers of a length that many other numbers have too: the few that look like an entity's are so by chance."""

from __future__ import annotations

import polars as pl

from triage.detect.eyes import Eyes
from triage.recognizers import Recognizer

CROWD, CHANCE = 30, 0.02
"""Bare numbers of a length from which on, and the share of an entity among them up to which, those of it are chance."""


def crowd_of(recognizer: Recognizer) -> str:
    """Return the pattern of bare numbers among which those of an entity are; "" if its rule names none."""
    return str(recognizer.rule.settings.get("crowd", ""))


def is_by_chance(cells: pl.Series, crowd: str, entity: str, eyes: Eyes) -> bool:
    """Return whether of many bare numbers of a length so few are of an entity as of any digits that are drawn."""
    numbers = cells.str.extract_all(crowd).explode().drop_nulls().str.extract("([0-9]+)")
    if numbers.len() < CROWD:
        return False
    return int(eyes.values(entity, numbers.rename("cell"))["valid"].sum()) <= 1 + numbers.len() * CHANCE
