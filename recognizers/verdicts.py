"""Judge what patterns found: whether its value is valid and likely, and with which score.

Names and numbers of a chat come again and again: verdicts are kept by the text that was judged.
"""

from __future__ import annotations

import polars as pl

from triage.recognizers.base import Recognizer
from triage.recognizers.hits import Hit

CONTEXT_LEAST = 0.4
"""Score from which a find stands without likelihood, and to which a context word raises it at least."""

UNLIKELY = 0.5
"""Factor on the score of a bare number that is not likely (`Recognizer.likely`)."""

_KEPT = 4_096
"""Most texts whose verdicts are kept."""

Verdict = tuple[bool | None, bool]
"""Whether a text holds a valid value (null = no candidate), and whether it is likely."""


class Verdicts:
    """Verdicts of one recognizer."""

    def __init__(self, truth: Recognizer) -> None:
        self._value = truth.value(pl.col("text")).alias("value")
        self._of_hit = truth.canonical(pl.col("text"))
        self._is_valid = truth.valid(pl.col("value")).alias("valid")
        self._is_likely = truth.likely(pl.col("value"))
        self._kept: dict[tuple[str, bool], Verdict] = {}

    def scores(self, hits: list[Hit], folded: list[str]) -> list[float]:
        """Return the score of each hit in its text: 0 if not valid, less than its pattern's where bare and not likely.

        Judged is what the hit took, or all of its match where its value must be looked for in this.
        """
        is_taken = self._of_hit is not None
        texts = [text[hit.start : hit.end] if is_taken else hit.match for hit, text in zip(hits, folded, strict=True)]
        told = self._told(texts, is_taken=is_taken)
        return [_score(hit, *told[text]) for hit, text in zip(hits, texts, strict=True)]

    def valid(self, text: str) -> bool | None:
        """Return whether a text holds a valid value; null if it holds no candidate."""
        return self._told([text], is_taken=False)[text][0]

    def valid_of(self, texts: list[str]) -> dict[str, bool | None]:
        """Return the same for many texts."""
        return {text: verdict[0] for text, verdict in self._told(texts, is_taken=False).items()}

    def _told(self, texts: list[str], *, is_taken: bool) -> dict[str, Verdict]:
        known = {text: verdict for text in texts if (verdict := self._kept.get((text, is_taken)))}
        if new := [text for text in dict.fromkeys(texts) if text not in known]:
            judged = self._judged(new, is_taken=is_taken)
            if len(self._kept) + len(judged) > _KEPT:
                self._kept = {}
            if len(judged) <= _KEPT:
                self._kept |= {(text, is_taken): verdict for text, verdict in judged.items()}
            known |= judged
        return known

    def _judged(self, texts: list[str], *, is_taken: bool) -> dict[str, Verdict]:
        value = self._of_hit.alias("value") if is_taken and self._of_hit is not None else self._value
        asked = [self._is_valid] if self._is_likely is None else [self._is_valid, self._is_likely.alias("likely")]
        told = pl.DataFrame({"text": texts}, schema={"text": pl.String}).select(value).select(asked)
        valid = told["valid"].to_list()
        likely = told["likely"].to_list() if "likely" in told.columns else [True] * len(texts)
        return {
            text: (is_valid, bool(is_likely)) for text, is_valid, is_likely in zip(texts, valid, likely, strict=True)
        }


def _score(hit: Hit, is_valid: bool | None, is_likely: bool) -> float:  # noqa: FBT001 - the two parts of a verdict
    if not is_valid:
        return 0.0
    return hit.score if is_likely or hit.score >= CONTEXT_LEAST else hit.score * UNLIKELY
