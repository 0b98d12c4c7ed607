"""No module needs itself: imports make no circle, not even those for types alone or inside a function."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def modules() -> dict[str, Path]:
    """Return the path of every module of the program by its dotted name."""
    paths = [path for package in ("triage", "rules", "recognizers") for path in (ROOT / package).rglob("*.py")]
    return {dotted(path): path for path in paths}


def dotted(path: Path) -> str:
    """Return the name by which a module is imported: rules and recognizers are parts of `triage`."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    parts = parts[:-1] if parts[-1] == "__init__" else parts
    return ".".join(parts if parts[0] == "triage" else ("triage", *parts))


def named(source: str) -> Iterator[tuple[str, str]]:
    """Yield (module, name in it) of each import of a source; the name is "" where the whole module is meant."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)


def needs(sources: Mapping[str, str]) -> dict[str, set[str]]:
    """Return which modules each module imports, among those given."""
    graph: dict[str, set[str]] = {}
    for module, source in sources.items():
        told = {f"{each}.{name}" if f"{each}.{name}" in sources else each for each, name in named(source)}
        graph[module] = told & sources.keys() - {module}
    return graph


def test_no_module_imports_itself_by_way_of_others() -> None:
    sources = {name: path.read_text(encoding="utf-8") for name, path in modules().items()}

    assert list(TopologicalSorter(needs(sources)).static_order())


def test_a_circle_by_a_type_and_an_import_in_a_function_is_seen() -> None:
    sources = {
        "triage.a": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from triage.b import B",
        "triage.b": "def b():\n    from triage import c",
        "triage.c": "import triage.a",
        "triage": "",
    }

    with pytest.raises(CycleError):
        list(TopologicalSorter(needs(sources)).static_order())
