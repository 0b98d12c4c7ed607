"""A rule as a Presidio recognizer: it finds in a text what the rule's expressions find in a column."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import polars as pl
import regex
from presidio_analyzer import AnalysisExplanation, PatternRecognizer, RecognizerResult
from presidio_analyzer import Pattern as PresidioPattern
from presidio_analyzer.nlp_engine import NlpArtifacts

from triage import rules as rulebook
from triage.recognizers import setting
from triage.recognizers.base import DIGITS_LEAST, Recognizer, load
from triage.recognizers.glued import parted_column
from triage.recognizers.hits import Hit, any_word, apart, hits_in, patterns_of
from triage.recognizers.other_numbers import blanked_text
from triage.recognizers.text import fold
from triage.recognizers.verdicts import CONTEXT_LEAST, Verdicts
from triage.rules.model import Rule

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
            name=name or class_name(rule),
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


def _ours() -> dict[str, Recognizer]:
    return {truth.rule.id: truth for truth in load(rulebook.load()).values()}


def class_name(rule: Rule) -> str:
    """Return the name of the class of a rule: `cnic` is `CnicRecognizer`."""
    return "".join(part.capitalize() for part in regex.split(r"[^A-Za-z0-9]+", rule.id)) + "Recognizer"
