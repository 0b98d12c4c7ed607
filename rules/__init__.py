"""The facts as data: one YAML per entity, signal and kind of dump, and tables with source and date.

    entities/*.yaml     what a value looks like                -> Rule
    signals/*.yaml      thresholds of the genuineness signals  -> SignalRule
    dump_types/*.yaml   kinds of dumps                         -> DumpTypeRule
    places/*.yaml       exports of platforms                   -> PlaceRule
    lists/*.yaml        values of one entity that are always or never counted
    products/*.yaml     things that sellers of dumps offer     -> MarketRule; so are payments/, contacts/, wordings/,
                                                                  platforms/
    tables/*.csv        prefixes, districts, names, banks      -> rows of text ("#" lines carry source and date)

A user's own folder has the same layout: an entry with a known id replaces ours, a new id is added, a table of a known
name replaces ours. `load` is strict: an unknown key, a missing key or a wrong type is a `RuleError` with file and line.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

from triage.rules.labels import spelled_out
from triage.rules.model import (
    IN_TEXT,
    MARKET,
    ColumnRule,
    DumpTypeRule,
    Example,
    FieldRule,
    ListRule,
    MarketRule,
    Pattern,
    PlaceRule,
    Reference,
    Rule,
    RuleError,
    Rules,
    SignalRule,
)
from triage.rules.parsed import kept, plain
from triage.rules.place_rules import place
from triage.rules.yaml_node import Node

__all__ = [
    "DumpTypeRule",
    "Example",
    "FieldRule",
    "Pattern",
    "Reference",
    "Rule",
    "RuleError",
    "Rules",
    "SignalRule",
    "load",
]

HOME = Path(__file__).parent

_KINDS = (
    *((kind, ".yaml") for kind in ("entities", "lists", "signals", "dump_types", *MARKET, "places")),
    ("tables", ".csv"),
)
"""Folders of rules, in the order in which they are read, and the ending of their files."""

_T = TypeVar("_T", Rule, ListRule, SignalRule, DumpTypeRule, MarketRule, PlaceRule)


def load(*folders: Path) -> Rules:
    """Our rules, and those of these folders on top.

    Raises `RuleError` for the first mistake found, for a folder without a rule, and for a pattern of these folders that
    would never end.
    """
    for folder in folders:
        if not folder.is_dir():
            message = f"{folder}: no such folder of rules"
            raise RuleError(message)
        if not any(path for kind, ending in _KINDS for path in (folder / kind).glob(f"*{ending}")):
            message = f"{folder}: no rule in it (entities/*.yaml, lists/*.yaml, tables/*.csv ...)"
            raise RuleError(message)
    loaded = _load((HOME, *folders))
    if folders:
        from triage.rules.growth import refuse_growth  # noqa: PLC0415 - the engine that backtracks, for others' rules

        ours = _load((HOME,)).entities
        for name, rule in loaded.entities.items():
            if rule is not ours.get(name) and (name not in ours or rule.patterns != ours[name].patterns):
                refuse_growth(rule)
    return loaded


@cache
def _load(homes: tuple[Path, ...]) -> Rules:
    named = [
        (kind, path) for kind, ending in _KINDS for home in homes for path in sorted((home / kind).glob(f"*{ending}"))
    ]
    files = {path: path.read_bytes() for _, path in named}
    seal = hashlib.sha256(b"".join(b"%s\0%s\0" % (path.name.encode(), data) for path, data in files.items()))
    ours, is_checked = kept(HOME, {path: data for path, data in files.items() if HOME in path.parents})
    held = {**ours, **plain({path: data for path, data in files.items() if path not in ours})}

    def read(kind: str) -> Iterator[Node]:
        for each, path in named:
            if each == kind:
                yield Node.of_file(
                    path.name, cast("dict[str, Any]", held[path]), is_checked=is_checked and path in ours
                )

    entities = _by_id(read("entities"), _entity)
    lists = _by_id(read("lists"), _list)
    signals = _by_id(read("signals"), _signal)
    dump_types = _by_id(read("dump_types"), _dump_type)
    market = {kind: _by_id(read(kind), _market) for kind in MARKET}
    places = _by_id(read("places"), place)
    tables = {path.stem: tuple(cast("list[dict[str, str]]", held[path])) for kind, path in named if kind == "tables"}
    names = tuple(f"{kind}/{path.name}" for kind, path in named)
    entities = spelled_out(entities, tables)
    return Rules(_with_lists(entities, lists), signals, dump_types, tables, seal.hexdigest(), names, market, places)


def _by_id(nodes: Iterator[Node], build: Callable[[Node], _T]) -> Mapping[str, _T]:
    return {rule.id: rule for rule in map(build, nodes)}


def _entity(node: Node) -> Rule:
    rule = Rule(
        id=node.text("id"),
        entity=node.text("entity"),
        title=node.text("title"),
        file=node.file,
        line=node.line,
        recognizer=node.text("recognizer") if "recognizer" in node.data else None,
        patterns=tuple(
            Pattern(each.text("name"), each.text("regex"), each.number("score")) for each in node.children("patterns")
        ),
        context=node.words("context"),
        fields=tuple(
            FieldRule(each.text("name"), each.text("title"), each.words("headers")) for each in node.children("fields")
        ),
        examples=tuple(_example(each, valid=True) for each in node.children("examples")),
        counter_examples=tuple(_example(each, valid=False) for each in node.children("counter_examples")),
        references=_references(node),
        settings=node.mapping("settings"),
        column=_column(node),
        in_text=node.choice("in_text", IN_TEXT, "sweep" if "recognizer" not in node.data else ""),
        sign=str(node.data.get("sign", "")),
    )
    node.no_more(
        "id entity title recognizer patterns context fields column in_text sign examples counter_examples references "
        "settings".split()
    )
    for name, least in (("examples", 3), ("counter_examples", 3), ("references", 1)):
        if len(getattr(rule, name)) < least:
            raise node.error(f"needs at least {least} {name.replace('_', '-')}")
    return rule


def _list(node: Node) -> ListRule:
    node.no_more(["id", "entity", "allow", "deny"])
    return ListRule(node.text("id"), node.text("entity"), node.file, node.line, node.words("allow"), node.words("deny"))


def _with_lists(entities: Mapping[str, Rule], lists: Mapping[str, ListRule]) -> Mapping[str, Rule]:
    """Return the rules with the values that lists add to them."""
    known = {rule.entity: key for key, rule in entities.items()}
    told = dict(entities)
    for each in lists.values():
        if each.entity not in known:
            message = f"{each.file}: line {each.line}: {each.id}: no rule for the entity {each.entity}"
            raise RuleError(message)
        rule = told[known[each.entity]]
        told[rule.id] = replace(rule, allow=(*rule.allow, *each.allow), deny=(*rule.deny, *each.deny))
    return told


def _column(node: Node) -> ColumnRule:
    """How a column is known by its cells; the defaults where the rule does not say."""
    said = node.mapping("column")
    if unknown := sorted(set(said) - {"alone", "telling", "is_number"}):
        raise node.error(f"column: unknown key {unknown[0]!r}; known are alone, telling, is_number")
    if not all(isinstance(value, int | float) for value in said.values()):
        raise node.error("column: every value is a number, or true or false")
    blank = ColumnRule()
    return ColumnRule(
        float(said.get("alone", blank.alone)),
        int(said.get("telling", blank.telling)),
        bool(said.get("is_number", blank.is_number)),
    )


def _signal(node: Node) -> SignalRule:
    node.no_more(["id", "title", "settings", "innocent", "references"])
    settings = node.mapping("settings")
    if not all(isinstance(value, int | float) for value in settings.values()):
        raise node.error("every setting is a number")
    return SignalRule(
        node.text("id"),
        node.text("title"),
        node.file,
        node.line,
        settings,
        node.words("innocent"),
        _references(node),
    )


def _dump_type(node: Node) -> DumpTypeRule:
    node.no_more(["id", "title", "fields", "headers", "references", "needs"])
    return DumpTypeRule(
        node.text("id"), node.text("title"), node.file, node.line, node.mapping("fields"), node.words("headers"),
        _references(node), node.words("needs"),
    )  # fmt: skip


def _market(node: Node) -> MarketRule:
    node.no_more("id title words links settings references".split())
    return MarketRule(
        node.text("id"), node.text("title"), node.file, node.line, node.words("words"), node.words("links"),
        node.mapping("settings"), _references(node),
    )  # fmt: skip


def _example(node: Node, *, valid: bool) -> Example:
    node.no_more(["text", "value", "note"])
    return Example(node.text("text"), node.text("value") if valid else None, node.data.get("note", ""))


def _references(node: Node) -> tuple[Reference, ...]:
    return tuple(Reference(each.text("title"), each.text("read")) for each in node.children("references"))
