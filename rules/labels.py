"""One list of labels and one of separators for every pattern of every rule.

A pattern may name them, and both doors read what they stand for:

    {{labels}}   the header words of the rule's own fields, in every spelling that header words have
    {{sep}}      what may be between a label and a value: signs, brackets and quotes, "is", a line end
    {{other}}    labels of numbers that are no person's: orders, times, threads (`tables/opaque_headers.csv`)

All have no groups and bear no case. Before them a pattern says where a word begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from triage.rules.model import Pattern, Rule

_Table = Sequence[Mapping[str, str]]

SEPARATOR = (
    r"""(?:(?: ?\([^()\r\n]{1,24}\))?["'*\])}]{0,3}"""
    r"""(?: {0,3}(?:[:=|>~;,.#\u2022\u00b7\u2192\u00bb*-]{1,3}|\r?\n) {0,3}"""
    r"""| (?:is|was|hai|ہے) | {1,4})["'*\[(<]{0,3})"""
)
"""A sign, a word or blanks, within closing and opening quotes; before it a remark in brackets ("(dd/mm/yyyy)")."""

_GAP = r"[ _./-]{0,2}"
_SPECIAL = frozenset(".+*?()|[]{}^$#&-~\\")


def spelled_out(rules: Mapping[str, Rule], tables: Mapping[str, _Table]) -> Mapping[str, Rule]:
    """Return the rules with patterns that name no list any more."""
    same = _spellings(tables.get("header_words", ()))
    other = _any_of((row["word"] for row in tables.get("opaque_headers", ())), same)
    return {key: _spelled_out(rule, other, same) for key, rule in rules.items()}


def _spelled_out(rule: Rule, other: str, same: Mapping[str, str]) -> Rule:
    if not any("{{" in each.regex for each in rule.patterns):
        return rule
    labels = _any_of((word for field in rule.fields for word in field.headers), same)
    names = {"{{labels}}": labels, "{{sep}}": SEPARATOR, "{{other}}": other}
    return replace(rule, patterns=tuple(_replaced(each, names) for each in rule.patterns))


def _replaced(pattern: Pattern, names: Mapping[str, str]) -> Pattern:
    text = pattern.regex
    for name, meaning in names.items():
        text = text.replace(name, meaning)
    return replace(pattern, regex=text)


def _spellings(header_words: _Table) -> dict[str, str]:
    """By word in its chief spelling: a pattern for all its spellings."""
    groups: dict[str, set[str]] = {"no": {"no", "#"}}
    for row in header_words:
        if row["role"] == "same" and " " not in row["word"]:
            groups.setdefault(row["means"], {row["means"]}).add(row["word"])
    alone = {word: f"(?:{'|'.join(_longest_first(_escaped(each) for each in own))})" for word, own in groups.items()}
    return {each: pattern for word, pattern in alone.items() for each in groups[word]}


def _any_of(words: Iterable[str], same: Mapping[str, str]) -> str:
    """Return a pattern for any of these labels; for nothing if there are none."""
    known = {_GAP.join(same.get(part, _escaped(part)) for part in word.lower().split()) for word in words}
    return f"(?i:{'|'.join(_longest_first(known))})" if known else r"(?:[^\s\S])"


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(set(words), key=lambda each: (-len(each), each))


def _escaped(text: str) -> str:
    return "".join(f"\\{each}" if each in _SPECIAL else each for each in text)
