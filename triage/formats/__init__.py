"""Formats, one folder or file each: what opens a format and what reads it stand together.

A reader is a module below this folder that defines `claims`, an opener of containers one that defines `opens`; both say
who they are in `FORMAT`. No list is edited: a module that is there is found.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import ModuleType
from typing import cast

from triage.core.format_info import Opener, Reader

__all__ = ["having", "openers", "readers"]


def readers() -> Mapping[str, Reader]:
    """Return the modules that read tables and texts, by the name of their format, sorted."""
    return cast("Mapping[str, Reader]", having("claims"))


def openers() -> Mapping[str, Opener]:
    """Return the modules that open containers, by the name of their format, sorted."""
    return cast("Mapping[str, Opener]", having("opens"))


@cache
def having(function: str) -> Mapping[str, ModuleType]:
    """Return the modules that define this function and a `FORMAT`, by the name of their format, sorted.

    Raises `ValueError` where two of them have one name.
    """
    names = sorted(info.name for info in pkgutil.walk_packages(__path__, f"{__name__}.") if not info.ispkg)
    modules = [module for name in names if hasattr(module := importlib.import_module(name), function)]
    found = {module.FORMAT.name: module for module in modules}
    if len(found) < len(modules):
        raise ValueError(f"two formats that define {function} have one name")
    return dict(sorted(found.items()))
