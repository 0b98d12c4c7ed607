"""Connect the pipeline to Presidio: an NLP engine, and the recognizer that reports what its model found.

  LanguageEngine()                                    the package's model, for English and Urdu
  LanguageEngine(model="en_core_web_sm")              any other installed pipeline of spaCy, by name or folder

Nothing is downloaded: a pipeline that is not installed is an error. The model's finds are checked by the same rules as
those of the patterns (`recognizers.person`, `.address`, `.location`): what does not read like a name is discarded.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from threading import Lock
from unicodedata import combining

import regex
import spacy
from presidio_analyzer import AnalysisExplanation, EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NerModelConfiguration, NlpArtifacts, SpacyNlpEngine
from spacy.language import Language

from triage.recognizers.base import Recognizer
from triage.recognizers.language.chains import with_chains
from triage.recognizers.language.edges import grown, initialled, joined, known, led, named
from triage.recognizers.language.merge import MODEL
from triage.recognizers.language.people import beside_numbers, names
from triage.recognizers.language.pipeline import LABELS, kind, read_model
from triage.recognizers.language.spans import IBAN, Span, address
from triage.recognizers.setting import words
from triage.recognizers.text import fold
from triage.recognizers.verdicts import Verdicts

OURS = "pk"
"""The name of the model in the package."""

SCORE = 0.9
"""Score of a find of the model: above that of a pattern after a label and a word of context (0.85), which it may

correct.
"""

BATCH = 128
"""Texts that the pipeline reads in one batch."""

_ONE_AT_A_TIME = Lock()
"""Lock of the pipeline: when a memory zone ends, the words of it are freed, also those that another thread uses."""

Told = tuple[int, int, str]
"""A find of the model: [start, end) in characters, entity."""

_ADDRESSED = regex.compile(r"[^\s,;:]@[^\s,;:]|://|(?i:www)\.|\w/[\w.-]*\.[a-z]{1,4}\b")
"""Marks, in a word without blanks, of an e-mail or web address, or of a file with its folder."""

_CODE = regex.compile("[_`<>{}=]|^[a-z]{2,}-[a-z]|[ -](?:e|bin|bint|ibn|or|and)\\Z")
"""A piece of program text, or a name that is cut off."""

_DAY, _YEAR = (
    regex.compile(r"(?:^|[^0-9])[0-3]?[0-9](?:st|nd|rd|th)?[ ./,-]{0,2}$"),
    regex.compile(r"[ ./,-]{1,2}(?:[12][0-9]{3}|[0-9]{2})\b"),
)
"""Patterns of what is before and after the name of a month in a date."""

_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]")
"""Two letters: a text without them holds no name, and is not read."""

_LABELS = {
    **{label: label for label in LABELS},
    "PER": "PERSON",
    "GPE": "LOCATION",
    "LOC": "LOCATION",
}
"""Labels of pipelines, each with the program's entity; their other labels are left out."""


class LanguageEngine(SpacyNlpEngine):
    """A Presidio NLP engine with one pipeline for all languages of the program."""

    engine_name = "pk"

    def __init__(self, languages: Iterable[str] = ("en", "ur"), model: str = OURS) -> None:
        spoken = list(languages)
        self.model = model
        super().__init__(
            models=[{"lang_code": each, "model_name": model} for each in spoken],
            ner_model_configuration=NerModelConfiguration(
                model_to_presidio_entity_mapping=_LABELS,
                default_score=SCORE,
                low_score_entity_names=[],
                labels_to_ignore=_ignored(model),
            ),
        )

    def load(self) -> None:
        """Load the pipeline, once per process. Raises `OSError` if it is not installed."""
        pipelines = dict.fromkeys((each["lang_code"] for each in self.models), _pipeline(self.model))
        self.nlp = pipelines  # type: ignore[assignment]  # the parent says None until it is loaded

    def tell(self, texts: list[str]) -> list[list[Told]]:
        """Return what the model finds in many texts, with the program's entities; nothing else of the texts is kept."""
        pipeline = _pipeline(self.model)
        told: dict[str, list[Told]] = {text: [] for text in texts}
        legible = [text for text in told if _WORD.search(text)]
        with _ONE_AT_A_TIME, pipeline.memory_zone():
            for text, doc in zip(legible, pipeline.pipe(legible, batch_size=BATCH), strict=True):
                told[text] = [
                    (each.start_char, each.end_char, _LABELS[each.label_])
                    for each in doc.ents
                    if each.label_ in _LABELS
                ]
        return [told[text] for text in texts]


