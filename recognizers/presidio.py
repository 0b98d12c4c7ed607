"""Recognise entities in free text: recognizers for Presidio, with the same rules and expressions as for columns.

  from triage.recognizers.presidio import analyzer, recognizers
  analyzer().analyze("CNIC 35202-1000001-1", language="en")       # an engine of its own, off-line
  analyzer(model="en_core_web_sm")                                # with another installed pipeline of spaCy
  for each in recognizers():                                      # or these recognizers in another engine
    registry.add_recognizer(each)

Each of the package's rules is also a class, named by its id (`cnic` is `CnicRecognizer`), that a Presidio registry file
can name (`{name: CnicRecognizer, type: predefined}`) once this module is imported. Text is folded one code point for
one, so spans are those of the original. A pattern's candidates are checked by the rule's `value` and `valid`; others
are not reported. A pattern's score is that of a valid find without context; a context word before it raises the score.
Names, addresses and places are found by the pipeline of `triage.recognizers.language` too. Nothing is downloaded.
"""

from __future__ import annotations

import sys
from collections.abc import Container, Iterable
from typing import Any

import spacy
from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerRegistry, RecognizerResult
from presidio_analyzer.nlp_engine import SpacyNlpEngine

from triage import rules as rulebook
from triage.recognizers.base import Recognizer, load
from triage.recognizers.language.engine import OURS, LanguageEngine, ModelRecognizer
from triage.recognizers.language.merge import LEAST, merged, plausible
from triage.recognizers.language.pipeline import LABELS
from triage.recognizers.language.reading import How, read_texts
from triage.recognizers.text_recognizer import TextRecognizer, class_name
from triage.rules.model import Rules

LANGUAGES = ("en", "ur")


class BlankNlpEngine(SpacyNlpEngine):
    """A Presidio engine with spaCy's tokenizers and no model: nothing is downloaded, no text is too long."""

    engine_name = "blank"

    def __init__(self, languages: Iterable[str] = LANGUAGES) -> None:
        super().__init__(models=[{"lang_code": each, "model_name": f"blank:{each}"} for each in languages])

    def load(self) -> None:
        """Create the tokenizers."""
        pipelines = {each["lang_code"]: spacy.blank(each["lang_code"]) for each in self.models}
        for pipeline in pipelines.values():
            pipeline.max_length = sys.maxsize
        self.nlp = pipelines  # type: ignore[assignment]  # the parent says None until it is loaded


def recognizers(
    rules: Rules | None = None, languages: Iterable[str] = LANGUAGES, only: Container[str] | None = None
) -> list[EntityRecognizer]:
    """Return a Presidio recognizer for each rule with patterns and each language.

    `rules` null = the package's; `only` = of these entities, null = of all.
    """
    told = (each for each in load(rules or rulebook.load()).values() if only is None or each.entity in only)
    truths = [each for each in told if each.rule.patterns]
    return [text_recognizer(truth, language) for language in languages for truth in truths]


def text_recognizer(truth: Recognizer, language: str = LANGUAGES[0]) -> TextRecognizer:
    """Return the Presidio recognizer of a recognizer of the package, or of a user's rule."""
    name = class_name(truth.rule)
    return _CLASSES.get(name, TextRecognizer)(supported_language=language, name=name, truth=truth)


class PakistaniEngine(AnalyzerEngine):
    """Presidio's engine, but overlapping finds of model and patterns are merged, and unlikely finds are dropped."""

    def analyze(
        self,
        text: str,
        language: str,
        entities: list[str] | None = None,
        correlation_id: str | None = None,
        score_threshold: float | None = None,
        *arguments: Any,
        **named: Any,
    ) -> list[RecognizerResult]:
        """Return the parent's finds, merged; without `score_threshold`, those of `merge.LEAST` and more."""
        least = LEAST if score_threshold is None else score_threshold
        if not arguments and not any(named.values()) and self._is_ours(language):
            asked = entities or self.get_supported_entities(language)
            found = read_texts(self, [text], asked, How(language, least))[0]
            for each in found:
                each.analysis_explanation = None  # type: ignore[assignment]  # as Presidio does
            return found
        results = merged(super().analyze(text, language, entities, correlation_id, 0, *arguments, **named))
        return results if score_threshold == 0 else plausible(results, len(text), least)

    def _is_ours(self, language: str) -> bool:
        """Return true if all recognizers are of this package: then a text is read faster, with the same finds."""
        known = {TextRecognizer.analyze, ModelRecognizer.analyze}
        used = self.registry.get_recognizers(language=language, all_fields=True)
        return isinstance(self.nlp_engine, LanguageEngine) and all(type(each).analyze in known for each in used)


def analyzer(
    rules: Rules | None = None,
    languages: Iterable[str] = LANGUAGES,
    model: str | None = OURS,
    only: Container[str] | None = None,
) -> AnalyzerEngine:
    """Return an engine with the recognizers of the package and no others, which never uses a network.

    `model` names any other installed spaCy pipeline, or its folder; None = patterns alone. `only` = of these entities.
    Raises `OSError` if the model is not installed.
    """
    spoken = list(languages)
    own = recognizers(rules, spoken, only)
    if model is not None:
        truths = load(rules or rulebook.load())
        own += [ModelRecognizer(truths[label], each) for each in spoken for label in LABELS if label in truths]
    registry = RecognizerRegistry(recognizers=own, supported_languages=spoken)
    engine = BlankNlpEngine(spoken) if model is None else LanguageEngine(spoken, model)
    return PakistaniEngine(registry=registry, nlp_engine=engine, supported_languages=spoken)


_CLASSES: dict[str, type[TextRecognizer]] = {
    class_name(rule): type(
        class_name(rule), (TextRecognizer,), {"RULE": rule.id, "__module__": __name__, "__doc__": rule.title}
    )
    for rule in rulebook.load().entities.values()
}


def __getattr__(name: str) -> type[TextRecognizer]:
    """Return the class of one of the package's rules by its name."""
    if name not in _CLASSES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return _CLASSES[name]
