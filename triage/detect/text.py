"""Count names and addresses in free text by entity, through Presidio, each distinct text once.

Identifiers in text are found in every cell by the sweep of `triage.detect.sweep`. Names and addresses need Presidio's
recognizers and a language model, a hundred times as expensive, so they are searched in a sample of distinct texts
chosen by hash: the same sample for any cut. The counts are those of the sample; they are never scaled up.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

import polars as pl

from triage.core.model import Source
from triage.core.observe import token
from triage.core.summary import EntityTally
from triage.detect.sweep import sketch
from triage.recognizers import Recognizer
from triage.recognizers.edition import Edition
from triage.rules.model import Rules

if TYPE_CHECKING:
    from presidio_analyzer import AnalyzerEngine, RecognizerResult

SAMPLED_TEXTS = 1_000
"""Approximate number of distinct texts per source that Presidio reads with `--ner sample`."""

SHORT = 3
"""Most characters of a text that is not read."""

_TEXT_BYTES = 64
"""Assumed bytes per text for the sampling rate; a wrong guess costs time, not correctness."""


def observe_text(source: Source, cells: pl.Series, look: TextLook) -> dict[str, EntityTally]:
    """Return what Presidio finds in the sampled distinct texts, for entities that the sweep does not count."""
    rate = _keep_one_in(source, look.ner)
    if rate == 0:
        return {}
    texts = cells.drop_nulls().unique()
    frame = pl.DataFrame({"text": texts.filter(texts.str.len_chars() > SHORT)})
    chosen = frame.filter(token(pl.col("text")) % rate == 0)["text"].sort().to_list()
    spans: dict[str, list[str]] = defaultdict(list)
    for text, results in zip(chosen, look.read(chosen), strict=True):
        for result in results:
            spans[result.entity_type].append(text[result.start : result.end])
    return {entity: _tally(found, look.good(entity, found)) for entity, found in sorted(spans.items())}


class TextLook:
    """Presidio with our recognizers, loaded when the first text is read."""

    def __init__(self, rules: Rules, recognizers: dict[str, Recognizer], entities: tuple[str, ...], ner: str) -> None:
        self.rules, self.recognizers, self.entities, self.ner = rules, recognizers, list(entities), ner
        self._kept: dict[str, list[RecognizerResult]] = {}
        self._good: dict[str, dict[str, str | None]] = {}

    def keep(self, texts: list[str]) -> None:
        """Read the texts of many small sources at once; each is told from then on, until others are kept."""
        each = [] if self.ner == "off" else [text for text in dict.fromkeys(texts) if len(text) > SHORT]
        self._kept, self._good = {}, {}  # so that all are read
        self._kept = dict(zip(each, self.read(each), strict=True))
        spans: dict[str, dict[str, None]] = defaultdict(dict)
        for text, results in self._kept.items():
            for result in results:
                spans[result.entity_type][text[result.start : result.end]] = None
        self._good = {name: dict(zip(own, self.good(name, list(own)), strict=True)) for name, own in spans.items()}

    def good(self, entity: str, found: list[str]) -> list[str | None]:
        """Return the value of each find; null if it is not valid."""
        recognizer, kept = self.recognizers.get(entity), self._good.get(entity, {})
        if recognizer is None:
            return list[str | None](found)
        if all(text in kept for text in found):
            return [kept[text] for text in found]
        frame = pl.DataFrame({"text": found}).select(recognizer.value(pl.col("text")).alias("value"))
        return frame.select(pl.when(recognizer.valid(pl.col("value"))).then("value").alias("value"))["value"].to_list()

    def read(self, texts: list[str]) -> list[list[RecognizerResult]]:
        """Return the finds in each text, in order, with their offsets in it."""
        if not texts:
            return []
        kept = self._kept
        if all(text in kept for text in texts):
            return [kept[text] for text in texts]
        from triage.recognizers.language.reading import read_texts  # noqa: PLC0415 - seconds of imports, only for free text

        return read_texts(_analyzer(Edition.of(self.rules), tuple(self.entities)), texts, self.entities)


@cache
def _analyzer(edition: Edition, entities: tuple[str, ...]) -> AnalyzerEngine:
    from triage.recognizers.presidio import LANGUAGES, analyzer  # noqa: PLC0415 - seconds of imports, only for texts

    return analyzer(edition.rules, LANGUAGES[:1], only=entities)


def _keep_one_in(source: Source, ner: str) -> int:
    """Return the sampling rate of distinct texts: one in how many is read, 0 = none."""
    if ner == "off":
        return 0
    return 1 if ner == "all" else max(1, source.evidence.size_bytes // (_TEXT_BYTES * SAMPLED_TEXTS))


def _tally(found: list[str], values: list[str | None]) -> EntityTally:
    good = [value for value in values if value is not None]
    return EntityTally(found=len(found), valid=len(good), distinct=sketch(pl.Series("value", good, pl.String)))
