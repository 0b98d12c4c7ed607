"""Blank out numbers that a text itself calls another kind: "serial=03008655583" is no mobile number.

A rule lists the keys of other numbers in its settings `not_behind` and `not_behind_kinds` (of
`tables/opaque_headers.csv`); a sign (= or :) stands between key and number. Words that stand before telephone numbers
too (order, account, reference) are not among them. Numbers that match `abroad_form` are another country's in a text
that matches `abroad_words`.
"""

from __future__ import annotations

from functools import cache

import polars as pl

from triage.recognizers.alphabet import escaped
from triage.recognizers.base import Recognizer
from triage.recognizers.edition import Edition
from triage.recognizers.few import searcher
from triage.recognizers.setting import text as setting
from triage.recognizers.setting import words
from triage.rules.model import Rule

KEYS, KINDS, FORM, ABROAD = "not_behind", "not_behind_kinds", "abroad_form", "abroad_words"

_LEAST = 10
"""Digits of the shortest number that could be taken for one of a person."""


def has_others(rule: Rule) -> bool:
    """Return true if a rule says which numbers are of another kind."""
    return KEYS in rule.settings


def blanked(texts: pl.Expr, truth: Recognizer) -> pl.Expr:
    """Return texts without the numbers that a rule with such settings calls others."""
    form, abroad = setting(truth.rule, FORM), setting(truth.rule, ABROAD)
    kept = texts.str.replace_all(
        _behind_keys(words(truth.rule, KEYS), words(truth.rule, KINDS), Edition.of(truth.rules)), "${1} "
    )
    is_abroad = texts.str.contains(form) & texts.str.contains(abroad)
    return pl.when(is_abroad).then(kept.str.replace_all(form, "${1} ")).otherwise(kept)


def blanked_text(text: str, truth: Recognizer) -> str:
    """Return one text with blanks in place of such numbers: no character moves."""
    if not has_others(truth.rule):
        return text
    behind, form = (
        _behind_keys(words(truth.rule, KEYS), words(truth.rule, KINDS), Edition.of(truth.rules)),
        setting(truth.rule, FORM),
    )
    kept = _in_blanks(text, behind) if searcher(behind)(text) else text
    is_abroad = searcher(form)(text) and searcher(setting(truth.rule, ABROAD))(text)
    return _in_blanks(kept, form) if is_abroad else kept


def _in_blanks(text: str, pattern: str) -> str:
    import regex  # noqa: PLC0415 - columns do without it

    return str(regex.sub(pattern, lambda match: match[1] + " " * (len(match[0]) - len(match[1])), text))


@cache
def _behind_keys(keys: tuple[str, ...], kinds: tuple[str, ...], edition: Edition) -> str:
    """Return the pattern of a key with its sign (group 1) and a number."""
    listed = (row["word"] for row in edition.rules.table("opaque_headers") if row["kind"] in kinds)
    known = {word for word in (*listed, *keys) if len(word) > 1}
    union = "|".join(
        "[ _-]?".join(escaped(part) for part in key.split(" "))
        for key in sorted(known, key=lambda key: (-len(key), key))
    )
    return rf"""((?:^|[^\p{{L}}])(?i:{union})["']?[ ]?[=:][ ]?["']?)\+?[0-9]{{{_LEAST},}}"""
