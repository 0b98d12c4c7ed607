"""One mapping of a YAML file of rules that knows its file and line, for messages that say where a mistake is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from triage.rules.model import RuleError

LINE = "__line__"
"""Key under which each mapping of a file keeps its line."""


class Node:
    """One mapping of a YAML file, knowing its file and line for messages; `is_checked` if it was built before."""

    def __init__(self, data: dict[str, Any], file: str, line: int, owner: str, *, is_checked: bool = False) -> None:
        self.data, self.file, self.line, self.owner, self.is_checked = data, file, line, owner, is_checked

    @classmethod
    def of_file(cls, file: str, data: dict[str, Any], *, is_checked: bool = False) -> Node:
        """Return the mapping of a file, as `lined_yaml` parses it."""
        own = _own(data)
        return cls(own, file, data[LINE], str(own.get("id", "?")), is_checked=is_checked)

    def error(self, problem: str) -> RuleError:
        """Return the error that says where in the file a problem is."""
        return RuleError(f"{self.file}: line {self.line}: {self.owner}: {problem}")

    def text(self, key: str) -> str:
        """Return a text that must be there."""
        value = self.data.get(key)
        if not isinstance(value, str) or not value:
            raise self.error(f"{key}: needs a text (quote numbers and dates)")
        return value

    def number(self, key: str) -> float:
        """Return a number that must be there."""
        value = self.data.get(key)
        if not isinstance(value, int | float):
            raise self.error(f"{key}: needs a number")
        return float(value)

    def choice(self, key: str, known: Sequence[str], default: str) -> str:
        """Return one of the known words."""
        value = self.data.get(key, default)
        if value not in known:
            raise self.error(f"{key}: {value!r} is not one of {', '.join(filter(None, known))}")
        return str(value)

    def words(self, key: str) -> tuple[str, ...]:
        """Return a list of words, or lists of words by language: flattened, in order."""
        value = self.data.get(key, [])
        if isinstance(value, dict):
            value = [word for lang, words in value.items() if lang != LINE for word in words]
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise self.error(f"{key}: needs a list of words (or one per language)")
        return tuple(value)

    def mapping(self, key: str) -> dict[str, Any]:
        """Return a mapping, without the lines that the loader marks in it."""
        value = self.data.get(key, {})
        if not isinstance(value, dict):
            raise self.error(f"{key}: needs names with values")
        return _own(value)

    def children(self, key: str) -> list[Node]:
        """Return a list of mappings."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise self.error(f"{key}: needs a list of entries")
        return [Node(_own(each), self.file, each[LINE], self.owner, is_checked=self.is_checked) for each in value]

    def no_more(self, known: list[str]) -> None:
        """Raise for a key that is none of the known ones."""
        for key in self.data:
            if key not in known:
                raise self.error(f"unknown key {key!r}; known are {', '.join(known)}")


def _own(data: dict[str, Any]) -> dict[str, Any]:
    """Return a mapping without the mark of its line."""
    return {key: value for key, value in data.items() if key != LINE}
