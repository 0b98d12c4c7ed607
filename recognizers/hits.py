"""Find where a rule's patterns match in a text, and compile such patterns and context words for Python's `regex`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

import polars as pl
import regex

from triage.recognizers.glued import parted_text, unparted
from triage.recognizers.text import fold
from triage.rules.model import Pattern, Rule

SEARCH_SECONDS = 5.0
"""Seconds that one search may take in Python's engine, which backtracks; then Rust's, which does not, continues."""


@dataclass(frozen=True, slots=True)
class Hit:
    """The place at which a pattern of a rule found a candidate: [start, end) in characters, with name and score.

    `match` is all that the pattern matched: a label may be needed to find the candidate in it again.
    """

    start: int
    end: int
    score: float
    pattern: str
    match: str


def apart(hits: Iterable[Hit]) -> list[Hit]:
    """Return hits that do not overlap: the leftmost, of those the longest, with the best score of its span."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda each: (each.start, -each.end, -each.score)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def hits_in(folded: str, patterns: Iterable[Pattern], *, is_parted: bool) -> Iterator[Hit]:
    """Yield the hits of patterns in a folded text.

    With `is_parted` numbers that stand without a gap are parted first; the offsets are those of the text as it was.
    """
    parted = parted_text(folded) if is_parted else folded
    hits = (hit for pattern in patterns for hit in hits_of(pattern, parted))
    if len(parted) == len(folded):
        yield from hits
        return
    at = unparted(parted, folded)
    yield from (replace(hit, start=at[hit.start], end=at[hit.end]) for hit in hits)


def hits_of(pattern: Pattern, text: str) -> Iterator[Hit]:
    """Yield the hits of a pattern in a folded text."""
    compiled, at = _compiled(pattern.regex), 0
    try:
        while match := compiled.search(text, at, timeout=SEARCH_SECONDS):
            start, end = match.span(1) if compiled.groups else match.span()
            if end > start >= 0:
                yield Hit(start, end, pattern.score, pattern.name, match[0])
            # A boundary may be shared: the next search begins where this value ended.
            at = max(end if end >= 0 else match.end(), at + 1)
    except TimeoutError:
        yield from hits_without_backtracking(pattern, text, at)


def hits_without_backtracking(pattern: Pattern, text: str, start: int) -> Iterator[Hit]:
    """Yield the hits of a pattern from this offset on, by Rust's engine, whose time is linear in the length."""
    rest = pl.Series([text[start:]])
    matches = rest.str.extract_all(pattern.regex).explode().drop_nulls()
    values = matches.str.extract(pattern.regex, 1)
    at = start
    for match, value in zip(matches, values, strict=True):
        begin = text.index(match, at)
        if value:
            first = text.index(value, begin)
            yield Hit(first, first + len(value), pattern.score, pattern.name, match)
        at = begin + max(1, len(match) - 1)


@cache
def _compiled(pattern: str) -> regex.Pattern[str]:
    """Return a pattern for Python's engine, made when it is first searched: that takes longer than reading a page."""
    return regex.compile(as_in_rust(pattern))


def as_in_rust(pattern: str) -> str:
    r"""Return a pattern whose `$` is the end of a text only, as in Rust.

    Python's is before a last line feed too.
    """
    return str(regex.sub(r"(\\.|\[(?:\\.|[^\]\\])*\])|\$", lambda match: match[1] or r"\Z", pattern))


@cache
def any_word(words: tuple[str, ...]) -> regex.Pattern[str]:
    """Return a compiled pattern for any of these words or groups of words, whole; without words it matches nothing."""
    known = sorted({regex.escape(fold(word).lower()) for word in words}, key=len, reverse=True)
    return regex.compile(rf"(?<![^\W\d_])(?:{'|'.join(known)})(?![^\W\d_])" if known else r"(?!)")


def patterns_of(rule: Rule) -> tuple[Pattern, ...]:
    """Return the patterns of a rule, and one for the texts of its list of denied values."""
    if not rule.deny:
        return rule.patterns
    union = "|".join(regex.escape(word) for word in sorted(rule.deny, key=lambda word: (-len(word), word)))
    return (*rule.patterns, Pattern("deny list", f"({union})", 1.0))
