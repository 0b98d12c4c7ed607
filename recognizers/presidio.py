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
from collections.abc import Container, Iterable, Iterator
from functools import lru_cache
from typing import Any

import polars as pl
import regex
import spacy
from presidio_analyzer import (
    AnalysisExplanation,
    AnalyzerEngine,
    EntityRecognizer,
    PatternRecognizer,
    RecognizerRegistry,
    RecognizerResult,
)
from presidio_analyzer import Pattern as PresidioPattern
from presidio_analyzer.nlp_engine import NlpArtifacts, SpacyNlpEngine

from triage import rules as rulebook
from triage.recognizers import setting
from triage.recognizers.base import DIGITS_LEAST, Recognizer, load
from triage.recognizers.glued import parted_column
from triage.recognizers.hits import Hit, any_word, apart, hits_in, patterns_of
from triage.recognizers.language.engine import OURS, LanguageEngine, ModelRecognizer
from triage.recognizers.language.merge import LEAST, merged, plausible
from triage.recognizers.language.pipeline import LABELS
from triage.recognizers.language.reading import How, read_texts
from triage.recognizers.other_numbers import blanked_text
from triage.recognizers.text import fold
from triage.recognizers.verdicts import CONTEXT_LEAST, Verdicts
from triage.rules.model import Rule, Rules

LANGUAGES = ("en", "ur")

CONTEXT_CHARS = 48
"""Characters before a find in which a context word raises its score: about the five words that Presidio uses."""

_WORTH_A_COLUMN = 16
"""Number of texts from which searching all of them as a column first saves time."""

_LONG = 400
"""Length of a pattern from which it is searched by itself: Rust's engine refuses unions that are too large."""

CONTEXT_RAISE = 0.35
"""By how much a context word raises a score, at least to `verdicts.CONTEXT_LEAST`: Presidio's own defaults."""

_DIGIT = regex.compile("[0-9OoIl]")

_folded = lru_cache(maxsize=8)(fold)
"""A text folded once for all recognizers, which read it one after the other."""


@lru_cache(maxsize=8)
def _digits_in(folded: str) -> int:
    """Return how many signs of a text may be digits: those, and letters that are written for them."""
    return len(_DIGIT.findall(folded))


