"""A file of `rules/places` -> `PlaceRule`: strict, every pattern compiled once."""

from __future__ import annotations

import re
from collections.abc import Mapping

from triage.rules.model import PlaceRule, PlaceTable, Reference
from triage.rules.yaml_node import Node

PARTS = frozenset("id time author author_id direction text link media missing forwarded reply service chat".split())
WHOSE = ("data_subject", "looked_up", "seller", "buyer", "participant", "copy")


def place(node: Node) -> PlaceRule:
    """Return the rule of one kind of export. Raises `RuleError` for the first mistake."""
    node.no_more("id platform kind form confidence path reader says kinds tables references".split())
    rule = PlaceRule(
        id=node.text("id"),
        platform=str(node.data.get("platform", "")),
        kind=str(node.data.get("kind", "")),
        form=node.text("form"),
        confidence=node.number("confidence"),
        path=_pattern(node, str(node.data.get("path", ""))),
        reader=str(node.data.get("reader", "")),
        kinds=_texts(node, "kinds"),
        tables=tuple(_table(each) for each in node.children("tables")),
        references=tuple(Reference(each.text("title"), each.text("read")) for each in node.children("references")),
        says=_pattern(node, str(node.data.get("says", ""))),
    )
    if not (rule.tables and rule.references):
        raise node.error("needs tables and references")
    return rule


def _table(node: Node) -> PlaceTable:
    node.no_more("table has message facts whose columns unless".split())
    message, columns = _texts(node, "message"), _texts(node, "columns")
    if unknown := sorted(message.keys() - PARTS):
        raise node.error(f"message: unknown part {unknown[0]!r}; known are {', '.join(sorted(PARTS))}")
    whose = str(node.data.get("whose", "participant" if message else "data_subject"))
    if wrong := sorted({whose, *columns.values()} - {*WHOSE}):
        raise node.error(f"whose: {wrong[0]!r} is not one of {', '.join(WHOSE)}")
    for pattern in (*message.values(), *columns, *node.words("has")):
        _pattern(node, pattern)
    facts, unless = _texts(node, "facts"), _texts(node, "unless")
    for pattern in (*unless, *unless.values()):
        _pattern(node, pattern)
    table = _pattern(node, str(node.data.get("table", ".*")))
    return PlaceTable(table, node.words("has"), message, facts, whose, columns, unless)


def _texts(node: Node, key: str) -> Mapping[str, str]:
    found = node.mapping(key)
    if not all(isinstance(value, str) for value in found.values()):
        raise node.error(f"{key}: every value is a text")
    return found


def _pattern(node: Node, pattern: str) -> str:
    if node.is_checked:
        return pattern
    try:
        re.compile(pattern)
    except re.error as error:
        raise node.error(f"{pattern!r} is no pattern: {error}") from error
    return pattern
