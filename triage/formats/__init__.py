"""Supported formats, one folder or file each, with the code that opens a format next to the code that reads it.

A reader is a module in this package that defines `claims`, an opener of containers one that defines `opens`; both
describe themselves in `FORMAT`. A new module is found without editing a list. Modules are imported only when needed:
name and functions are found in a module's source text. If all files that it claims begin with the same bytes, it
defines `BEGINS = (b"...", ...)` and is not asked about other files; if they all have one of some bytes near their
start, `HAS = (b"...", ...)`.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.machinery import SourceFileLoader
from types import ModuleType
from typing import cast

from triage.core.format_info import Opener, Reader

__all__ = ["asked", "having", "opener", "openers", "reader", "readers"]

_NAME = re.compile(r'^FORMAT = Format\(\s*name="(\w+)"', re.MULTILINE)
_BEGINS = re.compile(r"^BEGINS = (\(.*?\))$", re.MULTILINE | re.DOTALL)
_HAS = re.compile(r"^HAS = (\(.*?\))$", re.MULTILINE | re.DOTALL)
_FUNCTION = re.compile(r"^def (\w+)\(", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Told:
    """What the source text of a module states: the name of its format, its functions, and how claimed files begin.

    `has` are bytes of which the start of every claimed file contains some, () = nothing certain.
    """

    module: str
    name: str
    functions: frozenset[str]
    begins: tuple[bytes, ...]
    has: tuple[bytes, ...]

    def load(self) -> ModuleType:
        return _loaded(self.module)


def readers() -> Mapping[str, Reader]:
    """Return the modules that read tables and texts, by the name of their format, sorted."""
    return cast("Mapping[str, Reader]", having("claims"))


def openers() -> Mapping[str, Opener]:
    """Return the modules that open containers, by the name of their format, sorted."""
    return cast("Mapping[str, Opener]", having("opens"))


def reader(name: str) -> Reader:
    """Return the module that reads a format."""
    return cast("Reader", _by_name("claims")[name].load())


def opener(name: str) -> Opener:
    """Return the module that opens a kind of container."""
    return cast("Opener", _by_name("opens")[name].load())


def asked(function: str, head: bytes) -> Mapping[str, ModuleType]:
    """Return the modules that define this function and may claim a file with this head, by format name."""
    return {
        name: told.load()
        for name, told in _by_name(function).items()
        if (not told.has or any(each in head for each in told.has))
        and (not told.begins or head.startswith(told.begins))
    }


@cache
def having(function: str) -> Mapping[str, ModuleType]:
    """Return the modules that define this function and a `FORMAT`, by the name of their format, sorted.

    Raises `ValueError` if two of them have the same name.
    """
    return {name: told.load() for name, told in _by_name(function).items()}


@cache
def _loaded(module: str) -> ModuleType:
    return importlib.import_module(module)


@cache
def _by_name(function: str) -> Mapping[str, _Told]:
    found = [each for each in _told() if function in each.functions]
    named = {each.name: each for each in found}
    if len(named) < len(found):
        raise ValueError(f"two formats that define {function} have one name")
    return dict(sorted(named.items()))


@cache
def _told() -> tuple[_Told, ...]:
    return tuple(_of_text(name, text) for name, text in _texts() if _NAME.search(text))


def _of_text(module: str, text: str) -> _Told:
    name, begins, has = (each.search(text) for each in (_NAME, _BEGINS, _HAS))
    return _Told(
        module,
        name[1] if name else "",
        frozenset(_FUNCTION.findall(text)),
        ast.literal_eval(begins[1]) if begins else (),
        ast.literal_eval(has[1]) if has else (),
    )


def _texts() -> Iterator[tuple[str, str]]:
    """Yield the name and the source text of each module in this package."""
    for info in sorted(pkgutil.walk_packages(__path__, f"{__name__}."), key=lambda each: each.name):
        spec = info.module_finder.find_spec(info.name, None)
        if not info.ispkg and spec is not None and isinstance(spec.loader, SourceFileLoader):
            yield info.name, spec.loader.get_source(info.name) or ""
