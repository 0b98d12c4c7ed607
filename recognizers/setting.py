"""Read settings of a rule with their types: a missing or wrong one is a `RuleError` that names the rule."""

from __future__ import annotations

from collections.abc import Mapping

from triage.rules.model import Rule, RuleError


def number(rule: Rule, name: str) -> int:
    """Return a setting that is a whole number."""
    value = rule.settings.get(name)
    if not isinstance(value, int):
        raise _error(rule, name, "a whole number")
    return value


def text(rule: Rule, name: str) -> str:
    """Return a setting that is a text."""
    value = rule.settings.get(name)
    if not isinstance(value, str):
        raise _error(rule, name, "a text")
    return value


def words(rule: Rule, name: str) -> tuple[str, ...]:
    """Return a setting that is a list of texts."""
    value = rule.settings.get(name)
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise _error(rule, name, "a list of texts (quote numbers)")
    return tuple(value)


def texts(rule: Rule, name: str) -> dict[str, str]:
    """Return a setting that is a mapping of texts to texts."""
    value = _mapping(rule, name)
    if not all(isinstance(each, str) for each in value.values()):
        raise _error(rule, name, "a text for each key (quote numbers)")
    return {key: str(each) for key, each in value.items()}


def lists(rule: Rule, name: str) -> dict[str, tuple[str, ...]]:
    """Return a setting that is a mapping of texts to lists of texts."""
    value = _mapping(rule, name)
    if not all(isinstance(each, list) and all(isinstance(word, str) for word in each) for each in value.values()):
        raise _error(rule, name, "a list of texts for each key")
    return {key: tuple(each) for key, each in value.items() if isinstance(each, list)}


def _mapping(rule: Rule, name: str) -> dict[str, object]:
    value = rule.settings.get(name)
    if not isinstance(value, Mapping):
        raise _error(rule, name, "a mapping")
    return {str(key): each for key, each in value.items() if key != "__line__"}  # the loader marks lines


def _error(rule: Rule, name: str, kind: str) -> RuleError:
    return RuleError(f"{rule.file}: line {rule.line}: {rule.id}: settings: {name}: needs {kind}")