class TextRecognizer(PatternRecognizer):
    """A rule as a Presidio recognizer; subclasses name the rule."""

    RULE = ""
    name: str
    id: str

    def __init__(
        self, supported_language: str = "en", name: str | None = None, truth: Recognizer | None = None
    ) -> None:
        """Create the recognizer of a rule; `truth` is a recognizer of other rules than the package's."""
        self.truth = truth or _ours()[self.RULE]
        rule = self.truth.rule
        super().__init__(
            supported_entity=rule.entity,
            name=name or _class_name(rule),
            supported_language=supported_language,
            patterns=[PresidioPattern(each.name, each.regex, each.score) for each in patterns_of(rule)],
            context=list(rule.context),
        )
        self._searched = patterns_of(rule)
        self._is_parted = DIGITS_LEAST in rule.settings
        self._words = tuple(rule.context)
        self._digits = setting.number(rule, DIGITS_LEAST) if self._is_parted else 0
        self._verdicts = Verdicts(self.truth)

    def analyze(
        self,
        text: str,
        entities: list[str],
        nlp_artifacts: NlpArtifacts | None = None,
        regex_flags: int | None = None,
    ) -> list[RecognizerResult]:
        """Return the valid finds of a text, in order. `nlp_artifacts` and `regex_flags` are ignored."""
        del nlp_artifacts, regex_flags
        return self.analyze_all([_folded(text)])[0] if self.truth.entity in entities else []

    def analyze_all(self, folded: list[str]) -> list[list[RecognizerResult]]:
        """Return the valid finds of many folded texts, checked at once."""
        found = [
            (number, hit)
            for number, is_told in enumerate(self._told(folded))
            if is_told and self._could(folded[number])
            for hit in apart(self._hits(folded[number]))
        ]
        results: list[list[RecognizerResult]] = [[] for _ in folded]
        scores = self._verdicts.scores([hit for _, hit in found], [folded[number] for number, _ in found])
        for (number, hit), score in zip(found, scores, strict=True):
            if score:
                results[number].append(self._result(hit, score))
        return results

    def validate_result(self, pattern_text: str) -> bool | None:
        """Return whether a text that a pattern found is valid; null if it is no candidate."""
        return self._verdicts.valid(fold(pattern_text))

    def enhance_using_context(
        self,
        text: str,
        raw_recognizer_results: list[RecognizerResult],
        other_raw_recognizer_results: list[RecognizerResult],
        nlp_artifacts: NlpArtifacts,
        context: list[str] | None = None,
    ) -> list[RecognizerResult]:
        """Raise scores of finds that have a context word of the rule, of several words too, shortly before them."""
        del other_raw_recognizer_results, nlp_artifacts
        if raw_recognizer_results:
            self.raise_by_context(_folded(text), raw_recognizer_results, fold(" ".join(context or ())))
        return raw_recognizer_results

    def raise_by_context(self, folded: str, results: list[RecognizerResult], around: str = "") -> None:
        """Raise the scores of a folded text's finds by the words before them, or by the caller's words `around`."""
        small, around = folded.lower(), around.lower()
        for result in results:
            before = small[max(0, result.start - CONTEXT_CHARS) : result.start]
            word = any_word(self._words).search(before) or any_word(self._words).search(around)
            if word:
                result.score = min(1.0, max(round(result.score + CONTEXT_RAISE, 2), CONTEXT_LEAST))
                result.recognition_metadata[RecognizerResult.IS_SCORE_ENHANCED_BY_CONTEXT_KEY] = True
                result.analysis_explanation.set_supportive_context_word(word[0])
                result.analysis_explanation.set_improved_score(result.score)

    def _told(self, folded: list[str]) -> list[bool]:
        """Return which texts match any pattern: Polars finds it for many texts much faster than searching each."""
        if len(folded) < _WORTH_A_COLUMN:
            return [True] * len(folded)
        texts = pl.Series(folded, dtype=pl.String)
        cells = parted_column(texts) if self._is_parted else texts
        own = [each.regex for each in self._searched]
        short, long = ([each for each in own if (len(each) > _LONG) is is_long] for is_long in (False, True))
        told = pl.repeat(value=False, n=len(folded), dtype=pl.Boolean, eager=True)
        for union in ["|".join(f"(?:{each})" for each in short), *long]:
            told = told | cells.str.contains(union) if union else told
        return told.to_list()

    def _could(self, folded: str) -> bool:
        """Return true for a text with as many digits as a value has: cheap, before any pattern."""
        return _digits_in(folded) >= self._digits

    def _hits(self, folded: str) -> Iterator[Hit]:
        return hits_in(blanked_text(folded, self.truth), self._searched, is_parted=self._is_parted)

    def _result(self, hit: Hit, score: float) -> RecognizerResult:
        return RecognizerResult(
            entity_type=self.truth.entity,
            start=hit.start,
            end=hit.end,
            score=score,
            analysis_explanation=AnalysisExplanation(self.name, score, hit.pattern, validation_result=True),
            recognition_metadata={
                RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
                RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
            },
        )


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
    name = _class_name(truth.rule)
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


def _ours() -> dict[str, Recognizer]:
    return {truth.rule.id: truth for truth in load(rulebook.load()).values()}


def _class_name(rule: Rule) -> str:
    return "".join(part.capitalize() for part in regex.split(r"[^A-Za-z0-9]+", rule.id)) + "Recognizer"


_CLASSES: dict[str, type[TextRecognizer]] = {
    _class_name(rule): type(
        _class_name(rule), (TextRecognizer,), {"RULE": rule.id, "__module__": __name__, "__doc__": rule.title}
    )
    for rule in rulebook.load().entities.values()
}


def __getattr__(name: str) -> type[TextRecognizer]:
    """Return the class of one of the package's rules by its name."""
    if name not in _CLASSES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return _CLASSES[name]
