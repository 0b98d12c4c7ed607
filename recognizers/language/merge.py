"""Merge overlapping finds into one: those of the model, those of the patterns, and places inside addresses.

Of finds of one entity that overlap, the model's is kept (a pattern's span goes to the end of a line), else the longest,
else the best; it keeps the best score of those it replaces. An address replaces the names and places inside it, and of
a name and a place on the same words the longer is kept, then the better. Finds of other entities are left alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from presidio_analyzer import RecognizerResult

WORDS = frozenset({"PERSON", "PK_ADDRESS", "LOCATION"})
"""Entities that are recognised by words; only they are merged."""

MODEL = "Model"
"""Prefix of the names of recognizers that report the model's finds."""

LEAST = 0.3
"""Score that a find needs: a weaker one without a word of context is more often an order number or a bar code."""

LEAST_ALONE = 0.2
"""The same for a find that is the whole text: a cell, or a message that is a number and nothing else."""

_SURE, _MANY = 0.4, 3
"""Score below which finds have neither context nor a typical form, and how many of them are judged together."""


def plausible(results: Iterable[RecognizerResult], size: int, least: float = LEAST) -> list[RecognizerResult]:
    """Return the results of at least this score, in a text of `size` characters.

    A number that is the whole text needs less. If an entity has many bare numbers, mostly below the score, none of them
    is kept: such a text is a list of bar codes or times, and the few that look right are chance.
    """
    given = list(results)
    bare = [each for each in given if each.score < _SURE]
    many = Counter(each.entity_type for each in bare)
    weak = Counter(each.entity_type for each in bare if each.score < least)
    doubted = {entity for entity, count in many.items() if count >= _MANY and 2 * weak[entity] >= count}

    def stands(find: RecognizerResult) -> bool:
        if find.end - find.start == size:
            return find.score >= min(least, LEAST_ALONE)
        return find.score >= least and (find.score >= _SURE or find.entity_type not in doubted)

    return [each for each in given if stands(each)]


def merged(results: Iterable[RecognizerResult]) -> list[RecognizerResult]:
    """Return the results without overlaps among names, addresses and places, in the order of the text."""
    given = list(results)
    kept = [each for each in given if each.entity_type not in WORDS]
    standing: list[RecognizerResult] = []
    for find in sorted((each for each in given if each.entity_type in WORDS), key=_rank):
        over = next((each for each in standing if find.start < each.end and each.start < find.end), None)
        if over is None:
            standing.append(find)
        elif over.entity_type == find.entity_type:
            over.score = max(over.score, find.score)
    return sorted([*kept, *standing], key=lambda each: (each.start, -each.end, -each.score))


def _rank(find: RecognizerResult) -> tuple[bool, bool, int, float, int]:
    told_by = (find.recognition_metadata or {}).get(RecognizerResult.RECOGNIZER_NAME_KEY, "")
    is_model = str(told_by).startswith(MODEL)
    is_address = find.entity_type == "PK_ADDRESS"
    return not is_model, not is_address, find.start - find.end, -find.score, find.start
