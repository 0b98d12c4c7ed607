"""The base class of recognizers: an entity's definition as Polars expressions.

A recognizer is made from a rule. Its expressions are the only definition: columns (`triage.detect`) are evaluated by
them, and in free text (`triage.recognizers.presidio`) so are the spans that the rule's patterns find. This module
imports neither Presidio nor spaCy.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from inspect import isclass

import polars as pl

from triage.recognizers.form import sparse
from triage.recognizers.narrow import narrowed
from triage.rules.model import Pattern, Rule, RuleError, Rules

COLUMN_ONLY = 0.1
"""Score below which a pattern is used only in a column whose header names its entity."""

DIGITS_LEAST = "digits_least"
"""The setting of a rule for the number of digits, or letters in their place, that each of its values has."""

_SIGN_IN_ALL = "sign_in_all"
"""The setting of a rule which states that the matches of all its other patterns contain the rule's sign."""


class Recognizer:
    """The recognizer of one entity. Subclasses override `value`, `valid` and `parts` if patterns alone do not suffice.

    All expressions are row-wise: one result per input row, and they never use other rows.
    """

    def __init__(self, rule: Rule, rules: Rules) -> None:
        self.rule = rule
        self.rules = rules

    @property
    def entity(self) -> str:
        """The entity's name, as Presidio would print it."""
        return self.rule.entity

    def value(self, text: pl.Expr) -> pl.Expr:
        """Return the canonical value of the first candidate in a folded cell: String, null = no candidate.

        The base class takes group 1 of the first pattern that matches, as written.
        """
        return pl.coalesce([self._extracted(text, pattern) for pattern in self.rule.patterns])

    def _extracted(self, text: pl.Expr, pattern: Pattern) -> pl.Expr:
        """Return group 1 of a pattern; a pattern that no cell has the sign of is not even compiled."""

        def extracted(cell: pl.Expr) -> pl.Expr:
            return cell.str.extract(pattern.regex, 1)

        # A form that only a column of its own has may be without the sign.
        if not self.rule.settings.get(_SIGN_IN_ALL) or pattern.score < COLUMN_ONLY:
            return extracted(text)
        return sparse(pl.when(text.str.contains(self.rule.sign)).then(text), extracted)

    def valid(self, value: pl.Expr) -> pl.Expr:
        """Return whether a canonical value passes every arithmetic and table check: Boolean, null if value is null.

        The base class has no check: every candidate is valid.
        """
        return pl.when(value.is_not_null()).then(pl.lit(value=True))

    def canonical(self, hit: pl.Expr) -> pl.Expr | None:
        """Return the canonical value of group 1 of a pattern's match; None if only `value` can compute it.

        The same as `value` of a text with that hit alone, without searching again. A recognizer whose values are the
        matches themselves need not override it.
        """
        return hit if type(self).value is Recognizer.value else None

    def likely(self, value: pl.Expr) -> pl.Expr | None:
        """Return whether a valid value is likely one without any context: Boolean; None = the entity has no such test.

        In free text a bare run of digits that is not likely needs a word of context.
        """
        del value
        return None

    def further(self, text: pl.Expr) -> pl.Expr | None:
        """Return the texts, a list a cell, in which more values may be beside its first; None = the sweep finds them.

        It is asked of folded cells with room for more, in a column of the entity.
        """
        del text
        return None

    def parts(self, value: pl.Expr) -> Mapping[str, pl.Expr]:
        """Return parts of a canonical value from closed lists, by name: worth counting (district, operator, year).

        String or integer expressions, null if the value has no such part.
        """
        del value
        return {}

    def all_parts(self, value: pl.Expr) -> pl.Expr | None:
        """Return all parts as one struct; null (no expression) if a value has none."""
        parts = self.parts(value)
        return pl.struct(each.alias(name) for name, each in parts.items()) if parts else None


class Listed(Recognizer):
    """A recognizer with a user's own lists: allowed values are never valid, denied values always are."""

    def __init__(self, inner: Recognizer) -> None:
        super().__init__(inner.rule, inner.rules)
        self.inner = inner

    def value(self, text: pl.Expr) -> pl.Expr:
        """Return the value that the recognizer finds, else a text of the list of denied values."""
        found = self.inner.value(text)
        if not self.rule.deny:
            return found
        longest_first = sorted(self.rule.deny, key=lambda word: (-len(word), word))
        return pl.coalesce(found, text.str.extract_many(longest_first, leftmost=True).list.first())

    def valid(self, value: pl.Expr) -> pl.Expr:
        """Return whether the recognizer's checks and the lists accept a value."""
        allowed, denied = value.is_in(list(self.rule.allow)), value.is_in(list(self.rule.deny))
        return (self.inner.valid(value) | denied) & allowed.not_()

    def canonical(self, hit: pl.Expr) -> pl.Expr | None:
        """Return the recognizer's result; None if a text of the list of denied values may be the value."""
        return None if self.rule.deny else self.inner.canonical(hit)

    def likely(self, value: pl.Expr) -> pl.Expr | None:
        """Return what the wrapped recognizer returns."""
        return self.inner.likely(value)

    def further(self, text: pl.Expr) -> pl.Expr | None:
        """Return what the wrapped recognizer returns."""
        return self.inner.further(text)

    def parts(self, value: pl.Expr) -> Mapping[str, pl.Expr]:
        """Return the parts by the wrapped recognizer."""
        return self.inner.parts(value)

    def all_parts(self, value: pl.Expr) -> pl.Expr | None:
        """Return the same by the wrapped recognizer."""
        return self.inner.all_parts(value)


def load(rules: Rules) -> dict[str, Recognizer]:
    """Return the recognizers of these rules by entity, in the order of the rules' ids.

    Raises `RuleError` if a rule names a module that does not exist.
    """
    return {rule.entity: _made(rule, rules) for _, rule in sorted(rules.entities.items())}


def narrow(recognizers: Mapping[str, Recognizer]) -> dict[str, Recognizer]:
    """Return recognizers of the same entities, which find the same in cells of ASCII alone, in a part of the time."""
    return {entity: _made(_narrow(each.rule), each.rules) for entity, each in recognizers.items()}


def _narrow(rule: Rule) -> Rule:
    return replace(rule, patterns=tuple(replace(each, regex=narrowed(each.regex)) for each in rule.patterns))


def _made(rule: Rule, rules: Rules) -> Recognizer:
    own = _recognizer_class(rule)(rule, rules)
    return Listed(own) if rule.allow or rule.deny else own


def _recognizer_class(rule: Rule) -> type[Recognizer]:
    if rule.recognizer is None:
        return Recognizer
    try:
        return _class_in(rule.recognizer)
    except ModuleNotFoundError as error:
        message = f"{rule.file}: line {rule.line}: {rule.id}: no module recognizers/{rule.recognizer}.py"
        raise RuleError(message) from error


@cache
def _class_in(stem: str) -> type[Recognizer]:
    module = importlib.import_module(f"triage.recognizers.{stem}")
    own = [
        each
        for each in vars(module).values()
        if isclass(each) and issubclass(each, Recognizer) and each.__module__ == module.__name__
    ]
    if len(own) != 1:
        message = f"recognizers/{stem}.py must define one Recognizer, it defines {len(own)}"
        raise RuleError(message)
    return own[0]
