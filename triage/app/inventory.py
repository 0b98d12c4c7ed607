"""List what this installation can do: formats, rules, versions; each is found automatically, none is listed here."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import EntryPoint, PackageNotFoundError, entry_points, version
from pathlib import Path

import yaml

from triage import report
from triage import rules as rulebook_on_disk
from triage.core.plurals import count_of
from triage.formats import openers, readers
from triage.read import signatures
from triage.rules.model import DumpTypeRule, Rule, RuleError, SignalRule

Facts = Mapping[str, Mapping[str, str]]
"""Short texts by heading and name."""

_PACKAGES = (
    "leak-triage",
    "polars",
    "pyarrow",
    "numpy",
    "lxml",
    "presidio-analyzer",
    "spacy",
    "libarchive-c",
    "pypdfium2",
    "python-calamine",
)
_NOT_HERE = "not installed"


def machine() -> Facts:
    """Return what can be read and written on this machine, and the versions used."""
    models = {point.name: _version(point.dist.name if point.dist else point.name) for point in _models()}
    return {
        "reads": {stem: _state(module) for stem, module in readers().items()},
        "opens": {stem: _state(module) for stem, module in openers().items()},
        "names what it cannot read": {"by": _state(signatures)},
        "writes": dict.fromkeys(report.formats(), ""),
        "versions": {
            "python": platform.python_version(),
            **{name: _version(name) for name in _PACKAGES},
            "rules": rulebook_on_disk.load().digest,
        },
        "language models": {"our own": "names, addresses and places in free text; it is part of the program", **models},
    }


def _state(module: object) -> str:
    """Return what a module reads, and what is missing for it."""
    lacking = module.missing() if hasattr(module, "missing") else ""
    title = module.FORMAT.title if hasattr(module, "FORMAT") else _first_line(module.__doc__)
    return f"{title}; MISSING: {lacking}" if lacking else title


def rulebook(folders: Sequence[Path]) -> Facts:
    """Return the titles of all rules and tables by id. Raises `RuleError` for a wrong rule."""
    rules = rulebook_on_disk.load(*folders)
    return {
        "entities": _titles(rules.entities),
        "signals": _titles(rules.signals),
        "kinds of dumps": _titles(rules.dump_types),
        "tables": {name: count_of(len(rows), "row") for name, rows in sorted(rules.tables.items())},
    }


def rule(name: str, folders: Sequence[Path]) -> str:
    """Return one rule, or one table, as YAML text: by its id, or the name of its entity as reports write it.

    Raises `RuleError` if there is none of that name.
    """
    rules = rulebook_on_disk.load(*folders)
    entities = {rule.entity: rule for rule in rules.entities.values()}
    for book in (rules.entities, rules.signals, rules.dump_types, entities):
        if name in book:
            return _yaml(asdict(book[name]))
    if name in rules.tables:
        return _yaml([dict(row) for row in rules.tables[name]])
    message = f"no rule and no table is called {name}: triage rules list names them"
    raise RuleError(message)


def _titles(book: Mapping[str, Rule] | Mapping[str, SignalRule] | Mapping[str, DumpTypeRule]) -> dict[str, str]:
    return {name: book[name].title for name in sorted(book)}


def _yaml(noun: object) -> str:
    plain = json.loads(json.dumps(noun))
    return yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=120)


def _first_line(text: str | None) -> str:
    return (text or "").strip().split("\n", 1)[0]


def _models() -> list[EntryPoint]:
    return sorted(entry_points(group="spacy_models"), key=lambda point: point.name)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return _NOT_HERE
