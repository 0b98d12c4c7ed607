"""One mapping of a YAML file of rules that knows its file and line, for messages that say where a mistake is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from triage.rules.model import RuleError


class Node:
    """One mapping of a YAML file, knowing its file and line for messages."""

    def __init__(self, data: dict[str, Any], file: str, line: int, owner: str) -> None:
        self.data, self.file, self.line, self.owner = data, file, line, owner

    @classmethod
    def of_file(cls, path: Path) -> Node:
        """Return the mapping of a file."""
        try:
            data = yaml.load(path.read_text(encoding="utf-8"), Loader=_LineLoader)  # noqa: S506 - a SafeLoader
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            message = f"{path.name}: line {mark.line + 1 if mark else 1}: not YAML: {getattr(error, 'problem', error)}"
            raise RuleError(message) from error
        if not isinstance(data, dict):
            message = f"{path.name}: line 1: a rule file is a mapping of keys"
            raise RuleError(message)
        line = data.pop(_LINE)
        return cls(data, path.name, line, str(data.get("id", "?")))

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
            value = [word for lang, words in value.items() if lang != _LINE for word in words]
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise self.error(f"{key}: needs a list of words (or one per language)")
        return tuple(value)

    def mapping(self, key: str) -> dict[str, Any]:
        """Return a mapping, without the lines that the loader marks in it."""
        value = self.data.get(key, {})
        if not isinstance(value, dict):
            raise self.error(f"{key}: needs names with values")
        return {name: each for name, each in value.items() if name != _LINE}

    def children(self, key: str) -> list[Node]:
        """Return a list of mappings."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise self.error(f"{key}: needs a list of entries")
        return [
            Node({k: v for k, v in each.items() if k != _LINE}, self.file, each[_LINE], self.owner) for each in value
        ]

    def no_more(self, known: list[str]) -> None:
        """Raise for a key that is none of the known ones."""
        for key in self.data:
            if key not in known:
                raise self.error(f"unknown key {key!r}; known are {', '.join(known)}")


_LINE = "__line__"


class _LineLoader(yaml.CSafeLoader):
    """Safe YAML where every mapping remembers its line."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002
        mapping = super().construct_mapping(node, deep=deep)
        mapping[_LINE] = node.start_mark.line + 1
        return mapping
