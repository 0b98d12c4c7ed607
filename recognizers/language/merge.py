"""One find where several overlap: what the model found, what the patterns found, and places inside addresses.

Of finds of one entity that overlap the model's stands (a pattern's span goes to the end of a line), else the longest,
else the best; it keeps the best score of those it stands for. An address swallows the names and places inside it, and
of a name and a place on the same words the longer stands, then the better. Finds of other entities are left alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from presidio_analyzer import RecognizerResult

WORDS = frozenset({"PERSON", "PK_ADDRESS", "LOCATION"})
"""Entities that are told by words; only they are merged."""

MODEL = "Model"
"""Begins the names of recognizers that report the model's finds."""


def merged(results: Iterable[RecognizerResult]) -> list[RecognizerResult]:
    """The results without overlaps among names, addresses and places, in the order of the text."""
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
