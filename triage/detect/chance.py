"""Recognise chance finds: among many bare numbers of one length a few look like an entity's."""

from __future__ import annotations

import polars as pl

from triage.detect.eyes import Eyes
from triage.recognizers import Recognizer

CROWD, CHANCE = 30, 0.02
"""Fewest bare numbers of a length, and largest share of an entity among them, for which its finds are chance."""


def crowd_of(recognizer: Recognizer) -> str:
    """Return the pattern of bare numbers with which an entity's may be confused; "" if its rule names none."""
    return str(recognizer.rule.settings.get("crowd", ""))


def is_by_chance(cells: pl.Series, crowd: str, entity: str, eyes: Eyes) -> bool:
    """Return true if so few of many bare numbers of a length are of an entity as of random digits."""
    numbers = cells.str.extract_all(crowd).explode().drop_nulls().str.extract("([0-9]+)")
    if numbers.len() < CROWD:
        return False
    return int(eyes.values(entity, numbers.rename("cell"))["valid"].sum()) <= 1 + numbers.len() * CHANCE
