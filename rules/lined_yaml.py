"""One mapping of a YAML file, each mapping in it with its line."""

from __future__ import annotations

from typing import Any

import yaml

from triage.rules.model import RuleError
from triage.rules.yaml_node import LINE


class _LineLoader(yaml.CSafeLoader):
    """Safe YAML where every mapping remembers its line."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002
        mapping = super().construct_mapping(node, deep=deep)
        mapping[LINE] = node.start_mark.line + 1
        return mapping


def mapping(file: str, text: str) -> dict[str, Any]:
    """Return the mapping of a file. Raises `RuleError` if it is none."""
    try:
        data = yaml.load(text, Loader=_LineLoader)  # noqa: S506 - a SafeLoader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        message = f"{file}: line {mark.line + 1 if mark else 1}: not YAML: {getattr(error, 'problem', error)}"
        raise RuleError(message) from error
    if not isinstance(data, dict):
        message = f"{file}: line 1: a rule file is a mapping of keys"
        raise RuleError(message)
    return data