class ModelRecognizer(EntityRecognizer):
    """A recognizer of one entity that the engine's model finds, checked by the entity's rule."""

    name: str
    id: str

    def __init__(self, truth: Recognizer, supported_language: str = "en") -> None:
        self.truth = truth
        self._common = frozenset(words(truth.rule, "common_words") if "common_words" in truth.rule.settings else ())
        self._verdicts = Verdicts(truth)
        super().__init__(
            supported_entities=[truth.entity],
            name=f"{MODEL}{truth.entity.title().replace('_', '')}Recognizer",
            supported_language=supported_language,
        )

    def load(self) -> None:
        """Do nothing: the engine has the model."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Return the model's valid finds of this entity, in order; empty without the engine's artifacts."""
        if nlp_artifacts is None or self.truth.entity not in entities:
            return []
        told = [(each.start_char, each.end_char, each.label_) for each in nlp_artifacts.entities]
        return self.analyze_all([text], [told])[0]

    def analyze_all(self, texts: list[str], told: list[list[Told]]) -> list[list[RecognizerResult]]:
        """Return the valid finds of this entity in many texts, checked at once.

        `told` are the model's finds in each text.
        """
        finds = [
            (number, *_trimmed(text, *span))
            for number, (text, own) in enumerate(zip(texts, told, strict=True))
            for span in self._spans(text, own)
            if not _is_inside(text, *span)
        ]
        valid = self.valid([fold(texts[number][start:end]) for number, start, end in finds])
        results: list[list[RecognizerResult]] = [[] for _ in texts]
        for (number, start, end), is_valid in zip(finds, valid, strict=True):
            if is_valid:
                results[number].append(self._result(start, end))
        return results

    def _spans(self, text: str, told: list[Told]) -> list[Span]:
        """Return the spans of this entity, corrected by the words around them, and names that need no model."""
        own = [(start, end) for start, end, label in told if label == self.truth.entity]
        if self.truth.entity == "PERSON":
            own = [span for each in own for span in names(text, *each)]
            others = [(start, end) for start, end, label in told if label not in {"PERSON", "LOCATION"}]
            others = [span for span in others if not IBAN.match(text, span[1])]
            lettered = initialled(text)  # which the model takes for parts of addresses
            others = [span for span in others if not any(a <= span[0] < b for a, b in lettered)]
            more = [*beside_numbers(text), *led(text), *lettered, *known(text), *named(text)]
            return grown(text, joined(own, more, others), others)
        if self.truth.entity == "PK_ADDRESS":
            return with_chains([address(text, *each) for each in own], text)
        return own

    def valid(self, folded: list[str]) -> list[bool]:
        """Return true for each text that is as a whole a valid value of the entity, and no common word."""
        could = [text for text in folded if len(text) > 2 and not self._is_other(text)]
        known = {text: _in_known_spelling(text) if self.truth.entity == "PERSON" else text for text in could}
        told = self._verdicts.valid_of(list(known.values()))
        return [bool(told.get(known.get(text, ""), False)) for text in folded]

    def _is_other(self, text: str) -> bool:
        """Return true for a common word, and for a piece of program text."""
        # Names that are words too are written small as words: capitals tell them. Places are not told so.
        plain = text if self.truth.entity == "PERSON" else text.lower()
        return plain in self._common or _CODE.search(text) is not None

    def _result(self, start: int, end: int) -> RecognizerResult:
        return RecognizerResult(
            entity_type=self.truth.entity,
            start=start,
            end=end,
            score=SCORE,
            analysis_explanation=AnalysisExplanation(
                self.name, SCORE, textual_explanation="the language model", validation_result=True
            ),
            recognition_metadata={
                RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
                RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
            },
        )


def _in_known_spelling(text: str) -> str:
    """Return a name in which "Ali" replaces each word that is spelled nearly like one of the tables ("Saajid")."""
    return " ".join("Ali" if kind(word).startswith("like") else word for word in text.split(" "))


def _is_inside(text: str, start: int, end: int) -> bool:
    """Return true if words are part of an e-mail address, a link, a file or a date ("12 Jan 1985")."""
    first, last = text.rfind(" ", 0, start) + 1, text.find(" ", end)
    around = text[first : last if last >= 0 else len(text)]
    if _ADDRESSED.search(around):
        return True
    is_word = " " not in text[start:end]  # a month; a name of two words between two numbers is none
    return is_word and bool(_DAY.search(text[max(0, start - 6) : start]) and _YEAR.match(text[end : end + 8]))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without signs at its ends."""
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not (text[end - 1].isalnum() or combining(text[end - 1])):
        end -= 1
    return start, end


@cache
def _pipeline(model: str) -> Language:
    if model == OURS:
        return read_model()
    if not (spacy.util.is_package(model) or Path(model).exists()):
        raise OSError(f"the spaCy pipeline {model!r} is not installed; nothing is fetched")
    pipeline = spacy.load(model)
    pipeline.max_length = sys.maxsize
    return pipeline


def _ignored(model: str) -> list[str]:
    """Return the labels of a pipeline that the program does not use."""
    labels = {label for _, own in _pipeline(model).pipe_labels.items() for label in own}
    return sorted(labels - set(_LABELS))
